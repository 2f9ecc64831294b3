"""Digital-skills sessions: calendar and plan, register, paper list, five minutes at the counter."""
