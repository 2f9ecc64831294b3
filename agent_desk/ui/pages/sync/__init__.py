"""What waits for the center and what it holds."""
