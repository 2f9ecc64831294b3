"""Account help: a few questions, step cards, a coded outcome, a follow-up, a slip to take home."""
