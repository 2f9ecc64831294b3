"""What stands while the store opens, or when it cannot."""
