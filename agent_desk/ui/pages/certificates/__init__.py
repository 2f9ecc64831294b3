"""Certificates of attendance: given and printed for a class, checked when a paper is shown."""
