"""The check before and after a session: asked, entered, seen together."""
