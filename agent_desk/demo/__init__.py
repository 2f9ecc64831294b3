"""``agent-desk demo``: a whole morning on real procedures, through the real window."""
