"""Connections to PostgreSQL: a small pool, and one transaction at a time on each."""

from __future__ import annotations

import queue
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

import psycopg
from psycopg.rows import TupleRow, tuple_row

if TYPE_CHECKING:
    from collections.abc import Iterator

Connection = psycopg.Connection[TupleRow]

APP_ROLE = "agent_desk_center"
"""The role the program works as: it may add facts and read them, and never change them."""

_WAIT_S = 10.0


class Database:
    """A pool of connections that work as the restricted role."""

    def __init__(self, url: str, size: int = 12) -> None:
        self._url = url
        self._free: queue.LifoQueue[Connection] = queue.LifoQueue()
        self._places = threading.BoundedSemaphore(size)
        self._closed = False

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """Lend a connection inside a transaction: committed at the end, undone on an error.

        Raises: psycopg.OperationalError if no connection can be had.
        """
        if not self._places.acquire(timeout=_WAIT_S):
            raise psycopg.OperationalError("all connections are busy")
        try:
            connection = self._take()
            try:
                with connection.transaction():
                    yield connection
            finally:
                self._give_back(connection)
        finally:
            self._places.release()

    def close(self) -> None:
        """Close what is not lent; lent connections close when they come back."""
        self._closed = True
        while True:
            try:
                self._free.get_nowait().close()
            except queue.Empty:
                return

    def _take(self) -> Connection:
        while True:
            try:
                connection = self._free.get_nowait()
            except queue.Empty:
                return connect_as_app(self._url)
            if not connection.closed:
                return connection

    def _give_back(self, connection: Connection) -> None:
        if self._closed or connection.closed or connection.broken:
            connection.close()
        else:
            self._free.put(connection)


def connect_as_app(url: str) -> Connection:
    """Open a connection that works as the restricted role, whoever the URL belongs to."""
    return psycopg.Connection[TupleRow].connect(
        url, autocommit=True, row_factory=tuple_row, options=f"-c role={APP_ROLE} -c timezone=UTC"
    )


def as_app_user(url: str) -> str:
    """Turn the owner's URL of embedded PostgreSQL into one that logs in as the restricted role."""
    return psycopg.conninfo.make_conninfo(url, user=APP_ROLE)
