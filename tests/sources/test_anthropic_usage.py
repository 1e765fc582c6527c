"""The Console's CSVs and the Admin API: overlapping downloads, what spreadsheets do, cents, nulls of two kinds."""

import csv
import json
from collections.abc import Iterable
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from loads import FIXTURES, add, loaded
from norush.errors import SourceError
from norush.warehouse import Warehouse

pytestmark = pytest.mark.one_in(8)

DAILY = FIXTURES / "anthropic_console_tokens.csv"
HOURLY = FIXTURES / "anthropic_console_tokens_hourly.csv"
COST = FIXTURES / "anthropic_console_cost.csv"
REPORT = FIXTURES / "anthropic_usage_report.json"
EVERYTHING = "select * exclude (file_id, source, grouped_by, part) from {} where not superseded order by all"
SUMS = (
    "select sum(input_tokens), sum(cache_read_tokens), sum(cache_write_5m_tokens), sum(cache_write_1h_tokens), "
    "sum(output_tokens), sum(web_search_requests) from usage_buckets where not superseded"
)


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def write_csv(path: Path, table: Iterable[dict[str, str]], **options: Any) -> Path:  # noqa: ANN401  (csv)
    table = list(table)
    with path.open("w", encoding=options.pop("encoding", "utf-8"), newline="") as file:
        writer = csv.DictWriter(file, table[0], **options)
        writer.writeheader()
        writer.writerows(table)
    return path


def in_any_order(*paths: Path, query: str) -> set[str]:
    """What the database says after loads of these files one by one, forwards and back, and after one load of all."""
    found = set()
    for order in (paths, paths[::-1]):
        with Warehouse() as warehouse:
            for path in order:
                add(warehouse, path)
            found.add(str(warehouse.rows(query)))
    with Warehouse() as warehouse:
        add(warehouse, *paths)
        found.add(str(warehouse.rows(query)))
    return found


def after(*paths: Path, query: str = SUMS) -> list[tuple[Any, ...]]:
    with Warehouse() as warehouse:
        add(warehouse, *paths)
        return warehouse.rows(query)


@pytest.mark.parametrize("path", [DAILY, COST], ids=lambda path: path.stem)
@pytest.mark.slow
def test_what_a_spreadsheet_does_to_a_csv_changes_nothing(path: Path, tmp_path: Path) -> None:
    table = "usage_buckets" if path is DAILY else "invoice_lines"
    plain = after(path, query=EVERYTHING.format(table))
    saved = write_csv(tmp_path / "saved.csv", rows(path), encoding="utf-8-sig", delimiter=";", quoting=csv.QUOTE_ALL)
    tabs = write_csv(tmp_path / "tabs.txt", [dict(reversed(row.items())) for row in rows(path)], delimiter="\t")
    spaced = tmp_path / "spaced.csv"
    spaced.write_text("\n" + path.read_text(encoding="utf-8").replace("\n", "\r\n\r\n"), encoding="utf-8", newline="")
    signless = tmp_path / "signless.csv"
    signless.write_text(path.read_text(encoding="utf-8").replace("≤ 200k", "? 200k"), encoding="utf-8")
    for file in (saved, tabs, spaced, signless):
        assert after(file, query=EVERYTHING.format(table)) == plain, file.name


@pytest.mark.slow
def test_a_month_and_one_of_its_days_are_the_month_whatever_came_first() -> None:
    (sums,) = in_any_order(DAILY, HOURLY, query=SUMS)
    assert sums == str(after(DAILY))
    (buckets,) = in_any_order(DAILY, HOURLY, query=EVERYTHING.format("usage_buckets"))
    hours = after(HOURLY, query=EVERYTHING.format("usage_buckets"))
    assert all(str(hour) in buckets for hour in hours), "hours that add up to the day speak for it"


@pytest.mark.slow
def test_some_hours_of_a_day_do_not_stand_for_it(tmp_path: Path) -> None:
    some = write_csv(tmp_path / "some_hours.csv", rows(HOURLY)[2:])
    (found,) = in_any_order(DAILY, some, query=SUMS)
    assert found == str(after(DAILY))


@pytest.mark.slow
def test_hours_that_were_loaded_bit_by_bit_take_over_from_the_day(tmp_path: Path) -> None:
    hours = rows(HOURLY)
    early, late = (write_csv(tmp_path / f"{name}.csv", part) for name, part in (("a", hours[:3]), ("b", hours[3:])))
    (found,) = in_any_order(DAILY, early, late, query=EVERYTHING.format("usage_buckets"))
    assert found == str(after(DAILY, HOURLY, query=EVERYTHING.format("usage_buckets")))


@pytest.mark.slow
def test_a_growing_month_counts_each_row_once_with_its_latest_tokens(tmp_path: Path) -> None:
    whole = rows(DAILY)
    grown = str(int(whole[1]["usage_output_tokens"]) // 2)
    early = write_csv(tmp_path / "month.csv", [whole[0], {**whole[1], "usage_output_tokens": grown}])
    (found,) = in_any_order(early, DAILY, query=EVERYTHING.format("usage_buckets"))
    assert found == str(after(DAILY, query=EVERYTHING.format("usage_buckets")))


@pytest.mark.slow
def test_months_that_overlap_in_days_count_once(tmp_path: Path) -> None:
    for path, table in ((DAILY, "usage_buckets"), (COST, "invoice_lines")):
        whole = rows(path)
        first, second = (
            write_csv(tmp_path / f"{name}-{path.name}", part)
            for name, part in (("1", whole[: len(whole) * 2 // 3]), ("2", whole[len(whole) // 3 :]))
        )
        (found,) = in_any_order(first, second, query=EVERYTHING.format(table))
        assert found == str(after(path, query=EVERYTHING.format(table)))


@pytest.mark.slow
def test_the_same_month_under_an_older_header_counts_once(tmp_path: Path) -> None:
    new = {"context_window", "list_price_usd", "inference_geo", "speed", "api_key_id", "api_key_status"}
    billed = "select sum(billed_usd) from invoice_lines where not superseded"
    for path, query in ((DAILY, SUMS), (COST, billed)):
        table = [{name: row[name] for name in row if name not in new} for row in rows(path)]
        (found,) = in_any_order(write_csv(tmp_path / path.name, table), path, query=query)
        assert found == str(after(path, query=query))


def test_two_keys_of_one_name_are_two_keys(tmp_path: Path) -> None:
    row = rows(DAILY)[0]
    cost = rows(COST)[0]
    tokens = write_csv(tmp_path / "tokens.csv", [row, {**row, "usage_output_tokens": "5"}, row])
    costs = write_csv(tmp_path / "cost.csv", [cost, {**cost, "api_key_id": "apikey_other"}])
    with Warehouse() as warehouse:
        add(warehouse, tokens, costs)
        again = [{**row, "usage_output_tokens": "5"}, row, row, rows(DAILY)[1]]
        add(warehouse, write_csv(tmp_path / "again.csv", again))
        query = "select count(*), sum(output_tokens) from usage_buckets where model = 'claude-sonnet-5'"
        assert warehouse.row(query) == (3, 2 * int(row["usage_output_tokens"]) + 5)
        billed = warehouse.row("select count(*), sum(billed_usd) from invoice_lines")
        assert billed == (2, 2 * Decimal(cost["cost_usd"]))


@pytest.mark.parametrize(
    ("stamps", "hours"),
    [
        (("2026-10-05",), 24),
        (("2026-10-05 02:00", "2026-10-05T03:00"), 1),
        (("2026-10-05 02:00:00", "2026-10-05T03:00:00Z"), 1),
    ],
)
def test_the_width_of_a_bucket_is_in_its_date(stamps: tuple[str, ...], hours: int, tmp_path: Path) -> None:
    path = write_csv(tmp_path / "export.csv", [{**rows(DAILY)[0], "usage_date_utc": stamp} for stamp in stamps])
    found = after(path, query="select (bucket_end - bucket_start)::text from usage_buckets")
    assert found == [("1 day",) if hours == 24 else (f"{hours:02d}:00:00",)] * len(stamps)


def test_minutes_are_minutes(tmp_path: Path) -> None:
    stamps = ("2025-11-28 15:00", "2025-11-28 15:01")
    path = write_csv(tmp_path / "export.csv", [{**rows(DAILY)[0], "usage_date_utc": stamp} for stamp in stamps])
    found = after(path, query="select bucket_start::text, bucket_end::text from usage_buckets order by all")
    assert found == [
        ("2025-11-28 15:00:00+00", "2025-11-28 15:01:00+00"),
        ("2025-11-28 15:01:00+00", "2025-11-28 15:02:00+00"),
    ]


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"usage_date_utc": "10/5/2026"}, "not YYYY-MM-DD"),
        ({"usage_date_utc": "2026-13-05"}, "not YYYY-MM-DD"),
        ({"usage_date_utc": ""}, "not YYYY-MM-DD"),
        ({"usage_date_utc": "1999-10-05"}, "before there was an API"),
        ({"usage_output_tokens": ""}, "no output token count"),
        ({"usage_output_tokens": "1.234.567"}, "not a whole number"),
        ({"usage_output_tokens": "12.5"}, "not a whole number"),
        ({"usage_output_tokens": "12.000"}, "in some countries"),
        ({"usage_input_tokens_cache_read": "12 000"}, "not a whole number"),
        ({"usage_input_tokens_cache_read": "-1"}, "a negative token count"),
        ({"model_version": ""}, "no model"),
    ],
)
def test_a_row_that_says_no_number_is_a_reject(changes: dict[str, str], reason: str, tmp_path: Path) -> None:
    table = rows(DAILY)[:3]
    outcome = loaded(write_csv(tmp_path / "export.csv", [table[0], {**table[1], **changes}, table[2]]))
    assert [reject.line for reject in outcome.rejects] == [3]
    assert reason in outcome.reasons[0]
    assert len(outcome.others["usage_buckets"]) == 2


@pytest.mark.parametrize("amount", ["", "1,234.50", "$3", "1e3", "12.12345678901234567", "many"])
def test_an_amount_that_is_none_is_a_reject(amount: str, tmp_path: Path) -> None:
    outcome = loaded(write_csv(tmp_path / "export.csv", [rows(COST)[0], {**rows(COST)[1], "cost_usd": amount}]))
    assert "amount" in outcome.reasons[0]
    assert len(outcome.others["invoice_lines"]) == 1


def pages() -> list[dict[str, Any]]:
    return list(json.loads(REPORT.read_text(encoding="utf-8")))


@pytest.mark.slow
def test_pages_and_buckets_in_every_wrapping_are_the_same_usage(tmp_path: Path) -> None:
    buckets = [bucket for page in pages() for bucket in page["data"]]
    wrapped = {
        "pages.json": json.dumps(pages()),
        "page.json": json.dumps({"data": buckets, "has_more": False, "next_page": None}),
        "page_last.json": json.dumps({"has_more": False, "next_page": None, "data": buckets}, indent=4),
        "buckets.json": json.dumps(buckets, indent=2),
        "pages.jsonl": "".join(json.dumps(page) + "\n" for page in pages()),
        "buckets.jsonl": "".join(json.dumps(bucket) + "\n" for bucket in buckets),
    }
    plain = after(REPORT, query=EVERYTHING.format("usage_buckets"))
    for name, text in wrapped.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
        assert after(tmp_path / name, query=EVERYTHING.format("usage_buckets")) == plain, name


def test_a_large_page_is_recognised_before_it_is_read(tmp_path: Path) -> None:
    first = pages()[0]
    result = first["data"][0]["results"][0]
    hours = [
        {"starting_at": f"2026-10-{day:02d}T{hour:02d}:00:00Z", "ending_at": f"2026-10-{day:02d}T{hour:02d}:30:00Z",
         "results": [{**result, "api_key_id": f"apikey_{key}"} for key in range(9)]}
        for day in range(1, 11) for hour in range(24)
    ]  # fmt: skip
    (tmp_path / "pages.json").write_text(json.dumps([{**first, "data": hours}, {**first, "data": []}]))
    assert (tmp_path / "pages.json").stat().st_size > 300_000
    assert len(loaded(tmp_path / "pages.json").others["usage_buckets"]) == len(hours) * 9


@pytest.mark.slow
def test_the_same_usage_split_in_other_ways_counts_once(tmp_path: Path) -> None:
    """By model and hour, by key and hour, by nothing and day."""
    counts = ("uncached_input_tokens", "cache_read_input_tokens", "output_tokens")
    buckets = {bucket["starting_at"]: bucket for page in pages() for bucket in page["data"]}.values()

    def grouped(name: str, dimensions: tuple[str, ...], *, by_day: bool = False) -> Path:
        entries: dict[str, dict[tuple[Any, ...], dict[str, Any]]] = {}
        for bucket in buckets:
            start = bucket["starting_at"][:10] if by_day else bucket["starting_at"][:13]
            for result in bucket["results"]:
                asked = {name: result[name] for name in dimensions}
                of_bucket = entries.setdefault(start, {})
                same = of_bucket.setdefault(tuple(asked.values()), {**asked, **dict.fromkeys(counts, 0)})
                for count in counts:
                    same[count] += result[count]
        width = timedelta(days=1) if by_day else timedelta(hours=1)
        data = [
            {"starting_at": f"{begin:%Y-%m-%dT%H:%M:%SZ}", "ending_at": f"{begin + width:%Y-%m-%dT%H:%M:%SZ}",
             "results": list(found.values())}
            for start, found in entries.items() for begin in [datetime.fromisoformat(start)]
        ]  # fmt: skip
        path = tmp_path / f"{name}.json"
        path.write_text(json.dumps({"data": data, "has_more": False}))
        return path

    ways = (
        grouped("model", ("model",)),
        grouped("key", ("api_key_id", "workspace_id")),
        grouped("day", (), by_day=True),
    )
    sums = "sum(input_tokens), sum(cache_read_tokens), sum(output_tokens)"
    query = f"select {sums} from usage_buckets where not superseded"
    (found,) = in_any_order(*ways, query=query)
    assert found == str(after(REPORT, query=query))


@pytest.mark.slow
def test_exports_filtered_to_different_workspaces_add_up(tmp_path: Path) -> None:
    """The second has only the default workspace, which is null: it looks ungrouped, and is not the same usage."""
    buckets = [bucket for page in pages() for bucket in page["data"]]
    parts = []
    for name, wanted in (("named", True), ("default", False)):
        entries = [
            {**bucket, "results": [it for it in bucket["results"] if bool(it["workspace_id"]) is wanted]}
            for bucket in buckets
        ]
        parts.append(tmp_path / f"{name}.json")
        parts[-1].write_text(json.dumps({"data": entries, "has_more": False}))
    (found,) = in_any_order(*parts, query=SUMS)
    assert found == str(after(REPORT))


def test_null_is_not_asked_for_or_none(tmp_path: Path) -> None:
    entries = pages()[0]["data"]
    for bucket in entries:
        for result in bucket["results"]:
            result.update(dict.fromkeys(("service_tier", "speed", "account_id")))
    (tmp_path / "report.json").write_text(json.dumps(entries))
    told = "service_tier, speed, workspace is null, grouped_by"
    query = f"select distinct {told} from usage_buckets where api_key like '%Support%'"
    assert after(tmp_path / "report.json", query=query) == [
        (None, None, True, "model,inference_geo,context_window,api_key,workspace")
    ]


@pytest.mark.parametrize(
    ("amount", "usd"),
    [
        ("123.78912", "1.2378912"),
        ("7", "0.07"),
        (1326.4056, "13.264056"),
        ("-50.5", "-0.505"),
        ("0.000000000001", "1E-14"),
    ],
)
def test_amounts_of_the_api_are_cents(amount: object, usd: str, tmp_path: Path) -> None:
    result = {"amount": amount, "currency": "USD", "description": None, "cost_type": None}
    bucket = {"starting_at": "2026-10-05T00:00:00Z", "ending_at": "2026-10-06T00:00:00Z", "results": [result]}
    (tmp_path / "cost.json").write_text(json.dumps({"data": [bucket], "has_more": False}))
    assert after(tmp_path / "cost.json", query="select billed_usd from invoice_lines") == [(Decimal(usd),)]


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"amount": "1,5"}, "no readable amount"),
        ({"amount": None}, "no readable amount"),
        ({"amount": "1.234567890123456"}, "no readable amount"),
        ({"currency": "EUR"}, "not in US dollars"),
    ],
)
def test_an_amount_of_the_api_that_is_none_is_a_reject(changes: dict[str, str], reason: str, tmp_path: Path) -> None:
    result = {"amount": "5", "currency": "USD", "cost_type": "tokens"}
    bucket = {"starting_at": "2026-10-05T00:00:00Z", "ending_at": "2026-10-06T00:00:00Z"}
    (tmp_path / "cost.json").write_text(json.dumps([{**bucket, "results": [result, {**result, **changes}]}]))
    outcome = loaded(tmp_path / "cost.json")
    assert reason in outcome.reasons[0]
    assert outcome.counts[:4] == (2, 0, 0, 1)


def test_costs_of_a_month_at_once_have_no_day(tmp_path: Path) -> None:
    for name in ("cost_report", "analytics_cost"):
        text = (FIXTURES / f"anthropic_{name}.json").read_text(encoding="utf-8")
        (tmp_path / name).write_text(text.replace('"ending_at": "2026-10-06', '"ending_at": "2026-11-06'))
        reasons = loaded(tmp_path / name).reasons
        assert reasons
        assert all("bucket_width=1d" in reason for reason in reasons)


def test_a_line_of_two_descriptions_is_two_lines(tmp_path: Path) -> None:
    nothing = {"currency": "USD", "cost_type": "session_usage", "token_type": None, "model": None}
    results = [{**nothing, "amount": "5", "description": text} for text in ("Session runtime", "Session storage")]
    bucket = {"starting_at": "2026-10-05T00:00:00Z", "ending_at": "2026-10-06T00:00:00Z", "results": results}
    (tmp_path / "cost.json").write_text(json.dumps([bucket, bucket]))
    outcome = loaded(tmp_path / "cost.json")
    assert len(outcome.others["invoice_lines"]) == 2
    assert outcome.counts[2] == 2


def test_groups_of_people_overlap_and_are_rejects(tmp_path: Path) -> None:
    page = json.loads((FIXTURES / "anthropic_analytics_usage.json").read_text(encoding="utf-8"))
    page["data"][0]["group"]["rbac_group_id"] = "rbac_1"
    (tmp_path / "usage.json").write_text(json.dumps(page))
    outcome = loaded(tmp_path / "usage.json")
    assert len(outcome.reasons) == 1
    assert "overlaps" in outcome.reasons[0]


@pytest.mark.parametrize("dimension", ["agent_id", "of_next_year"])
def test_dimensions_without_a_column_keep_rows_apart(dimension: str, tmp_path: Path) -> None:
    page = json.loads((FIXTURES / "anthropic_analytics_usage.json").read_text(encoding="utf-8"))
    row = page["data"][0]
    agents = [{**row, "group": {**row["group"], dimension: agent, "actor": "mo@example.com"}} for agent in ("a", "b")]
    (tmp_path / "usage.json").write_text(json.dumps({**page, "data": [*agents, *agents]}))
    with Warehouse() as warehouse:
        add(warehouse, tmp_path / "usage.json")
        assert warehouse.row("select count(*), sum(requests) from usage_buckets") == (2, 2 * row["usage"]["requests"])
        assert "example.com" not in str(warehouse.rows("select * from usage_buckets"))


def test_costs_by_a_dimension_that_is_not_known_add_up(tmp_path: Path) -> None:
    page = json.loads((FIXTURES / "anthropic_analytics_cost.json").read_text(encoding="utf-8"))
    row = page["data"][0]
    rows = [{**row, "group": {**row["group"], "of_next_year": value}} for value in ("a", "b", None)]
    (tmp_path / "cost.json").write_text(json.dumps({**page, "data": [*rows, *rows, row]}))
    with Warehouse() as warehouse:
        add(warehouse, tmp_path / "cost.json")
        assert warehouse.row("select count(*) from invoice_lines where not superseded") == (3,)


def test_an_older_list_of_keys_tells_the_workspace_too_and_no_part_of_a_key_is_kept() -> None:
    found = after(
        FIXTURES / "anthropic_api_keys.json", FIXTURES / "anthropic_workspaces.json",
        query="select k.name, w.name from names k left join names w on w.kind = 'workspace' and w.id = k.workspace "
        "where k.kind = 'api_key' order by all",
    )  # fmt: skip
    assert found == [("nightly", "Data, Enrichment"), ("research", "Research"), ("support-bot", None)]
    held = after(FIXTURES / "anthropic_api_keys.json", query="select * from names")
    assert "sk-ant" not in str(held)


def test_a_page_without_buckets_says_so(tmp_path: Path) -> None:
    (tmp_path / "report.json").write_text('{"data": [], "has_more": false, "next_page": null}')
    with pytest.raises(SourceError, match="no record in it"):
        loaded(tmp_path / "report.json")


@pytest.mark.needs_traces
def test_the_bill_of_an_account(traces: Path) -> None:
    """Sums by day and by model as plain Python adds them; the total is the one its owner states."""
    path = traces / "managing-intelligence" / "claude_api_cost_2026_06_18_to_2026_07_05.csv"
    table = rows(path)
    days: dict[str, Decimal] = {}
    kinds: dict[str, Decimal] = {}
    for row in table:
        cost = Decimal(row["cost_usd"])
        days[row["usage_date_utc"]] = days.get(row["usage_date_utc"], Decimal(0)) + cost
        kinds[row["token_type"]] = kinds.get(row["token_type"], Decimal(0)) + cost
    with Warehouse() as warehouse:
        outcome = add(warehouse, path)
        by_day = dict(warehouse.rows("select day::text, sum(billed_usd) from invoice_lines group by day"))
        by_kind = dict(warehouse.rows("select token_kind, sum(billed_usd) from invoice_lines group by all"))
        models = {row[0] for row in warehouse.rows("select distinct model from invoice_lines")}
    assert outcome.counts == (len(table), 0, 0, 0, 0)
    assert by_day == days
    assert sum(by_day.values()) == Decimal("190.34")
    assert sorted(by_kind.values()) == sorted(kinds.values())
    assert by_kind["input_tokens"] == kinds["input_no_cache"]
    assert models == {"claude-haiku-4-5", "claude-sonnet-4-6", "claude-opus-4-8"}


@pytest.mark.one_in(1)
def test_counts_are_read_and_refused_as_those_of_calls_are(tmp_path: Path) -> None:
    """pandas writes whole numbers with a point where a column has a gap."""
    counts = {
        "1000.0": None,
        "1000.": None,
        " 1000 ": None,
        "1.000": "in some countries",
        "1000.5": "not a whole number",
        "1,000": "not a whole number",
        "many": "not a whole number",
        "-1000": "negative",
        "1" * 16: "more than fifteen digits",
    }
    first = rows(DAILY)[0]
    table = [
        {**first, "usage_date_utc": f"2026-10-{day:02}", "usage_input_tokens_no_cache": count}
        for day, count in enumerate(counts, start=1)
    ]
    outcome = loaded(write_csv(tmp_path / "a.csv", table))
    reasons = {reject.line: reject.reason for reject in outcome.rejects}
    for line, (count, reason) in enumerate(counts.items(), start=2):
        assert (reason or "") in reasons.get(line, ""), count
        assert (line in reasons) == (reason is not None), count
    assert after(tmp_path / "a.csv")[0][0] == 3_000
