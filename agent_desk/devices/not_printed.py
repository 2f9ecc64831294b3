"""The failure of everything that sends bytes to a printer."""

from __future__ import annotations

from agent_desk.errors import DeskError


class NotPrinted(DeskError):
    """The bytes did not reach the printer, or not all of them.

    ``may_have_printed`` is true where a part left this PC: then look before printing again.
    """

    def __init__(self, message: str, *, may_have_printed: bool = False) -> None:
        super().__init__(message)
        self.may_have_printed = may_have_printed
