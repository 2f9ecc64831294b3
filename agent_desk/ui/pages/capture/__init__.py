"""The page that sets up how pages are captured, and tries it."""
