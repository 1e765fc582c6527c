"""Runs a migration script as a program of its own, with its waits cut short, and kills it where a test says.

Importing the SDK takes a second: one process does it once, and forks for every run. The script that runs is the one
that norush wrote, byte for byte; only its constants are other ones.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

FASTER = {
    "POLL_S": (0.01, 0.03), "PAUSE_S": (0.01, 0.03), "PATIENCE_S": 20, "NOT_FOUND_S": 5, "SETTLE_S": 0.15,
    "MOST_REQUESTS": 4,
}  # fmt: skip
"""What a run takes in place of the script's own constants."""

_FORKS = r"""
import contextlib, functools, importlib.util, json, os, signal, sqlite3, ssl, sys
ssl.create_default_context = functools.cache(ssl.create_default_context)  # what is slow is done once, before any fork
os.fsync = lambda file: None  # what a killed process wrote is there; only a machine that loses power needs more
connect = sqlite3.connect
def connect_unsynced(*arguments, **options):
    connection = connect(*arguments, **options)
    with contextlib.suppress(sqlite3.OperationalError):  # in use
        connection.execute("pragma synchronous = off")
    return connection
sqlite3.connect = connect_unsynced
import anthropic
batches = anthropic.Anthropic(api_key="test").messages.batches
batches.with_raw_response
loaded = {}
for line in sys.stdin:
    wanted = json.loads(line)
    if wanted["script"] not in loaded:
        spec = importlib.util.spec_from_file_location("migration", wanted["script"])
        loaded[wanted["script"]] = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(loaded[wanted["script"]])
    pid = os.fork()
    if not pid:
        signal.alarm(wanted["too_long_s"])
        module = loaded[wanted["script"]]
        os.environ.update(wanted["environ"])
        sys.argv[:] = [wanted["script"], *wanted["arguments"]]
        out = os.open(wanted["log"], os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        os.dup2(out, 1), os.dup2(out, 2)
        for name, value in wanted["constants"].items():
            setattr(module, name, tuple(value) if isinstance(value, list) else value)
        left = wanted["kill_at_line"]
        def each_line(frame, event, argument):
            global left
            left -= event == "line"
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)
            return each_line
        def ours(frame, event, argument):
            return each_line(frame, event, argument) if frame.f_code.co_filename == wanted["script"] else None
        if left:
            sys.settrace(ours)
        status = 70
        try:
            module.main()
        except SystemExit as stop:
            if isinstance(stop.code, str):
                print(stop.code, file=sys.stderr)
            status = stop.code if isinstance(stop.code, int) else 1
        except BaseException:
            import traceback
            traceback.print_exc()
        finally:
            sys.stdout.flush(), sys.stderr.flush()
            os._exit(status)
    print(pid, flush=True)
    print(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]), flush=True)
"""
TOO_LONG_S = 120
"""A run that takes longer hangs, and is ended."""


@dataclass(frozen=True, slots=True)
class Runner:
    """The process that forks. `start` a run, then `end` it."""

    process: subprocess.Popen[str]
    script: Path
    log: Path

    def start(self, url: str, *arguments: object, kill_at_line: int = 0, **constants: object) -> int:
        """Starts the script; its process id."""
        self.log.unlink(missing_ok=True)
        wanted = {
            "script": str(self.script),
            "arguments": [str(each) for each in arguments],
            "environ": {"ANTHROPIC_BASE_URL": url, "ANTHROPIC_API_KEY": "test"},
            "log": str(self.log),
            "constants": FASTER | constants,
            "kill_at_line": kill_at_line,
            "too_long_s": TOO_LONG_S,
        }
        assert self.process.stdin and self.process.stdout
        self.process.stdin.write(json.dumps(wanted) + "\n")
        self.process.stdin.flush()
        return int(self.process.stdout.readline())

    def end(self) -> int:
        """Waits for the run: its exit code, minus the signal that killed it."""
        assert self.process.stdout
        return int(self.process.stdout.readline())

    def run(self, url: str, *arguments: object, kill_at_line: int = 0, **constants: object) -> int:
        """Starts the script and waits for it."""
        self.start(url, *arguments, kill_at_line=kill_at_line, **constants)
        return self.end()

    def told(self) -> str:
        """What the last run printed."""
        return self.log.read_text(encoding="utf-8") if self.log.exists() else ""


@contextmanager
def runner(script: Path, log: Path) -> Iterator[Runner]:
    """A process that runs `script` again and again."""
    environ = {name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")}
    process = subprocess.Popen(
        [sys.executable, "-W", "ignore", "-c", _FORKS],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=environ,
    )
    try:
        yield Runner(process, script, log)
    finally:
        process.kill()
        process.wait()
        assert process.stdin and process.stdout
        process.stdin.close()
        process.stdout.close()
