"""A local server that answers like Anthropic's Admin API, keeps what it was asked, and fails when it is told to."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import parse_qs, urlsplit

KEY = "sk-ant-admin01-AbCdEfGh0123456789-test"
REPORTS = "/v1/organizations/usage_report/messages", "/v1/organizations/cost_report"


@dataclass
class AdminApi:
    """`faults`: what to do instead of answering, one a request, in order ("" answers); `…_a_page`: less than asked."""

    url: str = ""
    asked: list[tuple[str, dict[str, list[str]]]] = field(default_factory=list)
    headers: list[Mapping[str, str]] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    sent: list[bytes] = field(default_factory=list)
    buckets_a_page: int | None = None
    names_a_page: int = 1000

    def answer(self, path: str, query: dict[str, list[str]]) -> bytes:
        """A page, in the shape that the API has."""
        page = self._report(path, query) if path in REPORTS else self._names(path, query)
        return json.dumps(page).encode()

    def _report(self, path: str, query: dict[str, list[str]]) -> dict[str, object]:
        step = timedelta(hours=1) if query["bucket_width"] == ["1h"] else timedelta(days=1)
        start, end = (datetime.fromisoformat(query[name][0]) for name in ("starting_at", "ending_at"))
        first = int(query.get("page", ["page_0"])[0].removeprefix("page_"))
        limit = self.buckets_a_page or int(query["limit"][0])
        count = int((end - start) / step)
        buckets = [
            {"starting_at": _z(start + at * step), "ending_at": _z(start + (at + 1) * step),
             "results": [_usage(at) if path == REPORTS[0] else _cost(at)] if at % 24 < 3 else []}
            for at in range(first, min(first + limit, count))
        ]  # fmt: skip
        more = first + limit < count
        return {"data": buckets, "has_more": more, "next_page": f"page_{first + limit}" if more else None}

    def _names(self, path: str, query: dict[str, list[str]]) -> dict[str, object]:
        name = path.rpartition("/")[2]
        every = [_named(name, at) for at in range(3)]
        after = query.get("after_id", [""])[0]
        first = next((at + 1 for at, row in enumerate(every) if row["id"] == after), 0)
        rows = every[first : first + self.names_a_page]
        more = first + self.names_a_page < len(every)
        return {"data": rows, "first_id": rows[0]["id"], "last_id": rows[-1]["id"], "has_more": more}


def _z(instant: datetime) -> str:
    return instant.strftime("%Y-%m-%dT%H:%M:%SZ")


def _usage(at: int) -> dict[str, object]:
    return {
        "account_id": None, "api_key_id": f"apikey_01Test000000000000000{at % 3}", "cache_read_input_tokens": 100 * at,
        "cache_creation": {"ephemeral_1h_input_tokens": 0, "ephemeral_5m_input_tokens": 7}, "context_window": "0-200k",
        "inference_geo": "global", "model": "claude-sonnet-5", "output_tokens": 40 + at, "service_account_id": None,
        "server_tool_use": {"web_search_requests": 0}, "service_tier": "standard", "speed": "standard",
        "uncached_input_tokens": 1000 + at, "workspace_id": None,
    }  # fmt: skip


def _cost(at: int) -> dict[str, object]:
    return {
        "amount": f"{100 + at}.25", "context_window": "0-200k", "cost_type": "tokens", "currency": "USD",
        "description": "Claude Sonnet 5 Usage - Input Tokens", "inference_geo": "global", "model": "claude-sonnet-5",
        "service_tier": "standard", "token_type": "uncached_input_tokens", "workspace_id": None,
    }  # fmt: skip


def _named(kind: str, at: int) -> dict[str, object]:
    if kind == "api_keys":
        return {
            "id": f"apikey_01Test000000000000000{at}", "type": "api_key", "name": f"key-of-team-{at}",
            "status": "active", "created_at": "2026-03-02T11:20:31Z", "partial_key_hint": "sk-ant-api03-xYz...AbC",
            "scope": {"type": "organization"},
        }  # fmt: skip
    return {
        "id": f"wrkspc_01Test00000000000000{at}", "type": "workspace", "name": f"team-{at}", "archived_at": None,
        "created_at": "2026-03-02T11:20:31Z", "display_color": "#6C5BB9",
    }  # fmt: skip


@contextmanager
def running() -> Iterator[AdminApi]:
    """The server, until the end of the context."""
    api = AdminApi()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            url = urlsplit(self.path)
            query = parse_qs(url.query)
            api.asked.append((url.path, query))
            api.headers.append(dict(self.headers))
            content = api.answer(url.path, query)
            fault = api.faults.pop(0) if api.faults else ""
            if self.headers["x-api-key"] != KEY:
                fault = "401"
            if fault == "broken":
                self.close_connection = True
                self.connection.close()
            elif fault == "half":
                self._send(200, content[: len(content) // 2], claimed=len(content))
            elif fault == "garbled":
                self._send(200, content[: len(content) // 2])
            elif fault:
                status, _, rest = fault.partition(" ")
                self._send(int(status), _error(int(status)), extra=rest)
            else:
                api.sent.append(content)
                self._send(200, content)

        def _send(self, status: int, content: bytes, *, claimed: int | None = None, extra: str = "") -> None:
            self.send_response(status)
            self.send_header("content-type", "application/json")
            self.send_header("content-length", str(claimed or len(content)))
            if extra:
                name, _, value = extra.partition(": ")
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(content)
            self.close_connection = True

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        api.url = f"http://127.0.0.1:{server.server_port}"
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield api
        finally:
            server.shutdown()
            thread.join()


def _error(status: int) -> bytes:
    kinds = {401: "authentication_error", 400: "invalid_request_error", 429: "rate_limit_error"}
    message = "invalid x-api-key" if status == 401 else "starting_at: is too early"
    body = {"type": "error", "error": {"type": kinds.get(status, "api_error"), "message": message}}
    return json.dumps(body).encode()
