"""The printers of this desk by what they are for, and the prints that wait."""
