"""Thin, replaceable edges to the things on the counter: scanner, files, printer."""
