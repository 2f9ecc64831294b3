"""Calls two weeks after a session: what they did alone at home, the outcome measure."""
