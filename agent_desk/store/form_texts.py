"""The form versions that dossiers of this desk were filled under, kept as text for good."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import bindparam, select
from sqlalchemy.dialects.sqlite import insert as upsert

from agent_desk.catalog.decode import DecodeError
from agent_desk.catalog.forms.load import parse_form
from agent_desk.errors import StoreUnusable
from agent_desk.i18n import tr
from agent_desk.store.tables import form_versions

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from agent_desk.catalog.forms.spec import FormSpec

_CONTENT = select(form_versions.c.content).where(
    form_versions.c.form_id == bindparam("form_id"),
    form_versions.c.version == bindparam("form_version"),
)


def keep(connection: Connection, form: FormSpec, at_iso: str) -> FormSpec:
    """Keep the text of a version and give the form as it is kept: the first text wins."""
    values = {"form_id": form.id, "version": form.version, "content": form.text, "kept_at": at_iso}
    connection.execute(upsert(form_versions).values(values).on_conflict_do_nothing())
    return kept(connection, form.id, form.version)


def kept(connection: Connection, form_id: str, version: str) -> FormSpec:
    """Give a form in the version that a dossier names.

    Raises: StoreUnusable if this program cannot read what was kept.
    """
    content = connection.execute(
        _CONTENT, {"form_id": form_id, "form_version": version}
    ).scalar_one()
    try:
        return parse_form(content)
    except DecodeError as fault:
        raise StoreUnusable(
            tr(
                "The form of this dossier was filled with another program version, which this one "
                "cannot read. Install the newest version."
            )
        ) from fault
