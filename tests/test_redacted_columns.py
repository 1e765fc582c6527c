"""Every column of a load in a redacted copy: hashed, a word of norush's or a provider's, a number, or left out by name.

Each text of each table is a canary, so that a column that nobody decided about fails here: it shows one, or it is gone.
"""

import tomllib
from pathlib import Path

import duckdb
import pytest

from norush import assets, audit, database
from norush.prices import load_book
from norush.prices.models import bundled_names, names_of, resolve
from norush.prices.nameless import OWN_SOURCE, without_names
from norush.redaction import STEPS, fill
from norush.sources.load import TABLES
from norush.warehouse import Warehouse

CANARY = "canary, a name"
TEXTS = {
    "VARCHAR": f"'{CANARY}'",
    "MAP(VARCHAR, VARCHAR)": f"map {{'{CANARY}': '{CANARY}'}}",
    "STRUCT(hash VARCHAR, tokens BIGINT)[]": f"[{{'hash': '{CANARY}', 'tokens': 1}}]",
}
VALUES = {
    **dict.fromkeys(("INTEGER", "BIGINT", "UBIGINT", "DECIMAL(38,16)", "BOOLEAN"), "1"),
    "DATE": "'2026-10-05'", "TIMESTAMP WITH TIME ZONE": "'2026-10-05'", **TEXTS,
}  # fmt: skip
OURS = {
    "rejects.reason": "'no model'", "requests.kind": "'request'", "names.kind": "'workspace'",
    "usage_buckets.grouped_by": f"'model,{CANARY}'", "invoice_lines.grouped_by": f"'{CANARY},part'",
}  # fmt: skip
"""Texts of norush's own: no name of anybody's gets there alone."""

LEFT_OUT = {
    "requests": {
        "tags", "operation", "reason", "span", "parent_span", "updated_at", "dialect", "cache_proof", "is_apart",
        "logged_id", "period", "workload_id",
    },
    "rejects": {"excerpt", "span"},
    "usage_buckets": set(),
    "invoice_lines": set(),
    "names": {"app", "session_id", "end_user", "tags", "started_at", "ended_at", "requests"},
    "files": set(),
}  # fmt: skip


def described(connection: duckdb.DuckDBPyConnection, table: str) -> dict[str, str]:
    return {name: kind for name, kind, *_ in connection.execute(f"describe {table}").fetchall()}


def planted(path: Path) -> None:
    """A database of one row a table, a canary in each text."""
    with Warehouse(path) as warehouse:
        database.open_up(warehouse, salt="", fresh_salt="f", is_kept=False)
        for step in TABLES:
            warehouse.run_step(f"1_load/{step}")
        for table in STEPS:
            columns = described(warehouse.connection, table)
            assert set(columns.values()) <= VALUES.keys(), "a type of which nobody said what a copy has of it"
            values = (f"({OURS.get(f'{table}.{name}') or VALUES[kind]})::{kind}" for name, kind in columns.items())
            warehouse.rows(f"insert into {table} values ({', '.join(values)})")


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("columns")
    planted(folder / "original.duckdb")
    request = audit.Request(inputs=(), database=folder / "copy.duckdb", salt="s", fresh_salt="g")
    with Warehouse(folder / "copy.duckdb") as warehouse:
        fill(warehouse, folder / "original.duckdb", request, load_book())
    return folder / "copy.duckdb"


def test_every_table_of_the_load_is_copied_column_by_column() -> None:
    tables = tomllib.loads((assets.folder("sql") / "tables.toml").read_text(encoding="utf-8"))["table"]
    assert {each["name"] for each in tables if each["stage"] == "1_load"} == set(STEPS) == set(LEFT_OUT)
    for step in STEPS:
        assert "*" not in (assets.folder("sql") / "7_redaction" / f"redacted_{step}.sql").read_text(encoding="utf-8")


@pytest.mark.parametrize("table", STEPS)
def test_no_column_shows_what_stood_there_and_each_is_decided(copy: Path, table: str) -> None:
    with duckdb.connect(str(copy), read_only=True) as connection:
        (row,) = connection.execute(f"from {table}").fetchall()
        told = dict(zip(described(connection, table), row, strict=True))
    assert {name for name, value in told.items() if value in (None, "")} == LEFT_OUT[table]
    assert {name for name, value in told.items() if "canary" in str(value)} == set()


def test_a_known_name_keeps_nothing_of_what_stood_around_it() -> None:
    logged = [
        ("aws", "arn:aws:bedrock:us-east-1:123412341234:inference-profile/us.anthropic.claude-opus-4-7-v1"),
        ("secret corp", "arn:secret-project/claude-sonnet-4-6"),
        ("anthropic", "arn:aws:bedrock:eu-west-1:123412341234:secret/claude-sonnet-4-6"),
        ("anthropic", " Claude-Sonnet-5[1m]"),
        ("vertex", "models/gemini-2.5-pro"),
        ("secret corp", "models/gemini-2.5-pro"),
        ("google", "claude-sonnet-4-5@20250929"),
        (None, "openai/gpt-4.1-2025-04-14"),
        ("openai", "ft:gpt-4o:secret"),
    ]
    nameless = without_names(logged, load_book(), lambda what, _name: f"{what}-hidden")
    assert list(nameless.models.values()) == [
        "us.anthropic.claude-opus-4-7", "anthropic.claude-sonnet-4-6", "anthropic.claude-sonnet-4-6", "claude-sonnet-5",
        "gemini/gemini-2.5-pro", "gemini/gemini-2.5-pro", "claude-sonnet-4-5@20250929", "gpt-4.1-2025-04-14",
    ]  # fmt: skip
    assert nameless.providers == {"aws", "anthropic", "vertex", "google", "openai"}
    assert nameless.book == load_book()


def test_every_spelling_means_the_same_after_as_before() -> None:
    names = bundled_names()
    providers = (None, "anthropic", "aws", "google", "gemini", "openai", "secret corp")
    around = ("", "bedrock/us.anthropic.", "vertex_ai/", "models/", "openai/", "arn:aws:bedrock:eu-west-1:1:secret/")
    spellings = sorted({name for known in names.spellings.values() for name in known})
    logged = [(provider, before + name) for provider in providers for before in around for name in spellings[::7]]
    nameless = without_names(logged, load_book(), lambda what, _name: f"{what}-hidden")
    assert len(nameless.models) > 300
    for (provider, model), name in nameless.models.items():
        shown = provider if provider in nameless.providers or provider is None else "provider-hidden"
        for geo in (None, "us"):
            assert resolve(shown, name, geo) == resolve(provider, model, geo), (provider, model, name)
        assert "secret" not in name


def test_prices_of_ones_own_stay_without_their_names(tmp_path: Path) -> None:
    prices = tmp_path / "secret.toml"
    row = "valid_from = 2026-01-01\ninput_per_mtok = 2.75\noutput_per_mtok = 8\nsource = 'secret rate card 7'\n"
    prices.write_text(
        f"[[price]]\nplatform = 'Secret-House'\nmodel = 'Secret-Model'\n{row}"
        f"[[price]]\nplatform = 'bedrock'\nmodel = 'secret-nova'\n{row}"
        f"[[price]]\nplatform = 'secret-house'\nmodel = 'claude-sonnet-5'\n{row}"
        "[[discount]]\nplatform = 'anthropic'\nmodels = ['claude-sonnet-5']\npercent_off = 10\n"
        "valid_from = 2026-10-01\nsource = 'secret treaty'\n"
    )
    book = load_book(prices)
    logged = [
        *(("secret-house", "SECRET-model"), ("Secret-House", "secret-model"), ("secret-house", "claude-sonnet-5")),
        *(("aws", "us.anthropic.secret-nova"), ("anthropic", "claude-sonnet-5"), ("anthropic", "secret-unpriced")),
    ]
    hidden: dict[tuple[str, str], str] = {}
    nameless = without_names(logged, book, lambda what, name: hidden.setdefault((what, name), f"{what}-{len(hidden)}x"))
    assert "secret" not in str(nameless.book).lower()
    assert "secret" not in " ".join(nameless.models.values()).lower()
    assert nameless.book.version == "2026-11-22+own prices"
    assert {card.source for card in nameless.book.cards} - {card.source for card in load_book().cards} == {OWN_SOURCE}
    assert len(nameless.models) == len(logged) - 1
    cards = {(card.platform, card.model_id): card.input_usd_per_mtok for card in book.cards}
    copied = {(card.platform, card.model_id): card.input_usd_per_mtok for card in nameless.book.cards}
    for (provider, model), name in nameless.models.items():
        shown = provider if provider in nameless.providers else hidden["provider", str(provider)]
        before = resolve(provider, model, None, names_of(book))
        after = resolve(shown, name, None, names_of(nameless.book))
        assert cards[str(before.platform), str(before.model_id)] == copied[str(after.platform), str(after.model_id)]
    assert nameless.models["secret-house", "SECRET-model"] == nameless.models["Secret-House", "secret-model"]
