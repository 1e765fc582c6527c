"""The pages keep their word: links resolve, commands run, generated parts are current, nothing is left out."""

import gzip
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.testing import CliRunner

import admin_api
from norush.accuracy import grid
from norush.accuracy.keys import keys
from norush.cli import app
from norush.sources.mapping import FIELDS, read_map
from spark.conftest import SMALL

REPOSITORY = Path(__file__).resolve().parents[1]
FIXTURES = REPOSITORY / "fixtures"
PAGES = sorted(
    path
    for path in [*REPOSITORY.glob("*.md"), *REPOSITORY.glob("*/*.md"), *REPOSITORY.glob("*/*/*.md")]
    if not path.relative_to(REPOSITORY).parts[0].startswith((".", "out", "norush-"))
)
TEXTS = {page.relative_to(REPOSITORY).as_posix(): page.read_text(encoding="utf-8") for page in PAGES}
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.M | re.S)
COMMANDS: dict[str, Any] = typer.main.get_command(app).commands  # type: ignore[attr-defined]
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(REPOSITORY / "pipeline"), "PYTHONUTF8": "1"}


def norush_lines() -> list[str]:
    """Every `norush ...` line of a shell block in the pages, once."""
    lines = [
        line.removeprefix("$ ").split("   #")[0].strip()
        for text in TEXTS.values()
        for language, block in BLOCK.findall(text)
        if language in ("sh", "shell", "bash", "console")
        for line in block.splitlines()
    ]
    found = sorted({line for line in lines if line.startswith("norush ")})
    # an audit on Spark takes minutes: of two that differ in where the report goes, the one that says so
    return [line for line in found if "--engine spark" not in line or f"{line} -o report" not in found]


def marks(line: str) -> list[pytest.MarkDecorator]:
    """What an example takes beside Python, and time."""
    if "--engine spark" in line:
        return [pytest.mark.slow, pytest.mark.needs_spark]
    return [pytest.mark.slow] if "norush accuracy" in line else []


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A folder with the files that the examples speak of."""
    return furnished(tmp_path)


def furnished(tmp_path: Path) -> Path:
    """`tmp_path` with these files."""
    (tmp_path / "logs").mkdir()
    for name in ("litellm.jsonl", "claude_code.jsonl"):
        shutil.copy(FIXTURES / name, tmp_path / "logs" / name)
    shutil.copy(FIXTURES / "anthropic_messages.jsonl", tmp_path / "export.jsonl")
    (tmp_path / "spend-1.jsonl.gz").write_bytes(gzip.compress((FIXTURES / "litellm.jsonl").read_bytes()))
    (tmp_path / "calls.csv").write_text("began,llm,prompt,answer\n2026-10-05T09:14:03Z,claude-sonnet-5,657,880\n")
    shutil.copy(FIXTURES / "anthropic_console_cost.csv", tmp_path / "cost-2026-10.csv")
    (tmp_path / "our-table.toml").write_text(OUR_TABLE)
    (tmp_path / "our-prices.toml").write_text(OUR_PRICES)
    (tmp_path / "owners.toml").write_text('[[owner]]\nowner = "all"\nkey = "*"\n')
    (tmp_path / "decisions.toml").write_text(DECISIONS)
    (tmp_path / "baseline").mkdir()
    (tmp_path / "baseline" / "audit.json").write_text(BASELINE)
    first = json.loads((FIXTURES / "litellm.jsonl").read_text(encoding="utf-8").splitlines()[0])
    (tmp_path / "labels.csv").write_text(f"request_id,verdict\n{first['request_id']},interactive\n")
    return tmp_path


OUR_TABLE = """\
name = "our-table"
[columns]
started_at = "began"
model = "llm"
input_tokens = "prompt"
output_tokens = "answer"
[time]
format = "iso"
[tokens]
input_includes_cache = false
"""


OUR_PRICES = "".join(block for language, block in BLOCK.findall(TEXTS["docs/prices.md"]) if language == "toml")


BASELINE = (REPOSITORY / "tests" / "golden" / "nothing" / "audit.json").read_text(encoding="utf-8")
DECISIONS = "".join(block for language, block in BLOCK.findall(TEXTS["docs/decisions.md"]) if language == "toml")


@pytest.fixture
def _pulls_from_us(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Whoever pulls asks a server of our own."""
    with admin_api.running() as api:
        monkeypatch.setenv("ANTHROPIC_ADMIN_KEY", admin_api.KEY)
        monkeypatch.setenv("ANTHROPIC_BASE_URL", api.url)
        yield


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """What examples find beside the files, made once: a folder with the report, the calls or the two months."""

    @cache
    def made(name: str) -> Path:
        with pytest.MonkeyPatch.context() as patch:
            folder = furnished(tmp_path_factory.mktemp(name))
            patch.chdir(folder)
            BEFORE[name](folder)
        return folder

    return made


@pytest.mark.one_in(60)
@pytest.mark.usefixtures("_pulls_from_us")
@pytest.mark.parametrize(
    "line",
    [pytest.param(line, marks=marks(line)) for line in norush_lines()],
)
def test_an_example_runs(line: str, desk: Path, before: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch) -> None:
    words = shlex.split(line.partition(" > ")[0])[1:]
    needed = [
        name
        for name, is_needed in (
            ("report", words[0] in AFTER_AN_AUDIT),
            ("calls", "calls/" in words),
            (
                "months",
                words[0] == "diff" or ("company.duckdb" in words and words[0] in ("report", "export", "redact")),
            ),
        )
        if is_needed
    ]
    for name in needed:
        shutil.copytree(before(name), desk, dirs_exist_ok=True)
    if words[0] == "accuracy":  # of the generated keys a few, and no real log: the instrument has tests of its own
        monkeypatch.setattr(grid, "keys", lambda split, which: keys(split, which)[:20])
        monkeypatch.delenv("NORUSH_TRACES", raising=False)
    monkeypatch.chdir(desk)
    words = [name for word in words for name in (("*" in word and sorted(map(str, desk.glob(word)))) or [word])]
    if "--engine spark" in line:  # a Spark is its process's own
        (desk / "spark-defaults.conf").write_text("".join(f"{name} {value}\n" for name, value in SMALL.items()))
        environment = {**ENVIRONMENT, "SPARK_CONF_DIR": str(desk)}
        subprocess.run([sys.executable, "-m", "norush", *words], cwd=desk, env=environment, check=True)
    else:
        norush(*words)


AFTER_AN_AUDIT = ("verify", "plan", "report", "explain", "decide", "decisions", "check", "export", "redact")


def norush(*words: str) -> None:
    """A command, in this folder."""
    done = CliRunner().invoke(app, words)
    assert done.exit_code == 0, (done.output, done.exception)


def two_months(folder: Path) -> None:
    """company.duckdb with September and October, and a report of each."""
    for path in (folder / "logs").iterdir():
        earlier = (
            path.read_text(encoding="utf-8")
            .replace("2026-10-", "2026-09-")
            .replace('"request_id": "', '"request_id": "s')
        )
        (folder / f"september-{path.name}").write_text(earlier, encoding="utf-8")
    norush(
        "audit", "logs/", *(path.name for path in folder.glob("september-*")), "--db", "company.duckdb", "-o", "october"
    )
    norush("report", "--db", "company.duckdb", "--month", "2026-09", "-o", "september")


BEFORE: Mapping[str, Callable[[Path], None]] = {
    "report": lambda _: norush("audit", "logs/", "-o", "report"),
    "calls": lambda _: norush("canonical", "logs/", "-o", "calls"),
    "months": two_months,
}


@pytest.mark.parametrize(
    ("page", "block"),
    [(page, block) for page, text in TEXTS.items() for language, block in BLOCK.findall(text) if language == "python"],
    ids=lambda value: value if value.endswith(".md") else "",
)
@pytest.mark.slow
def test_python_in_a_page_runs(page: str, block: str, desk: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", block], cwd=desk, env=ENVIRONMENT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, f"{page}: {done.stderr}"


def test_mapping_files_in_a_page_are_right(tmp_path: Path) -> None:
    blocks = [block for language, block in BLOCK.findall(TEXTS["docs/mapping.md"]) if language == "toml"]
    assert blocks
    for block in blocks:
        (tmp_path / "map.toml").write_text(block, encoding="utf-8")
        assert read_map(tmp_path / "map.toml").columns
    assert all(f"`{name}`" in TEXTS["docs/mapping.md"] for name in FIELDS)


def test_generated_parts_are_current() -> None:
    command = [sys.executable, str(REPOSITORY / "docs" / "make" / "tables.py"), "--check"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{done.stdout}{done.stderr}Run: python docs/make/tables.py"


@pytest.mark.parametrize("page", TEXTS)
def test_links_resolve(page: str) -> None:
    folder = (REPOSITORY / page).parent
    for target in re.findall(r"\]\(([^)\s]+)\)", re.sub(r"```.*?```", "", TEXTS[page], flags=re.S)):
        if target.startswith(("http://", "https://", "mailto:")):
            continue
        name, _, anchor = target.partition("#")
        linked = folder / name if name else REPOSITORY / page
        assert linked.exists(), f"{page} links to {target}"
        if anchor:
            assert anchor in anchors(linked.read_text(encoding="utf-8")), f"{page} links to {target}"


def anchors(text: str) -> set[str]:
    """The anchors of a page's headings, as GitHub makes them."""
    titles = re.findall(r"^#+ (.+)$", text, re.M)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


@pytest.mark.parametrize("name", COMMANDS)
def test_help_has_an_example(name: str) -> None:
    assert re.search(rf"Examples?:\s+norush {name}\b", COMMANDS[name].help or "")
    for option in COMMANDS[name].params:
        assert getattr(option, "help", None), f"norush {name}: {option.name} has no help"


@pytest.mark.parametrize("name", COMMANDS)
def test_docs_name_every_command_and_option(name: str) -> None:
    page = TEXTS["docs/commands.md"]
    assert f"norush {name}" in page
    for option in COMMANDS[name].params:
        assert all(word in page for word in option.opts)


def test_every_page_is_in_the_index() -> None:
    index = TEXTS["docs/README.md"]
    pages = {Path(page).name for page in TEXTS if re.fullmatch(r"docs/[\w-]+\.md", page)} - {"README.md"}
    assert {page for page in pages if f"]({page})" not in index} == set()


def test_every_dependency_has_its_reason() -> None:
    page = TEXTS["docs/dependencies.md"]
    lock = tomllib.loads((REPOSITORY / "uv.lock").read_text(encoding="utf-8"))
    missing = [package["name"] for package in lock["package"] if f"`{package['name']}`" not in page]
    assert missing == ["norush"]


def test_readme_opens_with_picture_and_two_commands() -> None:
    first_screen = "\n".join(TEXTS["README.md"].splitlines()[:20])
    assert re.search(r"!\[[^\]]+\]\(docs/images/audit\.png\)", first_screen)
    demo, tests = re.findall(r"^```sh\n(.+)\n```$", first_screen, re.M)
    assert demo.endswith("norush demo")
    assert "pytest" in tests


def test_ci_runs_both_commands_of_the_readme() -> None:
    commands = re.findall(r"^python3 .*$", TEXTS["README.md"], re.M)
    assert len(commands) == 2
    assert all(command in (REPOSITORY / ".ci" / "run").read_text(encoding="utf-8") for command in commands)


def test_glossary_has_the_words_of_the_database() -> None:
    glossary = TEXTS["docs/glossary.md"]
    words = (
        "request",
        "workload",
        "period",
        "episode",
        "signal",
        "evidence",
        "verdict",
        "scenario",
        "saving",
        "finding",
        "decision",
    )
    assert all(f"| {word}" in glossary for word in words)
