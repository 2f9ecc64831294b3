"""Forms as data: what they ask, in which order, what an answer may be, and one checker for all."""
