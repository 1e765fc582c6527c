"""Keys and texts stay in the files they came in: not in requests, not in rejects, not in messages."""

import json
import re
from pathlib import Path

import pytest

from loads import REPOSITORY, add, call, loaded, table, write
from norush.errors import NorushError
from norush.params import Params
from norush.sources.excerpts import LONGEST_EXCERPT
from norush.sources.load import load
from norush.sources.secrets import is_field_name
from norush.warehouse import Warehouse

pytestmark = pytest.mark.one_in(4)

CANARY = "kumquat"
KEYS = (
    "sk-ant-api03-AbCdEfGh1234567890",
    "sk-proj-x",
    "Bearer abc.def",
    "bearer sk-1",
    "AKIAIOSFODNN7EXAMPLE",
    "AIzaSyA1234567890",
    "88dc28d0f030c55ed4ab77ed8faf098196cb1c05df778539800c9f1243fe6b4b",
    "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N",
    "Xy18Q~AbCdEfGhIjKlMnOpQrStUvWxYz",
    "user:Pa55w0rdPa55w0rdPa55w0rdPa55w0rd",
    "(AbCdEfGh)[IjKlMnOp]{QrStUvWx}!$&*;,",
)
SHAPES = (
    "gsk_kumquat",
    "ghp_kumquat",
    "gho_kumquat",
    "github_pat_11kumquat",
    "glpat-kumquat",
    "xoxb-1-kumquat",
    "xoxp-1-kumquat",
    "sk_live_kumquat",
    "rk_test_kumquat",
    "hf_kumquatkumquatkumquat",
    "xai-kumquat",
    "ASIAKUMQUATKUMQUAT01",
    "eyJhbGciOiJI.kumquat",
    "Bearer kumquat",
    "bearer%20kumquat",
    "Authorization: Basic kumquat",
    "ya29.kumquat",
    "SK-ANT-KUMQUAT",
    "GHP_KUMQUAT",
    "XOXB-KUMQUAT",
    "BEARER kumquat",
    "akiakumquatkumquat01",
    "?api_key%3Dsk-kumquat",
    "?next%3D%252Fa%253Dsk-kumquat",
    "{\\u0022key\\u0022:\\u0022sk-kumquat",
    "Bearer%2520kumquat",
    "Authorization%3A%20kumquat",
)
"""Keys of other houses and in other capitals, none as long as what is masked for its length alone."""
MAILS = (
    "jane.doe@example.org",
    "bot of jane.doe@example.co.uk, nightly",
    "jane.doe%40example.org",
    "jane.doe%2540example.org",
    "j\u00f6@m\u00fcller.de",
)
NAMES = (
    "support-key",
    "risk-engine",
    "task-runner-for-the-night",
    "Key of the data team, nightly",
    "disk-1",
    "asia-pacific",
    "aizawa",
    "batch@night",
    "night_task_live_1",
    "task-runner@2.0",
)


def dump(warehouse: Warehouse) -> str:
    """Everything the database holds, as one text."""
    tables = [
        row[0] for row in warehouse.rows("select table_name from information_schema.tables where table_type <> 'VIEW'")
    ]
    return "\n".join(str(warehouse.rows(f'select * from "{name}"')) for name in tables)


def test_keys_are_masked_and_never_merge(tmp_path: Path) -> None:
    rows = [call(at, api_key=key) for at, key in enumerate((*KEYS, *NAMES))]
    with Warehouse() as warehouse:
        add(warehouse, write(tmp_path / "log.jsonl", *rows))
        found = [row[0] for row in warehouse.rows("select api_key from requests order by request_id")]
        held = dump(warehouse)
    assert all(key.startswith("key-") and len(key) == 12 for key in found[: len(KEYS)])
    assert len(set(found)) == len(KEYS) + len(NAMES)
    assert tuple(found[len(KEYS) :]) == NAMES
    assert not [key for key in KEYS if key in held]


def test_a_key_in_the_midst_of_an_id_or_as_the_name_of_a_tag_is_masked(tmp_path: Path) -> None:
    rows = [
        call(1, request_id=f"req:{KEYS[0]}"),
        call(2, request_id=f"req:{KEYS[1]}"),
        call(3, tags={KEYS[0]: "x", "team": "a"}),
    ]
    with Warehouse() as warehouse:
        add(warehouse, write(tmp_path / "log.jsonl", *rows))
        ((requests, ids),) = warehouse.rows("select count(*), count(distinct request_id) from requests")
        held = dump(warehouse)
    assert (requests, ids) == (3, 3)
    assert KEYS[0] not in held
    assert KEYS[1] not in held
    assert "team" in held


@pytest.mark.one_in(4)
@pytest.mark.parametrize("key", SHAPES)
def test_a_key_of_any_shape_is_masked_in_every_column(key: str, tmp_path: Path) -> None:
    columns = ("api_key", "workspace", "app", "session_id", "error_type", "operation", "user_agent", "stop_reason")
    others = ("provider", "model", "service_tier", "speed", "inference_geo", "request_id")
    rows = [call(at, **{column: key}) for at, column in enumerate((*columns, *others))]
    tags = [call(20, tags={key: "x", "team": f"of {key}"})]
    with Warehouse() as warehouse:
        outcome = add(warehouse, write(tmp_path / "log.jsonl", *rows, *tags))
        held = dump(warehouse).lower()
    assert outcome.counts[1] == len(rows) + 1
    assert CANARY not in held
    assert is_field_name(key) is False


@pytest.mark.parametrize("mail", MAILS)
def test_an_address_in_a_name_is_masked_unless_end_users_are_shown(mail: str, tmp_path: Path) -> None:
    names = ("api_key", "workspace", "app", "session_id")
    rows = [call(at, **{column: mail}) for at, column in enumerate(names)]
    log = write(tmp_path / "log.jsonl", *rows, call(9, tags={mail: "x", "owner": mail}))
    found = {}
    for shown in (False, True):
        with Warehouse() as warehouse:
            load(warehouse, [log], Params(), shows_end_users=shown)
            (found[shown],) = warehouse.rows(f"select {', '.join(f'max({name})' for name in names)} from requests")
            assert (mail in dump(warehouse)) == shown
    assert set(found[True][:2]) == {mail}
    assert len(set(found[False][:2])) == 1
    assert re.fullmatch("user-[0-9a-f]{12}", found[False][0])


def test_with_end_users_shown_what_is_as_long_as_a_key_is_masked_and_an_address_of_that_length_is_not(
    tmp_path: Path,
) -> None:
    users = (
        "Xy18Q~AbCdEfGhIjKlMnOpQrStUvWxYz",
        "jane.doe-of-the-night-shift@mail.example.org",
        "jane of the night shift in Lyon",
    )
    log = write(tmp_path / "log.jsonl", *[call(at, end_user=user) for at, user in enumerate(users)])
    with Warehouse() as warehouse:
        load(warehouse, [log], Params(), shows_end_users=True)
        found = [row[0] for row in warehouse.rows("select end_user from requests order by request_id")]
    assert re.fullmatch("key-[0-9a-f]{8}", found[0])
    assert tuple(found[1:]) == users[1:]


def test_names_that_only_look_like_it_stay(tmp_path: Path) -> None:
    rows = [call(at, app=name, tags={"team": name}) for at, name in enumerate(NAMES)]
    rows.append(call(99, model="claude-sonnet-4-5@20250929"))
    with Warehouse() as warehouse:
        add(warehouse, write(tmp_path / "log.jsonl", *rows))
        found = [
            row[0] for row in warehouse.rows("select app from requests where tags is not null order by request_id")
        ]
        models = warehouse.rows("select distinct model from requests order by 1")
    assert tuple(found) == NAMES
    assert ("claude-sonnet-4-5@20250929",) in models


@pytest.mark.parametrize("column", ["workspace", "app", "session_id", "error_type", "end_user"])
def test_a_key_in_a_column_of_names_is_masked_too(column: str, tmp_path: Path) -> None:
    rows = [call(1, **{column: KEYS[0]}), call(2, **{column: NAMES[1]}), call(3, tags={"team": "a", "key": KEYS[0]})]
    with Warehouse() as warehouse:
        add(warehouse, write(tmp_path / "log.jsonl", *rows))
        held = dump(warehouse)
    assert KEYS[0] not in held
    assert (NAMES[1] in held) == (column != "end_user")


MALFORMED = (
    '{"prompt": "tell me about kumquat", "model": "claude"',
    '{"prompt": "tell me about kumquat',
    '{"prompt": "he said \\"kumquat\\": yes", "x": ',
    '{"prompt": "he said "kumquat": yes"}',
    '{"prompt": "he said "the kumquat tree": yes"}',
    '{"model": "m", "kumquat tree": 1, "messages": [{"role": "user", "content": "kumquat"}]}',
    'me about kumquat", "input_tokens": 5}',
    "kumquat, kumquat",
    "['kumquat']",
    '["kumquat", "kumquat kumquat"]',
    "{'prompt': 'kumquat'}",
    '{"prompt": kumquat}',
    '{"a": "\\u006bumquat kumquat',
    '{"model": "' + "x" * 500 + '", "prompt": "kumquat"',
    '{"api_key": "sk-ant-kumquat", "started_at": "kumquat"}',
    '{"sk-ant-api03-kumquat": 1}',
)


def test_excerpts_hold_no_text(tmp_path: Path) -> None:
    with Warehouse() as warehouse:
        outcome = add(warehouse, write(tmp_path / "log.jsonl", call(), call(1), *MALFORMED))
        held = dump(warehouse)
    assert len(outcome.rejects) == len(MALFORMED)
    assert CANARY not in str(outcome.rejects)
    assert all(len(reject.excerpt or "") <= LONGEST_EXCERPT for reject in outcome.rejects)
    assert "sk-ant" not in held


def test_excerpts_of_tables_hold_no_text(tmp_path: Path) -> None:
    rows = [
        "2026-10-05T09:14:03Z,m,1,2,a",
        "kumquat,m,1,2,kumquat",
        "kumquat,kumquat",
        'kumquat,"kumquat"x,,,',
        'x,y,z,"kumquat',
    ]
    outcome = loaded(table(tmp_path / "log.csv", rows))
    assert len(outcome.rejects) == 4
    assert CANARY not in str(outcome.rejects)
    assert '"input_tokens": 1' in str(outcome.rejects[0].excerpt)


@pytest.mark.parametrize(
    "content",
    [
        "kumquat please,tell me,about kumquat\nand kumquat,of course,yes\n",
        '{"prompt": "kumquat"}\n',
        json.dumps({"tell me about kumquat trees, please": 1}),
        "[" + '{"prompt": "kumquat"},' * 3,
        json.dumps([{"prompt": "kumquat"}])[:-3],
        '{"sk-ant-kumquat-1": 2}',
        "sk-ant-kumquat,sk-ant-kumquat-2,b\n1,2,3\n",
    ],
)
def test_problems_of_whole_files_hold_no_text(content: str, tmp_path: Path) -> None:
    path = tmp_path / "log"
    path.write_text(content)
    with Warehouse() as warehouse:
        with pytest.raises(NorushError) as caught:
            add(warehouse, path)
        assert "sk-ant" not in str(caught.value) + dump(warehouse)
    assert CANARY not in str(caught.value)


@pytest.mark.parametrize("source", ["langsmith", "otel", "canonical"])
def test_a_tag_that_names_a_person_is_left_out_beside_others(source: str, tmp_path: Path) -> None:
    """A login without an address's ending, too."""
    own = "owner:anna.kumquat@corp"
    run = {
        "id": "2",
        "trace_id": "1",
        "run_type": "llm",
        "name": "chat",
        "start_time": "2026-10-05T09:00:00",
        "session_name": "p",
        "end_time": "2026-10-05T09:00:05",
        "status": "success",
        "prompt_tokens": 10,
        "completion_tokens": 5,
        "total_tokens": 15,
        "extra": {"metadata": {"ls_provider": "openai", "ls_model_name": "gpt-4o"}},
    }
    said = {
        "gen_ai.operation.name": "chat",
        "gen_ai.provider.name": "anthropic",
        "gen_ai.request.model": "claude-sonnet-4-5",
        "gen_ai.usage.input_tokens": "1000",
        "gen_ai.usage.output_tokens": "100",
    }
    records: list[dict[str, object]] = []
    for at, tags in enumerate(([own, "night"], [own])):
        listed = {"values": [{"stringValue": tag} for tag in tags]}
        attributes = [
            {"key": key, "value": {"stringValue": text}}
            for key, text in {**said, "tag.tags": json.dumps(listed)}.items()
        ]
        span = {
            "traceId": f"{at:032}",
            "spanId": f"{at + 1:016}",
            "name": "chat",
            "attributes": attributes,
            "startTimeUnixNano": "1791191643221000000",
            "endTimeUnixNano": "1791191645221000000",
        }
        of_source: dict[str, dict[str, object]] = {
            "langsmith": {**run, "id": f"2{at}", "tags": tags},
            "otel": {"resourceSpans": [{"scopeSpans": [{"spans": [span]}]}]},
            "canonical": call(at, tags={"owner": own} | dict.fromkeys(tags[1:], "1")),
        }
        records.append(of_source[source])
    with Warehouse() as warehouse:
        add(warehouse, write(tmp_path / "log.jsonl", *records))
        kept = [str(row[0] or "") for row in warehouse.rows("select tags from requests order by request_id")]
        held = dump(warehouse)
    assert [("night" in tags) for tags in kept] == [True, False]
    assert CANARY not in held


@pytest.mark.parametrize("shown", [False, True])
def test_a_litellm_tag_that_names_a_person_is_an_app_without_a_name(shown: bool, tmp_path: Path) -> None:
    row = json.loads((REPOSITORY / "fixtures" / "litellm.jsonl").read_text().splitlines()[0])
    tags = (["User-Agent: x", "owner:anna.kumquat@corp"], ["night", "owner:anna.kumquat@corp"], ["User-Agent: x"])
    rows = [{**row, "request_id": f"chatcmpl-{at}", "request_tags": listed} for at, listed in enumerate(tags)]
    with Warehouse() as warehouse:
        load(warehouse, [write(tmp_path / "log.jsonl", *rows)], Params(), shows_end_users=shown)
        first, second, third = (row[0] for row in warehouse.rows("select app from requests order by request_id"))
        assert (CANARY in dump(warehouse)) == shown
    assert re.fullmatch("owner:.*" if shown else "user-[0-9a-f]{12}", first)
    assert (second, third) == ("night", None)


def test_labels_of_people_and_conversations_are_no_tags_in_any_format(tmp_path: Path) -> None:
    """One rule for all: in the formats' own statements no other stands."""
    with Warehouse() as warehouse:
        add(warehouse, write(tmp_path / "log.jsonl", call()))  # makes the macros
        labels = {"team": "a", "user_id": "u", "Session": "s", "e-mail": "x", "owner": "jane@corp", "stage": "prod"}
        (kept,) = warehouse.row("select tags_without_people($labels::map(text, text))", {"labels": labels})
    assert kept == {"team": "a", "stage": "prod"}
    for path in (REPOSITORY / "sql" / "1_load").glob("from_*.sql"):
        assert "'@'" not in path.read_text(), path.name


def test_labels_in_json_are_looked_at_wherever_one_may_be_personal(tmp_path: Path) -> None:
    """Only some texts are looked at label by label: none that has anything to leave out is missed."""
    with Warehouse() as warehouse:
        add(warehouse, write(tmp_path / "log.jsonl", call()))  # makes the macros
        for label in ("user_id", "USER", "Session", "conversationId", "e-mail", "owner"):
            for said in ("jane@corp", "x"):
                for text in (json.dumps({label: said, "team": "a"}), f'{{"{label}": "jane\\u0040corp", "team": "a"}}'):
                    kept = warehouse.row(
                        "select tags_in_json($text), tags_without_people($text::json::map(text, text))", {"text": text}
                    )
                    assert kept[0] == kept[1], text
