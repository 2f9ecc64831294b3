"""Teach a topic: its card for the trainer, slides for the class, practice, sheets to take home."""
