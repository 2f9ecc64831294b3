"""Identifiers that a desk can make alone: UUIDv7 for rows and facts, SHA-256 for bytes."""

from __future__ import annotations

import hashlib
import os
import time
import uuid
from typing import NewType

DeskId = NewType("DeskId", str)
ClerkId = NewType("ClerkId", str)
CitizenId = NewType("CitizenId", str)
VisitId = NewType("VisitId", str)
DossierId = NewType("DossierId", str)
PaperId = NewType("PaperId", str)
AssistId = NewType("AssistId", str)
FollowUpId = NewType("FollowUpId", str)
FactId = NewType("FactId", str)
IntentId = NewType("IntentId", str)
Sha256 = NewType("Sha256", str)


def uuid7(unix_ms: int | None = None) -> str:
    """Give a time-ordered UUID as 36 characters of text.

    Source: RFC 9562, section 5.7.
    """
    ms = time.time_ns() // 1_000_000 if unix_ms is None else unix_ms
    value = bytearray(ms.to_bytes(6, "big") + os.urandom(10))
    value[6] = (value[6] & 0x0F) | 0x70
    value[8] = (value[8] & 0x3F) | 0x80
    return str(uuid.UUID(bytes=bytes(value)))


def new_intent() -> IntentId:
    """Give the key of one human act; made when the screen opens, not when the button is pressed."""
    return IntentId(uuid7())


def sha256_hex(data: bytes) -> Sha256:
    """Give the SHA-256 of bytes as 64 lower-case hexadecimal digits."""
    return Sha256(hashlib.sha256(data).hexdigest())
