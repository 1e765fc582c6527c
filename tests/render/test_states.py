"""What every output says where a price, a batch price, or a billed request is missing; and how sure a saving is."""

import json
import re
from dataclasses import replace

import pytest

from norush import render
from norush.render import words
from norush.view import AuditView, build
from norush.view.states import Group, State
from view_cases import ABOUT, PERIOD, Case, filled

pytestmark = pytest.mark.one_in(4)

CHAT = Case("b1", "chat", "interactive", "3", 0.97, "high", -3.2)
BEDROCK = Case("a1", "export", as_billed="7", has_batch_price=False)
MAYBE = Case("c1", "maybe", "uncertain", "2", 0.4, "low", 0.1, has_batch_price=False, settle="end times would show it")
LOST = Case("d1", "lost", as_billed=None, model="new-model", models=("new-model",))
FAILED = Case("f1", "failing", as_billed="0", requests=4, failed=4)
EMPTY = Case("g1", "empty", as_billed="0", has_tokens=False)
CACHED = Case("h1", "cached", as_billed="10", half="0.5", floor="0.998")
PAGES = ("audit.html", "audit.md", "terminal")


def outputs(*cases: Case) -> tuple[AuditView, dict[str, str]]:
    """The view of `cases` and every output, pages as bare text of one line, the terminal among them."""
    view = build(filled(cases), PERIOD, ABOUT)
    texts = dict(render.outputs(view)) | {"terminal": render.summary(view, 80).plain}
    bare = {
        name: re.sub(r"<style>.*?</style>|<[^>]+>", "", text, flags=re.DOTALL) if name.endswith("html") else text
        for name, text in texts.items()
    }
    return view, {name: text if name.endswith("json") else " ".join(text.split()) for name, text in bare.items()}


@pytest.mark.parametrize("others", [(), (CHAT,), (CHAT, MAYBE)])
def test_what_has_no_batch_price_could_have_waited_all_the_same(others: tuple[Case, ...]) -> None:
    view, pages = outputs(BEDROCK, *others)
    assert view.state is State.NO_BATCH_PRICE
    for name in PAGES:
        assert "1 workload could have waited, but no batch price is verified for it" in pages[name], name
        assert "was in no rush." not in pages[name]
    for name, text in pages.items():
        assert "would not have cost less" not in text, name
    for kind in ("html", "md"):
        assert "could have waited, but no batch price is verified for it" in pages[f"workloads/a1.{kind}"]
        assert "No verified batch price of claude-sonnet-4-5-20250929" in pages[f"audit.{kind}"]
    batch = json.loads(pages["audit.json"])["totals"]["saving"]
    assert batch["batch"]["ceiling_usd"] is None
    assert "without a verified batch price" in batch["why"]


def test_a_move_beside_what_has_no_batch_price_names_both() -> None:
    view, pages = outputs(CACHED, BEDROCK, MAYBE)
    assert view.state is State.MOVES
    for name in PAGES:
        assert "1 workload could have waited, but no batch price is verified for it" in pages[name], name
    assert "1 workload in no rush, without a verified batch price" in pages["audit.html"]
    assert "its ceiling is unknown" in pages["audit.html"]
    assert "its ceiling is unknown" in pages["audit.md"]
    assert "Not in it: 2 workloads without a verified batch price." in pages["audit.html"]
    assert "Not in it: 2 workloads without a verified batch price." in pages["audit.md"]


def test_uncertain_without_a_batch_price_has_no_bound() -> None:
    view, pages = outputs(MAYBE)
    assert view.state is State.UNCERTAIN
    for name in PAGES:
        assert "no batch price is verified" in pages[name], name
        assert "most $0.00" not in pages[name], name


def test_dearer_in_a_batch_was_in_no_rush() -> None:
    view, pages = outputs(Case("a1", "cached", half="1.2"), CHAT)
    assert view.state is State.DEARER
    assert "1 workload could have waited, but batch would not have cost less." in pages["audit.html"]


@pytest.mark.parametrize("others", [(), (FAILED,)])
def test_without_any_price_there_is_no_amount(others: tuple[Case, ...]) -> None:
    view, pages = outputs(LOST, *others)
    assert view.state is State.UNPRICED
    for name in PAGES:
        assert "no price" in pages[name], name
        assert "$0.00" not in pages[name], name
    assert "no price: new-model is not in the price book" in pages["workloads.csv"]
    assert "$0" not in pages["workloads/d1.html"]
    document = json.loads(pages["audit.json"])
    totals = document["totals"]
    for name in ("as_billed_usd", "on_demand_usd", "realised_usd", "would_have_cost_usd"):
        assert totals[name] is None
    assert totals["saving"]["batch"] is None
    assert "no request has a price" in totals["why"]
    assert [each["as_billed_usd"] for each in document["verdicts"]] == [None]


def test_a_verdict_without_a_price_is_null_beside_one_with() -> None:
    _, pages = outputs(CHAT, LOST)
    verdicts = {each["verdict"]: each for each in json.loads(pages["audit.json"])["verdicts"]}
    assert verdicts["batchable"]["as_billed_usd"] is None
    assert verdicts["batchable"]["why"]
    assert verdicts["interactive"]["as_billed_usd"] == "3.00"


@pytest.mark.parametrize(
    ("cases", "says"),
    [
        ((FAILED,), "4 calls, all failed: nothing was billed"),
        ((replace(FAILED, requests=1, failed=1),), "1 call, failed: nothing was billed"),
        ((EMPTY,), "No tokens in this log: nothing was billed"),
        ((EMPTY, FAILED), "No tokens in this log: nothing was billed"),
    ],
)
def test_nothing_billed_is_no_move(cases: tuple[Case, ...], says: str) -> None:
    view, pages = outputs(*cases)
    assert view.state is State.UNBILLED
    assert {each.group for each in view.workloads} == {Group.UNBILLED}
    for name in PAGES:
        assert says in pages[name], name
    for name, text in pages.items():
        if name.startswith("workloads/"):
            assert "was billed nothing" in text
            assert "could have waited," not in text


def test_the_lede_and_the_row_say_what_needs_the_cache() -> None:
    view, pages = outputs(CACHED, CHAT)
    assert str(view.totals.needs_cache_usd).startswith("4.98")
    for name in ("audit.html", "audit.md"):
        assert "$4.98 of the saving needs the same cache hits inside a batch." in pages[name]
        assert "sure $0.02" in pages[name]


@pytest.mark.parametrize("floor", ["0.51", "0.6", "0.7", "0.9", "0.998", "1.3"])
def test_the_bar_names_the_sure_saving_wherever_it_ends(floor: str) -> None:
    view = build(filled([replace(CACHED, floor=floor)]), PERIOD, ABOUT)
    page = dict(render.outputs(view))["audit.html"]
    (place,) = re.findall(r'<text x="([\d.]+)%"([^>]*)>[^<]*sure: high confidence only', page)
    # On paper the label takes a quarter of the bar: it runs to the right only where that is left.
    assert ("end" in place[1]) == (float(place[0]) > 66)
    assert 'class="rbn"' in page


def test_the_charge_that_the_logs_state_is_compared_like_for_like() -> None:
    half = Case("a2", "half", "interactive", "9")
    view, pages = outputs(replace(CHAT, stated="1.25", requests=3), half)
    assert view.totals.stated is not None
    for name in ("audit.html", "audit.md"):
        assert "for the 3 requests of the 1 workload that states all its charges" in pages[name]
        assert "the price book says $3.00 and the logs say $3.75" in pages[name]
    stated = json.loads(pages["audit.json"])["totals"]["stated"]
    assert stated == {"workloads": 1, "requests": 3, "billed_usd": "3.75", "as_billed_usd": "3.00"}


def test_where_no_workload_states_all_its_charges_the_difference_is_explained() -> None:
    warehouse = filled([replace(CHAT, stated="1.25")])
    warehouse.connection.execute("update requests set billed_usd = null where request_id = 'b1-1'")
    page = dict(render.outputs(build(warehouse, PERIOD, ABOUT)))["audit.html"]
    assert "Only 2 of 3 requests state what was charged; the price book’s" in page.replace("&#39;", "’")


def test_counts_that_differ_say_what_they_count() -> None:
    _, pages = outputs(CHAT, replace(LOST, requests=9, failed=5))
    assert "8 billed requests without a price (new-model)" in pages["audit.html"]
    assert "Requests count every call, failed ones too" in pages["audit.html"]
    assert pages["audit.html"].count("failed ones too") == 1


@pytest.mark.parametrize("model", [None, "", "None", "null"])
def test_a_model_without_a_name_is_called_so(model: str | None) -> None:
    _, pages = outputs(CHAT, replace(LOST, model=model, models=() if model is None else (model,)) if model else LOST)
    wanted = "(no model name)" if model else "(new-model)"
    for name in ("audit.html", "audit.md"):
        assert f"without a price {wanted}" in pages[name]


def test_one_request_is_one_request() -> None:
    _, pages = outputs(replace(CHAT, requests=1))
    for name in PAGES:
        assert not re.search(r"\b1 (requests|workloads|calls|lines)\b", pages[name]), name


def test_sentences_begin_with_a_capital_and_the_inputs_are_explained() -> None:
    view = build(filled([CACHED, MAYBE]), PERIOD, replace(ABOUT, command=("norush", "audit", "INPUT...")))
    pages = dict(render.outputs(view))
    for name in ("audit.html", "audit.md", "workloads/c1.html"):
        assert "End times would show it" in pages[name], name
    assert "INPUT: the files listed below, checked by their SHA-256." in pages["audit.html"]
    assert "INPUT: the files listed in the audit" in pages["workloads/c1.html"]
    assert "INPUT: the files listed in the audit" in pages["workloads/c1.md"]
    assert words.sentence("claude-opus-4 is new") == "claude-opus-4 is new"


def test_repriced_counts_what_has_a_price() -> None:
    _, pages = outputs(CACHED, CHAT, LOST)
    assert "2 workloads repriced" in pages["audit.html"]


def test_an_uncertain_workload_says_what_would_settle_it_and_what_hangs_on_it() -> None:
    priced = replace(MAYBE, has_batch_price=True, level="poor")
    _, pages = outputs(CHAT, priced)
    for kind in ("html", "md"):
        page = pages[f"workloads/c1.{kind}"]
        assert "What would settle it, the likeliest first" in page
        assert "What hangs on it: if nobody waits, a batch would have saved $1.00 of $2.00." in page
        assert "End times would show it" in page
        assert "judged at level poor: ends are not logged, or times are whole seconds" in page
        assert "What hangs on it" not in pages[f"workloads/b1.{kind}"]
    found = {each["workload_id"]: each for each in json.loads(pages["audit.json"])["workloads"]}
    assert (found["c1"]["settle"], found["c1"]["hangs_usd"]) == ("end times would show it", "1.00")
    assert found["c1"]["questions"][0]["field"] == "ended_at"
    assert (found["b1"]["settle"], found["b1"]["hangs_usd"], found["b1"]["questions"]) == (None, None, [])


def test_what_hangs_on_a_workload_without_a_batch_price_is_unknown() -> None:
    _, pages = outputs(CHAT, MAYBE)
    for kind in ("html", "md"):
        assert "What hangs on it is unknown: no verified batch price" in pages[f"workloads/c1.{kind}"]


def test_a_kind_is_in_every_output_and_a_name_is_called_one() -> None:
    named = replace(
        CHAT, kind="chat", kind_evidence=(("chat", "called-chat", 1.5, "name", "Its app name says “chat”."),)
    )
    works = replace(CACHED, kind="evaluation", kind_evidence=(("evaluation", "x", 2.5, "behaviour", "It compares."),))
    view, pages = outputs(named, works)
    assert "chat, by name" in words.kind(view.workloads[1])
    assert "Chat, as far as its name says: a weak hint" in pages["workloads/b1.html"]
    assert "Kind of work: chat, by name" in pages["workloads/b1.md"]
    assert "Evaluation, by what it does" in pages["workloads/h1.html"]
    assert "evaluation" in render.summary(view, 140).plain
    for name in ("audit.html", "audit.md", "workloads.csv"):
        assert "evaluation" in pages[name], name
    assert {each["kind"] for each in json.loads(pages["audit.json"])["workloads"]} == {"chat", "evaluation"}
