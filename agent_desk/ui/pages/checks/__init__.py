"""The check of this PC: what stands in the way of serving, each with its cure."""
