"""norush formats: the list, one format, one file, a first map; in 80 columns."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from loads import FIXTURES, MAPS, call, table, write
from norush import cli
from norush.errors import SourceError, UsageError
from norush.sources import coverage
from norush.sources.registry import SOURCES
from norush.sources.source import Source


def formats(*words: object) -> str:
    """What the command prints. Raises what it raises."""
    result = CliRunner().invoke(cli.app, ["formats", *map(str, words)])
    if result.exception:
        raise result.exception
    assert all(len(line) <= 80 or line.startswith("/") for line in result.stdout.splitlines())  # a path stays whole
    return result.stdout


def said(text: str) -> str:
    """The text without its line breaks."""
    return " ".join(text.split())


def test_the_list_names_every_format_and_what_it_tells() -> None:
    listed = formats()
    for source in SOURCES:
        assert f"\n  {source.name} " in listed
        assert source.title in said(listed)
    (matrix,) = [line for line in listed.splitlines() if line.startswith("  canonical ") and coverage.ALL in line]
    assert coverage.NONE not in matrix
    assert "--map FILE" in listed


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.name)
def test_each_format_says_what_it_is_for(source: Source) -> None:
    told = said(formats(source.name))
    assert source.title in told
    assert source.refused in told if source.refused else source.how_to_export in told
    assert all(f" {head}" in told for head in ([] if source.refused else coverage.untold(source)))


def test_a_file_is_told_with_its_reason_and_its_counts() -> None:
    told = said(formats(FIXTURES / "litellm.csv", FIXTURES / "cloudflare.jsonl", FIXTURES / "bad" / "picture.png"))
    assert "taken for litellm: LiteLLM spend logs because 26 of the first 26 records: A row with" in told
    assert "read as delimited table, utf-8 records 26: 24 requests, 2 no requests cannot tell tags" in told
    assert "cloudflare: Cloudflare AI Gateway logs (API) because" in told
    assert "not used Cloudflare AI Gateway logs cannot be priced" in told
    assert "picture.png not used not a log" in told


def test_the_first_rejects_are_told_with_their_lines(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    bad = [{**call(at), "input_tokens": -at, "app": "kumquat"} for at in range(1, 8)]
    told = formats(write(Path("log.jsonl"), call(), "", *bad))
    assert "8: 1 requests, 7 rejects" in told
    assert "log.jsonl:3: a negative token count" in said(told)
    assert "log.jsonl:7:" in told
    assert "log.jsonl:8:" not in told
    assert "and 2 more" in told
    assert "kumquat" not in told


def test_a_map_is_tried_out(tmp_path: Path) -> None:
    header = "TIMESTAMP,ContextTokens,GeneratedTokens"
    path = table(tmp_path / "azure.csv", ["2026-10-05 09:14:03.1234567,10,20", "soon,1,2"], header=header)
    assert "no known format (delimited table with TIMESTAMP" in said(formats(path))
    assert "--suggest-map" in formats(path)
    told = formats("--map", MAPS / "azure_llm_trace.toml", path)
    assert "because       it was said so" in told
    assert "2: 1 requests, 1 rejects" in told
    assert "the mapping names" in said(formats("--map", MAPS / "mooncake.toml", path))


def test_a_first_map_goes_to_stdout(tmp_path: Path) -> None:
    path = table(
        tmp_path / "azure.csv", ["2026-10-05 09:14:03Z,10,20"], header="TIMESTAMP,ContextTokens,GeneratedTokens"
    )
    assert 'output_tokens = "GeneratedTokens"' in formats(path, "--suggest-map")


def test_what_cannot_be_answered_is_one_sentence(tmp_path: Path) -> None:
    broken = tmp_path / "calls.csv.gz"
    broken.write_bytes((FIXTURES / "bad" / "truncated.jsonl.gz").read_bytes()[:200])
    for error, sentence, words in (
        (UsageError, "missing.jsonl is not there, and no format is called so", ["missing.jsonl"]),
        (UsageError, "is no file", [tmp_path]),
        (UsageError, "looks at one file", ["--suggest-map"]),
        (UsageError, "is litellm: it needs no mapping file", [FIXTURES / "litellm.csv", "--suggest-map"]),
        (SourceError, "not a log", [FIXTURES / "bad" / "picture.png", "--suggest-map"]),
        (SourceError, "cut off or damaged", [broken, "--suggest-map"]),
    ):
        with pytest.raises(error, match=sentence):
            formats(*words)
