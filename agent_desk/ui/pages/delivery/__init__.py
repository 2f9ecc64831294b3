"""Results that go home by post."""
