"""norush decide and norush decisions: from an audit to a decision, a file, and the next audit."""

import json
from pathlib import Path
from typing import Any

import pytest

from commands.test_cli import Norush, norush
from loads import FIXTURES, call, write

__all__ = ["norush"]
SAID = ("--why", "read at once", "--by", "Ana <ana@example.com>", "--on", "2026-11-05")


@pytest.fixture
def report(norush: Norush, tmp_path: Path) -> Path:
    norush("audit", FIXTURES / "litellm.jsonl", "-o", "report")
    return tmp_path / "report"


def document(folder: Path) -> dict[str, Any]:
    made: dict[str, Any] = json.loads((folder / "audit.json").read_text(encoding="utf-8"))
    return made


@pytest.mark.slow
def test_a_decision_goes_through_a_file_into_the_next_audit(norush: Norush, report: Path, tmp_path: Path) -> None:
    first = document(report)["workloads"][0]
    code, out, err = norush("decide", first["workload_id"], "keep", report, *SAID)
    assert code == 0, err
    assert out.startswith(f"keep: {first['name']}. norush report {report} -o {report} shows it")
    assert "norush decisions export keeps the decision in a file" in err
    norush("report", report, "-o", report)
    kept = document(report)["workloads"][0]["decision"]
    assert kept["holds"] is True
    assert kept["snapshot"]["as_billed_usd"] == first["scenarios"]["as_billed"]["usd"]
    assert norush("verify", report)[0] == 0

    _, text, _ = norush("decisions", "export", report)
    (tmp_path / "d.toml").write_text(text, encoding="utf-8")
    norush("audit", FIXTURES / "litellm.jsonl", "-o", "again", "--decisions", "d.toml")
    again = document(tmp_path / "again")
    assert again["workloads"][0]["decision"] == kept
    assert again["totals"] == document(report)["totals"]
    assert norush("verify", "again")[0] == 0
    assert norush("verify", "again", FIXTURES / "litellm.jsonl")[0] == 0

    assert norush("decisions", "import", "d.toml", "again")[1].startswith("1 new, 0 in the place")
    assert norush("decisions", "import", "d.toml", "again")[1].startswith(
        "0 new, 0 in the place of another of the same"
    )
    assert norush("decisions", "export", "again")[1] == text


@pytest.mark.slow
def test_a_name_in_the_log_does_nothing_to_a_terminal(norush: Norush, tmp_path: Path) -> None:
    log = write(tmp_path / "log.jsonl", *(call(at, app="a\x1b]0;title\x07 \u202eb \x9b1m") for at in range(3)))
    norush("audit", log, "-o", "report")
    _, out, err = norush("decide", "app=*", "keep", "report", *SAID)
    assert out.startswith(r"keep: a\u001b]0;title\u0007 \u202eb \u009b1m. norush report report -o report shows it")
    for words in (out, err, norush("decisions", "export", "report")[1], norush("decisions", "list", "report")[1]):
        assert words.replace("\n", "").isprintable()


@pytest.mark.slow
def test_a_later_decision_says_what_it_goes_before(norush: Norush, report: Path) -> None:
    name = document(report)["workloads"][0]["workload_id"]
    norush("decide", name, "keep", report, *SAID)
    code, _, err = norush("decide", name, "migrate", report, "--why", "now", "--by", "Ben", "--on", "2026-12-01")
    assert code == 0
    assert "goes before keep of 2026-11-05 by Ana <ana@example.com>: read at once" in err
    listed = norush("decisions", "list", report)[1]
    assert "read at once (a later one goes before it)" in listed
    err = norush("decide", name, "keep", report, *SAID[:-1], "2026-11-20")[2]
    assert f"migrate of 2026-12-01 by Ben, on {name}, still counts: now" in err
    assert "goes before" not in err
    err = norush("decide", name, "keep", report, *SAID[:-1], "2026-12-01")[2]
    assert "takes the place of migrate of 2026-12-01 by Ben: now" in err
    assert "still counts" not in err


@pytest.mark.slow
def test_what_a_file_says_of_the_same_day_still_counts(norush: Norush, tmp_path: Path) -> None:
    (tmp_path / "d.toml").write_text(
        '[[decision]]\nname = "*"\ndecision = "keep"\nwhy = "w"\ndecided_by = "b"\ndecided_on = 2026-11-05\n'
    )
    norush("audit", FIXTURES / "litellm.jsonl", "--db", "kept.duckdb", "-o", "report", "--decisions", "d.toml")
    code, _, err = norush("decide", "name=*", "withdraw", "--db", "kept.duckdb", *SAID)
    assert (code, err) == (0, "keep of 2026-11-05 by b, on name *, still counts: w\n")


@pytest.mark.slow
def test_a_kept_database_keeps_them_and_what_was_given_for_one_audit_goes(norush: Norush, tmp_path: Path) -> None:
    audit = ("audit", FIXTURES / "litellm.jsonl", "--db", "kept.duckdb", "-o", "report")
    norush(*audit)
    name = document(tmp_path / "report")["workloads"][0]["workload_id"]
    _, out, err = norush("decide", name, "keep", "--db", "kept.duckdb", *SAID)
    assert out.endswith("norush report --db kept.duckdb -o DIR shows it\n")
    assert err == ""
    (tmp_path / "d.toml").write_text(
        '[[decision]]\nname = "*"\ndecision = "snooze"\nwhy = "w"\ndecided_by = "b"\ndecided_on = 2026-11-05\n'
        "until = 2027-01-01\n"
    )

    def told() -> list[str]:
        return [each["decision"] for each in document(tmp_path / "report")["decisions"]]

    norush(*audit, "--decisions", "d.toml")
    assert sorted(told()) == ["keep", "snooze"]
    norush(*audit)
    assert told() == ["keep"]
    assert document(tmp_path / "report")["workloads"][0]["decision"]["snapshot"]["period"] == "2026-10"


@pytest.mark.slow
def test_what_cannot_be_is_one_sentence(norush: Norush, report: Path) -> None:
    name = document(report)["workloads"][0]["workload_id"]
    assert "why is empty" in norush.refused("decide", name, "keep", report, "--by", "b")
    assert "by is empty" in norush.refused("decide", name, "keep", report, "--why", "w")
    assert "--until 'soon' is no day" in norush.refused("decide", name, "keep", report, *SAID, "--until", "soon")
    assert "there is no workload 'zzzz'" in norush.refused("decide", "zzzz", "keep", report, *SAID)
    assert "give the folder of a report" in norush.refused("decide", name, "keep", *SAID)
    assert "is not there" in norush.refused("decide", name, "keep", "none", *SAID)
    assert "is not there" in norush.refused("decisions", "list", "none")
    assert "write list, export or import" in norush.refused("decisions", "drop", report)
    assert "import FILE REPORT" in norush.refused("decisions", "import")
    assert "cannot be read" in norush.refused("decisions", "import", "none.toml", report)
    assert "cannot be read" in norush.refused("audit", FIXTURES / "litellm.jsonl", "--decisions", "none.toml")


@pytest.mark.slow
def test_the_gate_counts_what_is_in_the_headline(norush: Norush, tmp_path: Path) -> None:
    """The same logs, above the limit without a decision and below it with one."""
    lines = ["started_at,ended_at,model,input_tokens,output_tokens,app"]
    for day in range(1, 29):
        for at in range(40):
            second = at * 2
            start = f"2026-10-{day:02d}T01:{second // 60:02d}:{second % 60:02d}Z"
            end = f"2026-10-{day:02d}T01:{(second + 1) // 60:02d}:{(second + 1) % 60:02d}Z"
            lines.append(f"{start},{end},claude-sonnet-5,100000,500,nightly")
    (tmp_path / "log.csv").write_text("\n".join(lines) + "\n")
    (tmp_path / "d.toml").write_text(
        '[[decision]]\napp = "nightly"\ndecision = "keep"\nwhy = "w"\ndecided_by = "b"\ndecided_on = 2026-11-05\n'
    )
    gate = ("audit", "log.csv", "-o", "report", "--fail-over", "1")
    code, _, err = norush(*gate)
    assert code == 3, err
    code, _, err = norush(*gate, "--decisions", "d.toml")
    assert code == 0, err
    aside = document(tmp_path / "report")["totals"]["set_aside"]
    assert float(aside["saving"]["batch"]["sure_usd"]) > 1
