"""All help: how things are done, what each key does, the card of a procedure."""
