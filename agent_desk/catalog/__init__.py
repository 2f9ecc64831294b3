"""Procedures as data: what they ask, which papers a case needs, and how a citizen calls them."""
