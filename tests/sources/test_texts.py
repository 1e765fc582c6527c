"""A prompt in the place of a name, a tag or a kind of error: in no column.

Each text in the records of each fixture is replaced in turn by a sentence, as people write into a property or a name.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from loads import call, loaded, write
from norush.params import Params
from norush.sources import files
from norush.sources.load import load
from norush.sources.reading import make_views
from norush.sources.source import Grain
from norush.warehouse import Warehouse
from records import CALLED, FILES, as_text, entry, grain, spoilt

PROMPT = "My husband John Smith has cancer, what should he take?"
QUOTED = f"BadRequestError: messages.0: '{PROMPT}' is not valid"
LONG = "kumquat" * 20
COLUMNS = "app", "operation", "stop_reason", "error_type", "tags"
NAMES = (
    *("request_id", "source", "provider", "model", "service_tier", "speed", "inference_geo", "api_key", "workspace"),
    *("session_id", "user_agent"),
)
"""Columns in which an address may be as long as a text, and has no blanks."""


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Warehouse]:
    """A database after a load, which sets what the steps ask for."""
    with Warehouse() as warehouse:
        load(warehouse, [write(tmp_path_factory.mktemp("logs") / "other.jsonl", call())], Params())
        yield warehouse


@pytest.mark.one_in(8)
@pytest.mark.parametrize("file", [file for file in FILES if grain(file) is Grain.REQUEST])
def test_no_prompt_stands_where_a_name_may(file: str, prepared: Warehouse, tmp_path: Path) -> None:
    path = tmp_path / CALLED.get(file, file)
    path.write_text(as_text(file, list(spoilt(file, (PROMPT, QUOTED, LONG)))), encoding="utf-8", newline="")
    found = files.identify(path, format_name=entry(file).format, mapping=None)
    make_views(prepared, [files.made_readable(found, tmp_path)])
    prepared.connection.execute("create or replace temp table held as from checked")
    assert prepared.rows("from held limit 1")
    for column in COLUMNS:
        query = f"select {column} from held where regexp_matches({column}::text, 'husband|kumquat') limit 1"
        assert not prepared.rows(query), column
    for column in NAMES:
        assert not prepared.rows(f"select {column} from held where {column} ilike '%husband%'"), column


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("rate_limit_error", "rate_limit_error"),
        ("429", "429"),
        ("http 429", "http 429"),
        ("botocore.errorfactory.ThrottlingException", "botocore.errorfactory.ThrottlingException"),
        (QUOTED, "BadRequestError"),
        ("APIError: Rate limit reached for the model", "rate_limit"),
        ("Error: Request timed out.", "timeout"),
        ("RateLimitError: 'a quotation'", "RateLimitError"),
        ('APIStatusError("{...}")', "APIStatusError"),
        ("Rate limit reached for the model", "rate_limit"),
        ("Request timed out.", "timeout"),
        (PROMPT, "error"),
        ("", None),
    ],
)
def test_of_an_error_its_kind_is_kept(said: str, kind: str | None, prepared: Warehouse) -> None:
    assert prepared.row("select error_kind($said)", {"said": said}) == (kind,)


def test_what_is_no_label_keeps_its_key_and_two_texts_stay_two(tmp_path: Path) -> None:
    tags = {"question": PROMPT, "team": "growth and sales of the north", "asked": PROMPT + " Today?"}
    path = write(tmp_path / "a.jsonl", call(1, tags=tags, app=PROMPT), call(2, app="nightly report of all the shops"))
    with Warehouse() as warehouse:
        load(warehouse, [path], Params())
        rows = warehouse.rows("select app, tags from requests order by request_id")
        first, second = rows[0][1]["question"], rows[0][1]["asked"]
    assert rows[0][1]["team"] == tags["team"]
    assert first != second
    assert {text.rpartition("-")[0] for text in (first, second, rows[0][0])} == {"text"}
    assert rows[1][0] == "nightly report of all the shops"


def test_many_tags_are_no_text(tmp_path: Path) -> None:
    """Joined, they have more words than a label."""
    path = tmp_path / "eight.jsonl"
    run = {
        **{"id": "run-1", "trace_id": "t", "run_type": "llm", "name": "ChatAnthropic", "status": "success"},
        **{"start_time": "2026-10-05T09:14:03Z", "end_time": "2026-10-05T09:14:05Z", "session_name": "x"},
        **{"extra": {"metadata": {"ls_model_name": "claude-sonnet-5"}}, "prompt_tokens": 3, "completion_tokens": 4},
        "tags": [*"abcdefgh", PROMPT],
    }
    outcome = loaded(write(path, run))
    (tags,) = [tags for row in outcome.requests for tags in row if isinstance(tags, dict)]
    assert tags["tags"].startswith("a, b, c, d, e, f, g, h, text-")


def test_no_column_of_a_call_keeps_a_prompt_and_two_prompts_stay_two(tmp_path: Path) -> None:
    calls = [call(at, **{**dict.fromkeys(NAMES, f"{PROMPT} Day {at}"), "model": PROMPT}) for at in range(2)]
    path = write(tmp_path / "a.jsonl", *calls)
    with Warehouse() as warehouse:
        load(warehouse, [path], Params())
        rows = warehouse.rows(f"select {', '.join(NAMES)} from requests")
        everything = str(warehouse.rows("from requests"))
    assert len(rows) == 2
    assert all(str(value).startswith("text-") for row in rows for value in row)
    assert [len(set(values)) for values in zip(*rows, strict=True)] == [1 if name == "model" else 2 for name in NAMES]
    assert "husband" not in everything.lower()


BROWSER = (
    "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/129.0.0.0 Cursor/0.42 Safari/537.36"
)
ARN = "arn:aws:bedrock:ap-southeast-2:123412341234:inference-profile/apac.anthropic.claude-sonnet-4-5-20250929-v1:0"


SAID = (
    ("model", ARN, ARN),
    ("workspace", "growth and sales of the north", "growth and sales of the north"),
    ("user_agent", BROWSER, "Mozilla/5.0 AppleWebKit/537.36 Chrome/129.0.0.0 Cursor/0.42 Safari/537.36"),
    ("user_agent", "claude-cli/2.0.76 (external, cli)", "claude-cli/2.0.76 (external, cli)"),
    ("user_agent", "and/or " + PROMPT, "text-"),
    ("service_tier", "Flex", "flex"),
    ("workspace", "a\nb", "text-"),
)
"""A column, what a log says in it, and what is kept of that."""


@pytest.fixture(scope="module")
def names(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Warehouse]:
    """A database with a call that says each."""
    calls = [call(at, **{column: said}) for at, (column, said, _) in enumerate(SAID)]
    with Warehouse() as warehouse:
        load(warehouse, [write(tmp_path_factory.mktemp("names") / "a.jsonl", *calls)], Params())
        yield warehouse


@pytest.mark.parametrize(("at", "column", "kept"), [(at, column, kept) for at, (column, _, kept) in enumerate(SAID)])
def test_what_is_a_name_stays(at: int, column: str, kept: str, names: Warehouse) -> None:
    query = f"select {column} from requests where request_id = $id"
    (value,) = names.row(query, {"id": call(at)["request_id"]})
    assert value == kept or (kept == "text-" and str(value).startswith(kept))
