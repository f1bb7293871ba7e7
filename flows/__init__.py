"""The order of things: each flow reads as a list of sentences."""
