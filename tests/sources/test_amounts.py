"""What a source says was charged: exact, or not told, or the call is a reject. Never dropped without a word."""

import json
from decimal import Decimal
from pathlib import Path

import pytest

from loads import FIXTURES, call, loaded, table, write

pytestmark = pytest.mark.one_in(8)

REASON = "no readable amount of what was charged"


@pytest.mark.parametrize("said", ["0,09", "1.234,50", "$0.07", "abc", "1e30", "Infinity", "0.05 USD", "-"])
def test_a_call_whose_charge_cannot_be_read_is_a_reject(said: str, tmp_path: Path) -> None:
    outcome = loaded(write(tmp_path / "log.jsonl", call(1), call(2, billed_usd=said)))
    assert outcome.reasons == [REASON]
    assert outcome.counts[:2] == (2, 1)


@pytest.mark.parametrize("said", ["", " ", "NaN", "nan", "null", "None", None])
def test_a_missing_charge_is_none_and_the_call_stays(said: str | None, tmp_path: Path) -> None:
    outcome = loaded(write(tmp_path / "log.jsonl", call(1, billed_usd=said)))
    assert outcome.counts[:2] == (1, 1)
    assert not [value for value in outcome.requests[0] if isinstance(value, Decimal)]


@pytest.mark.parametrize(
    ("said", "charged"), [("1.234", "1.234"), (1.2e-05, "0.000012"), (" 0.5 ", "0.5"), (0, "0"), ("1e2", "100")]
)
def test_a_charge_that_can_be_read_is_exact(said: object, charged: str, tmp_path: Path) -> None:
    outcome = loaded(write(tmp_path / "log.jsonl", call(1, billed_usd=said)))
    assert [value for value in outcome.requests[0] if isinstance(value, Decimal)] == [Decimal(charged)]


def test_so_it_is_in_a_table_and_through_a_map(tmp_path: Path) -> None:
    rows = ["2026-10-05T09:14:03Z,m,1,2,0.5", "2026-10-05T09:15:03Z,m,1,2,abc", "2026-10-05T09:16:03Z,m,1,2,"]
    log = table(tmp_path / "log.csv", rows, header="started_at,model,input_tokens,output_tokens,billed_usd")
    (tmp_path / "map.toml").write_text(
        'name = "own"\n[columns]\n'
        + "".join(
            f'{name} = "{name}"\n' for name in ("started_at", "model", "input_tokens", "output_tokens", "billed_usd")
        )
    )
    for outcome in (loaded(log), loaded(log, map_file=tmp_path / "map.toml")):
        assert outcome.counts[:2] == (3, 2)
        assert outcome.reasons == [REASON]


@pytest.mark.parametrize(("fixture", "field"), [("litellm.jsonl", "spend"), ("portkey.jsonl", "cost")])
def test_so_it_is_in_other_formats(fixture: str, field: str, tmp_path: Path) -> None:
    lines = (FIXTURES / fixture).read_text().splitlines()
    at, record = next((at, record) for at, record in enumerate(map(json.loads, lines)) if record.get(field))
    before = loaded(FIXTURES / fixture)
    lines[at] = json.dumps({**record, field: "0,09"})
    outcome = loaded(write(tmp_path / fixture, *lines))
    assert outcome.reasons.count(REASON) == 1
    assert outcome.counts[0] == before.counts[0]
    assert outcome.counts[3] == before.counts[3] + 1
