"""What changed between two audits: worked out by hand from documents made by hand."""

import json
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from norush import audit, audits, render
from norush import diff as diffing
from norush.audit_json import side as of_document
from norush.cli import app
from norush.diff import Diff, Kind
from norush.moves import TOLD_APART
from norush.render import differing
from norush.view.changed import side
from test_audits import log

Document = dict[str, Any]
CARD = "anthropic/claude-sonnet-5/standard/any@2026-06-30"
HOSTILE = "<img src=x>|`@team` \u202egpj"


def workload(name: str, verdict: str = "batchable", **said: object) -> Document:
    """An entry of audit.json, as far as a diff reads it: a dollar a call on demand, of which a batch saves half."""
    usd = Decimal(str(said.get("usd", "10")))
    saving = str(usd / 2) if verdict == "batchable" else "0.00"
    requests = said.get("requests", int(usd) * (2 if verdict == "batched" else 1))
    assert isinstance(requests, int)
    size = said.get("size", (200, 100))
    assert isinstance(size, tuple)
    prompt, output = size
    return {
        "workload_id": said.get("id", name),
        "name": name,
        "owner": said.get("owner"),
        "provider": "anthropic",
        "workspace": None,
        "api_key": said.get("key", name),
        "app": None,
        "models": said.get("models", ["claude-sonnet-5"]),
        "verdict": verdict,
        "band": "high",
        "requests": requests,
        "tokens": {
            "input_tokens": requests * prompt // 2,
            "cache_read_tokens": requests * prompt // 2,
            "output_tokens": requests * output,
        },
        "scenarios": {"as_billed": {"usd": str(usd), "lines": said.get("lines", [])}},
        "saving": {"batch": said.get("batch", {"likely_usd": saving})},
        "realised": {"batch_usd": str(said.get("realised", usd)) if verdict == "batched" else "0.00"},
        "decision": said.get("decision"),
    }


def document(*workloads: Document, month: int = 9, cards: Sequence[Document] = ()) -> Document:
    """An audit of a month."""
    spent = sum((Decimal(each["scenarios"]["as_billed"]["usd"]) for each in workloads), Decimal(0))
    missed = sum(
        (Decimal((each["saving"]["batch"] or {"likely_usd": 0})["likely_usd"]) for each in workloads), Decimal(0)
    )
    made = sum((Decimal(each["realised"]["batch_usd"]) for each in workloads), Decimal(0))
    return {
        "schema": "norush.audit/1",
        "norush": "0.1.0",
        "price_book": "2026-11-22",
        "period": {
            "since": f"2026-{month:02}-01T00:00:00Z",
            "until": f"2026-{month + 1:02}-01T00:00:00Z",
            "zone": "UTC",
        },
        "totals": {
            "as_billed_usd": str(spent),
            "realised": {"batch_usd": str(made)},
            "saving": {"batch": {"likely_usd": str(missed)}},
        },
        "price_cards": list(cards),
        "workloads": list(workloads),
    }


def compare(before: Document, after: Document) -> Diff:
    return diffing.compare(*(of_document(each, "a document") for each in (before, after)))


def kinds(diff: Diff) -> dict[str, Kind]:
    return {each.judged.name: each.kind for each in diff.changes}


def test_each_workload_gets_the_one_thing_that_happened_to_it() -> None:
    before = document(
        workload("still", usd="10"),
        workload("moved"),
        workload("gone"),
        workload("chat", "interactive"),
        workload("turned", "uncertain"),
        workload("weaker"),
        workload("back-batch", "batched", key="back", usd="5"),
        workload("other", "interactive"),
        workload("cheap"),
    )
    after = document(
        workload("still", usd="30"),
        workload("moved-batch", "batched", key="moved", usd="5"),
        workload("chat", "interactive"),
        workload("turned"),
        workload("weaker", "uncertain"),
        workload("back"),
        workload("fresh"),
        workload("other", "agentic"),
        workload("cheap", batch={"likely_usd": "0.00"}),
        month=10,
    )
    assert kinds(compare(before, after)) == {
        "still": Kind.STILL,
        "moved": Kind.MOVED,
        "gone": Kind.GONE,
        "turned": Kind.NEW,
        "weaker": Kind.VERDICT,
        "back": Kind.RETURNED,
        "fresh": Kind.NEW,
        "other": Kind.VERDICT,
        "cheap": Kind.UNFLAGGED,
    }


def test_two_equal_audits_differ_in_nothing() -> None:
    same = document(workload("chat", "interactive"), workload("done", "batched"), cards=[_card("2.00")])
    diff = compare(same, same)
    assert (diff.changes, diff.followed, diff.prices) == ((), (), ())


@pytest.mark.parametrize(
    "batch",
    [
        workload("batch", "batched", key="another key"),
        workload("batch", "batched", key="moved", models=["claude-opus-5"]),
        workload("batch", "interactive", key="moved"),
    ],
    ids=["another key", "another model", "not batched"],
)
def test_a_move_needs_a_batch_of_its_key_and_model(batch: Document) -> None:
    assert kinds(compare(document(workload("moved")), document(batch)))["moved"] is Kind.GONE


KEPT = {"decision": "keep", "is_set_aside": True}


def test_a_decision_that_holds_sets_a_finding_aside_and_is_told_as_one() -> None:
    flagged, kept = document(workload("nightly")), document(workload("nightly", decision=KEPT, batch=None))
    assert not compare(document(), kept).changes
    aside, back = compare(flagged, kept), compare(kept, flagged)
    assert (kinds(aside), kinds(back)) == ({"nightly": Kind.SET_ASIDE}, {"nightly": Kind.BACK})
    assert "was $5.00 of $10.00; a decision sets it aside now" in differing.markdown(aside)
    assert "$5.00 of $10.00; a decision set it aside before" in differing.markdown(back)
    over = document(workload("nightly", decision={**KEPT, "is_set_aside": False}))
    assert kinds(compare(kept, over)) == {"nightly": Kind.BACK}


def test_what_is_not_known_any_more_is_not_called_nothing() -> None:
    said = [
        differing.markdown(compare(document(workload("a")), document(workload("a", batch=batch))))
        for batch in (None, {"likely_usd": "0.00"})
    ]
    assert ["what a batch would save is not known" in each for each in said] == [True, False]
    assert "a batch would cost no less" in said[1]


def test_what_was_batchable_before_and_is_new_had_no_saving() -> None:
    said = differing.markdown(compare(document(workload("a", batch={"likely_usd": "0.00"})), document(workload("a"))))
    assert "$5.00 of $10.00; was batchable, without a saving" in said


ALIEN = (1000, 20)
"""Prompt and output of another job's calls."""


@pytest.mark.parametrize(
    "now",
    [
        workload("ran", "batched", key="k", usd="6"),  # two calls more: a month's ups and downs
        workload("ran", "batched", key="k", usd="10", size=ALIEN),
        workload("ran", "batched", key="k", usd="9", requests=16, size=(2000, 1000)),
    ],
    ids=["too few", "another job's prompts", "as many dollars, other calls"],
)
def test_batches_of_the_key_that_grew_by_other_calls_took_nothing(now: Document) -> None:
    ran = workload("ran", "batched", key="k", usd="5")
    with_job = document(workload("job", key="k"), ran)
    gone = compare(with_job, document(now))
    assert (kinds(gone), gone.followed) == ({"job": Kind.GONE}, ())
    # the same the other way round: what is on demand now did not come out of those batches
    assert kinds(compare(document(now), with_job)) == {"job": Kind.NEW}
    judged = compare(with_job, document(now, workload("job", "interactive", key="k")))
    assert (kinds(judged), judged.followed) == ({"job": Kind.VERDICT}, ())


def test_a_workload_whose_calls_stay_did_not_move_whatever_its_verdict() -> None:
    before = document(workload("job", key="k"), workload("list", key="k"))
    after = document(workload("job", "interactive", key="k"), workload("batch", "batched", key="k", usd="5"))
    assert kinds(compare(before, after)) == {"job": Kind.VERDICT, "list": Kind.MOVED}


def test_a_few_calls_that_stay_behind_are_no_other_verdict() -> None:
    before = document(workload("job", key="k"))
    after = document(workload("job", "uncertain", key="k", usd="2"), workload("batch", "batched", key="k", usd="4"))
    assert kinds(compare(before, after)) == {"job": Kind.MOVED}


@pytest.mark.parametrize("is_there", [False, True], ids=["gone", "still"])
def test_each_saving_stands_beside_the_prediction_of_the_calls_that_moved(*, is_there: bool) -> None:
    evals = workload("evals", key="k", usd="70", size=ALIEN)
    backfill = workload("backfill", key="k", usd="100")
    rest = [workload("backfill", key="k", usd="98")] if is_there else []
    moved = workload("batch", "batched", key="k", usd="36", size=(1010, 21))
    diff = compare(document(evals, backfill), document(moved, *rest))
    assert kinds(diff) == {"evals": Kind.MOVED, "backfill": Kind.STILL if is_there else Kind.GONE}
    (followed,) = diff.followed
    assert [each.name for each in followed.advised] == ["evals"]
    assert (str(followed.predicted_usd), str(followed.realised_usd)) == ("35", "36")
    apart = followed.still if is_there else followed.gone
    assert [each.name for each in apart] == ["backfill"]
    assert (followed.gone if is_there else followed.still) == ()
    words = "$49.00 still on demand" if is_there else "$50.00 gone"
    assert differing.came_of_it(followed).endswith(f"; beside it, not counted: {words}")
    (told,) = json.loads(differing.as_json(diff))["followed"]
    assert told["still_on_demand" if is_there else "gone"] == ["backfill"]


def test_what_went_into_one_batch_together_is_told_together() -> None:
    before = document(
        workload("a", key="k", usd="30", size=ALIEN),
        workload("b", key="k", usd="50", models=["claude-opus-5"]),
        workload("c", key="k", usd="41", size=(400, 10)),
    )
    both = workload("batch", "batched", key="k", usd="40", size=(500, 70), models=["claude-opus-5", "claude-sonnet-5"])
    diff = compare(before, document(both))
    assert kinds(diff) == {"a": Kind.MOVED, "b": Kind.MOVED, "c": Kind.GONE}
    assert [each.name for each in diff.followed[0].advised] == ["a", "b"]


def test_more_workloads_than_can_be_told_apart_moved_if_their_calls_are_there_together() -> None:
    before = document(*(workload(f"job {at}", key="k") for at in range(TOLD_APART + 1)))
    all_of_them = document(workload("batch", "batched", key="k", usd="55"))
    assert set(kinds(compare(before, all_of_them)).values()) == {Kind.MOVED}
    few = document(workload("batch", "batched", key="k", usd="5"))
    assert set(kinds(compare(before, few)).values()) == {Kind.GONE}


def test_what_was_predicted_stands_beside_what_came_of_it() -> None:
    before = document(
        workload("a", key="k", usd="60"),
        workload("b", key="k", usd="40"),
        workload("ran", "batched", key="k", usd="30", realised="10"),
    )
    after = document(
        workload("b", key="k", usd="20"),
        workload("ran", "batched", key="k", usd="70", requests=140, realised="50"),
    )
    (followed,) = compare(before, after).followed
    # 60 calls of a and half of b's 40 moved: 30 + 10 of their 30 + 20
    assert followed.predicted_usd == 40
    assert followed.predicted_share == Decimal("0.5")
    # batches save 50 now, 10 of it before; outside they would have cost 120, 40 of it before
    assert followed.realised_usd == 40
    assert followed.realised_share == Decimal("0.5")
    assert [each.name for each in followed.still] == ["b"]


def test_usage_totals_alone_have_spend_and_nothing_else_that_is_known() -> None:
    def of_totals(usd: str) -> Document:
        made = document()
        totals = {"as_billed_usd": None, "realised": None, "saving": {"batch": None}}
        return {**made, "totals": totals, "usage_totals": {"as_billed_usd": usd}}

    said = differing.markdown(compare(of_totals("12.00"), of_totals("15.00")))
    assert "| Spent | $12.00 | $15.00 | +$3.00 |" in said
    assert "| Saving made by batches | unknown | unknown | unknown |" in said


def _card(price: str, card: str = CARD) -> Document:
    return {"price_card": card, "usd_per_mtok": {"input": price, "output": "10.00", "cache_read": None}}


def _priced(price: str, card: str = CARD) -> Document:
    part = {"kind": "input", "tokens": 3_000_000, "usd_per_mtok": price, "factor": "0.5", "usd": "0"}
    search = {"kind": "web_search", "requests": 4, "usd_each": "0.01", "usd": "0.04"}
    return workload("chat", "interactive", lines=[{"price_card": card, "parts": [part, search]}, {"price_card": None}])


def test_a_changed_price_is_told_with_its_effect() -> None:
    later = CARD.replace("2026-06-30", "2026-10-05")
    before = document(_priced("2.00"), cards=[_card("1.50", CARD.replace("06-30", "01-01")), _card("2.00")])
    after = document(_priced("3.00", later), cards=[_card("3.00", later)])
    (change,) = compare(before, after).prices
    assert (change.before_usd_per_mtok, change.after_usd_per_mtok) == (Decimal("2.00"), Decimal("3.00"))
    # 3 million tokens, a dollar more each, at half price
    assert change.effect_usd == Decimal("1.5")
    assert "from $2.00 to $3.00" in differing.markdown(compare(before, after))


def test_a_price_that_changed_within_the_month_before_did_not_change_since() -> None:
    early = CARD.replace("06-30", "01-01")
    same = document(_priced("1.50", early), cards=[_card("1.50", early), _card("2.00")])
    assert compare(same, same).prices == ()


def test_a_corrected_price_of_the_same_day_is_a_change() -> None:
    before, after = document(cards=[_card("2.00")]), document(_priced("2.50"), cards=[_card("2.50")])
    (change,) = compare(before, after).prices
    assert change.effect_usd == Decimal("0.75")


def test_markdown_and_terminal_hold_names_as_text_and_lines_as_wide_as_they_may_be() -> None:
    diff = compare(
        document(), document(*(workload(f"{HOSTILE}{at:02}", owner="<b>team") for at in range(25)), month=10)
    )
    marked = differing.markdown(diff)
    assert marked.startswith("<!-- norush:diff:2026-09..2026-10 -->\n### 2026-09 to 2026-10: 25 new\n")
    assert "5 more rows" in marked
    assert "<b>" not in marked.replace("<!--", "")
    assert "\u202e" not in marked
    plain = differing.plain(diff, 80)
    assert max(map(len, plain.splitlines())) <= 80
    assert "\u202e" not in plain


def test_the_json_holds_every_change_exactly() -> None:
    diff = compare(
        document(workload("moved", usd="10.12345")), document(workload("batch", "batched", key="moved", usd="5"))
    )
    told = json.loads(differing.as_json(diff))
    assert told["schema"] == "norush.diff/1"
    (change,) = told["changes"]
    assert (change["change"], change["before"]["saving_likely_usd"], change["after"]) == ("moved", "5.061725", None)
    assert told["totals"]["saving_missed_likely"] == {"before_usd": "5.061725", "after_usd": "0.00"}
    assert told["followed"][0]["batched"] == ["batch"]


def test_the_command_reads_reports_and_says_what_is_none(tmp_path: Path) -> None:
    for name, made in (("september", document(workload("a"))), ("october", document(month=10))):
        (tmp_path / name).mkdir()
        (tmp_path / name / "audit.json").write_text(json.dumps(made), encoding="utf-8")
    runner, folders = CliRunner(), [str(tmp_path / "september"), str(tmp_path / "october")]
    assert "Gone\n  a\n    was $5.00 of $10.00" in runner.invoke(app, ["diff", *folders]).stdout
    assert json.loads(runner.invoke(app, ["diff", *folders, "--json"]).stdout)["changes"][0]["change"] == "gone"
    assert runner.invoke(app, ["diff", *folders, "--markdown"]).stdout.startswith("<!-- norush:diff:2026-09..2026-10")
    missing = runner.invoke(app, ["diff", str(tmp_path / "nothing"), folders[1]])
    assert "is not there" in str(missing.exception)
    both = runner.invoke(app, ["diff", *folders, "--markdown", "--json"])
    assert "exclude each other" in str(both.exception)


@pytest.mark.slow
def test_a_month_of_a_database_tells_what_changed_since_the_one_before(tmp_path: Path) -> None:
    source, kept = log(tmp_path / "log.csv", 8, 9), tmp_path / "kept.duckdb"
    audit.run(audit.Request((str(source),), kept, is_kept=True))
    august, september = audits.view(kept, "2026-08"), audits.view(kept, "2026-09")
    assert august.changed is None
    assert september.changed == diffing.compare(side(august), side(september))
    # a view and its audit.json say the same
    documents = [json.loads(render.json.audit(view)) for view in (august, september)]
    assert september.changed == compare(*documents)
    pages = dict(render.outputs(september))
    assert "What changed since 2026-08?" in pages["audit.html"]
    assert "What changed since 2026-08" in pages["audit.md"]
    assert json.loads(pages["audit.json"])["changed"] == differing.entry(september.changed)
