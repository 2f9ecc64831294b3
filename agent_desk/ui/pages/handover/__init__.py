"""Hand-over: bags out and in, disputed items, what to tell citizens, the end of the day."""
