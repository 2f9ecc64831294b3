"""The end of a shift."""
