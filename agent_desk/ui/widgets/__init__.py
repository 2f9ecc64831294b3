"""Widgets that know nothing of the product: they get words and values, and say what happened."""
