"""A local server with made-up pages -> the cassettes that the tests replay.

Run once by hand, `.venv/bin/python -m tests.fetch.record`, after a change to PAGES; the tests never
record. Every text in the cassettes is ours, and the address is this machine's own.
"""

from __future__ import annotations

import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import vcr

CASSETTES = Path(__file__).parent / "cassettes"
PORT = 8931
BASE = f"http://127.0.0.1:{PORT}"

CSV = "month,station,millimetres\n2024-01,Elmford,213\n2024-02,Elmford,98\n"
PAGE = """<!doctype html>
<html><head><title>Rainfall in Elmford</title></head>
<body><h1>Rainfall in Elmford</h1><p>213 millimetres fell in January 2024.</p></body></html>
"""
MISSING = "<!doctype html><html><head><title>404 | Weather Office</title></head></html>"
MODIFIED = "Mon, 05 Feb 2024 09:30:00 GMT"

# name of the cassette: (status, headers, body)
PAGES: dict[str, tuple[int, dict[str, str], str]] = {
    "rain.csv": (200, {"Content-Type": "text/csv; charset=utf-8", "Last-Modified": MODIFIED}, CSV),
    "rainfall": (200, {"Content-Type": "text/html; charset=utf-8", "ETag": '"v1"'}, PAGE),
    "empty.csv": (200, {"Content-Type": "text/csv"}, ""),
    "moved.csv": (200, {"Content-Type": "text/html"}, PAGE),
    "gone.csv": (404, {"Content-Type": "text/html"}, MISSING),
    "soft": (200, {"Content-Type": "text/html"}, MISSING),
    "old.csv": (301, {"Location": "/rain.csv"}, ""),
    "round": (302, {"Location": "/round"}, ""),
}


class Handler(BaseHTTPRequestHandler):
    """Answers from PAGES, with nothing in it that differs from one recording to the next."""

    def do_GET(self) -> None:
        status, headers, body = PAGES[self.path.removeprefix("/")]
        self.send_response_only(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body.encode())))
        self.end_headers()
        self.wfile.write(body.encode())


def main() -> None:
    from factcheck.fetch.plain import HttpConnector

    server = HTTPServer(("127.0.0.1", PORT), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    for name in PAGES:
        path = CASSETTES / f"{Path(name).stem}.yaml"
        path.unlink(missing_ok=True)
        with vcr.use_cassette(str(path), record_mode="all"):
            try:
                HttpConnector().fetch(f"{BASE}/{name}", timeout=5)
            except Exception as error:  # refusals are recorded as well
                print(f"{name}: {error}")
    server.shutdown()


if __name__ == "__main__":
    main()
