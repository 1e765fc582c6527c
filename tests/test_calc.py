"""The monthly calculator: known answers, every one redone by a few lines that share no code with it."""

import json
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from commands.test_cli import Norush, norush
from norush.calc import BOUND, Calculated, Volume, calculate, checked, tokenizer_note
from norush.errors import NorushError, UsageError
from norush.prices import load_book

__all__ = ["norush"]
BOOK, DAY = load_book(), date(2026, 11, 22)
MILLION = 1_000_000
EVAL = Volume(2_000 * MILLION, 200 * MILLION, requests=MILLION)


def month(model: str, volume: Volume, **where: str) -> Calculated:
    return calculate(BOOK, model, checked(volume), at=DAY, **where)


def usd(found: Calculated, option: str, hits: str | None = None) -> Decimal | None:
    (row,) = (row for row in found.rows if row.option == option and (hits is None or row.hit_share == Decimal(hits)))
    return row.usd


def test_a_million_requests_on_demand_and_as_a_batch() -> None:
    found = month("claude-sonnet-4-6", EVAL)
    assert usd(found, "on_demand") == 9_000
    assert usd(found, "batch") == 4_500
    assert "At least 10 batches" in found.notes[0]


# The whole table for the worked example: prefix tokens, life of the cache, hit share, USD.
CELLS = [
    (1_500, "5m", "1", "2475"),
    (1_500, "5m", "0.98", "2526.75"),
    (1_500, "5m", "0.30", "4286.25"),
    (1_500, "1h", "0.30", "5467.50"),
    (1_800, "5m", "1", "2070"),
    (1_800, "5m", "0.98", "2132.10"),
    (1_800, "5m", "0.30", "4243.50"),
    (1_800, "1h", "0.30", "5661"),
]


@pytest.mark.parametrize(("prefix", "life", "hits", "wanted"), CELLS)
def test_batch_and_cache_together(prefix: int, life: str, hits: str, wanted: str) -> None:
    found = month("claude-sonnet-4-6", Volume(2_000 * MILLION, 200 * MILLION, MILLION, prefix_tokens=prefix))
    assert usd(found, f"batch_cache_{life}", hits) == Decimal(wanted)
    write, share = {"5m": Decimal("3.75"), "1h": Decimal(6)}[life], Decimal(hits)
    alone = ((2_000 - prefix) * 3 + prefix * (write * (1 - share) + Decimal("0.3") * share) + 200 * 15) / 2
    assert alone == Decimal(wanted)


def test_a_prefix_below_the_least_is_not_cached() -> None:
    found = month("claude-sonnet-4-6", Volume(2_000 * MILLION, 200 * MILLION, MILLION, prefix_tokens=500))
    rows = [row for row in found.rows if "cache" in row.option]
    assert [row.usd for row in rows] == [None] * 4
    assert all(row.why == "not cacheable: 500 tokens, the least is 1,024" for row in rows)
    assert (found.cheapest.option, found.cheapest.usd) == ("batch", Decimal(4_500))


@pytest.mark.parametrize(
    ("prefix", "per_hour", "option", "hits"),
    [
        (1_500, None, "batch_cache_5m", "0.30"),
        (1_100, Decimal(1), "batch_cache_5m", "0.30"),
        (0, None, None, None),
        (1_500, Decimal(30), "batch_cache_5m", "0.30"),
    ],
)
def test_the_cheapest_rests_on_no_luck(prefix: int, per_hour: Decimal | None, option: str | None, hits: str) -> None:
    """No cached row is sure. What a cache at its documented least would save is marked as such, and never a bound."""
    found = month("claude-sonnet-4-6", Volume(2_000 * MILLION, 200 * MILLION, MILLION, prefix, per_hour))
    assert (found.cheapest.option, found.cheapest.usd) == ("batch", Decimal(4_500))
    maybe = found.cheapest_if_hit
    assert (maybe and maybe.option, maybe and maybe.hit_share) == (option, hits and Decimal(hits))


def test_on_demand_random_arrivals_may_be_the_cheapest_if_hit() -> None:
    """Nothing can wait: what is left is a cache on demand, whose first request only writes."""
    found = month("claude-sonnet-4-6", Volume(2_000, 0, 1, 2_000, Decimal(600), Decimal(0)))
    assert (found.cheapest.option, found.cheapest.usd) == ("on_demand", Decimal("0.006"))
    assert found.cheapest_if_hit is None
    many = month("claude-sonnet-4-6", Volume(2_000_000, 0, 1_000, 2_000, Decimal(600), Decimal(0)))
    assert many.cheapest_if_hit
    assert (many.cheapest_if_hit.option, many.cheapest_if_hit.hit_share) == ("cache_5m", Decimal("0.9999"))


# Document B's table, and what its volume may have meant: model, input and output in millions, on demand, batch.
MONTHS = [
    ("claude-haiku-4-5", 100, 0, "100", "50"),
    ("claude-haiku-4-5", 80, 20, "180", "90"),
    ("claude-haiku-4-5", 100, 100, "600", "300"),
    ("claude-sonnet-4-6", 1_000, 0, "3000", "1500"),
    ("claude-sonnet-4-6", 800, 200, "5400", "2700"),
    ("claude-sonnet-4-6", 1_000, 1_000, "18000", "9000"),
    ("claude-sonnet-4-6", 500, 0, "1500", "750"),
    ("claude-sonnet-4-6", 400, 100, "2700", "1350"),
    ("claude-sonnet-4-6", 500, 500, "9000", "4500"),
    ("claude-opus-4-7", 100, 0, "500", "250"),
    ("claude-opus-4-7", 80, 20, "900", "450"),
    ("claude-opus-4-7", 100, 100, "3000", "1500"),
]


@pytest.mark.parametrize(("model", "millions_in", "millions_out", "on_demand", "batch"), MONTHS)
def test_months(model: str, millions_in: int, millions_out: int, on_demand: str, batch: str) -> None:
    found = month(model, Volume(millions_in * MILLION, millions_out * MILLION))
    assert [usd(found, "on_demand"), usd(found, "batch")] == [Decimal(on_demand), Decimal(batch)]


@pytest.mark.parametrize(
    ("model", "five_minutes", "hour"),
    [
        ("claude-sonnet-4-6", "0.2174", "0.5263"),
        ("claude-opus-5-5", "0.2083", "0.5128"),
        ("claude-fable-5-2", "0.2041", "0.5063"),
    ],
)
def test_break_even(model: str, five_minutes: str, hour: str) -> None:
    shares = {each.life: each.hit_share for each in month(model, EVAL).break_even}
    assert shares == {"5m": Decimal(five_minutes), "1h": Decimal(hour)}


@pytest.mark.parametrize("life", ["5m", "1h"])
def test_just_above_break_even_a_cache_pays_and_just_below_it_does_not(life: str) -> None:
    volume = Volume(2_000 * MILLION, 200 * MILLION, MILLION, prefix_tokens=1_500)
    pays = next(each for each in month("claude-sonnet-4-6", volume).break_even if each.life == life)
    for per_hour, is_cheaper in ((pays.per_hour, True), (pays.per_hour - Decimal("0.02"), False)):
        found = month("claude-sonnet-4-6", Volume(2_000 * MILLION, 200 * MILLION, MILLION, 1_500, per_hour))
        (row,) = (row for row in found.rows if row.option == f"cache_{life}" and row.hit_share != BOUND)
        assert ((row.usd or 0) < 9_000) is is_cheaper


def test_hits_of_random_arrivals() -> None:
    """30 an hour, 5 minutes: 1 - e^-2.5 = 0.917915, rounded down."""
    found = month("claude-opus-4-7", Volume(180 * MILLION, 10 * MILLION, 20_000, 8_000, Decimal(30)))
    shares = [row.hit_share for row in found.rows if row.option == "cache_5m"]
    assert shares == [1, Decimal("0.9179")]
    read, written = 18_358 * 8_000, 1_642 * 8_000
    wanted = (20 * MILLION * 5 + written * Decimal("6.25") + read * Decimal("0.5") + 10 * MILLION * 25) / MILLION
    assert usd(found, "cache_5m", "0.9179") == wanted


def test_only_what_can_wait_is_batched() -> None:
    found = month("claude-sonnet-4-6", Volume(1_000 * MILLION, 100 * MILLION, MILLION, can_wait=Decimal("0.4")))
    assert usd(found, "on_demand") == 4_500
    assert usd(found, "batch") == Decimal("4500") * Decimal("0.8")
    nothing = month("claude-sonnet-4-6", Volume(1_000 * MILLION, 100 * MILLION, can_wait=Decimal(0)))
    assert usd(nothing, "batch") == usd(nothing, "on_demand")


def test_what_stays_is_cached_only_where_its_hits_are_known() -> None:
    half = Volume(2_000 * MILLION, 0, MILLION, 1_500, can_wait=Decimal("0.5"))
    batched = 500_000 * (500 * 3 + 1_500 * Decimal("0.3")) / MILLION / 2
    uncached = Decimal(500_000 * 2_000 * 3) / MILLION
    assert usd(month("claude-sonnet-4-6", half), "batch_cache_5m", "1") == batched + uncached


@pytest.mark.parametrize(
    ("requests", "can_wait", "batched"), [(7, "0.33333", 2), (3, "0.5", 1), (10, "0.99", 9), (5, "0", 0), (5, "1", 5)]
)
def test_no_line_has_fewer_tokens_than_none(requests: int, can_wait: str, batched: int) -> None:
    """Every prompt is its prefix: whole requests wait, so none of their tokens is left beside the prefix."""
    volume = Volume(2_000 * requests, 200 * requests, requests, 2_000, Decimal(30), Decimal(can_wait))
    part = volume.part(volume.can_wait)
    assert (part.requests, part.input_tokens, part.output_tokens) == (batched, 2_000 * batched, 200 * batched)
    for row in month("claude-sonnet-4-6", volume).rows:
        assert all(each.number > 0 for each in row.parts), row
        assert sum(each.number for each in row.parts if each.kind == "output") == 200 * requests


def test_long_prompts_have_their_own_card() -> None:
    short = month("claude-haiku-5-5", Volume(100_000 * 10, 0, requests=10))
    long = month("claude-haiku-5-5", Volume(100_001 * 10, 0, requests=10))
    assert (short.card.prompt_band, long.card.prompt_band) == ("short", "long")
    assert usd(long, "on_demand") == Decimal("0.500005")
    assert "assumed: give --requests" in " ".join(month("claude-haiku-5-5", Volume(MILLION, 0)).notes)


@pytest.mark.parametrize(
    ("model", "where", "why"),
    [
        ("us.anthropic.claude-sonnet-4-6", {"provider": "bedrock"}, "no verified batch price"),
        ("claude-opus-4-1", {}, "no verified batch price"),
    ],
)
def test_without_a_verified_batch_price_there_is_no_batch(model: str, where: dict[str, str], why: str) -> None:
    found = month(model, Volume(2_000 * MILLION, 200 * MILLION, MILLION, 1_500), **where)
    (row,) = (row for row in found.rows if row.option == "batch")
    assert row.usd is None
    assert why in str(row.why)
    assert found.cheapest.option == "on_demand"


def test_the_us_costs_a_tenth_more() -> None:
    assert usd(month("claude-sonnet-4-6", EVAL, geo="us"), "batch") == 4_950


def test_models_that_count_tokens_differently_are_not_compared_in_silence() -> None:
    old, same, new = (month(name, EVAL) for name in ("claude-sonnet-4-6", "claude-haiku-4-5", "claude-opus-4-7"))
    assert tokenizer_note([old, same]) is None
    assert "30 %" in str(tokenizer_note([old, new]))


def test_every_row_is_the_sum_of_its_parts() -> None:
    found = month("claude-sonnet-5-5", Volume(777 * MILLION + 1, 33 * MILLION + 7, 123_457, 1_111, Decimal("7.5")))
    for row in found.rows:
        assert row.usd == sum(part.number * part.price_usd * part.factor for part in row.parts) / MILLION


@pytest.mark.parametrize(
    ("volume", "message"),
    [
        (Volume(MILLION, 0, prefix_tokens=1_000), "--prefix needs --requests"),
        (Volume(MILLION, 0, 1_000, prefix_tokens=1_001), "longer than the average prompt of 1,000"),
        (Volume(MILLION, 0, can_wait=Decimal("1.5")), "--can-wait is a share"),
        (Volume(MILLION, 0, per_hour=Decimal(0)), "--per-hour must be above 0"),
        (Volume(MILLION, 0, requests=0, prefix_tokens=1_500), "--requests must be above 0"),
        (Volume(10**15, 0), "a month of 1,000T tokens or more"),
    ],
)
def test_a_volume_that_cannot_be(volume: Volume, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        checked(volume)


def test_a_model_without_a_price() -> None:
    with pytest.raises(NorushError, match="unknown model 'claude-9'"):
        month("claude-9", EVAL)
    with pytest.raises(NorushError, match="no price on anthropic on 2026-01-01"):
        calculate(BOOK, "claude-opus-4-7", EVAL, at=date(2026, 1, 1))


QUESTION = ("calc", "claude-sonnet-4-6", "--requests", "1M", "--input-each", "2000", "--output-each", "200")


def test_the_command_shows_its_arithmetic(norush: Norush) -> None:
    code, out, _ = norush(*QUESTION, "--prefix", "1500")
    assert code == 0
    for line in (
        "$9,000.00",
        "2,000,000,000 input × $3.00 = $6,000.00",
        "200,000,000 output × $15.00 × 0.5 = $1,500.00",
        "1,050,000,000 cache write 5\N{NO-BREAK SPACE}min × $3.75 × 0.5 = $1,968.75",
        "A 5 min cache pays above 21.74 % hits",
        "A 1 h cache pays above 52.63 % hits",
    ):
        assert line in out
    cheapest, if_hit = (line for line in out.splitlines() if "← cheapest" in line)
    assert cheapest.split("  ")[0] == "batch"
    assert cheapest.rstrip().endswith("← cheapest")
    assert if_hit.split("  ")[0] == "batch + cache 5 min"
    assert "← cheapest if hit so often; least that is documented" in if_hit
    assert "$4,286.25" in if_hit
    assert "best effort" in out


def test_json_and_markdown(norush: Norush) -> None:
    _, out, _ = norush(*QUESTION, "--json")
    document: dict[str, Any] = json.loads(out)
    options = {row["option"]: row for row in document["models"][0]["options"]}
    assert (options["on_demand"]["usd"], options["batch"]["usd"]) == ("9000.00", "4500.00")
    assert options["batch"]["saving_share"] == "0.5000"
    assert options["cache_5m"]["usd"] is None
    assert options["cache_5m"]["why"]
    assert document["models"][0]["cheapest"] == {"option": "batch", "usd": "4500.00"}
    assert document["models"][0]["cheapest_if_hit"] is None
    _, out, _ = norush(*QUESTION, "--markdown")
    assert "| batch |  | $4,500.00 | $4,500.00 | 50.0 % | ← cheapest |" in out


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("--input", "1M"), "give --output for a month, or --output-each"),
        (("--input", "1M", "--input-each", "5", "--output", "1"), "one of them, and not both"),
        (("--input-each", "5", "--output-each", "1"), "--input-each needs --requests"),
        (("--input", "many", "--output", "1"), "is no whole number"),
        (("--input", "0.5", "--output", "1"), "is no whole number"),
        (("--input", "-5", "--output", "1"), "is no whole number"),
        (("--input", "1M", "--output", "1M", "--can-wait", "half"), "is no number"),
        (("--input", "1M", "--output", "1M", "--at", "now"), "is no day"),
        (("--input", "1,5M", "--output", "1M"), "'1,5M' is no whole number"),
        (("--input", "1,500M", "--output", "1M"), "'1,500M' is no whole number"),
        (("--input", "1,50", "--output", "1M"), "'1,50' is no whole number"),
        (("--input", f"{'9' * 30}T", "--output", "1M"), "must be below 1,000,000,000,000,000"),
        (("--requests", "10M", "--input-each", "900M", "--output-each", "1"), "a month of 1,000T tokens or more"),
        (("--input", "1M", "--output", "1M", "--per-hour", "1e999999999999"), "must be below"),
        (("--input", "1M", "--output", "1M", "--per-hour", "1e400"), "must be below"),
        (("--input", "1M", "--output", "1M", "--can-wait", "1e-400"), "at most 12 decimals"),
    ],
)
def test_what_cannot_be_worked_out(norush: Norush, words: tuple[str, ...], message: str) -> None:
    assert message in norush.refused("calc", "claude-sonnet-4-6", *words)


@pytest.mark.parametrize("text", ["1500M", "1.5B", "1,500,000,000", "1_500_000_000", "1500000k"])
def test_volumes_can_be_written_short(norush: Norush, text: str) -> None:
    _, out, _ = norush("calc", "claude-sonnet-4-6", "--input", text, "--output", "0", "--json")
    assert json.loads(out)["given"]["input_tokens"] == 1_500_000_000
