"""A new format, rule, signal or scenario is complete: its SQL, its example, its line in the docs, its reason."""

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from loads import add
from norush import audit, signals
from norush.rules.book import Rule, built_in
from norush.scenarios import SCENARIOS, Scenario
from norush.sources import coverage
from norush.sources.registry import SOURCES, by_name
from norush.sources.source import Grain, Source
from norush.verdicts import PROBABILITY_BY_SCORE
from norush.warehouse import Warehouse

REPOSITORY = Path(__file__).resolve().parents[1]
FIXTURES = REPOSITORY / "fixtures"
DOCS = REPOSITORY / "docs"
RULES = built_in()


@pytest.fixture(scope="module")
def signal_columns(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """The columns of `signals`, from an audit of a small log."""
    database = tmp_path_factory.mktemp("signals") / "audit.duckdb"
    audit.run(audit.Request(inputs=(str(FIXTURES / "litellm.jsonl"),), database=database))
    with Warehouse(database) as warehouse:
        return {str(name) for name, *_ in warehouse.rows("describe signals")}


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.name)
def test_a_format_has_its_sql_its_fixture_and_its_docs(source: Source) -> None:
    assert (REPOSITORY / "sql" / "1_load" / f"from_{source.name}.sql").is_file() or source.refused
    fixtures = [path for path in FIXTURES.iterdir() if path.name.partition(".")[0] == source.name]
    assert fixtures, f"no fixtures/{source.name}.*"
    assert all(path.name in (FIXTURES / "README.md").read_text(encoding="utf-8") for path in fixtures), "no provenance"
    assert f"`{source.name}`" in (DOCS / "formats.md").read_text(encoding="utf-8")
    assert source.title
    assert source.record
    assert coverage.reason(source)[:1].isupper(), "recognises() has no docstring that says how"
    assert source.refused or source.how_to_export
    assert source.refused or source.tells


UNSHOWN = {"openai_usage": {"web_search_requests"}}
"""What a format can fill, as its documentation says, and no fixture shows."""

DEFAULTS = {"service_tier": "standard", "speed": "standard", "status": "succeeded"}
"""What stands for unknown: a fixture that holds nothing else shows nothing."""


BOOKKEEPING = {
    *("source", "file_id", "reason", "span", "parent_span", "updated_at", "period", "workload_id"),
    *("dialect", "cache_proof", "is_apart"),
    *("part", "grouped_by", "superseded"),
}


@pytest.mark.slow
def test_what_the_formats_tell_is_what_their_fixtures_show() -> None:
    """The coverage matrix: neither more nor less. A promise that is kept after all leaves UNSHOWN."""
    fixtures = [path for path in FIXTURES.iterdir() if path.is_file() and path.suffix != ".md"]
    shown: dict[str, set[str]] = {}
    with Warehouse() as warehouse:
        add(warehouse, *fixtures)
        for grain, table in coverage.TABLE.items():
            columns = dict(warehouse.rows(f"select column_name, column_type from (describe {table})"))
            known = ", ".join(
                f"bool_or(coalesce(t.{name} <> {DEFAULTS[name]!r}, false))"
                if name in DEFAULTS
                else f"bool_or(coalesce(t.{name} > 0, false))"
                if kind == "BIGINT"
                else f"bool_or(t.{name} is not null)"
                for name, kind in columns.items()
            )
            for name, *found in warehouse.rows(
                f"select f.format, {known} from {table} as t join files as f on f.file_id = t.file_id group by f.format"
            ):
                shown[name] = {column for column, is_shown in zip(columns, found, strict=True) if is_shown}
                if grain is Grain.REQUEST:
                    shown[name].discard("kind")
            assert {source.name for source in coverage.sources(grain)} <= shown.keys()
    told = {
        source.name: set(source.tells) - ({"service_tier", "speed"} - shown[source.name])
        for source in SOURCES
        if not source.refused
    }
    more = {name: promised for name in told if (promised := told[name] - shown[name])}
    less = {name: silent for name in told if (silent := shown[name] - told[name] - BOOKKEEPING)}
    assert more == UNSHOWN
    assert not less


def test_a_format_is_called_once() -> None:
    assert len({source.name for source in SOURCES}) == len(SOURCES)
    assert all(by_name(source.name) is source for source in SOURCES)


def test_no_format_file_without_its_module() -> None:
    files = {path.stem.removeprefix("from_") for path in (REPOSITORY / "sql" / "1_load").glob("from_*.sql")}
    assert files == {source.name for source in SOURCES if not source.refused} | {"map"}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_has_an_example_that_fires_and_one_that_does_not(rule: Rule) -> None:
    assert rule.fires, "no `fires`"
    assert rule.silent, "no `silent`"
    assert rule.holds(rule.fires)
    assert not rule.holds(rule.silent)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_measures_signals_that_exist(rule: Rule, signal_columns: set[str]) -> None:
    used = {condition.signal for condition in rule.conditions} | set(fields_of(rule.says))
    assert used <= signal_columns
    assert rule.fires.keys() | rule.silent.keys() <= signal_columns


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_says_its_figures(rule: Rule) -> None:
    sentence = rule.sentence(rule.fires)  # a figure that is missing in `fires` raises KeyError
    assert sentence.endswith(".")
    assert not re.search(r"unknown|nan|\{|\}", sentence)
    nothing_known: Mapping[str, None] = dict.fromkeys(fields_of(rule.says))
    assert rule.sentence(nothing_known)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_has_reason_and_source(rule: Rule) -> None:
    assert rule.reason.endswith(".")
    assert rule.source
    assert rule.weight > 0


def fields_of(template: str) -> list[str]:
    """The signals that a sentence names."""
    return re.findall(r"\{(\w+)", template)


def test_every_step_of_the_signals_runs() -> None:
    files = {path.stem for path in (REPOSITORY / "sql" / "3_signals").glob("*.sql")}
    assert files == set(signals.STEPS)


LATER = {
    **dict.fromkeys(("prices", "rules", "sources", "calc"), ("view", "render", "commands")),
    "view": ("render", "commands"),
    "render": ("commands",),
}
"""What each part comes before, and so must not know."""


@pytest.mark.parametrize("part", LATER)
def test_no_part_imports_one_that_comes_after_it(part: str) -> None:
    package = REPOSITORY / "pipeline" / "norush"
    files = [package / f"{part}.py"] if part == "calc" else sorted((package / part).rglob("*.py"))
    assert files
    names = "|".join(LATER[part])
    later = re.compile(
        rf"^\s*(?:(?:from|import) norush\.(?:{names})|from norush import .*\b(?:{names}))\b", re.MULTILINE
    )
    found = {
        path.name: match[0].strip() for path in files for match in later.finditer(path.read_text(encoding="utf-8"))
    }
    assert found == {}


def test_more_score_is_more_probability() -> None:
    scores, probabilities = zip(*PROBABILITY_BY_SCORE, strict=True)
    assert list(scores) == sorted(set(scores))
    assert list(probabilities) == sorted(set(probabilities))
    assert all(0 < probability < 1 for probability in probabilities)


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario.name)
def test_a_scenario_writes_its_assumption_down(scenario: Scenario) -> None:
    page, _, anchor = scenario.assumption.partition("#")
    assert re.search(rf"^#+ {anchor}$", (REPOSITORY / page).read_text(encoding="utf-8"), re.M)
