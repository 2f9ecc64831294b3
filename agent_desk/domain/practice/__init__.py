"""Scripted citizens for practice, and the examiner that looks at what was recorded. Pure rules."""
