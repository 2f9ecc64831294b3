"""Slides for a class: what is on them, where the trainer is, and how they are drawn large."""
