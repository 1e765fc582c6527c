"""The line for cron and the workflow of the docs, run as they stand there."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
import yaml

from loads import REPOSITORY, call, write

PAGE = (REPOSITORY / "docs" / "automation.md").read_text(encoding="utf-8")
WORKFLOW = yaml.safe_load((REPOSITORY / "docs" / "examples" / "norush-monthly.yml").read_text(encoding="utf-8"))
STEPS = WORKFLOW["jobs"]["audit"]["steps"]
TOKEN = "ghs_of-this-test"
REPO = "/repos/company/costs"


@dataclass
class GitHub:
    """What stands for GitHub's API: artifacts and comments, as its documentation shows them."""

    url: str = ""
    artifacts: list[dict[str, object]] = field(default_factory=list)
    comments: list[dict[str, object]] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    def answer(self, method: str, path: str, body: Mapping[str, str] | None) -> object:
        self.asked.append(f"{method} {path}")
        if path == f"{REPO}/actions/artifacts?name=norush-database":
            return {"total_count": len(self.artifacts), "artifacts": self.artifacts}
        if found := re.fullmatch(f"{REPO}/issues/7/comments\\?per_page=100&page=([0-9]+)", path):
            return self.comments[100 * int(found[1]) - 100 : 100 * int(found[1])]
        assert body
        if method == "POST" and path == f"{REPO}/issues/7/comments":
            self.comments.append({"id": len(self.comments), "body": body["body"]})
            return self.comments[-1]
        found = re.fullmatch(f"{REPO}/issues/comments/([0-9]+)", path)
        assert found, path
        assert method == "PATCH"
        self.comments[int(found[1])]["body"] = body["body"]
        return self.comments[int(found[1])]


@pytest.fixture
def github() -> Iterator[GitHub]:
    """A server on this machine."""
    state = GitHub()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            assert self.headers["Authorization"] == f"Bearer {TOKEN}"
            length = int(self.headers.get("Content-Length") or 0)
            body = json.loads(self.rfile.read(length)) if length else None
            content = json.dumps(state.answer(self.command, self.path, body)).encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def do_POST(self) -> None:
            self.do_GET()

        def do_PATCH(self) -> None:
            self.do_GET()

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    state.url = f"http://127.0.0.1:{server.server_port}"
    Thread(target=server.serve_forever, daemon=True).start()
    yield state
    server.shutdown()
    server.server_close()


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home with a log of last month, and norush on the path."""
    (tmp_path / "bin").mkdir()
    program = tmp_path / "bin" / "norush"
    program.write_text(f'#!/bin/sh\nexec {sys.executable} -m norush "$@"\n')
    program.chmod(0o755)
    logs = tmp_path / "norush" / "logs"
    logs.mkdir(parents=True)
    at = datetime.now(UTC).replace(day=1, hour=12, minute=0, second=0, microsecond=0) - timedelta(days=3)
    write(
        logs / "calls.jsonl",
        *(call(n, started_at=_z(at + timedelta(seconds=9 * n)), ended_at=None) for n in range(20)),
    )
    return tmp_path


def _z(instant: datetime) -> str:
    return instant.strftime("%Y-%m-%dT%H:%M:%SZ")


def last_month() -> str:
    return f"{datetime.now(UTC).replace(day=1) - timedelta(days=1):%Y-%m}"


def environment(home: Path, **more: str) -> dict[str, str]:
    path = f"{home / 'bin'}:{os.environ['PATH']}"
    return {
        "HOME": str(home),
        "PATH": path,
        "PYTHONPATH": str(REPOSITORY / "pipeline"),
        "LANG": "C.UTF-8",
        "TZ": "UTC",
    } | more


def run_cron(home: Path) -> str:
    """What cron would mail."""
    (line,) = re.findall(r"```crontab\n(.+)\n```", PAGE)
    fields, command = line.split(" ", 5)[:5], line.split(" ", 5)[5]
    assert re.fullmatch("[0-9]+ [0-9]+ 2 [*] [*]", " ".join(fields))
    assert not re.search(r"(?<!\\)%", command)  # cron takes a bare one for the end of the line
    line_for_sh = command.replace("\\%", "%")
    done = subprocess.run(
        ["/bin/sh", "-c", line_for_sh], env=environment(home), capture_output=True, text=True, check=False
    )
    return done.stdout + done.stderr


@pytest.mark.slow
def test_the_line_for_cron_says_nothing_and_leaves_the_report_of_last_month(home: Path) -> None:
    assert run_cron(home) == ""
    told = json.loads((home / "norush" / "report" / "audit.json").read_text())
    assert told["totals"]["requests"] == 20
    assert f"<!-- norush:audit:{last_month()} -->" in (home / "norush" / "report" / "audit.md").read_text()


def test_the_line_for_cron_mails_what_went_wrong(home: Path) -> None:
    (home / "norush" / "logs" / "calls.jsonl").unlink()
    mail = run_cron(home)
    assert re.fullmatch(f"norush ended with exit code [12]: see {home}/norush/audit.log\n", mail)
    assert "norush: " in (home / "norush" / "audit.log").read_text()


def test_a_second_run_does_not_start_while_one_works(home: Path) -> None:
    lock = home / "norush" / "norush.lock"
    with subprocess.Popen(
        ["flock", str(lock), "sh", "-c", "echo held; read line"], stdin=-1, stdout=-1, text=True
    ) as one:
        assert one.stdout
        assert one.stdout.readline() == "held\n"
        assert "exit code 75" in run_cron(home)
        assert not (home / "norush" / "company.duckdb").exists()
        one.communicate("done\n")


def run_steps(home: Path, github: GitHub, **more: str) -> dict[str, str]:
    """The workflow's own steps, as a runner would; those of others stand aside. What the steps told as outputs."""
    desk, outputs = home / "norush", home / "outputs"
    outputs.write_text("")
    told = {
        "LOGS": "logs/", "ISSUE": "7", "MONTH": "", "GITHUB_TOKEN": TOKEN, "GITHUB_API_URL": github.url,
        "GITHUB_REPOSITORY": "company/costs", "GITHUB_OUTPUT": str(outputs),
        "GITHUB_STEP_SUMMARY": str(home / "summary"),
    } | more  # fmt: skip
    for step in STEPS:
        if "run" not in step or step["name"] == "Install":
            continue
        shell = (
            [sys.executable] if step.get("shell") == "python" else ["bash", "--noprofile", "--norc", "-eo", "pipefail"]
        )
        script = home / "step"
        script.write_text(step["run"])
        done = subprocess.run(
            [*shell, str(script)], cwd=desk, env=environment(home, **told), capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise AssertionError(f"{step['name']}: {done.stdout}{done.stderr}")
    return dict(line.split("=", 1) for line in outputs.read_text().splitlines())


@pytest.mark.slow
def test_the_workflow_comments_once_a_month_and_then_changes_its_comment(home: Path, github: GitHub) -> None:
    github.comments = [{"id": at, "body": None if at == 3 else "thanks"} for at in range(101)]
    assert run_steps(home, github) == {}
    assert len(github.comments) == 102
    comment = str(github.comments[-1]["body"])
    assert comment == (home / "norush" / "report" / "audit.md").read_text()
    assert comment.startswith(f"<!-- norush:audit:{last_month()} -->")
    assert (home / "summary").read_text() == comment
    github.comments[-1]["body"] = comment + "old"
    run_steps(home, github)
    assert len(github.comments) == 102
    assert github.comments[-1]["body"] == comment


@pytest.mark.slow
def test_the_workflow_goes_on_with_the_newest_database(home: Path, github: GitHub) -> None:
    github.artifacts = [
        {"id": at, "name": "norush-database", "expired": expired, "created_at": made, "workflow_run": {"id": 100 + at}}
        for at, (expired, made) in enumerate([(True, "2026-10-02"), (False, "2026-08-02"), (False, "2026-09-02")])
    ]
    assert run_steps(home, github) == {"run": "102"}


def test_the_workflow_stops_where_the_history_has_expired(home: Path, github: GitHub) -> None:
    github.artifacts = [{"id": 1, "expired": True, "created_at": "2026-01-02", "workflow_run": {"id": 1}}]
    with pytest.raises(AssertionError, match="has expired"):
        run_steps(home, github)
    assert not (home / "norush" / "company.duckdb").exists()


def test_the_workflow_may_do_no_more_than_it_needs() -> None:
    assert WORKFLOW["permissions"] == {"contents": "read", "actions": "read", "issues": "write"}
    assert all(step["uses"].startswith("actions/") for step in STEPS if "uses" in step)
    uploads = [step["with"] for step in STEPS if "upload-artifact" in step.get("uses", "")]
    assert "!report/**/*.duckdb" in uploads[1]["path"]
    # no word of an event or an input is pasted into a script: that could run as code
    assert [step["name"] for step in STEPS if "${{" in step.get("run", "")] == []
