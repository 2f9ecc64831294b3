"""Dossiers: the list, one dossier, giving back its result."""
