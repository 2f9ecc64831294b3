"""How properties are searched: the same cases each time, no clock, nothing left behind."""

from __future__ import annotations

from hypothesis import settings

# A deadline per example would make a busy machine fail what is right.
settings.register_profile("domain", deadline=None, derandomize=True, database=None)
settings.load_profile("domain")
