"""A network scanner that follows the eSCL document, over real HTTP on loopback."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

CAPABILITIES = """<?xml version="1.0" encoding="UTF-8"?>
<scan:ScannerCapabilities xmlns:scan="http://schemas.hp.com/imaging/escl/2011/05/03"
 xmlns:pwg="http://www.pwg.org/schemas/2010/12/sm">
 <pwg:Version>2.63</pwg:Version><pwg:MakeAndModel>Máy quét Mẫu 3000</pwg:MakeAndModel>
 {trays}
</scan:ScannerCapabilities>"""
_INLET = """<scan:MinWidth>16</scan:MinWidth><scan:MaxWidth>2550</scan:MaxWidth>
<scan:MaxHeight>3508</scan:MaxHeight><scan:SettingProfiles><scan:SettingProfile><scan:ColorModes>
<scan:ColorMode>Grayscale8</scan:ColorMode><scan:ColorMode>RGB24</scan:ColorMode></scan:ColorModes>
<scan:SupportedResolutions><scan:DiscreteResolutions>
<scan:DiscreteResolution><scan:XResolution>200</scan:XResolution></scan:DiscreteResolution>
<scan:DiscreteResolution><scan:XResolution>300</scan:XResolution></scan:DiscreteResolution>
</scan:DiscreteResolutions></scan:SupportedResolutions></scan:SettingProfile>
</scan:SettingProfiles>"""
GLASS = f"<scan:Platen><scan:PlatenInputCaps>{_INLET}</scan:PlatenInputCaps></scan:Platen>"
FEEDER = (
    f"<scan:Adf><scan:AdfSimplexInputCaps>{_INLET}</scan:AdfSimplexInputCaps>"
    f"<scan:AdfDuplexInputCaps>{_INLET}</scan:AdfDuplexInputCaps></scan:Adf>"
)
_STATUS = """<?xml version="1.0"?><scan:ScannerStatus
 xmlns:scan="http://schemas.hp.com/imaging/escl/2011/05/03"
 xmlns:pwg="http://www.pwg.org/schemas/2010/12/sm"><pwg:Version>2.63</pwg:Version>
<pwg:State>{state}</pwg:State><scan:AdfState>{feeder}</scan:AdfState></scan:ScannerStatus>"""


@dataclass(slots=True)
class EsclScanner:
    """What the scanner holds and how it behaves; ``seen`` are the orders it got.

    ``busy`` answers come before a job is taken, ``slow`` ones before each page. ``jams_after``
    pages the feeder is stuck. ``answers`` overrides a path with (status, body).
    """

    sheets: list[bytes] = field(default_factory=list)
    glass: bytes = b""
    trays: str = FEEDER + GLASS
    busy: int = 0
    slow: int = 0
    jams_after: int = -1
    location: str = "/eSCL/ScanJobs/{n}"
    answers: dict[str, tuple[int, bytes]] = field(default_factory=dict)
    seen: list[str] = field(default_factory=list)
    calls: list[str] = field(default_factory=list)
    _given: int = 0
    _waited: int = 0
    _is_glass: bool = False
    _server: ThreadingHTTPServer | None = None
    _thread: threading.Thread | None = None

    def __enter__(self) -> EsclScanner:
        scanner = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                self._reply(*scanner.get(self.path))

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                code, told = scanner.order(self.path, body.decode())
                where = f"http://{self.headers['Host']}{told}" if code == 201 else ""
                self._reply(code, b"", where)

            def do_DELETE(self) -> None:
                scanner.calls.append(f"DELETE {self.path}")
                self._reply(200, b"")

            def _reply(self, code: int, body: bytes, location: str = "") -> None:
                self.send_response(code)
                self.send_header("Content-Length", str(len(body)))
                if location:
                    self.send_header("Location", location)
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, format: str, *args: object) -> None: ...  # noqa: A002

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self._thread = threading.Thread(
            target=self._server.serve_forever, kwargs={"poll_interval": 0.02}
        )
        self._thread.start()
        return self

    def __exit__(self, *_why: object) -> None:
        assert self._server is not None
        assert self._thread is not None
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    @property
    def address(self) -> str:
        assert self._server is not None
        return f"127.0.0.1:{self._server.server_port}"

    def get(self, path: str) -> tuple[int, bytes]:
        self.calls.append(f"GET {path}")
        if path in self.answers:
            return self.answers[path]
        if path == "/eSCL/ScannerCapabilities":
            return 200, CAPABILITIES.format(trays=self.trays).encode()
        if path == "/eSCL/ScannerStatus":
            return 200, _STATUS.format(state="Idle", feeder=self._feeder()).encode()
        return self._next() if path.endswith("/NextDocument") else (404, b"")

    def _feeder(self) -> str:
        if 0 <= self.jams_after <= self._given:
            return "ScannerAdfJam"
        return "ScannerAdfLoaded" if self._given < len(self.sheets) else "ScannerAdfEmpty"

    def _next(self) -> tuple[int, bytes]:
        pages = [self.glass] if self._is_glass else self.sheets
        if self._waited < self.slow:
            self._waited += 1
            return 503, b""
        self._waited = 0
        if 0 <= self.jams_after <= self._given or self._given >= len(pages):
            return 404, b""
        self._given += 1
        return 200, pages[self._given - 1]

    def order(self, path: str, body: str) -> tuple[int, str]:
        self.calls.append(f"POST {path}")
        self.seen.append(body)
        if self.busy:
            self.busy -= 1
            return 503, ""
        self._is_glass, self._given = "<pwg:InputSource>Platen" in body, 0
        if not self._is_glass and not self.sheets:
            return 409, ""
        return 201, self.location.format(n=len(self.seen))
