"""The open database: one writing connection, a few reading ones, one lock, clear failures."""

from __future__ import annotations

import shutil
import threading
from contextlib import ExitStack, closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import QueuePool, StaticPool
from sqlcipher3 import dbapi2

from agent_desk.clock import to_iso
from agent_desk.errors import StoreUnusable
from agent_desk.i18n import tr
from agent_desk.store import keys, migrate, practice_mark
from agent_desk.store.blobs import BlobFiles
from agent_desk.store.spool import Spool
from agent_desk.store.tidy import LAST_RESORT_PAGES, Tidier

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from agent_desk.paths import DataDir

_CACHE_KIB = 64 * 1024
_BUSY_TIMEOUT_MS = 5000
_PRAGMAS = (
    f"PRAGMA cache_size = -{_CACHE_KIB}",
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
    "PRAGMA temp_store = MEMORY",
    f"PRAGMA wal_autocheckpoint = {LAST_RESORT_PAGES}",
)
_LOW_DISK_BYTES = 200 * 1024 * 1024
_DAMAGE = ("not a database", "malformed", "hmac", "vtable constructor failed")
_HELD = "another program holds the file: database is locked"


@dataclass(frozen=True, slots=True, kw_only=True)
class StoreHealth:
    """What the store knows of its own surroundings."""

    key_place: keys.KeyPlace
    free_bytes: int

    @property
    def disk_is_low(self) -> bool:
        """Say whether the disk should be cleared soon."""
        return self.free_bytes < _LOW_DISK_BYTES


class Store:
    """The desk's database and blob files. Threads: any; writes take turns."""

    def __init__(self, data: DataDir, key: keys.StoreKey) -> None:
        self.data = data
        self.blobs = BlobFiles(data.blobs, key.secret)
        self.spool = Spool(data.spool, key.secret)
        self._key = key
        self._turn = threading.Lock()
        self._writer = _engine(data, key, "BEGIN IMMEDIATE", writes=True)
        self._reader = _engine(data, key, "BEGIN", writes=False)
        self._tidier = Tidier(self._empty_log)

    @property
    def is_practice(self) -> bool:
        """Say whether this is practice data; held by the file itself, not by how it was opened."""
        return self.data.is_practice

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """Open the one writing transaction; all of it is on disk afterwards, or none of it.

        Raises: StoreUnusable if the disk is full, the file is locked or damaged.
        """
        with self._turn, explained(), self._writer.begin() as connection:
            yield connection
        self._tidier.wrote()

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """Open a reading snapshot. Raises: StoreUnusable as ``write`` does."""
        with explained(), self._reader.begin() as connection:
            yield connection

    def checkpoint(self) -> None:
        """Move everything from the log into the database file and empty the log."""
        with self._turn, explained(), closing(self._writer.raw_connection()) as raw:
            is_busy = raw.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
            if is_busy:  # SQLite reports this as a row, not as an error
                raise dbapi2.OperationalError(_HELD)

    def _empty_log(self) -> None:
        """Move what nobody reads any more into the file; writers and readers go on meanwhile."""
        with suppress(StoreUnusable), explained(), closing(self._reader.raw_connection()) as raw:
            raw.cursor().execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()

    def health(self) -> StoreHealth:
        """Look at the disk and the key."""
        free = shutil.disk_usage(self.data.root).free
        return StoreHealth(key_place=self._key.place, free_bytes=free)

    def check_integrity(self) -> bool:
        """Let SQLCipher and SQLite check every page; slow on a large file."""
        with self.read() as connection:
            if connection.exec_driver_sql("PRAGMA cipher_integrity_check").first() is not None:
                return False
            pages = connection.exec_driver_sql("PRAGMA quick_check").scalars().all()
        return list(pages) == ["ok"]

    def close(self) -> None:
        """Close every connection; the store cannot be used afterwards."""
        self._tidier.close()
        with self._turn:
            self._reader.dispose()
            self._writer.dispose()


def open_store(data: DataDir, *, use_system_store: bool = True) -> Store:
    """Open, create or migrate the database of a data folder.

    Raises: StoreUnusable if it cannot be opened, with what to do; practice data never opens as
    real data, nor real data as practice.
    """
    practice_mark.refuse_other_file(data)
    try:
        for folder in (data.root, data.blobs, data.documents, data.backups, data.logs):
            folder.mkdir(parents=True, exist_ok=True)
        data.root.chmod(0o700)
    except OSError as error:
        raise StoreUnusable(
            tr(
                "The data folder {folder} cannot be written. Check the disk and the rights.",
                folder=data.root,
            )
        ) from error
    _refuse_vanished(data)
    key = keys.load_or_make(data, use_system_store=use_system_store)
    store = Store(data, key)
    with ExitStack() as cleaning:
        cleaning.callback(store.close)
        with store.read() as connection:
            practice_mark.refuse_other_content(connection, is_practice=data.is_practice)
        with explained():
            migrate.bring_up_to_date(store)
        if data.is_practice:
            with store.write() as connection:
                practice_mark.mark(connection, to_iso(datetime.now(UTC)))
        cleaning.pop_all()
    return store


def _refuse_vanished(data: DataDir) -> None:
    """Refuse to begin an empty book where an old one has gone: its scans or copies are here."""
    if data.database.exists() and data.database.stat().st_size > 0:
        return
    left = next(data.blobs.glob("*/*"), None) or next(data.backups.glob("*.db"), None)
    if left is not None:
        raise StoreUnusable(
            tr(
                "The data file of this desk is gone or empty, but its scans and copies are here. "
                "Do not start again from nothing. Serve on paper and call technical support; "
                "the last copy is in “backups”."
            )
        )


def _engine(data: DataDir, key: keys.StoreKey, begin: str, *, writes: bool) -> Engine:
    raw_key = key.secret + practice_mark.salt(key.secret) if data.is_practice else key.secret

    def connect() -> object:
        connection = dbapi2.connect(
            str(data.database),
            isolation_level=None,
            check_same_thread=False,
            timeout=_BUSY_TIMEOUT_MS / 1000,
            cached_statements=512,
        )
        with ExitStack() as cleaning:
            cleaning.callback(connection.close)
            connection.execute(f"PRAGMA key = \"x'{raw_key.hex()}'\"")
            for pragma in _PRAGMAS:
                connection.execute(pragma)
            cleaning.pop_all()
        return connection

    creator: Callable[[], object] = connect
    engine = create_engine(
        "sqlite://",
        module=dbapi2,
        creator=creator,
        hide_parameters=True,  # they are personal data, and errors are logged
        pool_reset_on_return=None,  # every use of a connection ends its transaction itself
        **({"poolclass": StaticPool} if writes else {"poolclass": QueuePool, "pool_size": 3}),
    )

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        # Straight to the driver: this runs before everything and needs nothing of the toolkit.
        driver = connection.connection.dbapi_connection
        if driver is not None:
            driver.cursor().execute(begin)

    return engine


@contextmanager
def explained() -> Iterator[None]:
    """Turn failures of the database file into StoreUnusable with a cure; let bugs through."""
    try:
        yield
    except DBAPIError as error:
        message = _cure(error.orig)
        if message is None:
            raise
        raise StoreUnusable(message) from error
    except dbapi2.Error as error:
        message = _cure(error)
        if message is None:
            raise
        raise StoreUnusable(message) from error


def _cure(error: BaseException | None) -> str | None:
    text = str(error).lower()
    if "full" in text or "disk i/o" in text:
        return tr(
            "The disk is full or does not answer; nothing was saved. Free some space "
            "(empty the recycle bin), then do the same step again."
        )
    if "locked" in text or "busy" in text:
        return tr(
            "Another program holds the data of this desk; nothing was saved. Close the other "
            "Agent Desk window or wait for the backup to end, then do the same step again."
        )
    if any(sign in text for sign in _DAMAGE):
        return tr(
            "The data file of this desk is damaged or was made with another key. Do not delete "
            "anything. Serve on paper and call technical support; the last copy is in “backups”."
        )
    if "readonly" in text or "read-only" in text or "unable to open" in text:
        return tr("The data file cannot be opened for writing. Check the disk and the rights.")
    return None
