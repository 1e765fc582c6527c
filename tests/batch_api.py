"""A local server that answers like Anthropic's Message Batches API, counts what it bills, and fails when it is told to.

Faults, one for each request as it comes ("" answers as it should):

    429 500 503 529   answers so, with retry-after; nothing has happened
    404               answers that there is no such batch, although there is
    reset             breaks the connection before anything has happened
    lost              does what was asked, and breaks the connection without an answer
    late              answers 500 although it did, or will, what was asked
    cut               breaks off in the middle of the answer
    short             ends the answer in the middle as if that were all
"""

import json
import random
import re
import socket
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock, Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

BATCHES = "/v1/messages/batches"
CUSTOM_ID = re.compile(r"[a-zA-Z0-9_-]{1,64}")
DAY = timedelta(hours=24)


@dataclass
class Batch:
    """One batch: `requests` are (custom_id, params); results are made when it ends."""

    id: str
    requests: list[tuple[str, dict[str, Any]]]
    created_at: datetime
    ends_at: float
    """By time.monotonic()."""
    seen_at: float
    """From then on the API knows it everywhere."""
    canceled_at: datetime | None = None
    results: list[dict[str, Any]] | None = None


@dataclass
class BatchApi:
    """`billed`: how often each prompt was processed and charged, the one thing that must never be above one."""

    url: str = ""
    faults: Callable[[int, str, str], str] = lambda number, method, path: ""
    watch: Callable[[int, str], None] = lambda number, phase: None
    """Told of each request's phases: `arrived`, `done` (nothing answered yet), `half`, `answered`."""
    takes_s: float = 0.03
    """From creation to end."""
    unseen_s: float = 0.0
    """From creation until the API knows a batch everywhere: 404 before, and not in the list."""
    expires: Counter[str] = field(default_factory=Counter)
    """How many times each prompt expires before it is processed."""
    errors: dict[str, str] = field(default_factory=dict)
    """The type of error of each prompt that errs."""
    never_ends: bool = False
    is_archived: bool = False
    """29 days went by: no results can be had any more."""
    workspace: str = "wrkspc_1"
    most_bytes: int = 256_000_000
    most_requests: int = 100_000
    asked: list[tuple[str, str]] = field(default_factory=list)
    sizes: list[int] = field(default_factory=list)
    """Bytes of each creation that was received."""
    params: dict[str, dict[str, Any]] = field(default_factory=dict)
    """Each prompt as it was last received."""
    headers: list[dict[str, str]] = field(default_factory=list)
    billed: Counter[str] = field(default_factory=Counter)
    batches: list[Batch] = field(default_factory=list)
    rng: random.Random = field(default_factory=lambda: random.Random(7))
    lock: Lock = field(default_factory=Lock)

    def add_foreign(self, prompts: Sequence[str], *, takes_s: float = 0.0) -> Batch:
        """A batch of another program in the same workspace."""
        return self._add([(f"row-{at}", {"messages": [{"content": each}]}) for at, each in enumerate(prompts)], takes_s)

    def _add(self, requests: list[tuple[str, dict[str, Any]]], takes_s: float) -> Batch:
        now = time.monotonic()
        id_ = f"msgbatch_{len(self.batches):024}"
        batch = Batch(id_, requests, datetime.now(UTC), now + takes_s, now + self.unseen_s)
        self.batches.append(batch)
        return batch

    def create(self, body: bytes) -> tuple[int, Any]:
        """POST /v1/messages/batches."""
        self.sizes.append(len(body))
        try:
            requests = [(each["custom_id"], each["params"]) for each in json.loads(body)["requests"]]
        except (ValueError, KeyError, TypeError):
            return 400, _error("invalid_request_error", "no requests")
        if len(body) > self.most_bytes or len(requests) > self.most_requests:
            return 413, _error("request_too_large", "above the limit")
        ids = [custom_id for custom_id, _ in requests]
        if len(set(ids)) < len(ids) or not all(CUSTOM_ID.fullmatch(each) for each in ids) or not ids:
            return 400, _error("invalid_request_error", "custom_id")
        for _, params in requests:
            self.params[prompt(params)] = params
        return 200, self.shown(self._add(requests, self.takes_s))

    def shown(self, batch: Batch) -> dict[str, Any]:
        """A batch as the API shows it."""
        self._run(batch)
        counts = Counter(each["result"]["type"] for each in batch.results or ())
        kinds = ("succeeded", "errored", "canceled", "expired")
        ended = batch.results is not None
        return {
            "id": batch.id,
            "type": "message_batch",
            "processing_status": "ended" if ended else "canceling" if batch.canceled_at else "in_progress",
            "request_counts": {
                "processing": 0 if ended else len(batch.requests), **{kind: counts[kind] for kind in kinds}
            },
            "created_at": _z(batch.created_at),
            "expires_at": _z(batch.created_at + DAY),
            "ended_at": _z(datetime.now(UTC)) if ended else None,
            "archived_at": _z(datetime.now(UTC)) if self.is_archived else None,
            "cancel_initiated_at": _z(batch.canceled_at) if batch.canceled_at else None,
            "results_url": f"{self.url}{BATCHES}/{batch.id}/results" if ended and not self.is_archived else None,
        }  # fmt: skip

    def _run(self, batch: Batch) -> None:
        if batch.results is not None or time.monotonic() < batch.ends_at or (self.never_ends and not batch.canceled_at):
            return
        batch.results = []
        for at, (custom_id, params) in enumerate(batch.requests):
            batch.results.append({"custom_id": custom_id, "result": self._result(prompt(params), at, batch)})
        self.rng.shuffle(batch.results)

    def _result(self, said: str, at: int, batch: Batch) -> dict[str, Any]:
        if batch.canceled_at and at % 2:
            return {"type": "canceled"}
        if self.expires[said] > 0:
            self.expires[said] -= 1
            return {"type": "expired"}
        if said in self.errors:
            inner = {"type": self.errors[said], "message": "no"}
            return {"type": "errored", "error": {"type": "error", "error": inner, "request_id": "req_1"}}
        self.billed[said] += 1
        content = [{"type": "text", "text": f"answer to {said}"}]
        return {"type": "succeeded", "message": {"id": "msg_1", "content": content, "usage": {"output_tokens": 3}}}

    def answer(self, method: str, path: str, query: dict[str, list[str]], body: bytes) -> tuple[int, Any]:
        """(status, object or bytes) of one request."""
        if path == BATCHES:
            return self.create(body) if method == "POST" else (200, self._page(query))
        batch = next((each for each in self.batches if each.id == path.split("/")[4]), None)
        if batch is None or time.monotonic() < batch.seen_at:
            return 404, _error("not_found_error", "no such batch")
        if path.endswith("/cancel"):
            if self.shown(batch)["processing_status"] == "ended":
                return 400, _error("invalid_request_error", "it has ended")
            batch.canceled_at = batch.canceled_at or datetime.now(UTC)
            batch.ends_at = time.monotonic() + self.takes_s
            return 200, self.shown(batch)
        if path.endswith("/results"):
            self._run(batch)
            return 200, b"".join(json.dumps(each, ensure_ascii=False).encode() + b"\n" for each in batch.results or ())
        return 200, self.shown(batch)

    def _page(self, query: dict[str, list[str]]) -> dict[str, Any]:
        now, limit = (
            time.monotonic(),
            min(int(query.get("limit", ["20"])[0]), 3),
        )  # short pages: there are always several
        every = [each for each in reversed(self.batches) if each.seen_at <= now]
        after = query.get("after_id", [""])[0]
        first = next((at + 1 for at, each in enumerate(every) if each.id == after), 0)
        page = [self.shown(each) for each in every[first : first + limit]]
        ends = {"first_id": page[0]["id"], "last_id": page[-1]["id"]} if page else {"first_id": None, "last_id": None}
        return {"data": page, "has_more": first + limit < len(every), **ends}


def prompt(params: dict[str, Any]) -> str:
    """What a request asks: who it is, whatever its custom_id."""
    return str(params["messages"][0]["content"])


def _error(kind: str, message: str) -> dict[str, Any]:
    return {"type": "error", "error": {"type": kind, "message": message}, "request_id": "req_1"}


def _z(instant: datetime) -> str:
    return instant.strftime("%Y-%m-%dT%H:%M:%S.%fZ")


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    api: BatchApi

    def do_GET(self) -> None:
        self._handle("GET")

    def do_POST(self) -> None:
        self._handle("POST")

    def _handle(self, method: str) -> None:
        try:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            if len(body) < int(self.headers.get("Content-Length") or 0):
                return  # whoever asked is dead
            self._answer(method, body)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    def _answer(self, method: str, body: bytes) -> None:
        url = urlsplit(self.path)
        with self.api.lock:
            number = len(self.api.asked) + 1
            self.api.asked.append((method, url.path))
            self.api.headers.append(dict(self.headers))
            self.api.watch(number, "arrived")
            fault = self.api.faults(number, method, url.path)
            if fault == "reset":
                return self._break_off()
            if fault.isdigit():
                status, found = int(fault), _error("api_error", "told to fail")
            else:
                status, found = self.api.answer(method, url.path, parse_qs(url.query), body)
            self.api.watch(number, "done")
        if fault == "lost":
            return self._break_off()
        if fault == "late":
            status, found = 500, _error("api_error", "who knows")
        data = found if isinstance(found, bytes) else json.dumps(found).encode()
        self._send(number, status, data, fault)
        self.api.watch(number, "answered")
        return None

    def _send(self, number: int, status: int, data: bytes, fault: str) -> None:
        half = len(data) // 2
        self.send_response(status)
        self.send_header(
            "Content-Type", "application/x-jsonl" if self.path.endswith("/results") else "application/json"
        )
        self.send_header("anthropic-workspace-id", self.api.workspace)
        if status >= 429:
            self.send_header("retry-after", "0.02")
        if fault == "short":
            data = data[:half]
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data[:half])
        self.wfile.flush()
        self.api.watch(number, "half")
        if fault == "cut":
            return self._break_off()
        self.wfile.write(data[half:])
        self.wfile.flush()
        return None

    def _break_off(self) -> None:
        self.close_connection = True
        self.connection.shutdown(socket.SHUT_RDWR)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Nothing."""


@contextmanager
def serving(api: BatchApi) -> Iterator[BatchApi]:
    """Runs the server as long as the block does."""
    handler = type("Handler", (_Handler,), {"api": api})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    thread = Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    api.url = f"http://127.0.0.1:{server.server_port}"
    try:
        yield api
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
