"""Trying the bar code scanner out: three codes, what is wrong in words, what was learned."""
