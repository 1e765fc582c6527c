"""Files of mappings, rules, owners, prices and decisions, and names of files and columns, run no SQL and no code.

Every payload would leave something behind if it ran: a file, a table that is gone, a secret in a report, a product.
"""

import csv
import json
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from typer.testing import CliRunner, Result

from loads import add, call
from norush import cli
from norush.decisions import read_file
from norush.errors import NorushError
from norush.owners import read_owners
from norush.prices import load_book
from norush.rules import book, kind_book, question_book
from norush.warehouse import Warehouse

LEFT = {"owned.csv", "owned.py", "owned.sh", "owned.duckdb"}
SECRET, PRODUCT = "persimmon", "67092481"
"""What stands in a file beside, and 8191 times 8191."""

PAYLOADS = (
    "x'); drop table requests; --",
    'x"; drop table requests; --',
    "x'); copy (select 1) to '{place}/owned.csv'; --",
    "' || (select content from read_text('{place}/secret.txt')) || '",
    "read_csv('{place}/secret.txt')",
    "(select string_agg(value) from database)",
    "$salt",
    "getvariable('salt')",
    "{{{{ 8191 * 8191 }}}}{{% include '{place}/secret.txt' %}}",
    "{{8191*8191}}",
    "__import__('pathlib').Path('{place}/owned.py').touch()",
    "{{0.__class__.__mro__}}",
    "{{requests.__class__.__init__.__globals__}}",
    "$(touch {place}/owned.sh)`touch {place}/owned.sh`;|&",
    "\\'); attach '{place}/owned.duckdb' as o; --",
    "'; install httpfs; load httpfs; --",
    "%s%n%(x)s",
    "/* */ union select 1 --",
    "$.*",
    "a$[*].b",
    '"); drop table files; --',
)


def payloads(place: Path) -> list[str]:
    made = [each.replace("{place}", str(place)) for each in PAYLOADS]
    return [each.replace("{{", "{").replace("}}", "}") for each in made]


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to work in, with a secret; everything in it and under it is looked at."""
    (tmp_path / "secret.txt").write_text(f"content\n{SECRET}\n")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def toml(text: str) -> str:
    """The text as a TOML string."""
    return json.dumps(text)


def nothing_ran(place: Path, *said: str) -> None:
    assert {path.name for path in place.rglob("*")} & LEFT == set()
    for text in said:
        assert SECRET not in text
        assert PRODUCT not in text
        assert "<class" not in text
        assert "__main__" not in text


MAP_TIME = """name = "n"
[columns]
started_at = "t"
model = "m"
input_tokens = "i"
output_tokens = "o"
[time]
format = {}
"""
MAPPING = {
    "name": 'name = {}\n[columns]\nstarted_at = "t"\nmodel = "m"\ninput_tokens = "i"\noutput_tokens = "o"\n',
    "column": 'name = "n"\n[columns]\nstarted_at = "t"\nmodel = {}\ninput_tokens = "i"\noutput_tokens = "o"\n',
    "constant": (
        'name = "n"\n[columns]\nstarted_at = "t"\nmodel = "m"\ninput_tokens = "i"\noutput_tokens = "o"\n'
        "[constants]\napp = {}\nprovider = {}\n"
    ),
    "key": 'name = "n"\n[columns]\n{} = "t"\n',
    "time.format": MAP_TIME,
    "time.zone": MAP_TIME.replace("format =", "zone ="),
    "time.origin": MAP_TIME.replace("format =", 'format = "epoch_s"\norigin ='),
    "time.duration": MAP_TIME.replace("format =", "duration ="),
}  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("where", MAPPING)
def test_every_value_of_a_mapping_is_only_a_value(where: str, place: Path) -> None:
    was_loaded = False
    with Warehouse() as warehouse:
        for number, payload in enumerate(payloads(place)):
            file, log = place / "map.toml", place / f"{number}.jsonl"
            file.write_text(MAPPING[where].replace("{}", toml(payload)), encoding="utf-8")
            row = {
                "t": "2026-10-05T09:14:03Z",
                "m": "claude-haiku-4-5",
                "i": 10 + number,
                "o": 5,
                payload: "claude-opus-4-7",
            }
            log.write_text(json.dumps(row) + "\n")
            try:
                outcome = add(warehouse, log, map_file=file)
            except NorushError as error:
                nothing_ran(place)
                assert len(str(error)) < 1_000
                assert "\n" not in str(error)
            else:
                was_loaded = True
                nothing_ran(place, *(str(row) for row in outcome.requests if "read_text" not in str(row)))
        if was_loaded:
            assert warehouse.has_table("requests")
            assert warehouse.has_table("files")
        assert warehouse.rows("select database_name from duckdb_databases() where not internal") == [("memory",)]


RULE = """[[rule]]
id = "ours"
signal = "requests"
operator = ">="
value = 0
points_to = "batchable"
weight = 4
family = "ours"
says = "it."
briefly = "it."
reason = "We know."
source = "us"
"""
NAMED = """[[kind_rule]]
id = "ours"
kind = "evaluation"
words = ["chat"]
weight = 1
says = "Its {field} says {word}."
reason = "r"
source = "s"
fires = { app = "chat" }
silent = { app = "x" }
"""
QUESTION = '[[question]]\nid = "ours"\nplace = 1\nasks = "it."\nreason = "r"\n'
OWNER = '[[owner]]\nowner = "o"\nchannel = "c"\nkey = "*"\n'
DECISION = '[[decision]]\nkey = "*"\ndecision = "keep"\nwhy = "w"\ndecided_by = "d"\ndecided_on = 2026-10-01\n'
PRICE = """[[price]]
platform = "anthropic"
model = "ours"
valid_from = 2026-01-01
currency = "USD"
input_per_mtok = 2.75
output_per_mtok = 8
source = "s"
"""


def said(rule: book.Rule) -> tuple[str, str]:
    """Both sentences of a rule."""
    return rule.sentence({"requests": 3}), rule.short({"requests": 3})


READ: dict[str, tuple[str, Callable[[Path], object]]] = {
    "rule": (RULE, lambda path: [said(each) for each in book.with_own(path) if each.id == "ours"]),
    "kind_rule": (NAMED, kind_book.with_own),
    "question": (QUESTION, lambda path: [each.sentence({"requests": 3}) for each in question_book.with_own(path)[:1]]),
    "owner": (OWNER, read_owners),
    "decision": (DECISION, read_file),
    "price": (PRICE, lambda path: load_book(path).version),
}


@pytest.mark.parametrize(
    "file", [pytest.param(each, marks=[pytest.mark.slow] if each in ("rule", "price") else []) for each in READ]
)
def test_every_value_of_a_file_is_only_a_value(file: str, place: Path) -> None:
    """Each text and each key in turn is replaced by each payload: it is read as it stands, or refused in a sentence."""
    text, read = READ[file]
    path, lines = place / "own.toml", text.splitlines()
    for at in range(1, len(lines)):
        key, _, _ = lines[at].partition(" = ")
        for payload in payloads(place):
            for changed in (f"{key} = {toml(payload)}", f"{toml(payload)} = 1", f"{key} = [{toml(payload)}]"):
                path.write_text("\n".join([*lines[:at], changed, *lines[at + 1 :]]), encoding="utf-8")
                try:
                    nothing_ran(place, str(read(path)))
                except NorushError as error:
                    nothing_ran(place)
                    assert "\n" not in str(error)


@pytest.mark.parametrize("form", [">999999999", ".999999999f", "9" * 5_000, "{requests}"])
def test_a_figure_cannot_ask_for_a_gigabyte(form: str, place: Path) -> None:
    path = place / "own.toml"
    for text, read in (READ["rule"], READ["question"]):
        path.write_text(text.replace('"it."', f'"It is {{requests:{form}}}."'))
        with pytest.raises(NorushError, match="is no format of a number"):
            read(path)
    path.write_text(NAMED.replace("{word}", f"{{word:{form}}}"))
    with pytest.raises(NorushError, match=r"takes \{field\} and \{word\} only"):
        kind_book.with_own(path)


@pytest.mark.parametrize("figure", ["field.__class__", "word[0]", "word!r", "0", "other"])
def test_a_sentence_of_a_name_takes_the_name_only(figure: str, place: Path) -> None:
    path = place / "own.toml"
    path.write_text(NAMED.replace("{word}", f"{{{figure}}}"))
    with pytest.raises(NorushError, match=r"takes \{field\} and \{word\} only"):
        kind_book.with_own(path)


def test_names_of_columns_are_only_names(place: Path) -> None:
    """In JSON, in the header of a table and in Parquet."""
    names = payloads(place)
    more = dict.fromkeys(names, "x")
    (place / "calls.jsonl").write_text(json.dumps(call(1) | more | {"tags": more}) + "\n")
    with (place / "calls.csv").open("w", newline="") as file:
        csv.writer(file).writerows([[*call(2), *names], [*call(2).values(), *more.values()]])
    pq.write_table(
        pa.table({name: pa.array([str(value)]) for name, value in (call(3) | more).items()}), place / "c.parquet"
    )
    with Warehouse() as warehouse:
        outcome = add(warehouse, place / "calls.jsonl", place / "calls.csv", place / "c.parquet")
        assert outcome.loaded.problems == {}
        assert len(outcome.requests) == 3
    nothing_ran(place, *(str(row) for row in outcome.requests if "tags" not in str(row) and SECRET in str(row)))


def test_names_of_files_are_only_names(place: Path) -> None:
    with Warehouse() as warehouse:
        for number, payload in enumerate(payloads(place)):
            log = place / "logs" / f"{payload.replace('/', '_')}.jsonl"
            log.parent.mkdir(exist_ok=True)
            log.write_text(json.dumps(call(number)) + "\n")
        outcome = add(warehouse, place / "logs")
        assert len(outcome.requests) == len(PAYLOADS)
        assert {str(path).rpartition("/")[2] for (path,) in warehouse.rows("select path from files")} == {
            path.name for path in (place / "logs").iterdir()
        }
    nothing_ran(place)


def test_what_ran_would_be_seen(place: Path) -> None:
    with Warehouse() as warehouse:
        warehouse.rows(f"copy (select 1) to '{place}/owned.csv'")
        with pytest.raises(AssertionError):
            nothing_ran(place)
        (place / "owned.csv").unlink()
        with pytest.raises(AssertionError):
            nothing_ran(place, str(warehouse.rows(f"select content from read_text('{place}/secret.txt')")))
        nothing_ran(place, "what is this")


def norush(*words: object) -> Result:
    return CliRunner().invoke(cli.app, [str(word) for word in words])


@pytest.mark.slow
def test_a_report_of_all_of_them_shows_them_as_they_stand(place: Path) -> None:
    """Texts in every place that a report shows, through every command that reads such a file."""
    texts = payloads(place)
    log = place / "calls.jsonl"
    nights = [f"2026-10-0{1 + number % 7}T02:{number % 60:02}:00Z" for number in range(600)]
    rows = [
        call(number, app=texts[number % len(texts)], api_key=texts[number % 3], started_at=at, ended_at=None)
        for number, at in enumerate(nights)
    ]
    log.write_text("".join(json.dumps(row) + "\n" for row in rows))
    plain = [text.replace("{", "(").replace("}", ")") for text in texts]
    files = {
        "rules": "".join(
            RULE.replace('"ours"', toml(f"ours {at}"), 1)
            .replace('"it."', toml(plain[at]))
            .replace('"We know."', toml(text))
            for at, text in enumerate(texts)
        ),
        "owners": "".join(OWNER.replace('"o"', toml(text)).replace('"c"', toml(text)) for text in texts),
        "decisions": DECISION.replace('"w"', toml(texts[2])).replace('"d"', toml(texts[8])),
        "prices": PRICE.replace('"s"', toml(texts[8])).replace('"ours"', '"claude-sonnet-5"'),
    }
    options: list[object] = []
    for name, text in files.items():
        (place / f"{name}.toml").write_text(text, encoding="utf-8")
        options += [f"--{name}", place / f"{name}.toml"]
    done = norush("audit", log, *options, "-o", place / "report", "--salt", SECRET)
    assert done.exit_code == 0, done.output
    said = [done.output]
    for words in (
        ("export", "findings", place / "report"),
        ("decisions", "list", place / "report"),
        ("formats", log),
        ("prices", *options[-2:]),
    ):
        said.append(norush(*words).output)
    pages = [path for path in (place / "report").rglob("*") if path.suffix in (".html", ".md", ".json", ".csv")]
    nothing_ran(place, *said, *(page.read_text(encoding="utf-8") for page in pages))
    document = json.loads((place / "report" / "audit.json").read_text(encoding="utf-8"))
    assert {each["owner"] for each in document["workloads"]} & set(texts)
    with Warehouse(place / "report" / "audit.duckdb") as warehouse:
        assert warehouse.row("select count(*) from requests") == (600,)
