"""What a captured page costs: check, spool, strip picture, file, beside one bare JPEG of it.

``python -m tests.bench.bench_capture [N]`` prints one line of JSON and one for people. The floor is
Pillow writing the same A4 page at 300 dpi as JPEG once, in the same run; every page that is
captured must be read, measured, written for the spool, read back and written for the file.
"""

from __future__ import annotations

import io
import json
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from agent_desk.devices.capture.arriving import Arrived, arrive, look
from agent_desk.devices.capture.interface import RawPage
from agent_desk.devices.capture.pictures import tint_of
from agent_desk.devices.capture.quality import check_page
from agent_desk.ids import uuid7
from agent_desk.store.spool import Spool
from agent_desk.ui.scan_file import FileWish, make_file
from tests.bench.measure import taken
from tests.devices.capture.page_pictures import a_page, as_jpeg, with_seal

if TYPE_CHECKING:
    from PIL.Image import Image

    from agent_desk.store.spool import Batch

AT = datetime(2026, 11, 23, tzinfo=UTC)


def bare(page: Image) -> bytes:
    """Write the page once, as Pillow does it."""
    out = io.BytesIO()
    page.save(out, "JPEG", quality=80)
    return out.getvalue()


def assembled(batch: Batch, page: Arrived) -> bytes:
    """Make the file of one page that is in the spool."""
    wish = FileWish(name="a.pdf", title="A", limit_bytes=50_000_000, made_at=AT)
    return make_file(batch, (page.page,), wish).data


def measured(pages: int, folder: Path) -> dict[str, float]:
    """Give the medians in milliseconds."""
    drawn = [with_seal(a_page(300, seed=seed)) for seed in range(pages)]
    raws = [RawPage(name="a.jpg", data=as_jpeg(page, 90), dpi=300) for page in drawn]
    batch = Spool(folder, bytes(32)).batch(uuid7())
    arrived: list[Arrived] = []
    floor = taken([lambda p=page: bare(p) for page in drawn])  # type: ignore[misc]
    check = taken([lambda p=page: (check_page(p, 300), tint_of(p)) for page in drawn])  # type: ignore[misc]
    arriving = taken([lambda r=raw: arrived.extend(arrive(batch, r)) for raw in raws])  # type: ignore[misc]
    looking = taken([lambda a=one: look(batch, a.page, 1800) for one in arrived])  # type: ignore[misc]
    filing = taken([lambda a=one: assembled(batch, a) for one in arrived])  # type: ignore[misc]
    return {
        "bare_jpeg": floor.p50,
        "check": check.p50,
        "arrive": arriving.p50,
        "look": looking.p50,
        "file": filing.p50,
    }


def main(pages: int = 8) -> None:
    """Print the numbers."""
    with tempfile.TemporaryDirectory() as folder:
        found = measured(pages, Path(folder))
    floor = found["bare_jpeg"]
    found["check_and_file_ratio"] = (found["check"] + found["file"]) / floor
    found["whole_ratio"] = (found["arrive"] + found["file"]) / floor
    print(json.dumps({name: round(value, 2) for name, value in found.items()}))  # noqa: T201
    print(  # noqa: T201
        f"one A4 color page at 300 dpi: bare JPEG {floor:.0f} ms, check {found['check']:.0f} ms, "
        f"file {found['file']:.0f} ms: check + file {found['check_and_file_ratio']:.1f} x the "
        f"floor; with spool and small picture {found['whole_ratio']:.1f} x"
    )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 8)
