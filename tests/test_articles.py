"""docs/articles.md: quotations are verbatim, no priced claim is forgotten, every figure is the one of the commands."""

import json
import re
import subprocess
import sys
import tomllib
from decimal import Decimal
from pathlib import Path

import pytest

from commands.test_cli import Norush, norush

__all__ = ["norush"]
REPOSITORY = Path(__file__).resolve().parents[1]
PAGE = (REPOSITORY / "docs" / "articles.md").read_text(encoding="utf-8")
CLAIMS = tomllib.loads((REPOSITORY / "docs" / "make" / "articles.toml").read_text(encoding="utf-8"))["claim"]
ARTICLES = {"A": "000_900ce13f5a3d7f0b.txt", "B": "002_6488f75301379a5b.txt"}


@pytest.fixture(scope="module")
def articles(traces: Path) -> dict[str, str]:
    """Both texts, on one line each."""
    folder = traces.parent / "reference" / "source-documents"
    if not folder.is_dir():
        pytest.skip(f"no articles at {folder} (NORUSH_TRACES names the folder beside theirs)")
    return {name: " ".join((folder / file).read_text(encoding="utf-8").split()) for name, file in ARTICLES.items()}


HEADLINES = ("50% OFF Claude Batch API Pricing 2026", "When to pick batch (50% off)")
"""They repeat what a sentence below them claims."""


def test_quotations_are_verbatim_and_in_order(articles: dict[str, str]) -> None:
    for name, text in articles.items():
        places = [text.find(claim["quote"]) for claim in CLAIMS if claim["article"] == name]
        assert -1 not in places
        assert places == sorted(places)
        assert len(set(places)) == len(places)
    assert len(CLAIMS) >= 35


def test_every_price_and_percentage_of_the_articles_is_spoken_of(articles: dict[str, str]) -> None:
    """Each sum of money and each share stands within a quotation, at its own place, or in the table of months."""
    months = [re.split(r" *\| *", line) for line in PAGE.splitlines() if "M tokens | $" in line]
    table = [f"{row} {volume} {' '.join(says.split(' / '))}" for _, row, volume, says, *_ in months]
    assert len(table) == 4
    for name, text in articles.items():
        quotes = [claim["quote"] for claim in CLAIMS if claim["article"] == name]
        told = text.replace("1B tokens", "1,000M tokens")
        quoted = [*quotes, *(each for each in HEADLINES if each in told)]
        if name == "B":
            # what is saved repeats what a batch costs
            quoted += [f"{each} {each.rpartition(' ')[2]}" for each in table]
        spans = [(told.index(each), told.index(each) + len(each)) for each in quoted]
        lacking = [
            f"{found[0]} at {found.start()}"
            for found in re.finditer(r"\$[\d,.]*\d|\d+%", told)
            if not any(start <= found.start() < end for start, end in spans)
        ]
        assert lacking == [], name


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: f"{claim['article']}-{claim['quote'][:30]}")
def test_a_claim_is_on_the_page(claim: dict[str, str]) -> None:
    """In a row of its article's table, with its own verdict and an answer."""
    _, _, after = PAGE.partition(f"<!-- begin claims_{claim['article'].lower()} -->")
    table, _, _ = after.partition("<!-- end")
    (row,) = (line for line in table.splitlines() if f"“{claim['quote']}”" in line)
    _, said, verdict, truth, _ = re.split(r" *\| *", row)
    assert said == f"“{claim['quote']}”"
    assert verdict == f"**{claim['verdict']}**"
    fixed = [each for each in re.split(r"\{\w+\}", claim["truth"]) if each]
    assert all(each.strip() in truth for each in fixed)
    assert "{" not in truth


def ask(norush: Norush, *words: str) -> dict[str, Decimal | None]:
    """USD by option and hit share, as `norush calc --json` says."""
    code, out, err = norush("calc", *words, "--json")
    assert code == 0, err
    (model,) = json.loads(out)["models"]
    return {
        f"{row['option']} {row['hit_share'] or ''}".strip(): row["usd"] and Decimal(row["usd"])
        for row in model["options"]
    }


@pytest.mark.parametrize(
    ("row", "model", "volume"),
    [
        ("Document classification (Haiku)", "claude-haiku-4-5", 100),
        ("Data labeling pipeline (Sonnet)", "claude-sonnet-4-6", 1_000),
        ("Eval suite runs (Sonnet)", "claude-sonnet-4-6", 500),
        ("Research analysis (Opus)", "claude-opus-4-7", 100),
    ],
)
def test_the_monthly_table_is_the_calculator_s(norush: Norush, row: str, model: str, volume: int) -> None:
    (line,) = (line for line in PAGE.splitlines() if line.startswith(f"| {row} |"))
    cells = [cell.strip() for cell in line.split("|")][4:7]
    for cell, given, made in zip(cells, (volume, volume * 4 // 5, volume), (0, volume // 5, volume), strict=True):
        found = ask(norush, model, "--input", f"{given}M", "--output", f"{made}M")
        assert cell == f"${found['on_demand']:,.2f} / ${found['batch']:,.2f}"


@pytest.mark.parametrize("prefix", [500, 1_500, 1_800])
def test_the_worked_example_is_the_calculator_s(norush: Norush, prefix: int) -> None:
    question = ("claude-sonnet-4-6", "--requests", "1M", "--input-each", "2000", "--output-each", "200")
    found = ask(norush, *question, "--prefix", str(prefix))
    (line,) = (line for line in PAGE.splitlines() if line.startswith(f"| {prefix:,} tokens |"))
    if prefix < 1_024:
        assert found["batch_cache_5m"] is None
        assert f"${found['batch']:,.2f}" in line
        return
    for option in ("batch_cache_5m 1", "batch_cache_5m 0.98", "batch_cache_5m 0.30", "batch_cache_1h 0.30"):
        assert f"${found[option]:,.2f}" in line


def test_prices_are_those_of_the_command(norush: Norush) -> None:
    for model, wanted in (
        ("claude-opus-4-7", "$5.00/$25.00, in a batch $2.50/$12.50"),
        ("claude-sonnet-4-6", "$3.00/$15.00, in a batch $1.50/$7.50"),
        ("claude-haiku-4-5", "$1.00/$5.00, in a batch $0.50/$2.50"),
    ):
        _, out, _ = norush("prices", model, "--at", "2026-11-22", "--json")
        card = next(each for each in json.loads(out)["cards"] if each["speed"] == "standard")
        kinds = ("input", "output", "batch_input", "batch_output")
        figures = [f"${Decimal(card['usd_per_mtok'][kind]):,.2f}" for kind in kinds]
        assert f"{figures[0]}/{figures[1]}, in a batch {figures[2]}/{figures[3]}" == wanted
        assert wanted in PAGE


def test_the_sample_code_lacks_what_the_page_says(articles: dict[str, str]) -> None:
    assert "time.sleep(60)" in articles["A"]
    assert "import time" not in articles["A"]
    done = subprocess.run([sys.executable, "-c", "import json\ntime.sleep(0)"], capture_output=True, check=False)
    assert b"NameError" in done.stderr


def test_no_price_depends_on_streaming() -> None:
    columns = (REPOSITORY / "pipeline" / "norush" / "prices" / "book" / "anthropic.csv").read_text(encoding="utf-8")
    assert "stream" not in columns.splitlines()[0]
    # what may keep a workload from a batch looks at streams, and only that does; the view hands the column to it
    about_streams = {"manners.sql", "shown_calls.sql", "priced_requests.sql"}
    folder = REPOSITORY / "sql" / "4_costs"
    named = {path.name for path in folder.glob("*.sql") if "streamed" in path.read_text(encoding="utf-8")}
    assert named == about_streams
    view = (folder / "priced_requests.sql").read_text(encoding="utf-8")
    assert re.findall(r".*streamed.*", view) == ["        streamed,"]
    costs = [path for path in folder.glob("*.sql") if path.name not in about_streams]
    assert len(costs) >= 3
    assert not any(re.search(r"manners|shown_calls", path.read_text(encoding="utf-8")) for path in costs)
