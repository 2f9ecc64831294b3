"""Results: what came back, whom to tell, and its return at the counter."""
