"""What the counter does beside cases: post, shifts, outages, other desks."""
