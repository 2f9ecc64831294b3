"""Stories run in the real window; they share the fixtures of the window tests."""

from tests.ui.conftest import desk_app

__all__ = ["desk_app"]
