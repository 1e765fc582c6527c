"""norush pull anthropic, against a local server: every page once, through faults, and the key nowhere."""

import json
import logging
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from email.utils import format_datetime
from pathlib import Path

import pytest

import admin_api
from admin_api import KEY, AdminApi
from loads import add
from norush import cli
from norush.errors import NorushError, SourceError, UsageError
from norush.pull import anthropic
from norush.pull.api import ATTEMPTS
from norush.warehouse import Warehouse

TODAY = date(2026, 11, 26)
OCTOBER = date(2026, 10, 1), date(2026, 11, 1)
PAGES_OF_OCTOBER = [
    "api_keys.json",
    "cost_report_2026-10-01_2026-11-01.json",
    "usage_report_messages_2026-10-01_2026-10-08.json",
    "usage_report_messages_2026-10-08_2026-10-15.json",
    "usage_report_messages_2026-10-15_2026-10-22.json",
    "usage_report_messages_2026-10-22_2026-10-29.json",
    "usage_report_messages_2026-10-29_2026-11-01.json",
    "workspaces.json",
]


@pytest.fixture
def api() -> Iterator[AdminApi]:
    with admin_api.running() as running:
        yield running


class Pull:
    """Pulls from the server into a folder, without waiting. `waits`: the seconds that it would have waited."""

    def __init__(self, api: AdminApi, folder: Path) -> None:
        self._api, self.folder = api, folder
        self.waits: list[float] = []
        self.said: list[str] = []

    def __call__(self, since: date = OCTOBER[0], until: date = OCTOBER[1], *, key: str = KEY) -> anthropic.Pulled:
        return anthropic.pull(
            since, until, self.folder, today=TODAY, key=key, url=self._api.url, sleep=self.waits.append,
            notify=lambda what, _: self.said.append(what),
        )  # fmt: skip

    @property
    def files(self) -> list[str]:
        """But for the mark of the key."""
        return sorted(path.name for path in self.folder.iterdir() if not path.name.startswith("."))


@pytest.fixture
def pull(api: AdminApi, tmp_path: Path) -> Pull:
    (tmp_path / "pulled").mkdir()
    return Pull(api, tmp_path / "pulled")


def test_a_month_is_a_few_pages_byte_for_byte(api: AdminApi, pull: Pull) -> None:
    assert pull() == anthropic.Pulled(fetched=8, already_there=0)
    assert pull.files == PAGES_OF_OCTOBER
    assert sorted((pull.folder / name).read_bytes() for name in pull.files) == sorted(api.sent)
    assert all(headers["x-api-key"] == KEY for headers in api.headers)
    assert all(headers["anthropic-version"] == "2023-06-01" for headers in api.headers)
    usage = next(query for path, query in api.asked if path.endswith("/messages"))
    assert usage["starting_at"] == ["2026-10-01T00:00:00Z"]
    assert usage["ending_at"] == ["2026-10-08T00:00:00Z"]
    assert {"api_key_id", "model", "service_tier", "workspace_id"} <= set(usage["group_by[]"])


def test_an_audit_takes_the_pages_as_they_are(pull: Pull) -> None:
    pull()
    with Warehouse() as warehouse:
        outcome = add(warehouse, pull.folder)
        assert outcome.loaded.problems == {}
        assert outcome.rejects == []
        assert dict(warehouse.rows("select format, count(*)::int from files group by format")) == {
            "anthropic_usage_report": 5, "anthropic_cost_report": 1, "anthropic_api_keys": 1, "anthropic_workspaces": 1
        }  # fmt: skip
        # three hours of each day have usage, 40 tokens and one more an hour from the beginning of its page
        hours = [at for days in (7, 7, 7, 7, 3) for at in range(24 * days) if at % 24 < 3]
        buckets = warehouse.row("select count(*)::int, sum(output_tokens)::bigint from usage_buckets")
        assert buckets == (len(hours), sum(40 + at for at in hours))
        # six days have a cost: 100.25 cents and one more a day
        lines = warehouse.row("select count(*)::int, sum(billed_usd) from invoice_lines")
        assert lines == (6, Decimal("6.795"))


def test_pages_hold_every_bucket_once(pull: Pull) -> None:
    pull()
    starts = [
        bucket["starting_at"]
        for path in pull.folder.glob("usage_*.json")
        for bucket in json.loads(path.read_bytes())["data"]
    ]
    assert len(starts) == len(set(starts)) == 31 * 24


def test_what_is_there_is_not_fetched_again(api: AdminApi, pull: Pull) -> None:
    pull()
    api.asked.clear()
    assert pull(until=date(2026, 11, 12)) == anthropic.Pulled(fetched=5, already_there=6)
    reports = [query["starting_at"][0][:10] for path, query in api.asked if path in admin_api.REPORTS]
    assert reports == ["2026-11-01", "2026-11-08", "2026-11-01"]


def test_an_interrupted_pull_goes_on_where_it_was(api: AdminApi, pull: Pull) -> None:
    api.buckets_a_page = 24
    api.faults = [""] * 3 + ["500"] * ATTEMPTS
    with pytest.raises(SourceError, match=f"the answer was 500, and that {ATTEMPTS} times. What came is kept"):
        pull()
    first = "usage_report_messages_2026-10-01_2026-10-08"
    assert pull.files == [f"{first}.json", f"{first}_page2.json", f"{first}_page3.json"]
    api.asked.clear()
    assert pull().already_there == 3
    assert api.asked[0][1]["page"] == ["page_72"]
    starts = [
        bucket["starting_at"]
        for path in pull.folder.glob("usage_*.json")
        for bucket in json.loads(path.read_bytes())["data"]
    ]
    assert len(starts) == len(set(starts)) == 31 * 24


def test_a_page_that_was_damaged_on_disk_is_fetched_again(pull: Pull) -> None:
    pull()
    damaged = pull.folder / PAGES_OF_OCTOBER[3]
    whole = damaged.read_bytes()
    damaged.write_bytes(whole[:100])
    assert pull() == anthropic.Pulled(fetched=3, already_there=5)
    assert damaged.read_bytes() == whole


@pytest.mark.parametrize("fault", ["500", "503", "529", "429", "broken", "half", "garbled"])
def test_a_fault_is_tried_again_with_growing_waits(fault: str, api: AdminApi, pull: Pull) -> None:
    api.faults = [fault] * 3
    assert pull(until=date(2026, 10, 2)).fetched == 4
    assert pull.waits == [1, 2, 4]
    assert sorted((pull.folder / name).read_bytes() for name in pull.files) == sorted(api.sent)
    assert sum("trying again in 2 s" in said for said in pull.said) == 1


def test_the_server_says_how_long_to_wait(api: AdminApi, pull: Pull) -> None:
    soon = format_datetime(datetime.now(UTC) + timedelta(seconds=90), usegmt=True)
    api.faults = ["429 retry-after: 37", f"503 retry-after: {soon}", "429 retry-after: soon"]
    pull(until=date(2026, 10, 2))
    assert pull.waits[0] == 37
    assert 60 < pull.waits[1] <= 90
    assert pull.waits[2] == 4


def test_who_asks_to_wait_for_hours_is_not_waited_for(api: AdminApi, pull: Pull) -> None:
    api.faults = ["429 retry-after: 7200"]
    with pytest.raises(SourceError, match="asks to wait 7,200 s"):
        pull()
    assert pull.waits == []


def test_a_wrong_key_is_one_request_and_one_sentence(api: AdminApi, pull: Pull) -> None:
    with pytest.raises(SourceError, match=r"does not take this key \(401, authentication_error: invalid x-api-key\)"):
        pull(key="sk-ant-api03-not-an-admin")
    assert len(api.asked) == 1
    assert list(pull.folder.iterdir()) == []
    assert pull().already_there == 0  # and the right one finds no mark of it


OTHER = "sk-ant-admin01-of-another-organisation"


@pytest.mark.parametrize("is_interrupted", [False, True])
def test_another_key_does_not_take_what_is_there_for_its_own(is_interrupted: bool, api: AdminApi, pull: Pull) -> None:
    if is_interrupted:
        api.faults = [""] * 3 + ["400"]
        with pytest.raises(SourceError):
            pull()
    else:
        pull()
    files, api.asked = {name: (pull.folder / name).read_bytes() for name in pull.files}, []
    with pytest.raises(UsageError, match=r"holds what another key fetched.*give another -o, or delete .*fetched-with"):
        pull(key=OTHER)
    assert api.asked == []
    assert {name: (pull.folder / name).read_bytes() for name in pull.files} == files
    assert pull().already_there == len([name for name in files if "report" in name])
    assert OTHER not in (pull.folder / ".fetched-with").read_text()


def test_after_its_mark_is_deleted_a_folder_is_the_next_keys(pull: Pull) -> None:
    """As when a key is made anew, or pages are there from before folders had marks."""
    pull()
    (pull.folder / ".fetched-with").unlink()
    with pytest.raises(SourceError, match="does not take this key"):
        pull(until=date(2026, 11, 9), key=OTHER)
    assert not (pull.folder / ".fetched-with").exists()  # that key fetched nothing
    assert pull().already_there == 6
    assert (pull.folder / ".fetched-with").exists()


def test_what_the_api_refuses_is_said_in_its_words(api: AdminApi, pull: Pull) -> None:
    api.faults = ["400"]
    with pytest.raises(SourceError, match=r"\(400, invalid_request_error: starting_at: is too early\)$"):
        pull()
    assert len(api.asked) == 1


def test_the_key_follows_no_redirect(api: AdminApi, pull: Pull) -> None:
    api.faults = [f"302 location: {api.url}/elsewhere"]
    with pytest.raises(SourceError, match="refused the request"):
        pull()
    assert len(api.asked) == 1


def test_names_are_of_today(api: AdminApi, pull: Pull) -> None:
    api.names_a_page = 1
    pull(until=date(2026, 10, 2))
    assert {"api_keys.json", "api_keys_page2.json", "api_keys_page3.json"} <= set(pull.files)
    api.names_a_page = 1000
    assert pull(until=date(2026, 10, 2)).fetched == 2
    assert [name for name in pull.files if "page" in name] == []


def test_the_key_is_nowhere(api: AdminApi, pull: Pull, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    api.faults = ["429", "broken", "half"]
    pull(until=date(2026, 10, 2))
    api.faults = ["500"] * ATTEMPTS
    with pytest.raises(SourceError) as error:
        pull(until=date(2026, 10, 3))
    assert pull.files
    said = [str(error.value), repr(error.value.__cause__), caplog.text, *pull.said]
    assert not any(KEY in text for text in said)
    assert not any(KEY.encode() in path.read_bytes() for path in pull.folder.iterdir())


@pytest.mark.parametrize("key", [f"{KEY}\n", f" {KEY} x", "sk-ant-admin01-ключ"])
def test_what_cannot_be_a_key_is_not_quoted(key: str, pull: Pull) -> None:
    with pytest.raises(UsageError, match="the key holds characters that no key has") as error:
        pull(key=key)
    assert "sk-ant" not in str(error.value)


def test_a_key_is_not_sent_in_the_open(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="must begin with https://"):
        anthropic.pull(*OCTOBER, tmp_path, today=TODAY, key=KEY, url="http://api.example.com")


def test_an_answer_that_quotes_the_key_is_not_passed_on(
    api: AdminApi, pull: Pull, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = json.dumps({"error": {"type": "invalid_request_error", "message": f"no such key: {KEY}"}})
    monkeypatch.setattr(admin_api, "_error", lambda _: said.encode())
    api.faults = ["400"]
    with pytest.raises(SourceError, match=r"\(400, invalid_request_error\)$"):
        pull()


@pytest.mark.parametrize(
    ("days", "pieces"),
    [
        ((date(2026, 10, 5), date(2026, 10, 6)), [(5, 6)]),
        ((date(2026, 10, 5), date(2026, 10, 20)), [(5, 8), (8, 15), (15, 20)]),
        ((date(2026, 10, 28), date(2026, 11, 9)), [(28, 29), (29, 1), (1, 8), (8, 9)]),
    ],
)
def test_windows_begin_on_the_same_days_of_every_month(days: tuple[date, date], pieces: list[tuple[int, int]]) -> None:
    found = list(anthropic.windows(*days, 7))
    assert [(start.day, end.day) for start, end in found] == pieces
    assert [end for _, end in found[:-1]] == [start for start, _ in found[1:]]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["openai", "--since", "2026-10-01"], "there is no provider 'openai' to pull from: it may be anthropic"),
        (["anthropic", "--since", "October"], "--since 'October' is no day: write one like 2026-10-20"),
        (["anthropic", "--since", "2026-10-02", "--until", "2026-10-02"], "--since is not before --until"),
        (["anthropic", "--since", "2026-10-02", "--until", "2126-10-02"], "--until lies in the future"),
    ],
)
def test_wrong_usage(words: list[str], sentence: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("ANTHROPIC_ADMIN_KEY", KEY)
    assert sentence in str(refused(monkeypatch, tmp_path, *words))


def test_without_a_key(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("ANTHROPIC_ADMIN_KEY", raising=False)
    error = refused(monkeypatch, tmp_path, "anthropic", "--since", "2026-10-01")
    assert "set ANTHROPIC_ADMIN_KEY to an admin key" in str(error)


def test_without_its_extra(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for module in ("norush.pull.anthropic", "norush.pull.api"):
        monkeypatch.delitem(sys.modules, module, raising=False)
    monkeypatch.delattr("norush.pull.anthropic", raising=False)
    monkeypatch.setitem(sys.modules, "tenacity", None)
    error = refused(monkeypatch, tmp_path, "anthropic", "--since", "2026-10-01")
    assert str(error) == "norush pull needs the package tenacity: pip install 'norush[pull]'"


def refused(monkeypatch: pytest.MonkeyPatch, folder: Path, *words: str) -> NorushError:
    """The error with which the command ends."""
    monkeypatch.chdir(folder)
    with pytest.raises(UsageError) as error:
        cli.app(["pull", *words], standalone_mode=False)
    return error.value


def test_the_command(
    api: AdminApi, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ANTHROPIC_ADMIN_KEY", f"{KEY}\n")
    monkeypatch.setenv("ANTHROPIC_BASE_URL", api.url)
    words = ["pull", "anthropic", "--since", "2026-10-05", "--until", "2026-10-06", "-o", "pulled", "--no-speed"]
    cli.app(words, standalone_mode=False)
    out, err = capsys.readouterr()
    assert out == "pulled: 4 pages fetched, 0 were there already\n"
    assert err == "next: norush audit pulled LOGS -o report\n"
    usage = next(query for path, query in api.asked if path.endswith("/messages"))
    assert "speed" not in usage["group_by[]"]
    assert all("anthropic-beta" not in headers for headers in api.headers)
