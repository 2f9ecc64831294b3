"""A print service of a test's own: real cupsd, own folders and socket, ended by its number."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tests.support.programs import needs

if TYPE_CHECKING:
    from collections.abc import Iterator

_SYSTEM = Path("/usr/lib/cups")
_PATIENCE_S = 15.0
_KEEP = """#!/bin/sh
[ $# -eq 0 ] && { echo 'direct keep "Unknown" "keep"'; exit 0; }
out="${DEVICE_URI#keep:}"
if [ -n "$6" ]; then cat "$6" > "$out/$1.part"; else cat > "$out/$1.part"; fi
mv "$out/$1.part" "$out/$1"
"""
_JAMS = """#!/bin/sh
[ $# -eq 0 ] && { echo 'direct jams "Unknown" "jams"'; exit 0; }
echo "STATE: +media-jam-error" >&2
exit 1
"""
_EMPTY = """#!/bin/sh
[ $# -eq 0 ] && { echo 'direct empty "Unknown" "empty"'; exit 0; }
echo "STATE: +media-empty-error" >&2
trap 'exit 0' TERM
while :; do sleep 0.2; done
"""
_PPD = """*PPD-Adobe: "4.3"
*FormatVersion: "4.3"
*FileVersion: "1.0"
*LanguageVersion: English
*LanguageEncoding: ISOLatin1
*PCFileName: "KEEP.PPD"
*Manufacturer: "Test"
*Product: "(Test)"
*ModelName: "Test"
*ShortNickName: "Test"
*NickName: "Test"
*PSVersion: "(3010.000) 0"
*LanguageLevel: "3"
*ColorDevice: True
*cupsVersion: 2.4
*cupsFilter2: "application/vnd.cups-pdf application/pdf 0 -"
*OpenUI *PageSize/Page Size: PickOne
*DefaultPageSize: A4
*PageSize A4/A4: "<</PageSize[595 842]>>setpagedevice"
*PageSize A5/A5: "<</PageSize[420 595]>>setpagedevice"
*PageSize A6/A6: "<</PageSize[297 420]>>setpagedevice"
*CloseUI: *PageSize
*OpenUI *PageRegion/Page Region: PickOne
*DefaultPageRegion: A4
*PageRegion A4/A4: "<</PageSize[595 842]>>setpagedevice"
*PageRegion A5/A5: "<</PageSize[420 595]>>setpagedevice"
*PageRegion A6/A6: "<</PageSize[297 420]>>setpagedevice"
*CloseUI: *PageRegion
*DefaultImageableArea: A4
*ImageableArea A4/A4: "0 0 595 842"
*ImageableArea A5/A5: "0 0 420 595"
*ImageableArea A6/A6: "0 0 297 420"
*DefaultPaperDimension: A4
*PaperDimension A4/A4: "595 842"
*PaperDimension A5/A5: "420 595"
*PaperDimension A6/A6: "297 420"
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintService:
    """A running cupsd; ``socket`` is what ``CUPS_SERVER`` names."""

    folder: Path

    @property
    def socket(self) -> str:
        return str(self.folder / "sock")

    @property
    def out(self) -> Path:
        return self.folder / "out"

    def add(self, name: str, uri: str, *, model: str = "", policy: str = "stop-printer") -> None:
        """Add a queue; ``model`` is ``raw`` or the path of a PPD, else our own PDF printer."""
        driver = ["-m", "raw"] if model == "raw" else ["-P", model or str(self.folder / "keep.ppd")]
        options = ["-o", f"printer-error-policy={policy}"]
        self.run("lpadmin", "-p", name, "-E", "-v", uri, *driver, *options)

    def add_keeping(self, name: str, *, model: str = "") -> None:
        """Add a queue whose pages arrive in ``out``, in a file named by the job's number."""
        self.add(name, f"keep:{self.out}", model=model)

    def run(self, *command: str) -> str:
        """Run a program of CUPS against this service."""
        env = {**os.environ, "CUPS_SERVER": self.socket, "LC_ALL": "C"}
        path = f"{env.get('PATH', '')}:/usr/sbin:/sbin"
        ended = subprocess.run(
            command, env={**env, "PATH": path}, capture_output=True, text=True, check=True
        )
        return ended.stdout

    def arrived(self, job: str) -> bytes:
        """Wait until the pages of a job are in ``out`` and give them."""
        path = self.out / job
        wait_for(path.exists)
        return path.read_bytes()


def wait_for(holds: object) -> None:
    """Look again and again, a short time, until a call gives something true."""
    end = time.monotonic() + _PATIENCE_S
    while not holds():  # type: ignore[operator]
        if time.monotonic() > end:
            raise AssertionError("it did not happen in time")
        time.sleep(0.02)


@contextmanager
def print_service() -> Iterator[PrintService]:
    """Start a cupsd of our own and end it; skips where there is none."""
    needs("cupsd", "lpadmin", "cupsdisable")
    # Short, because the path of a socket has room for 107 letters; readable by the user lp.
    folder = Path(tempfile.mkdtemp(prefix="cups-", dir="/tmp"))
    service = PrintService(folder=folder)
    _lay_out(folder)
    binary = shutil.which("cupsd", path="/usr/sbin:/sbin:/usr/bin")
    assert binary is not None
    files = ("-c", str(folder / "cupsd.conf"), "-s", str(folder / "cups-files.conf"))
    with (folder / "said").open("wb") as said:
        process = subprocess.Popen([binary, "-f", *files], stdout=said, stderr=said)
    try:
        wait_for(lambda: (folder / "sock").exists() or process.poll() is not None)
        assert process.poll() is None, (folder / "said").read_text()
        yield service
    finally:
        process.terminate()
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        shutil.rmtree(folder)


def _lay_out(folder: Path) -> None:
    for name in ("root/ppd", "cache", "spool", "state", "log", "out", "tmp", "bin/backend"):
        (folder / name).mkdir(parents=True)
    folder.chmod(0o755)
    for name in ("out", "tmp", "cache"):
        (folder / name).chmod(0o777)
    for name in ("filter", "monitor", "driver", "daemon", "notifier", "cgi-bin"):
        if (_SYSTEM / name).exists():
            (folder / "bin" / name).symlink_to(_SYSTEM / name)
    for name, text in (("keep", _KEEP), ("jams", _JAMS), ("empty", _EMPTY)):
        backend = folder / "bin" / "backend" / name
        backend.write_text(text)
        backend.chmod(0o755)
    (folder / "keep.ppd").write_text(_PPD)
    (folder / "cups-files.conf").write_text(_files_conf(folder))
    (folder / "cupsd.conf").write_text(_conf(folder))


def use_pdf_printer(service: PrintService) -> None:
    """Give the service the PDF printer of CUPS, which runs as the superuser only."""
    needs("/usr/lib/cups/backend/cups-pdf", "/usr/share/ppd/cups-pdf/CUPS-PDF_noopt.ppd")
    backend = service.folder / "bin" / "backend" / "cups-pdf"
    shutil.copy(_SYSTEM / "backend" / "cups-pdf", backend)
    backend.chmod(0o700)
    service.add("PDF", "cups-pdf:/", model="/usr/share/ppd/cups-pdf/CUPS-PDF_noopt.ppd")


def _files_conf(folder: Path) -> str:
    places = {
        "ServerRoot": "root",
        "ServerBin": "bin",
        "CacheDir": "cache",
        "RequestRoot": "spool",
        "StateDir": "state",
        "TempDir": "tmp",
        "AccessLog": "log/access",
        "ErrorLog": "log/error",
        "PageLog": "log/page",
    }
    own = [f"{name} {folder / place}" for name, place in places.items()]
    common = ["DataDir /usr/share/cups", "Printcap", "SystemGroup root", "Sandboxing Relaxed"]
    return "\n".join((*own, *common, ""))


def _conf(folder: Path) -> str:
    allowed = "Order allow,deny\n Allow all"
    return f"""LogLevel warn
Listen {folder}/sock
Browsing No
DefaultAuthType None
WebInterface No
MaxHoldTime 0
JobRetryInterval 1
<Location />
 {allowed}
</Location>
<Location /admin>
 {allowed}
</Location>
<Policy default>
 <Limit All>
  Order deny,allow
 </Limit>
</Policy>
"""
