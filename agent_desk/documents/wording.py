"""Legal wording of paper: versioned templates that a document names, so that it reprints alike."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from agent_desk.documents.fonts import Face
from agent_desk.documents.runs import Run
from agent_desk.documents.templates import installed

if TYPE_CHECKING:
    from collections.abc import Mapping

_BOLD_MARK = "*"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """The title, labels and sentences of one version of one document."""

    document: str
    version: str
    texts: Mapping[str, str]
    order: tuple[str, ...] = ()

    def text(self, key: str, **values: object) -> str:
        """Give a label or sentence with its ``{named}`` places filled."""
        sentence = self.texts[key]
        return sentence.format(**values) if values else sentence

    def runs(self, key: str, **values: object) -> tuple[Run, ...]:
        """Give a sentence as runs; what stands between two ``*`` in the template is bold."""
        return tuple(
            Run(part.format(**values), Face.BOLD if place % 2 else Face.REGULAR)
            for place, part in enumerate(self.texts[key].split(_BOLD_MARK))
            if part
        )


def wording(document: str, version: str) -> Wording:
    """Give the wording of a document in a version such as ``v1``.

    Raises: NotFound if this program does not have that version.
    """
    template = installed().version(document, version)
    return Wording(document=document, version=version, texts=template.texts, order=template.order)
