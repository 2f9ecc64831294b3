"""Dossiers of other desks."""
