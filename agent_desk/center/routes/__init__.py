"""What desks ask of the center over HTTP; each route validates and calls one function."""
