"""The migration script, run against a server that has the Message Batches endpoints, and faults."""

import json
import os
import random
import signal
import sqlite3
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from batch_api import BATCHES, BatchApi, serving
from norush.plan import Plan
from norush.render.script import script
from norush.view import build
from script_runs import TOO_LONG_S, Runner, runner
from view_cases import ABOUT, PERIOD, filled

SECRET = "the secret text"
KILLED = -signal.SIGKILL


def plan_of(name: str) -> Plan:
    """The plan of a workload of the tests of pages."""
    with filled() as warehouse:
        view = build(warehouse, PERIOD, ABOUT)
    workload = next(each for each in view.workloads if each.name == name)
    return Plan(workload, view.period, ABOUT, ("claude-sonnet-4-5",), None)


@pytest.fixture(scope="module")
def migration(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Runner]:
    folder = tmp_path_factory.mktemp("migration")
    path = folder / "batch.py"
    path.write_text(script(plan_of("weekly-account-summaries")), encoding="utf-8")
    with runner(path, folder / "log") as found:
        yield found


@dataclass(frozen=True, slots=True)
class Job:
    """A file of requests and where its results go."""

    requests: Path
    results: Path
    prompts: list[str]

    def outcome(self) -> dict[str, str]:
        """What became of each prompt; fails where a request has no line, or two, or the answer to another."""
        lines = [json.loads(line) for line in self.results.read_text(encoding="utf-8").splitlines()]
        found = {line["custom_id"]: line["result"] for line in lines}
        assert len(found) == len(lines), "a result is there twice"
        assert found.keys() == {f"own-{at}" for at in range(len(self.prompts))}, "a result is missing"
        for at, said in enumerate(self.prompts):
            result = found[f"own-{at}"]
            if result["type"] == "succeeded":
                assert result["message"]["content"][0]["text"] == f"answer to {said}", "the answer to another request"
        return {said: found[f"own-{at}"]["type"] for at, said in enumerate(self.prompts)}


def job(folder: Path, number: int = 10, **others: object) -> Job:
    """`number` requests, in the ways that logs keep them; `others` goes into each."""
    prompts = [f"{SECRET} {at} \u2028 ä \U0001f600" for at in range(number)]
    with (folder / "requests.jsonl").open("w", encoding="utf-8") as file:
        for at, said in enumerate(prompts):
            body = {"model": "claude-sonnet-4-5", "max_tokens": 64, "messages": [{"role": "user", "content": said}]}
            kept: Any = {"params": body, "request": body, "body": json.dumps(body)}
            key = ("params", "request", "body")[at % 3]
            whole = {"custom_id": f"own-{at}", key: (kept[key] | others) if isinstance(kept[key], dict) else kept[key]}
            file.write(json.dumps(whole, ensure_ascii=at % 2 == 0) + "\n")
    return Job(folder / "requests.jsonl", folder / "requests.results.jsonl", prompts)


def check(api: BatchApi, todo: Job, **expected: str) -> None:
    """Every result exactly once, nothing paid twice, nothing told that should not be."""
    outcome = todo.outcome()
    assert all(api.billed[said] <= 1 for said in todo.prompts), "paid twice"
    assert {said for said, kind in outcome.items() if kind == "succeeded"} <= api.billed.keys()
    assert set(outcome.values()) == set(expected.values()) if expected else set(outcome.values()) == {"succeeded"}
    for path in todo.results.parent.glob("*.journal*"):
        assert SECRET.encode() not in path.read_bytes(), "the journal holds text"


@pytest.mark.slow
def test_every_request_gets_its_result(migration: Runner, tmp_path: Path) -> None:
    todo = job(tmp_path)
    with serving(BatchApi()) as api:
        assert migration.run(api.url, todo.requests) == 0, migration.told()
        check(api, todo)
        assert [len(batch.requests) for batch in api.batches] == [4, 4, 2]
        asked = len(api.asked)
        assert migration.run(api.url, todo.requests) == 0  # once more: there is nothing left to do
        assert not [path for method, path in api.asked[asked:] if method == "POST"]
        check(api, todo)


@pytest.mark.parametrize("limit", ["MOST_BYTES", "MOST_REQUESTS"])
@pytest.mark.slow
def test_a_batch_is_as_large_as_may_be_and_no_larger(limit: str, migration: Runner, tmp_path: Path) -> None:
    """Bytes are counted as the SDK sends them: one byte less, and the last request goes into a batch of its own."""
    sizes: list[list[int]] = []
    for most in (10**9, None, 0):
        folder = tmp_path / str(most)
        folder.mkdir()
        todo = job(folder)
        size = sizes[0][0] if sizes else 0
        value = {"MOST_BYTES": (10**9, size + 1, size), "MOST_REQUESTS": (10, 10, 9)}[limit][len(sizes)]
        with serving(BatchApi()) as api:
            assert migration.run(api.url, todo.requests, **({"MOST_REQUESTS": 100} | {limit: value})) == 0
            check(api, todo)
            sizes.append(api.sizes)
    assert [len(each) for each in sizes] == [1, 1, 2]
    assert sizes[0] == sizes[1]


def test_what_a_batch_does_not_take_is_left_out_or_refused(migration: Runner, tmp_path: Path) -> None:
    todo = job(tmp_path, 1, stream=True, speed="fast", cache_control={"type": "ephemeral"})
    with serving(BatchApi()) as api:
        assert migration.run(api.url, todo.requests) == 0
        assert api.params[todo.prompts[0]].keys() == {"model", "max_tokens", "messages", "cache_control"}


@pytest.mark.one_in(4)
@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{", "is no request"),
        ("[]", "is no request"),
        ('{"model": "claude-sonnet-4-5", "messages": [1]}', "has no max_tokens"),
        ('{"model": "claude-sonnet-4-5", "max_tokens": 0, "messages": [1]}', "only fills the cache"),
        ('{"model": "claude-opus-9", "max_tokens": 1, "messages": [1]}', "not in MODELS"),
        ('{"model": "claude-sonnet-4-5", "max_tokens": 300001, "messages": [1]}', "max_tokens above 300,000"),
        ('{"model": "claude-sonnet-4-5", "max_tokens": 1, "messages": [1], "store": true}', "has store"),
        ('{"model": "claude-sonnet-4-5", "max_tokens": 1, "messages": [1], "betas": ["x"]}', "BETAS"),
        ('{"model": "claude-sonnet-4-5", "max_tokens": 1, "messages": [NaN]}', "is no request"),
        ('{"model": "claude-sonnet-4-5", "max_tokens": 1, "messages": ["\\ud83d"]}', "is no request"),
        (
            '{"custom_id": "own-0", "params": {"model": "claude-sonnet-4-5", "max_tokens": 1, "messages": [1]}}',
            "earlier",
        ),
    ],
)
def test_nothing_is_sent_where_a_line_cannot_be(line: str, said: str, migration: Runner, tmp_path: Path) -> None:
    todo = job(tmp_path, 3)
    with todo.requests.open("a") as file:
        file.write(line + "\n")
    with serving(BatchApi()) as api:
        assert migration.run(api.url, todo.requests) == 1
        assert said in migration.told() and "line 4" in migration.told()
        assert not api.asked
        elsewhere = tmp_path / "rest.jsonl"
        assert migration.run(api.url, todo.requests, "--leave-out", "--results", elsewhere) == 1
        assert "1  left out: " in migration.told() and "3  succeeded" in migration.told()
        assert len(elsewhere.read_text().splitlines()) == 3
        todo.requests.write_text(todo.requests.read_text(encoding="utf-8").removesuffix(line + "\n"), encoding="utf-8")
        api.billed.clear()
        assert migration.run(api.url, todo.requests) == 0, migration.told()
        check(api, todo)


FAULTS = ("429", "500", "503", "529", "reset", "lost", "late", "cut", "short")
slow = pytest.mark.slow


def quick(values: Iterable[Any], *chosen: object) -> list[Any]:
    """Parameters of a test of which only the chosen run by default."""
    return [value if value in chosen else pytest.param(value, marks=slow) for value in values]


@pytest.mark.parametrize("fault", quick(FAULTS, "429", "short"))
def test_a_fault_at_any_request_costs_nothing(fault: str, migration: Runner, tmp_path: Path) -> None:
    """The same fault at one request of four, whatever it asks: creations whose answer is lost among them."""
    todo, rng = job(tmp_path), random.Random(1)
    with serving(BatchApi(faults=lambda number, method, path: rng.choice(("", "", "", fault)))) as api:
        assert migration.run(api.url, todo.requests) == 0, migration.told()
        check(api, todo)
        assert len(api.asked) > 9


@pytest.mark.parametrize("fault", quick(FAULTS, "lost", "late", "reset"))
def test_a_fault_at_every_creation_costs_nothing(fault: str, migration: Runner, tmp_path: Path) -> None:
    todo, seen = job(tmp_path), set[tuple[str, int]]()

    def first_try(number: int, method: str, path: str) -> str:
        tried = (method, len(api.batches)) in seen
        seen.add((method, len(api.batches)))
        return fault if (method, path) == ("POST", BATCHES) and not tried else ""

    with serving(BatchApi(faults=first_try, takes_s=0.2)) as api:
        assert migration.run(api.url, todo.requests) == 0, migration.told()
        check(api, todo)


def test_a_new_batch_may_be_unknown_for_a_while(migration: Runner, tmp_path: Path) -> None:
    """Retrieval, results and the list know a batch only later (anthropic-sdk-python, issue 1432)."""
    todo = job(tmp_path)
    with serving(BatchApi(unseen_s=0.1, faults=lambda n, m, path: "404" if n % 7 == 0 and m == "GET" else "")) as api:
        assert migration.run(api.url, todo.requests) == 0, migration.told()
        check(api, todo)
        assert "404" in migration.told()


def test_a_lost_batch_is_told_from_those_of_other_programs(migration: Runner, tmp_path: Path) -> None:
    """The same number of requests, made at the same time: only the custom_ids in the results tell."""
    todo = job(tmp_path, 4)

    def lose(number: int, method: str, path: str) -> str:
        if (method, path) != ("POST", BATCHES) or len(api.batches) > 1:
            return ""
        api.add_foreign(["theirs"] * 4)
        return "lost"

    with serving(BatchApi(faults=lose)) as api:
        api.add_foreign(["older"] * 4)
        assert migration.run(api.url, todo.requests) == 0, migration.told()
        check(api, todo)
        assert len(api.batches) == 3


def test_each_kind_of_result_is_treated_rightly(migration: Runner, tmp_path: Path) -> None:
    """Expired is sent again, three times in all; errored is not; each has one line in the end."""
    todo = job(tmp_path)
    with serving(BatchApi()) as api:
        api.expires.update({todo.prompts[0]: 1, todo.prompts[5]: 2, todo.prompts[9]: 99})
        api.errors = {todo.prompts[1]: "invalid_request_error", todo.prompts[2]: "api_error"}
        assert migration.run(api.url, todo.requests) == 1
        check(api, todo, a="succeeded", b="expired", c="errored")
        outcome = todo.outcome()
        assert [outcome[todo.prompts[at]] for at in (0, 5, 9, 1, 2)] == [
            "succeeded", "succeeded", "expired", "errored", "errored"
        ]  # fmt: skip
        assert api.expires[todo.prompts[9]] == 96
        assert [len(batch.requests) for batch in api.batches] == [4, 4, 2, 3, 2]
        for said in ("7  succeeded", "1  expired", "1  errored, invalid_request_error", "1  errored, api_error"):
            assert said in migration.told()


def until_it_says(text: str, migration: Runner) -> None:
    until = time.monotonic() + TOO_LONG_S
    while text not in migration.told():
        assert time.monotonic() < until, migration.told()
        time.sleep(0.005)


def kill_once_it_says(text: str, migration: Runner, api: BatchApi, todo: Job) -> None:
    pid = migration.start(api.url, todo.requests)
    until_it_says(text, migration)
    os.kill(pid, signal.SIGKILL)
    assert migration.end() == KILLED


@pytest.mark.parametrize("fault", quick(["", "reset", "lost", "500", "cut"], "lost"))
def test_cancelling_stops_what_runs_and_fetches_what_is_done(fault: str, migration: Runner, tmp_path: Path) -> None:
    todo = job(tmp_path)

    def at_cancel(number: int, method: str, path: str) -> str:
        return fault if path.endswith("/cancel") and number % 2 else ""

    with serving(BatchApi(never_ends=True, faults=at_cancel)) as api:
        kill_once_it_says("batch 3 is", migration, api, todo)
        assert migration.run(api.url, todo.requests, "--cancel") == 1, migration.told()
        check(api, todo, a="succeeded", b="canceled")
        assert migration.run(api.url, todo.requests) == 1  # what was cancelled stays so
        assert len(api.batches) == 3


def test_what_was_never_sent_is_cancelled_by_not_being_sent(migration: Runner, tmp_path: Path) -> None:
    todo = job(tmp_path)
    with serving(BatchApi(faults=lambda number, method, path: "429" if method == "POST" else "")) as api:
        kill_once_it_says("asks to wait", migration, api, todo)
        assert migration.run(api.url, todo.requests, "--cancel") == 1, migration.told()
        assert set(todo.outcome().values()) == {"canceled"}
        assert not api.batches


def test_two_runs_at_once_and_changed_files_are_refused(migration: Runner, tmp_path: Path) -> None:
    todo = job(tmp_path)
    with serving(BatchApi()) as api:
        assert migration.run(api.url, todo.requests) == 0
        whole = todo.results.read_bytes()
        todo.results.write_bytes(whole + b'{"half')  # as a run leaves it that was killed in the middle of a line
        assert migration.run(api.url, todo.requests) == 0
        api.workspace = "wrkspc_2"
        assert migration.run(api.url, todo.requests) == 1
        assert "another workspace" in migration.told()
        with todo.requests.open("a") as file:
            file.write("\n")
        assert migration.run(api.url, todo.requests) == 1
        assert "is not what" in migration.told()
        elsewhere = tmp_path / "other.jsonl"
        elsewhere.write_text("mine")
        assert migration.run(api.url, todo.requests, "--results", elsewhere) == 1
        assert "without a journal" in migration.told() and elsewhere.read_text() == "mine"
        assert len(api.batches) == 3


@pytest.mark.slow
def test_a_run_that_is_at_work_keeps_others_out(migration: Runner, tmp_path: Path) -> None:
    todo = job(tmp_path)
    other = sqlite3.connect(f"{todo.results}.journal", isolation_level=None)
    other.execute("begin exclusive")
    with serving(BatchApi()) as api:
        assert migration.run(api.url, todo.requests) == 1
        assert "in use" in migration.told() and not api.asked
        other.close()
        assert migration.run(api.url, todo.requests) == 0


def test_results_that_can_be_had_no_more_are_lost_and_not_paid_again(migration: Runner, tmp_path: Path) -> None:
    todo = job(tmp_path)
    with serving(BatchApi(takes_s=0.1)) as api:
        kill_once_it_says("batch 3 is", migration, api, todo)
        api.is_archived = True
        assert migration.run(api.url, todo.requests) == 1
        assert "10  lost: paid" in migration.told()
        assert len(api.batches) == 3 and not todo.results.exists()


def test_only_the_lines_that_are_named_are_sent_with_the_beta_features(migration: Runner, tmp_path: Path) -> None:
    todo, chosen = job(tmp_path), tmp_path / "some.lines"
    chosen.write_text("2\n5\n10\n")
    with serving(BatchApi()) as api:
        assert migration.run(api.url, todo.requests, "--lines", chosen, BETAS=["new-1", "new-2"]) == 0
        assert set(api.billed) == {todo.prompts[at] for at in (1, 4, 9)}
        sent = [each for each, (method, _) in zip(api.headers, api.asked, strict=True) if method == "POST"]
        assert [each["anthropic-beta"] for each in sent] == ["new-1,new-2"]


def troubled(seed: int, todo: Job) -> BatchApi:
    """A server with every kind of trouble, the same for the same seed."""
    rng = random.Random(seed)
    likely = ("",) * 12 + FAULTS

    api = BatchApi(faults=lambda number, method, path: rng.choice(likely), unseen_s=0.02)
    api.expires.update({todo.prompts[3]: 1, todo.prompts[8]: 2})
    api.errors = {todo.prompts[6]: "invalid_request_error"}
    return api


def survive(migration: Runner, api: BatchApi, todo: Job) -> None:
    """Starts it until it ends by itself, and checks what it leaves."""
    for _ in range(50):
        status = migration.run(api.url, todo.requests)
        if status != KILLED:
            break
    assert status == 1, migration.told()
    check(api, todo, a="succeeded", b="errored")


def killed_at_request(migration: Runner, folder: Path, number: int, phase: str) -> bool:
    """Kills the run at a phase of the n-th request, then starts it again; whether there was such a request."""
    folder.mkdir()
    todo, pids = job(folder), [0]

    def watch(now: int, at: str) -> None:
        if (now, at) == (number, phase):
            os.kill(pids.pop(), signal.SIGKILL)

    api = troubled(0, todo)
    api.watch, api.faults = watch, lambda *request: ""
    with serving(api):
        with api.lock:  # nothing is answered before we know whom to kill
            pids[0] = migration.start(api.url, todo.requests)
        was_killed = migration.end() == KILLED
        survive(migration, api, todo)
    return was_killed


PHASES = ("arrived", "done", "half", "answered")


@pytest.mark.one_in(4)
@pytest.mark.parametrize("phase", PHASES)
@pytest.mark.parametrize("number", [3, 6])
def test_killed_at_a_request(number: int, phase: str, migration: Runner, tmp_path: Path) -> None:
    assert killed_at_request(migration, tmp_path / "x", number, phase)


@slow
@pytest.mark.one_in(4, slow=4)
@pytest.mark.parametrize("first", range(len(PHASES)))
def test_killed_at_each_request(first: int, migration: Runner, tmp_path: Path) -> None:
    """Each request is killed once, in the phases in turn; all cases together kill each in every phase."""
    number = 1
    while killed_at_request(migration, tmp_path / f"{number}", number, PHASES[(first + number) % len(PHASES)]):
        number += 1
    assert number > 15, "hardly anything was killed"


def killed_at_line(migration: Runner, folder: Path, line: int, seed: int) -> bool:
    """Kills the run before the n-th line of code that it runs; whether it came so far."""
    folder.mkdir()
    todo = job(folder)
    with serving(troubled(seed, todo)) as api:
        was_killed = migration.run(api.url, todo.requests, kill_at_line=line) == KILLED
        survive(migration, api, todo)
    return was_killed


@pytest.mark.one_in(4)
@pytest.mark.parametrize("seed", range(4))
def test_killed_anywhere(seed: int, migration: Runner, tmp_path: Path) -> None:
    """Before a line of code that chance chose, among faults of every kind."""
    killed_at_line(migration, tmp_path / "x", random.Random(seed).randrange(1, 1500), seed)


@slow
@pytest.mark.one_in(4, slow=4)
@pytest.mark.parametrize("first", [1, 32, 63, 94])
def test_killed_before_lines_all_through(first: int, migration: Runner, tmp_path: Path) -> None:
    """Lines of code all through a run, in steps of a prime, and faults of every kind."""
    line, step = first, 127
    while killed_at_line(migration, tmp_path / f"{line}", line, seed=line):
        line += step
    assert line > 700, "hardly anything was killed"


@slow
@pytest.mark.one_in(4, slow=4)
@pytest.mark.parametrize("seed", range(20))
def test_killed_again_and_again(seed: int, migration: Runner, tmp_path: Path) -> None:
    """At moments that chance chose, until it had the luck to finish."""
    todo, rng = job(tmp_path), random.Random(seed)
    with serving(troubled(seed, todo)) as api:
        for _ in range(rng.randrange(3, 12)):
            if migration.run(api.url, todo.requests, kill_at_line=rng.randrange(1, 900)) != KILLED:
                break
        survive(migration, api, todo)
