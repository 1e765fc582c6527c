"""Decisions: kept workloads leave the headline and stay listed, and come back when that no longer holds."""

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from norush import plan
from norush.decisions import Decision, Kind, Snapshot, book, making, read_file, tables, to_text
from norush.errors import DecisionError, UsageError
from norush.patterns import Patterns
from norush.periods import month
from norush.render import deciding
from norush.render import json as json_pages
from norush.view import AuditView, build
from norush.view import deciding as laid
from norush.view.states import Group, State
from norush.view.tables import period
from norush.view.values import Workload
from norush.warehouse import Warehouse
from view_cases import ABOUT, PERIOD, USUAL, Case, filled

pytestmark = pytest.mark.one_in(3)

ON = date(2026, 11, 5)
CASES = (
    Case("a1", "nightly", as_billed="300", requests=31),
    Case("a2", "weekly", as_billed="100", api_key="key-weekly"),
    Case("b1", "chat", "interactive", "50"),
    Case("c1", "shared", "uncertain", "40", 0.4, "low", 0.1),
)


def keep(target: str | Patterns = "a1", **given: Any) -> Decision:  # noqa: ANN401
    """A decision to keep, made about October as CASES have it, but for `given`."""
    on: Patterns = {} if isinstance(target, str) else target
    made = Decision(Kind.KEEP, target if isinstance(target, str) else None, on, "read at once", "Ana", ON, None)
    return replace(made, **given)


def seen(workload_id: str = "a1", **given: Any) -> Snapshot:  # noqa: ANN401
    then = Snapshot(workload_id, PERIOD, date(2026, 10, 1), 30, "batchable", Decimal(300), Decimal(150))
    return replace(then, **given)


def decided(*decisions: Decision, cases: tuple[Case, ...] = CASES) -> AuditView:
    warehouse = filled(cases)
    tables.add(warehouse, decisions)
    return build(warehouse, PERIOD, ABOUT)


def of(view: AuditView, workload_id: str = "a1") -> Workload:
    return next(each for each in view.workloads if each.workload_id == workload_id)


def entry(view: AuditView, workload_id: str = "a1") -> dict[str, Any]:
    document = json.loads(json_pages.audit(view))
    return next(each for each in document["workloads"] if each["workload_id"] == workload_id)


def test_without_a_decision_nothing_changes() -> None:
    assert decided() == build(filled(CASES), PERIOD, ABOUT)
    assert entry(decided())["decision"] is None
    assert "decision: nobody" in entry(decided())["why"]


def test_a_kept_workload_leaves_the_headline_and_every_sum_closes() -> None:
    before, view = decided(), decided(keep())
    saving = Decimal(150)
    assert before.totals.saving.likely_usd - view.totals.saving.likely_usd == saving
    assert before.totals.saving.sure_usd - view.totals.saving.sure_usd == saving
    assert before.totals.saving.ceiling_usd - view.totals.saving.ceiling_usd == saving
    assert [each.name for each in view.rank.shown] == ["weekly"]
    assert dict(view.rank.groups)[Group.SET_ASIDE].as_billed_usd == 300
    assert view.rank.all.as_billed_usd == before.rank.all.as_billed_usd == view.totals.as_billed_usd
    assert sum(each.sum.saving_usd for each in view.classes) == view.totals.saving.likely_usd
    assert view.models is not None
    assert sum(each.saving_usd for each in view.models.every) == view.totals.saving.likely_usd
    assert view.set_aside is not None
    assert view.set_aside.saving.likely_usd == saving


def test_the_json_adds_up_with_what_is_set_aside() -> None:
    document = json.loads(json_pages.audit(decided(keep(), keep("c1"))))
    workloads, aside = document["workloads"], document["totals"]["set_aside"]
    for figure in ("sure_usd", "likely_usd", "ceiling_usd"):
        for kind in ("batch", "both"):
            rows = [Decimal(each["saving"][kind][figure]) for each in workloads]
            assert sum(rows) == Decimal(document["totals"]["saving"][kind][figure])
            kept = [
                Decimal(each["decision"]["saving"][kind][figure])
                for each in workloads
                if each["decision"] and each["decision"]["is_set_aside"]
            ]
            assert len(kept) == 2
            assert sum(kept) == Decimal(aside["saving"][kind][figure])
    assert aside["as_billed_usd"] == "340.00"


def test_a_decision_on_what_stays_anyway_sets_nothing_aside() -> None:
    view = decided(keep("b1"))
    assert of(view, "b1").group is Group.SETTLED
    assert view.set_aside is None
    assert entry(view, "b1")["decision"]["holds"] is True


def test_migrate_stays_in_the_headline_and_is_marked() -> None:
    view = decided(keep(decision=Kind.MIGRATE, until=date(2026, 12, 1), decided_by="Ben"))
    assert view.totals == decided().totals
    found = of(view).decided
    assert found is not None
    assert deciding.says(found) == "To be moved, until 2026-12-01: decided by Ben on 2026-11-05"


def test_all_kept_is_not_called_nothing() -> None:
    view = decided(keep(), keep("a2"))
    assert view.state is State.NOTHING
    document = json_pages.audit(view)
    assert json.loads(document)["totals"]["saving"]["batch"]["likely_usd"] == "0.00"
    assert "2 workloads stay on demand by decision and are not counted: $400.00 of cost" in deciding.beside(view)


@pytest.mark.parametrize(("until", "holds"), [("2026-11-01", True), ("2026-10-31", False), (None, True)])
def test_what_expires_is_held_against_the_end_of_the_period(until: str | None, *, holds: bool) -> None:
    view = decided(keep(until=until and date.fromisoformat(until)))
    assert (of(view).group is Group.SET_ASIDE) is holds
    said = entry(view)["decision"]["no_longer"]
    assert said is None if holds else said == "it was made until 2026-10-31"


@pytest.mark.parametrize(
    ("then", "no_longer"),
    [
        ({}, None),
        ({"as_billed_usd": Decimal(200)}, None),  # exactly 1.5 times
        ({"as_billed_usd": Decimal("199.99")}, "it costs $10.00 a day, more than 1.5 times the $6.67 of 2026-10"),
        ({"as_billed_usd": Decimal(7), "days": 1}, None),
        ({"as_billed_usd": None}, None),
        ({"verdict": "interactive"}, "the verdict was interactive then"),
        (
            {"verdict": "uncertain", "as_billed_usd": Decimal(0)},
            "the verdict was uncertain then; it costs $10.00 a day, more than 1.5 times the $0.00 of 2026-10",
        ),
    ],
)
def test_a_workload_that_changed_comes_back(then: dict[str, Any], no_longer: str | None) -> None:
    view = decided(keep(snapshots=(seen(**then),)))
    assert entry(view)["decision"]["no_longer"] == no_longer
    assert (of(view).group is Group.MOVE) is bool(no_longer)
    if no_longer:
        assert view.totals == decided().totals
        found = of(view).decided
        assert found is not None
        assert deciding.says(found) == (f"The decision of 2026-11-05 by Ana (keep) no longer holds: {no_longer}")


def test_what_is_to_move_is_not_held_to_what_it_was() -> None:
    view = decided(keep(decision=Kind.MIGRATE, snapshots=(seen(verdict="interactive"),)))
    assert entry(view)["decision"]["holds"] is True


def test_a_cost_a_day_counts_the_days_of_the_log() -> None:
    warehouse = filled(CASES)
    warehouse.connection.execute("update requests set started_at = '2026-10-01 12:00:00Z'")
    tables.add(warehouse, [keep(snapshots=(seen(),))])
    found = of(build(warehouse, PERIOD, ABOUT)).decided
    assert found is not None
    assert found.held.is_dearer  # one day of log costs what 30 did then
    assert found.held.a_day_usd == 300


def test_a_decision_made_about_a_later_month_says_nothing_of_this_one() -> None:
    view = decided(keep(snapshots=(seen(since=date(2026, 11, 1)),)))
    assert view == decided()


def test_one_without_what_it_was_like_begins_with_the_last_period_that_was_over(tmp_path: Path) -> None:
    """So that a file written by hand leaves reports of earlier months what they were, whatever is loaded later."""
    months = [f"2026-{month:02}" for month in range(8, 13)]
    with Warehouse() as warehouse:
        warehouse.replace_table(
            "periods",
            {"period": "text", "since": "timestamptz", "until": "timestamptz", "zone": "text"},
            [(each, *month(each, "UTC"), "UTC") for each in months],
        )

        def counts(decided_on: date) -> list[str]:
            tables.add(warehouse, [keep(decided_on=decided_on)])
            of_all = [(each, laid.read(warehouse, period(warehouse, each))) for each in months]
            return [each for each, known in of_all if any(one.decided_on == decided_on for one in known)]

        assert counts(ON) == ["2026-10", "2026-11", "2026-12"]
        assert counts(date(2026, 11, 1)) == ["2026-10", "2026-11", "2026-12"]
        assert counts(date(2026, 10, 31)) == ["2026-09", "2026-10", "2026-11", "2026-12"]
        assert counts(date(2027, 6, 1)) == ["2026-12"]
        assert counts(date(2026, 1, 1)) == months


def test_a_pattern_sets_aside_all_that_it_fits() -> None:
    view = decided(keep({"api_key": ("key-w*", "x"), "name": ("we*",)}))
    assert [each.workload_id for each in view.workloads if each.group is Group.SET_ASIDE] == ["a2"]
    assert entry(view, "a2")["decision"]["pattern"] == {"key": ["key-w*", "x"], "name": ["we*"]}
    assert view.decisions[0].fits == view.decisions[0].holds == 1


def test_an_id_goes_before_a_pattern_and_the_later_before_the_earlier() -> None:
    pattern = keep({"name": ("*",)}, decided_on=date(2026, 11, 9))
    own = keep("a1", decision=Kind.MIGRATE)
    view = decided(own, pattern)
    assert of(view).group is Group.MOVE
    assert of(view, "a2").group is Group.SET_ASIDE
    said = deciding.warnings(view)
    assert said == [
        "nightly: migrate counts. Does not count: keep on name * of 2026-11-09 (its own id goes before a pattern)"
    ]
    assert [each["decision"] for each in entry(view)["decision"]["passed_over"]] == ["keep"]
    assert {each.given.target: (each.fits, each.counts) for each in view.decisions}[pattern.target] == (4, 3)
    later = keep("a1", decided_on=date(2026, 11, 6))
    assert of(decided(own, later)).group is Group.SET_ASIDE
    assert of(decided(later, own)).group is Group.SET_ASIDE


def test_an_expired_decision_on_its_own_id_is_no_reason_for_a_pattern() -> None:
    view = decided(keep("a1", until=date(2026, 10, 9)), keep({"name": ("night*",)}))
    assert of(view).group is Group.MOVE


@pytest.mark.parametrize(
    ("one", "usd"),
    [
        (keep(), 150),
        (keep(until=date(2026, 10, 31)), 0),
        (keep(decision=Kind.MIGRATE), 0),
        (keep("b1"), 0),
        (keep(decision=Kind.WITHDRAW), 0),
        (keep({"name": ("*",)}), 200),
    ],
)
def test_months_beside_each_other_leave_out_the_same(one: Decision, usd: int) -> None:
    warehouse = filled(CASES)
    tables.add(warehouse, [one])
    view = build(warehouse, PERIOD, ABOUT)
    assert laid.likely_set_aside(warehouse, view.period, Decimal("1.5")) == usd
    assert (view.set_aside.saving.likely_usd if view.set_aside else 0) == usd


def test_no_plan_moves_what_stays_by_decision() -> None:
    said = plan._objection(of(decided(keep())))
    assert said == "stays on demand by decision of 2026-11-05 (Ana: read at once)"


def test_a_decision_on_what_is_gone_is_listed() -> None:
    view = decided(keep("feedfacecafe"), keep({"app": ("x",)}))
    document = json.loads(json_pages.audit(view))
    assert sorted(each["gone"] for each in document["decisions"]) == [
        "no request of this workload is in the period",
        "the pattern fits no workload of the period",
    ]
    assert len(deciding.warnings(view)) == 2


def test_made_from_what_a_user_types() -> None:
    view = build(filled(CASES), PERIOD, ABOUT)

    def make(wanted: str, kind: str = "keep", until: date | None = None) -> Decision:
        return making.make(view, wanted, kind, why="w", by="b", decided_on=ON, until=until)

    assert make("nightly").workload_id == make("a1").workload_id == "a1"
    assert make("c").workload_id == "c1"
    (then,) = make("a1").snapshots
    assert then == seen()  # the first request is on the 1st, the last on the 30th
    both = make("name=nightly,name=week*,workspace=*")
    assert both.subject == "workspace *, name nightly or week*"
    assert [each.workload_id for each in both.snapshots] == ["a1", "a2"]
    with pytest.raises(UsageError, match=r"2 workloads may be meant by 'a': give the id of one: a1 \(nightly\), a2"):
        make("a")
    with pytest.raises(UsageError, match=r"no workload 'nihgtly' in this report: the nearest are a1 \(nightly\)"):
        make("nihgtly")
    with pytest.raises(UsageError, match="is no pattern: write key=GLOB, app=GLOB"):
        make("app=x,team=y")
    with pytest.raises(DecisionError, match="snooze needs until"):
        make("a1", "snooze")
    with pytest.raises(DecisionError, match="'drop' is no decision: write keep, migrate, snooze or withdraw"):
        make("a1", "drop")
    with pytest.raises(DecisionError, match="until 2026-11-05 is not after the day of the decision"):
        make("a1", until=ON)
    with pytest.raises(DecisionError, match="why is empty: write the reason"):
        making.make(view, "a1", "keep", why=" ", by="b", decided_on=ON, until=None)


def test_who_decides_is_told_what_counts_in_its_place() -> None:
    view = build(filled(CASES), PERIOD, ABOUT)

    def first(wanted: str, *there: Decision, on: date = ON) -> list[str]:
        made = making.make(view, wanted, "keep", why="new", by="b", decided_on=on, until=None)
        every = sorted((*there, made), key=lambda each: each.decided_on)
        return [each.why for each in making.in_its_place(made, every, view)]

    later = keep(decided_on=date(2026, 11, 6), why="later")
    assert first("a1") == []
    assert first("a1", keep(decided_on=date(2026, 11, 4))) == []
    assert first("a1", later) == ["later"]
    assert first("a1", replace(later, decision=Kind.WITHDRAW)) == ["later"]
    assert first("a1", later, on=date(2026, 11, 7)) == []
    assert first("name=*ly", keep(decided_on=date(2026, 11, 1), why="of its own")) == ["of its own"]
    assert first("name=*ly", keep({"name": ("night*",)}, decided_on=date(2026, 11, 6), why="later")) == ["later"]
    assert first("name=*ly", keep("c1")) == []


def test_a_set_aside_workload_decided_anew_keeps_its_own_saving() -> None:
    view = decided(keep())
    again = making.make(view, "a1", "keep", why="w", by="b", decided_on=ON, until=None)
    assert again.snapshots[0].saving_sure_usd == 150


def test_keys_are_masked_and_names_are_not() -> None:
    text = "see sk-ant-api03-abcdef by Ana <ana@example.com>\nBearer abc.def -----BEGIN PRIVATE KEY----- MIIE"
    assert book.masked(text) == "see masked by Ana <ana@example.com> masked masked"


ALL = (
    keep({"app": ('a"b\\c\x7f', "t\tab"), "name": ("ü*",)}, decision=Kind.SNOOZE, until=date(2027, 1, 1)),
    keep(snapshots=(seen(), seen("a2", as_billed_usd=None, saving_sure_usd=None))),
)


def target(one: Decision) -> str:
    return one.target


def test_there_and_back(tmp_path: Path) -> None:
    file = tmp_path / "d.toml"
    file.write_text(to_text(ALL), encoding="utf-8")
    assert read_file(file) == ALL
    with Warehouse() as warehouse:
        assert tables.read(warehouse) == ()
        tables.add(warehouse, ALL)
        tables.add(warehouse, ALL[::-1])
        found = tables.read(warehouse)
        assert sorted(found, key=target) == sorted(ALL, key=target)


def test_a_file_of_decisions_shows_what_is_in_it(tmp_path: Path) -> None:
    """It is printed on a terminal, and read in an editor: neither obeys it, nor hides a part of it."""
    words = "\x1b[31mred\x07 \u202eback \x9b1m \u2028 \x7f \U000e0041 and na\u00efve \"'\\"
    text = to_text([keep({"app": (words,)}, why=words)])
    assert text.replace("\n", "").isprintable()
    assert "na\u00efve" in text
    (tmp_path / "d.toml").write_text(text, encoding="utf-8")
    (read,) = read_file(tmp_path / "d.toml")
    assert read.why == " ".join(words.split())


def test_what_a_file_says_goes_before_what_the_database_says_of_the_same_day() -> None:
    with Warehouse() as warehouse:
        tables.add(warehouse, [keep(why="said"), keep("a2")])
        tables.take_file(warehouse, [keep(why="written")])
        assert [(each.target, each.why, each.is_from_file) for each in tables.read(warehouse)] == [
            ("a1", "written", True),
            ("a2", "read at once", False),
        ]
        tables.take_file(warehouse, [])
        assert [each.why for each in tables.read(warehouse)] == ["said", "read at once"]


ENTRY = 'decision = "keep"\nwhy = "w"\ndecided_by = "b"\ndecided_on = 2026-11-05\n'


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[[decision]]\nworkload_id = "a"\nteam = "x"\n' + ENTRY, r"decision 1: unknown key 'team'; a decision holds"),
        ("[[team]]", r"unknown 'team'; a decisions file holds \[\[decision\]\] entries only"),
        ('[decision]\nworkload_id = "a"\n' + ENTRY, "two brackets"),
        ("[[decision]]\n" + ENTRY, "decision 1: give workload_id, or a pattern over key, app, workspace, name"),
        ('[[decision]]\nworkload_id = "a"\nkey = "k"\n' + ENTRY, "decision 1: give workload_id, or a pattern"),
        ("[[decision]]\nkey = []\n" + ENTRY, "decision 1, key: a pattern is a text"),
        ('[[decision]]\nkey = "k"\nuntil = "soon"\n' + ENTRY, "decision 1: until is no day: write it like 2026-11-27"),
        ('[[decision]]\nkey = "k"\nuntil = 2026-11-01\n' + ENTRY, "decision 1: until 2026-11-01 is not after the day"),
        (
            '[[decision]]\nkey = "k"\ndecision = "keep"\nwhy = "w"\ndecided_by = "b"',
            "decision 1: decided_on is missing",
        ),
        ('[[decision]]\nkey = "k"\n' + ENTRY.replace("keep", "drop"), "decision 1: 'drop' is no decision"),
        ('[[decision]]\nkey = "k"\n' + ENTRY.replace("keep", "snooze"), "decision 1: snooze needs until"),
        ('[[decision]]\nkey = "k"\n' + ENTRY.replace('"w"', "5"), "decision 1: why is no text"),
        (f'[[decision]]\nkey = "k"\n{ENTRY}[[decision]]\nkey = "k"\n{ENTRY}', r"1 and 2 are on the same \(key k\)"),
        ('[[decision]]\nkey = "k"\n' + ENTRY + "[[decision.snapshot]]\ndays = 0", "snapshot 1, days: a whole number"),
        ("[[decision", "is no TOML"),
    ],
)
def test_what_is_wrong_with_a_file_is_one_sentence(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "d.toml").write_text(text)
    with pytest.raises(DecisionError, match=said) as found:
        read_file(tmp_path / "d.toml")
    assert "d.toml" in str(found.value)
    assert "\n" not in str(found.value).strip()


def test_hostile_words_stay_words() -> None:
    view = decided(keep("e1", why=USUAL[-1].name, decided_by=USUAL[-1].name), cases=USUAL)
    assert entry(view, "e1")["decision"]["why"] == USUAL[-1].name


def test_what_is_withdrawn_is_as_if_nobody_had_decided() -> None:
    later = date(2026, 11, 9)
    before, view = decided(), decided(keep(), keep(decision=Kind.WITHDRAW, decided_on=later, why="moved after all"))
    assert view.workloads == before.workloads
    assert view.totals == before.totals
    # both stay listed, and neither counts
    assert [(each.given.decision, each.counts) for each in view.decisions] == [(Kind.KEEP, 0), (Kind.WITHDRAW, 0)]
    assert decided(keep(decision=Kind.WITHDRAW), keep(decided_on=later)).totals == decided(keep()).totals


def test_a_workload_is_left_out_of_patterns_by_withdrawing_its_own() -> None:
    every = keep({"name": ("*ly",)})
    assert {each.name for each in decided(every).workloads if each.group is Group.SET_ASIDE} == {"nightly", "weekly"}
    view = decided(every, keep(decision=Kind.WITHDRAW))
    assert {each.name for each in view.workloads if each.group is Group.SET_ASIDE} == {"weekly"}


def test_what_is_withdrawn_has_no_day_on_which_it_comes_back() -> None:
    with pytest.raises(DecisionError, match="withdraw has no until"):
        book.decide("withdraw", "a1", {}, why="x", by="Ana", decided_on=ON, until=date(2027, 1, 1))


def test_a_withdrawal_goes_through_a_file(tmp_path: Path) -> None:
    path = tmp_path / "decisions.toml"
    path.write_text(to_text([keep(decision=Kind.WITHDRAW, snapshots=(seen(),))]))
    assert [each.decision for each in read_file(path)] == [Kind.WITHDRAW]
