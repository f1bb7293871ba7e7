"""What guesses, as readable tables."""
