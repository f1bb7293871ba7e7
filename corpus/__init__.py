"""Invented minutes, printed by several producers, and the truth about each."""
