"""A newer release of the starter pack, with one question, one paper and some words changed."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

from agent_desk import paths
from agent_desk.catalog.load import load_catalog
from agent_desk.clock import local
from tests.support.clock import SetClock

if TYPE_CHECKING:
    from pathlib import Path

    from agent_desk.catalog.spec import Catalog

BIRTH = "1.001193"
NEW_VERSION = "2026.12.1"
GONE_QUESTION = "q_nuoc_ngoai"
NEW_PAPER = "phieu_moi"
GONE_PAPER = "anh_giay_to_cha_me"
CHANGED_PAPER = "giay_chung_sinh"


def a_newer_catalog(folder: Path) -> Catalog:
    """Load the pack as a release of December might have it: see ``changed``."""
    root = folder / "newer"
    pack = root / "hanoi-starter"
    shutil.copytree(paths.resources() / "catalog" / "hanoi-starter", pack)
    manifest = json.loads((pack / "manifest.json").read_text("utf-8"))
    manifest["version"] = NEW_VERSION
    (pack / "manifest.json").write_text(json.dumps(manifest, ensure_ascii=False), "utf-8")
    file = pack / "procedures" / f"{BIRTH}.json"
    changed = _changed(json.loads(file.read_text("utf-8")))
    file.write_text(json.dumps(changed, ensure_ascii=False), "utf-8")
    catalog = load_catalog(root, on=local(SetClock().now()).date())
    assert not catalog.problems, catalog.problems
    return catalog


def _changed(procedure: dict[str, object]) -> dict[str, object]:
    papers, questions = procedure["documents"], procedure["eligibility_questions"]
    assert isinstance(papers, list)
    assert isinstance(questions, list)
    kept = [paper for paper in papers if paper["id"] != GONE_PAPER]
    first = next(paper for paper in kept if paper["id"] == CHANGED_PAPER)
    first["name"] = "Giấy chứng sinh theo mẫu mới"
    new = {**first, "id": NEW_PAPER, "name": "Phiếu khảo sát của phường", "rule": "always"}
    return {
        **procedure,
        "documents": [*kept, new],
        "eligibility_questions": [q for q in questions if q["id"] != GONE_QUESTION],
    }
