"""A new store in a folder, copied from one that was migrated once for all tests of a process."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from functools import cache
from pathlib import Path

from agent_desk.commands.desk import keep_setting
from agent_desk.paths import DataDir
from agent_desk.settings import FIRST_DOSSIERS
from agent_desk.store.engine import Store, open_store


def a_store(folder: Path, *, is_practice: bool = False) -> Store:
    """Open an empty, migrated store; its key is the same in every folder of this process.

    Tests of the opening and the migration itself use ``open_store``.
    """
    data = DataDir(root=folder, is_practice=is_practice)
    if not data.database.exists():
        template = _template(is_practice=is_practice)
        folder.mkdir(parents=True, exist_ok=True)
        for name in (template.database, template.key_file):
            shutil.copy(name, folder / name.name)  # the key stays its user's alone
    return open_store(data, use_system_store=False)


@cache
def _template(*, is_practice: bool) -> DataDir:
    folder = Path(tempfile.mkdtemp(prefix="agent-desk-template-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    data = DataDir(root=folder, is_practice=is_practice)
    store = open_store(data, use_system_store=False)
    keep_setting(store, FIRST_DOSSIERS.key, "0")  # only the tests of the gate want it
    store.checkpoint()
    store.close()
    return data
