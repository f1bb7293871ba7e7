"""The program `referat`."""
