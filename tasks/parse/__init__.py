"""From pages to minutes."""
