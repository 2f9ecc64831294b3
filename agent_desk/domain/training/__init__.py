"""Digital-skills sessions for citizens: planned, held, the people who came; no school marks."""
