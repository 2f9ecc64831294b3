"""Bar code scanners: as a keyboard, told from a person by time, or on a serial port. No Qt."""
