"""Calls two weeks after a session: did they do one thing alone at home?"""
