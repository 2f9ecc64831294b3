"""The settings of an enrolled desk: who works here, how it looks, where it prints."""
