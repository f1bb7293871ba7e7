"""From a file to pages: words, lines and ruled tables."""
