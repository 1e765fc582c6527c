"""Writes the price book's rows for OpenAI and Gemini: `book/generated_*.csv`, and their names.

Run `python docs/make/other_prices.py` after an update of genai-prices or model-prices (MIT both, offline, needed only
here and in tests); `--check` (a test does it) only says which file is old. genai-prices is the source. It dates few
prices, so a row begins where model-prices, which has dated history, first has the same input and output price; before
that day the model is unpriced. A cache or batch price stands in a row only where both agree on it. Models of other
modalities than text are left out, and so are names that genai-prices matches by how they begin.

History is kept: a row that has ended is never written again, whatever the libraries say now, and one that still holds
may only end. Where they now have another price for a day that a row covers, the row stays and the script says so: look
at the provider's page; to correct the row, take it out of its CSV and run this again.
"""

import csv
import io
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from importlib.metadata import version
from pathlib import Path

import genai_prices.types as genai
import model_prices
from genai_prices import data

PRICES = Path(__file__).resolve().parents[2] / "pipeline" / "norush" / "prices"
PROVIDERS = {"openai": "openai", "gemini": "google"}
"""Our platform, and what both libraries call its provider."""
BATCH_BEGAN = {"openai": date(2024, 4, 15), "gemini": date(2025, 7, 7)}
"""First day of each provider's Batch API: model-prices 0.0.5, batch.toml."""
KINDS = {
    "input": "input_mtok",
    "output": "output_mtok",
    "cache_write_5m": "cache_write_mtok",
    "cache_read": "cache_read_mtok",
}
"""Our kinds of tokens, and the fields of genai-prices. A cache write of both providers is the short-lived one."""
TEXT_ONLY = re.compile(r"(image|audio|video)_mtok$|audio_hours|mchars")
OTHER_MODALITY = re.compile(r"live|realtime|audio|transcribe|tts|image|robotics")
MOVING_ALIAS = re.compile(r"[a-z-]+-latest")
"""A name without a version means another model every few months: nobody says from which day on."""
COLUMNS = (
    *("platform", "model_id", "speed", "valid_from", "valid_until"),
    *(f"{kind}_usd_per_mtok" for kind in KINDS),
    *(f"batch_{kind}_usd_per_mtok" for kind in KINDS),
    *("over_tokens", "long_input_usd_per_mtok", "long_output_usd_per_mtok", "flex_factor", "priority_factor"),
    *("web_search_usd", "seen_on", "checked_on", "source"),
)

Prices = dict[str, Decimal | None]


@dataclass(frozen=True, slots=True)
class Sheet:
    """Prices of one model on one day: by kind, and those of long prompts by kind."""

    base: Prices
    long: Prices
    over_tokens: int | None


def main() -> int:
    """Adds what is new, and says on stderr which models are left out and why; 1 where --check finds an old file.

    Also 1 where the libraries now contradict a row that is there.
    """
    is_check = "--check" in sys.argv
    files: dict[Path, str] = {}
    names: list[dict[str, str]] = []
    contradicted: list[str] = []
    for platform, provider in PROVIDERS.items():
        rows: list[dict[str, str]] = []
        (found,) = (each for each in data.providers if each.id == provider)
        for model in sorted(found.models, key=lambda model: model.id):
            made = list(rows_of(platform, provider, model))
            rows += made
            if made:
                is_dated = "yes" if any(is_dated_family(clause) for clause in clauses(model.match)) else ""
                spelled = " ".join(sorted(exact_names(model) - {model.id}))
                names.append({"platform": platform, "model_id": model.id, "names": spelled, "dated": is_dated})
        path = PRICES / "book" / f"generated_{platform}.csv"
        merged, wrong = with_history(read_rows(path), rows)
        files[path] = as_csv(COLUMNS, merged)
        contradicted += wrong
    made_names = {(each["platform"], each["model_id"]) for each in names}
    kept = read_rows(PRICES / "generated_names.csv")
    names += [each for each in kept if (each["platform"], each["model_id"]) not in made_names]
    names.sort(key=lambda each: (list(PROVIDERS).index(each["platform"]), each["model_id"]))
    files[PRICES / "generated_names.csv"] = as_csv(("platform", "model_id", "names", "dated"), names)
    for each in contradicted:
        print(f"contradicted: {each}")
    old = [path for path, made in files.items() if not path.exists() or path.read_text(encoding="utf-8") != made]
    for path in old:
        print(f"{'old' if is_check else 'written'}: {path.name}")
        if not is_check:
            path.write_text(files[path], encoding="utf-8", newline="\n")
    return 1 if contradicted or (old and is_check) else 0


def read_rows(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV that this script wrote earlier; none where there is no such file yet."""
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8")))) if path.exists() else []


def with_history(kept: list[dict[str, str]], made: list[dict[str, str]]) -> tuple[list[dict[str, str]], list[str]]:
    """The rows that are there with what is new, and a sentence for each that the new ones contradict.

    Of a row that still holds, its end and where its price was seen last may change, and nothing else.
    """
    rows: list[dict[str, str]] = []
    wrong: list[str] = []
    for model_id in sorted({row["model_id"] for row in (*kept, *made)}):
        old = [row for row in kept if row["model_id"] == model_id]
        new = [row for row in made if row["model_id"] == model_id]
        after = "" if not old else old[-1]["valid_from"] if not old[-1]["valid_until"] else old[-1]["valid_until"]
        rows += [row for row in old if row["valid_until"]]
        if old and not old[-1]["valid_until"]:
            current = next((row for row in new if row["valid_from"] <= after < (row["valid_until"] or "9")), None)
            later = next((row["valid_from"] for row in new if row["valid_from"] > after), "")
            if current and prices_of(current) == prices_of(old[-1]):
                rows.append({**current, "valid_from": after})
            else:
                if current:
                    wrong.append(f"{model_id} from {after}: the row has {prices_of(old[-1])}, now {prices_of(current)}")
                rows.append({**old[-1], "valid_until": later})
            after = rows[-1]["valid_until"] or "9"
        ahead = [row for row in new if (row["valid_until"] or "9") > after]
        rows += [{**row, "valid_from": max(row["valid_from"], after)} for row in ahead]
    return rows, wrong


def prices_of(row: Mapping[str, str]) -> dict[str, str]:
    """What a row says of prices: not its time, nor where it is from."""
    apart = ("platform", "model_id", "speed", "valid_from", "valid_until", "seen_on", "checked_on", "source")
    return {name: cell for name, cell in row.items() if cell and name not in apart}


def as_csv(columns: Iterable[str], rows: Iterable[Mapping[str, str]]) -> str:
    """A CSV with one header."""
    text = io.StringIO()
    writer = csv.DictWriter(text, list(columns), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def rows_of(platform: str, provider: str, model: genai.ModelInfo) -> Iterator[dict[str, str]]:
    """Rows of one model, oldest first, cut where a price changes; none where it cannot be priced as text."""
    why = why_not(model, provider)
    if why:
        print(f"left out: {platform}/{model.id}: {why}", file=sys.stderr)
        return
    known = witness_name(model, provider) or ""
    days = change_days(model, known, provider, platform)
    cells = [(day, cells_on(day, model, known, provider)) for day in days]
    joined: list[tuple[date, dict[str, str] | None]] = []
    for day, found in cells:
        if not joined or unsourced(found) != unsourced(joined[-1][1]):
            joined.append((day, found))
    ends: list[date | None] = [day for day, _ in joined[1:]]
    for (day, found), until in zip(joined, [*ends, None], strict=True):
        if found is None:
            print(f"no row: {platform}/{model.id} from {day}: the two sources disagree", file=sys.stderr)
            continue
        held = {"valid_from": f"{day}", "valid_until": f"{until or ''}"}
        yield {"platform": platform, "model_id": model.id, "speed": "standard", **held, **found}


def unsourced(cells: Mapping[str, str] | None) -> dict[str, str] | None:
    """What a row says without where it is from: the same prices by another source are one row."""
    return None if cells is None else {name: cell for name, cell in cells.items() if name != "source" and cell}


def why_not(model: genai.ModelInfo, provider: str) -> str | None:
    """Why a model has no row at all."""
    prices = standard(model, date.max)
    fields = {name for name, value in vars(prices).items() if value is not None}
    if not {"input_mtok", "output_mtok"} <= fields:
        return "no price of text in and out"
    outputs = sorted(name for name in fields if name.startswith("output_") and TEXT_ONLY.search(name))
    if outputs or OTHER_MODALITY.search(model.id):
        return "not a text model"
    if witness_name(model, provider) is None:
        return "no dated history"
    return None


def witness_name(model: genai.ModelInfo, provider: str) -> str | None:
    """The name under which model-prices has exactly this model, without dropping any part of it."""
    for name in (model.id, *sorted(exact_names(model))):
        found = model_prices.resolve(name, provider, strict=True)
        if found and found[0] == provider and found[1].lower() == name.lower():
            return str(found[1])
    return None


def exact_names(model: genai.ModelInfo) -> set[str]:
    """Names that genai-prices matches whole; the id is one where its own clause matches it."""
    names = {clause.equals for clause in clauses(model.match) if isinstance(clause, genai.ClauseEquals)}
    names |= {model.id} if model.match.is_match(model.id) else set()
    return {name for name in names if not MOVING_ALIAS.fullmatch(name)}


def clauses(match: genai.MatchLogic) -> Iterator[genai.MatchLogic]:
    """The alternatives of a match."""
    if isinstance(match, genai.ClauseOr):
        for each in match.or_:
            yield from clauses(each)
    else:
        yield match


def is_dated_family(clause: genai.MatchLogic) -> bool:
    """Whether any snapshot `name-YYYY-MM-DD` costs the same."""
    return isinstance(clause, genai.ClauseRegex) and clause.regex.endswith(r"-\d{4}-\d{2}-\d{2}$")


def change_days(model: genai.ModelInfo, known: str, provider: str, platform: str) -> list[date]:
    """Days on which a price of either source may change, from the first that is known."""
    first = model_prices.rates(known, at="2020-01-01", provider=provider)
    assert first is not None
    since = datetime.fromisoformat(first.valid_from.replace("Z", "+00:00")).date()
    spans = model_prices.rates_between(known, "2020-01-01", model_prices.data_as_of(), provider)
    days = {since, BATCH_BEGAN[platform], *(moment.date() for moment, _ in spans)}
    conditional = model.prices if isinstance(model.prices, list) else []
    constraints = [each.constraint for each in conditional] + [each.constraint for each in model.price_variants or []]
    days |= {each.start_date for each in constraints if isinstance(each, genai.StartDateConstraint)}
    return sorted(day for day in days if day >= since)


def cells_on(day: date, model: genai.ModelInfo, known: str, provider: str) -> dict[str, str] | None:
    """The priced cells of one day; None where the sources disagree on input or output."""
    ours, theirs = sheet(standard(model, day)), witness(known, provider, day, None)
    if theirs is None or any(agreed(ours, theirs, kind) is None for kind in ("input", "output")):
        return None
    cells = {f"{kind}_usd_per_mtok": text(agreed(ours, theirs, kind)) for kind in KINDS}
    cells |= batch_cells(day, model, known, provider, ours)
    if ours.over_tokens is not None:
        cells |= {
            "over_tokens": str(ours.over_tokens),
            "long_input_usd_per_mtok": text(ours.long["input"]),
            "long_output_usd_per_mtok": text(ours.long["output"]),
        }
    for tier in ("flex", "priority"):
        cells[f"{tier}_factor"] = text(tier_factor(day, model, tier, ours))
    searches = getattr(standard(model, day), "web_searches_kcount", None)
    rates = model_prices.rates(known, at=end_of(day), provider=provider)
    assert rates is not None
    cells["web_search_usd"] = text(searches / 1000 if isinstance(searches, Decimal) else None)
    cells["seen_on"] = cells["checked_on"] = f"{model_prices.data_as_of():%Y-%m-%d}"
    cells["source"] = (
        f"genai-prices {version('genai-prices')} and model-prices {version('model-prices')} agree; "
        f"dated by {rates.source} ({rates.valid_from_basis})"
    )
    return cells


def batch_cells(day: date, model: genai.ModelInfo, known: str, provider: str, ours: Sheet) -> dict[str, str]:
    """Batch prices on which both agree.

    genai-prices dates its own by when it looked. An earlier day counts where both have the same standard price then as
    on that day, and model-prices already the same batch price.
    """
    theirs = witness(known, provider, day, "batch")
    starts = [each.constraint for each in variants(model, "processing", "batch")]
    first = min((each.start_date for each in starts if isinstance(each, genai.StartDateConstraint)), default=day)
    on = day if variant(model, day, "processing", "batch") else first
    batch = variant(model, on, "processing", "batch")
    if theirs is None or batch is None or sheet(standard(model, on)) != ours:
        return {}
    found = sheet(overlaid(standard(model, on), batch))
    prices = {kind: agreed(found, theirs, kind) for kind in KINDS}
    if prices["input"] is None or prices["output"] is None:
        return {}
    return {f"batch_{kind}_usd_per_mtok": text(price) for kind, price in prices.items()}


def tier_factor(day: date, model: genai.ModelInfo, tier: str, ours: Sheet) -> Decimal | None:
    """What a service tier multiplies every price by, where that is one number of four decimals."""
    prices = variant(model, day, "service_tier", tier)
    if prices is None:
        return None
    there = sheet(prices)
    pairs = [(there.base[kind], ours.base[kind]) for kind in KINDS] + [
        (there.long[kind], ours.long[kind]) for kind in KINDS
    ]
    factors = {None if a is None or not b else a / b for a, b in pairs if a is not None or b is not None}
    (factor,) = factors if len(factors) == 1 else (None,)
    return factor if factor is not None and factor == factor.quantize(Decimal("0.0001")) else None


def standard(model: genai.ModelInfo, day: date) -> genai.ModelPrice:
    """The prices of genai-prices on that day, without a variant."""
    if not isinstance(model.prices, list):
        return model.prices
    return [each.prices for each in model.prices if holds(each.constraint, day)][-1]


def variants(model: genai.ModelInfo, key: str, value: str) -> list[genai.PriceVariant]:
    """Variants such as processing = batch, in the order of the library: the last that holds applies."""
    return [each for each in model.price_variants or [] if each.when == {key: value}]


def variant(model: genai.ModelInfo, day: date, key: str, value: str) -> genai.ModelPrice | None:
    """The variant that holds on that day."""
    found = [each.prices for each in variants(model, key, value) if holds(each.constraint, day)]
    return found[-1] if found else None


def holds(constraint: object, day: date) -> bool:
    """Whether a price applies on that day. No text model has another constraint than a first day."""
    if constraint is None:
        return True
    assert isinstance(constraint, genai.StartDateConstraint), constraint
    return constraint.start_date <= day


def overlaid(prices: genai.ModelPrice, over: genai.ModelPrice) -> genai.ModelPrice:
    """What a variant leaves out stays at the standard price."""
    return genai.ModelPrice(**{**vars(prices), **{name: each for name, each in vars(over).items() if each is not None}})


def sheet(prices: genai.ModelPrice) -> Sheet:
    """The text prices of genai-prices; one step for long prompts at most."""
    base: Prices = {}
    long: Prices = {}
    over: set[int | None] = set()
    for kind, name in KINDS.items():
        value = getattr(prices, name, None)
        if isinstance(value, genai.TieredPrices):
            (tier,) = value.tiers
            base[kind], long[kind] = value.base, tier.price
            over.add(tier.start)
        else:
            base[kind], long[kind] = value, None
    (over_tokens,) = over or {None}
    return Sheet(base, long, over_tokens)


def witness(known: str, provider: str, day: date, mode: str | None) -> Sheet | None:
    """The prices of model-prices on that day."""
    rates = model_prices.rates(known, at=end_of(day), provider=provider, mode=mode)
    if rates is None:
        return None
    names = {"input": "input", "output": "output", "cache_write_5m": "cache_write", "cache_read": "cache_read"}
    (tier,) = rates.tiers or (None,)
    base = {kind: exact(getattr(rates, name)) for kind, name in names.items()}
    long = {kind: exact(getattr(tier, name)) if tier else None for kind, name in names.items()}
    return Sheet(base, long, tier.above if tier else None)


def agreed(ours: Sheet, theirs: Sheet, kind: str) -> Decimal | None:
    """The price of a kind where both have it, short prompts and long."""
    same = (ours.base[kind], ours.long[kind], ours.over_tokens) == (
        theirs.base[kind],
        theirs.long[kind],
        theirs.over_tokens,
    )
    return ours.base[kind] if same else None


def end_of(day: date) -> datetime:
    """The last second of the day: a price that changes on a day holds from its beginning."""
    return datetime.combine(day + timedelta(days=1), time(), UTC) - timedelta(seconds=1)


def exact(value: float | None) -> Decimal | None:
    """The decimal that a float was written as."""
    return None if value is None else Decimal(str(value)).normalize()


def text(value: Decimal | None) -> str:
    """A cell: no exponent, no trailing zeros, empty where there is nothing."""
    return "" if value is None else format(value.normalize(), "f")


if __name__ == "__main__":
    sys.exit(main())
