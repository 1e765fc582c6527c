"""Web servers: the file at a URL, asked for as it was given, and what a server may do wrong."""

import gzip
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from loads import FIXTURES, loaded
from norush import audit
from norush.errors import NorushError, SourceError, UsageError
from norush.sources import places
from norush.warehouse import Warehouse

from .conftest import brought

pytestmark = pytest.mark.one_in(4)

LOG = (FIXTURES / "litellm.jsonl").read_bytes()
SIGNED = "/signed/log%20one.jsonl?X-Amz-Signature=ab%2Fcd%2B%3D&se=2026-10-05T10%3A00%3A00Z"


class Server(BaseHTTPRequestHandler):
    """Serves the log under several paths."""

    def do_GET(self) -> None:
        if self.path == SIGNED or self.path.startswith("/log.jsonl"):
            self._answer(200, LOG)
        elif self.path == "/log.jsonl.gz":
            self._answer(200, gzip.compress(LOG))
        elif self.path == "/mine" and self.headers["Authorization"] == "Basic bWU6c2VjcmV0":
            self._answer(200, LOG)
        elif self.path == "/moved":
            self.send_response(302)
            self.send_header("Location", "/log.jsonl")
            self.end_headers()
        elif self.path == "/half":
            self._answer(200, LOG[: len(LOG) // 2], claimed=len(LOG))
        elif self.path.startswith("/page"):
            self._answer(200, b"<html><body>log in first</body></html>")
        elif self.path.partition("?")[0] in ("/403", "/500"):
            self._answer(int(self.path[1:4]), b"<secret>")
        else:
            self._answer(404, b"no such file")

    def _answer(self, status: int, content: bytes, claimed: int | None = None) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(claimed or len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Server) as running:
        Thread(target=running.serve_forever).start()
        yield f"127.0.0.1:{running.server_port}"
        running.shutdown()


@pytest.mark.parametrize("path", ["/log.jsonl", "/log.jsonl.gz", "/moved", SIGNED])
def test_a_url_gives_the_requests_of_the_same_bytes(path: str, server: str, tmp_path: Path) -> None:
    from_web = brought([f"http://{server}{path}"], tmp_path)
    assert from_web.requests == loaded(FIXTURES / "litellm.jsonl").requests


def test_user_and_password_are_used_and_not_shown(server: str, tmp_path: Path) -> None:
    (file,) = places.bring([f"http://me:secret@{server}/mine"], tmp_path)
    assert file.path.read_bytes() == LOG
    assert file.name == f"http://{server}/mine"


@pytest.mark.slow
def test_the_files_of_an_audit_are_called_by_their_url_without_its_query(server: str, tmp_path: Path) -> None:
    database = tmp_path / "audit.duckdb"
    paths = ("/log.jsonl?token=secret-1", "/log.jsonl?token=secret-2", SIGNED)
    inputs = tuple(f"http://{server}{path}" for path in paths)
    result = audit.run(audit.Request(inputs=inputs, database=database))
    assert result.loaded.already_loaded == 2
    with Warehouse(database) as warehouse:
        assert warehouse.rows("select path from files") == [(f"http://{server}/log.jsonl",)]
    assert b"secret" not in database.read_bytes()


@pytest.mark.parametrize(
    ("path", "sentence", "kind"),
    [
        ("/missing.jsonl?secret", r"/missing.jsonl is not there: give the URL of a file$", UsageError),
        ("/403?secret", r"/403: access denied \(403\)", SourceError),
        ("/500", r"/500: the server answered 500", SourceError),
        ("/half", r"/half: the connection broke off. Nothing was loaded", SourceError),
    ],
)
def test_what_goes_wrong_is_a_sentence(
    path: str, sentence: str, kind: type[NorushError], server: str, tmp_path: Path
) -> None:
    with pytest.raises(kind, match=sentence) as error:
        places.bring([f"http://me:secret@{server}{path}"], tmp_path)
    assert "secret" not in str(error.value)


def test_without_a_server(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no connection: is the server there"):
        places.bring(["https://127.0.0.1:1/log.jsonl?secret"], tmp_path)


@pytest.mark.slow
def test_a_page_that_is_no_log_is_named_by_its_url(server: str, tmp_path: Path) -> None:
    inputs = (f"http://{server}/log.jsonl", f"http://{server}/page?secret")
    result = audit.run(audit.Request(inputs=inputs, database=tmp_path / "audit.duckdb"))
    assert result.warnings == (f"http://{server}/page: not a log: neither JSON nor a table with a header line",)
    with pytest.raises(SourceError, match=f"nothing here can be used. http://{server}/page: not a log"):
        audit.run(audit.Request(inputs=inputs[1:], database=tmp_path / "other.duckdb"))
