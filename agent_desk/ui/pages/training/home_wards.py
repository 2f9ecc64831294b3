"""Where a learner lives, as far as a report needs it: the ward, never the address. No Qt."""

from __future__ import annotations

from agent_desk.catalog.forms.ward_help import CatalogWards
from agent_desk.catalog.wards import Wards
from agent_desk.domain.text import clean, fold
from agent_desk.errors import InvalidInput, NotFound
from agent_desk.i18n import tr

_MOST = 8


class HomeWards:
    """Wards by address, by name and by code; the list is read when it is first asked."""

    def __init__(self) -> None:
        self._wards = Wards()
        self._help = CatalogWards(self._wards)

    def of_address(self, address: str) -> str:
        """Give the code of the ward of an address; empty where there is any doubt."""
        found = self._help.read_address(address).ward if address else None
        return found.code if found is not None else ""

    def names_like(self, text: str) -> tuple[str, ...]:
        """Give wards whose name, or old name, begins like this."""
        found = self._help.suggest(clean(text), _MOST) if clean(text) else ()
        return tuple(one.name for one in found)

    def code_of(self, typed: str) -> str:
        """Give the code of a ward as it was taken from the list; empty for nothing.

        Raises: InvalidInput where it is no ward, or could be several.
        """
        name = clean(typed)
        if not name:
            return ""
        found = self._help.suggest(name, _MOST)
        exact = [one for one in found if fold(one.name) == fold(name)]
        wanted = exact or (list(found) if len(found) == 1 else [])
        if not wanted:
            message = tr("Choose the ward from the list, or leave it empty.")
            raise InvalidInput(message, {"ward": message})
        return wanted[0].code

    def name_of(self, code: str) -> str:
        """Give the name of a ward as the list writes it; empty for none."""
        try:
            ward = self._wards.by_code(code) if code else None
        except NotFound:
            return ""
        if ward is None:
            return ""
        return f"{ward.full_name}, {self._wards.provinces[ward.province_code].full_name}"
