"""What every format promises, over every fixture: nothing vanishes or counts twice; order and files do not matter."""

import gzip
import json
import random
import re
import shutil
import tomllib
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
import zstandard

from loads import FIXTURES, TOKENS, Outcome, add, loaded
from norush.errors import SourceError
from norush.sources.files import identify
from norush.sources.registry import SOURCES, by_name
from norush.warehouse import Warehouse

ALL_EXPECTED = tomllib.loads((FIXTURES / "expected.toml").read_text(encoding="utf-8"))
EXPECTED = {name: entry for name, entry in ALL_EXPECTED.items() if "files" in entry}
REFUSED = {name: entry["refused"] for name, entry in ALL_EXPECTED.items() if "refused" in entry}
NAMES = sorted(EXPECTED)
LINES = sorted(name for name in NAMES if all(file.endswith((".jsonl", ".csv")) for file in EXPECTED[name]["files"]))
STATUSES = ("succeeded", "errored", "canceled", "expired")
PACKERS: dict[str, Callable[[bytes], bytes]] = {".gz": gzip.compress, ".zst": zstandard.compress}


def paths(name: str) -> list[Path]:
    return [FIXTURES / file for file in EXPECTED[name]["files"]]


_KNOWN: dict[str, Outcome] = {}
"""Fixtures that were loaded as they are."""


def reference(name: str) -> Outcome:
    """What the fixture holds when it is loaded as it is."""
    if name not in _KNOWN:
        _KNOWN[name] = loaded(*paths(name))
    return _KNOWN[name]


@pytest.fixture(params=NAMES)
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_each_format_has_a_fixture() -> None:
    formats = {source.name for source in SOURCES if not source.refused}
    assert {source for source in formats if any(name.startswith(source) for name in NAMES)} == formats


def test_each_refused_format_has_a_fixture() -> None:
    assert set(REFUSED.values()) == {source.name for source in SOURCES if source.refused}


@pytest.mark.parametrize("file", REFUSED)
@pytest.mark.parametrize("as_page", [False, True])
def test_a_refused_format_is_recognised_and_says_why(file: str, as_page: bool, tmp_path: Path) -> None:
    source = by_name(REFUSED[file])
    assert source is not None
    path = Path(shutil.copy(FIXTURES / file, tmp_path / "export"))
    if as_page:
        records = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        path.write_text(json.dumps({source.records_at: records} if source.records_at else records))
    with pytest.raises(SourceError, match=re.escape(f"export: {source.refused}")):
        loaded(path)


@pytest.mark.one_in(3)
def test_the_totals_are_those_of_the_fixture(name: str) -> None:
    expected = EXPECTED[name]
    with Warehouse() as warehouse:
        outcome = _KNOWN[name] = add(warehouse, *paths(name))
        assert not outcome.rejects
        assert outcome.counts[0] == expected["records"]
        assert len(outcome.requests) == expected.get("calls", 0)
        assert outcome.totals == {tokens: expected.get(tokens, 0) for tokens in TOKENS}
        statuses = dict(warehouse.rows("select status, count(*) from requests group by status"))
        assert statuses == {name: expected[name] for name in STATUSES if expected.get(name)}
        for table, rows in outcome.others.items():
            assert len(rows) == expected.get(table, 0)
        told = ", ".join(f"coalesce(sum({tokens}), 0)::bigint" for tokens in TOKENS)
        buckets = warehouse.row(f"select {told} from usage_buckets where not superseded")
        assert buckets == tuple(expected.get(f"bucket_{tokens}", 0) for tokens in TOKENS)
        if "invoiced_usd" in expected:
            query = "select sum(billed_usd) from invoice_lines where not superseded"
            assert warehouse.row(query)[0] == Decimal(expected["invoiced_usd"])
        assert outcome.counts[4] >= expected.get("response_cache_hits", 0)
        assert outcome.counts[2] == expected.get("duplicates", outcome.counts[2])
        assert outcome.counts[4] == expected.get("not_requests", outcome.counts[4])
        if "billed_usd" in expected:
            assert warehouse.row("select sum(billed_usd) from requests")[0] == Decimal(expected["billed_usd"])
        if "batched" in expected:
            assert warehouse.row("select count(*) from requests where service_tier = 'batch'")[0] == expected["batched"]


def test_the_format_is_recognised_by_content_alone(name: str, tmp_path: Path) -> None:
    copies = [Path(shutil.copy(path, tmp_path / f"export-{at}")) for at, path in enumerate(paths(name))]
    formats = {identify(copy, format_name=None, mapping=None).format for copy in copies}
    wanted = EXPECTED[name].get("formats")
    assert formats == set(wanted) if wanted else len(formats) == 1
    assert any(name.startswith(str(found)) for found in formats)


@pytest.mark.one_in(63, slow=7)
@pytest.mark.parametrize("suffix", PACKERS)
@pytest.mark.parametrize("name", [name for name in NAMES if not name.endswith((".parquet", ".eval"))])
def test_compression_changes_nothing(name: str, suffix: str, tmp_path: Path) -> None:
    for path in paths(name):
        (tmp_path / (path.name + suffix)).write_bytes(PACKERS[suffix](path.read_bytes()))
    packed, plain = loaded(tmp_path), reference(name)
    assert packed.requests == plain.requests
    assert packed.counts == plain.counts
    assert packed.others == plain.others


@pytest.mark.one_in(30, slow=4)
def test_loading_twice_changes_nothing(name: str) -> None:
    with Warehouse() as warehouse:
        first, second = add(warehouse, *paths(name)), add(warehouse, *paths(name))
    assert second.requests == first.requests
    assert second.counts == first.counts
    assert second.others == first.others
    assert second.loaded.files == 0
    assert second.loaded.already_loaded == len(paths(name))


@pytest.mark.one_in(30, slow=4)
def test_a_folder_and_then_a_file_in_it_is_the_folder(name: str, tmp_path: Path) -> None:
    copies = [Path(shutil.copy(path, tmp_path)) for path in paths(name)]
    with Warehouse() as warehouse:
        folder = add(warehouse, tmp_path, copies[0])
        again = add(warehouse, copies[0])
    assert folder.requests == again.requests == reference(name).requests
    assert folder.counts == again.counts == reference(name).counts
    assert folder.others == again.others == reference(name).others


@pytest.mark.one_in(24, slow=2)
@pytest.mark.parametrize("name", [name for name in LINES if len(EXPECTED[name]["files"]) == 1])
def test_a_longer_download_of_the_same_log_adds_only_what_is_new(name: str, tmp_path: Path) -> None:
    whole = paths(name)[0].read_bytes().splitlines(keepends=True)
    short = tmp_path / f"log{paths(name)[0].suffix}"
    with Warehouse() as warehouse:
        short.write_bytes(b"".join(whole[: len(whole) * 2 // 3]))
        add(warehouse, short)
        short.write_bytes(b"".join(whole))  # the same path, as a nightly export does
        after = add(warehouse, short)
    at_once = reference(name)
    assert len(after.requests) == len(at_once.requests)
    assert after.totals == at_once.totals
    assert after.others == at_once.others


@pytest.mark.one_in(16)
@pytest.mark.parametrize("name", LINES)
def test_order_and_split_of_the_lines_do_not_matter(name: str, tmp_path: Path) -> None:
    dice = random.Random(name)
    is_table = name.endswith(".csv")
    lines = [line for path in paths(name) for line in path.read_bytes().splitlines(keepends=True)]
    header = lines[:1] if is_table else []
    lines = lines[len(header) :]
    dice.shuffle(lines)
    parts = dice.randint(2, 4)
    for part in range(parts):
        (tmp_path / f"{part}{paths(name)[0].suffix}").write_bytes(b"".join(header + lines[part::parts]))
    split, whole = loaded(tmp_path), reference(name)
    assert split.requests == whole.requests
    assert split.counts == whole.counts
    assert split.others == whole.others


@pytest.mark.slow
def test_the_same_rows_in_three_shapes_are_the_same_requests() -> None:
    for stem in ("canonical", "litellm"):
        shapes = [reference(path.name) for path in sorted(FIXTURES.glob(f"{stem}.*"))]
        assert len(shapes) == 3
        assert shapes[0].requests == shapes[1].requests == shapes[2].requests


@pytest.mark.slow
def test_every_fixture_at_once_is_the_sum_of_its_formats() -> None:
    together = loaded(*(path for path in sorted(FIXTURES.iterdir()) if path.is_file() and path.stem != "README"))
    apart = {
        name: len(reference(name).requests)
        for name in (
            "litellm.json",
            "litellm_payload.jsonl",
            "langfuse.jsonl",
            "helicone.jsonl",
            "helicone.csv",  # the same calls, without their ids
            "openrouter.csv",
            "claude_code_both",
            "anthropic_messages.jsonl",
            "anthropic_batch_results",
            "anthropic_stream.sse",
            "bedrock.jsonl",
            "bedrock_batch.jsonl.out",
            "otel.jsonl",
            "langsmith.jsonl",
            "inspect_eval.eval",
            "inspect_eval_early.eval",
            "openai_batch.jsonl",
            "portkey.jsonl",
            "vertex.jsonl",
            "canonical.csv",
            "canonical_minimal.csv",
        )
    }
    assert len(together.requests) == sum(apart.values())
    assert set(together.loaded.problems) == {str(FIXTURES / name) for name in ("expected.toml", *REFUSED)}
