"""A newer program that lies ready for this desk: ``updates/release.json``, signed by the center.

Technical support, or the folder they copy from, puts the file beside the data; nothing is fetched
and nothing is installed from here. A file whose signature does not hold is as good as none.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from agent_desk import signing

if TYPE_CHECKING:
    from pathlib import Path

_NAME = "release.json"
_LARGEST = 65_536
_VERSION = re.compile(r"\d+(\.\d+){0,3}")
_HEX = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """What the center says of a program it released."""

    version: str
    sha256: str
    words: str = ""


def release_message(release: Release) -> bytes:
    """Give the bytes that the center signs."""
    return "\n".join(("release", release.version, release.sha256, release.words)).encode()


def signed_release(release: Release, private_key: bytes) -> bytes:
    """Write the file that a desk reads."""
    signature = signing.sign(private_key, release_message(release)).hex()
    body = {
        "version": release.version,
        "sha256": release.sha256,
        "words": release.words,
        "signature": signature,
    }
    return json.dumps(body, ensure_ascii=False, indent=1).encode() + b"\n"


def waiting_release(folder: Path, center_key: bytes, running: str) -> Release | None:
    """Give the release that waits, if it is newer than the running program and truly signed."""
    try:
        path = folder / _NAME
        if path.stat().st_size > _LARGEST:
            return None
        raw = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError, RecursionError):
        return None
    release, signature = _read(raw)
    if release is None or not _is_newer(release.version, running):
        return None
    is_true = signing.is_signed_by(center_key, signature, release_message(release))
    return release if is_true else None


def _read(raw: object) -> tuple[Release | None, bytes]:
    if not isinstance(raw, dict):
        return None, b""
    texts = [raw.get(name) for name in ("version", "sha256", "words", "signature")]
    if not all(isinstance(text, str) for text in texts):
        return None, b""
    version, sha256, words, signature = (str(text) for text in texts)
    try:
        signed = bytes.fromhex(signature)
    except ValueError:
        return None, b""
    if not (_VERSION.fullmatch(version) and _HEX.fullmatch(sha256)):
        return None, b""
    return Release(version=version, sha256=sha256, words=words), signed


def _is_newer(version: str, running: str) -> bool:
    return _numbers(version) > _numbers(running)


def _numbers(version: str) -> tuple[int, ...]:
    found = _VERSION.match(version)
    numbers = [int(part) for part in found.group().split(".")] if found else [0]
    return tuple(numbers + [0] * (4 - len(numbers)))
