"""What stands in a form as lines to be read: its name, its words, and who gave it. No Qt."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from agent_desk.catalog.forms.flow import asked
from agent_desk.catalog.forms.shown import paper_text
from agent_desk.catalog.forms.spec import Kind, Source

if TYPE_CHECKING:
    from agent_desk.ui.form_presenter import FormPresenter


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadLine:
    """One answered field."""

    label: str
    words: str
    kind: Kind
    source: Source


def read_lines(form: FormPresenter) -> tuple[ReadLine, ...]:
    """Give every answered field of what is asked now, in the order of the paper."""
    draft = form.draft
    return tuple(
        ReadLine(
            label=one.field.label,
            words=paper_text(one.field, one.value),
            kind=one.field.kind,
            source=draft.sources.get(one.path, Source.CLERK),
        )
        for one in asked(form.form, draft.answers)
        if one.is_filled
    )
