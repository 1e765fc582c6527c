"""Every SQL file keeps its contract: a header, one statement, the table of its name, the parameters it declares."""

import re
from itertools import takewhile
from pathlib import Path

import duckdb
import pytest

from norush import assets

REPOSITORY = Path(__file__).resolve().parents[1]
MIGRATIONS = sorted((REPOSITORY / "sql" / "0_migrations").glob("*.sql"))
STEPS = sorted(set((REPOSITORY / "sql").glob("*/*.sql")) - set(MIGRATIONS))
WRITES = re.compile(
    r"^(?:create (?:or replace )?(?:temp )?(?:table|view|macro) (?:if not exists )?"
    r"|insert into |update |delete from )(?:main[.])?(\w+)",
    re.M,
)


def header(step: Path) -> str:
    """The comment lines that a SQL file opens with, without their dashes."""
    lines = step.read_text(encoding="utf-8").splitlines()
    return "\n".join(line.removeprefix("--").strip() for line in takewhile(lambda line: line.startswith("--"), lines))


def field(step: Path, name: str) -> str:
    """What the header says after `name:`; empty if it says nothing."""
    # a list that is too long for a line goes on in the next
    text = header(step).replace(",\n", ", ")
    found = re.search(rf"(?:^|\s{{2,}}){name}: *(.*?)(?:\s{{2,}}\w+:|$)", text, re.M)
    return found.group(1).strip() if found else ""


def test_migrations_follow_each_other_and_say_what_they_are_for() -> None:
    assert [step.stem for step in MIGRATIONS] == [f"version_{number}" for number in range(2, len(MIGRATIONS) + 2)]
    assert all(header(step) and duckdb.extract_statements(step.read_text(encoding="utf-8")) for step in MIGRATIONS)


def test_there_are_steps_and_pages() -> None:
    assert STEPS
    assert (REPOSITORY / "reports").is_dir()


def test_the_folders_are_found_from_a_checkout() -> None:
    for name in ("sql", "reports"):
        expected = {path.name for path in (REPOSITORY / name).iterdir()}
        assert {entry.name for entry in assets.folder(name).iterdir()} == expected


@pytest.mark.parametrize("step", STEPS, ids=lambda step: f"{step.parent.name}/{step.stem}")
def test_header(step: Path) -> None:
    assert not re.match(r"\w+:", header(step)), f"{step.name} does not open with its purpose"
    for name in ("in", "out", "grain"):
        assert field(step, name), f"the header of {step.name} has no `{name}:`; see sql/README.md"


@pytest.mark.parametrize("step", STEPS, ids=lambda step: f"{step.parent.name}/{step.stem}")
def test_one_statement_that_makes_the_table_of_its_name(step: Path) -> None:
    text = step.read_text(encoding="utf-8")
    assert len(duckdb.extract_statements(text)) == 1
    (written,) = WRITES.findall(text)
    assert written == field(step, "out")
    if re.search(r"^create", text, re.M):
        # every format makes the same view, and so does every grain: their files are called after format and grain
        shared = {"from": "arrived", "checked": "checked"}.get(step.stem.partition("_")[0])
        # a step that makes a table over says in its name what it does to it
        is_made_over = written in field(step, "in").split(", ")
        assert written == (shared or step.stem) or is_made_over


@pytest.mark.parametrize("step", STEPS, ids=lambda step: f"{step.parent.name}/{step.stem}")
def test_declared_parameters_are_those_it_takes(step: Path) -> None:
    (statement,) = duckdb.extract_statements(step.read_text(encoding="utf-8"))
    declared = {name.strip() for name in field(step, "params").split(",")} - {"", "-"}
    assert declared == set(statement.named_parameters)
