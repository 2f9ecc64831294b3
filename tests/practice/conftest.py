"""Practice in the window shares the fixtures of the window tests."""

from tests.ui.conftest import desk_app

__all__ = ["desk_app"]
