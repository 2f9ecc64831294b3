"""What a desk can do: one command is one intent, one transaction, its facts included."""
