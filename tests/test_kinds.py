"""A kind is said of a workload by what it does, or by its name as a weak hint; never against its verdict."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from norush.errors import RuleError
from norush.kinds import tell, write_kinds
from norush.rules import kind_book
from norush.rules.book import built_in, check_signals
from norush.rules.kind_book import FIELDS, KindRule, plain_words
from norush.warehouse import Warehouse, read_step

BOOK = kind_book.built_in()
NOTHING: dict[str, object] = dict.fromkeys(sorted({signal for rule in BOOK.rules for signal in rule.signals}))
CLASSIFIES = NOTHING | {"mean_output_tokens": 6.0, "output_to_prompt": 0.01, "mean_prompt_tokens": 700.0}
TALKS = NOTHING | {"session_growth_share": 0.9, "session_quick_share": 0.1, "in_session_share": 0.9}


def test_behaviour_tells_a_kind() -> None:
    told = tell(BOOK, CLASSIFIES, "batchable", {})
    assert told.kind == "classification backfill"
    assert [(each.rule, each.basis) for each in told.evidence] == [("a-word-or-two-comes-out", "behaviour")]
    assert told.evidence[0].says == "6 tokens come out of 700: a class, a tag or a grade."


def test_a_name_chooses_where_behaviour_is_only_alike() -> None:
    told = tell(BOOK, CLASSIFIES, "batchable", {"called-moderation-at-scale": ("app", "moderat")})
    assert told.kind == "moderation at scale"
    assert told.evidence[0].basis == "name"
    assert told.evidence[0].says == "Its app name says “moderat”."


def test_behaviour_outweighs_a_name() -> None:
    writes = NOTHING | {"output_to_prompt": 3.0, "mean_output_tokens": 900.0}
    told = tell(BOOK, writes, "batchable", {"called-evaluation": ("api_key", "eval")})
    assert told.kind == "synthetic data"
    assert "evaluation" in {each.kind for each in told.evidence}  # and the name is shown all the same


@pytest.mark.parametrize(("verdict", "name"), [("interactive", "called-evaluation"), ("batchable", "called-chat")])
def test_a_name_never_moves_a_workload_across(verdict: str, name: str) -> None:
    told = tell(BOOK, NOTHING, verdict, {name: ("app", "x")})
    assert told.kind is None
    assert told.why == "what its names say goes with another verdict, or says too little"
    assert [each.rule for each in told.evidence] == [name]


def test_behaviour_of_another_verdict_says_nothing() -> None:
    assert tell(BOOK, TALKS, "interactive", {}).kind == "chat"
    assert tell(BOOK, TALKS, "batchable", {}).evidence == ()


def test_an_uncertain_workload_has_a_kind_by_name_only() -> None:
    assert tell(BOOK, CLASSIFIES, "uncertain", {}).kind is None
    told = tell(BOOK, CLASSIFIES, "uncertain", {"called-moderation-at-scale": ("app", "moderat")})
    assert (told.kind, told.why) == ("moderation at scale", None)


def test_a_name_that_names_many_things_is_not_enough() -> None:
    told = tell(BOOK, NOTHING, "uncertain", {"called-user-facing-api": ("api_key", "prod")})
    assert told.kind is None
    assert [each.rule for each in told.evidence] == ["called-user-facing-api"]


def test_where_nothing_speaks_the_reason_is_said() -> None:
    told = tell(BOOK, NOTHING, "batchable", {})
    assert told.kind is None
    assert told.why and told.why.startswith("no rule of a kind fired")


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("prodChat-v2", " prod chat v2 "),
        ("claude-cli/2.0.1 (external)", " claude cli 2 0 1 external "),
        ("Überprüfung", " überprüfung "),
        ("--", "  "),
    ],
)
def test_names_are_words(name: str, words: str) -> None:
    assert plain_words(name) == words


def test_a_word_is_whole_unless_it_is_a_beginning() -> None:
    (rule,) = [each for each in BOOK.rules if each.id == "called-evaluation"]
    assert rule.word_in("nightly_Evals") == "eval"
    assert rule.word_in("ci") == "ci"
    assert rule.word_in("social-medieval") is None


@pytest.mark.parametrize("rule", BOOK.rules, ids=lambda rule: rule.id)
def test_a_kind_rule_has_an_example_that_fires_and_one_that_does_not(rule: KindRule) -> None:
    assert rule.reason.endswith(".")
    assert rule.source
    if rule.is_by_name:
        assert any(rule.word_in(str(name)) for field, name in rule.fires.items() if field in rule.fields)
        assert rule.silent.keys() <= set(rule.fields)
        assert not any(rule.word_in(str(name)) for name in rule.silent.values())
    else:
        assert rule.holds(rule.fires)
        assert rule.silent.keys() <= rule.signals
        assert not rule.holds(NOTHING | dict(rule.silent))
        assert rule.sentence(rule.fires).endswith(".")


def test_a_kind_has_its_rules() -> None:
    assert {kind.id for kind in BOOK.kinds} == {rule.kind for rule in BOOK.rules}


def test_no_rule_of_a_verdict_can_see_a_name() -> None:
    """Verdicts are made of `signals`, which the hints do not reach; and its only text is the level."""
    assert "hints" not in read_step("3_signals/signals")
    assert {condition.signal for rule in built_in() for condition in rule.conditions} & set(FIELDS) == set()


def test_names_alone_weigh_less_than_behaviour_that_tells() -> None:
    chosen = [rule for rule in BOOK.rules if rule.is_by_name and {"app", "api_key", "tag"} & set(rule.fields)]
    assert max(rule.weight for rule in chosen if rule.id.startswith("called-")) < 2.0


def test_a_rule_about_an_unknown_signal_is_refused() -> None:
    with pytest.raises(RuleError, match="there is no signal called"):
        check_signals("kind_rule", BOOK.rules, ["requests"])


@pytest.fixture
def warehouse() -> Iterator[Warehouse]:
    """One uncertain workload of ten calls; six are called an evaluation, four of them twice over."""
    with Warehouse() as made:
        columns = ", ".join(f"null::double as {signal}" for signal in NOTHING)
        made.connection.execute(f"create table signals as select 'p' as period, 'w' as workload_id, {columns}")
        made.connection.execute(
            "create table verdicts as select 'p' as period, 'w' as workload_id, 'uncertain' as verdict"
        )
        made.connection.execute("create table lanes as select 'p' as period, 'w' as workload_id, 7 as lane")
        made.connection.execute("create table hints (lane int, field text, name text, calls bigint, of_calls bigint)")
        yield made


@pytest.mark.parametrize(("calls", "kind"), [((3, 2), "evaluation"), ((3, 1), None)])
def test_half_of_the_calls_must_hold_the_word(warehouse: Warehouse, calls: tuple[int, int], kind: str | None) -> None:
    warehouse.connection.execute(
        "insert into hints values (7, 'app', 'eval-a', ?, 10), (7, 'app', 'nightEval', ?, 10), (7, 'app', 'x', 1, 10)",
        list(calls),
    )
    write_kinds(warehouse, BOOK)
    assert warehouse.row("select kind from kinds") == (kind,)


def test_no_name_reaches_the_evidence(warehouse: Warehouse) -> None:
    warehouse.connection.execute("insert into hints values (7, 'tag', 'owner jane.doe@acme.example eval', 10, 10)")
    write_kinds(warehouse, BOOK)
    assert warehouse.rows("select kind, rule, basis, says from kind_evidence") == [
        ("evaluation", "called-evaluation", "name", "Its tag says “eval”.")
    ]


OWN = """
[[kind]]
id = "contract review"
verdicts = ["batchable"]
means = "Contracts are read for the legal department."

[[kind_rule]]
id = "our-contracts"
kind = "contract review"
words = ["legal*"]
weight = 4
says = "Its {field} says “{word}”."
reason = "Ours."
source = "us"

[[kind_rule]]
id = "a-word-or-two-comes-out"
kind = "data labeling"
signal = "mean_output_tokens"
operator = "<"
value = 20
weight = 1
says = "{mean_output_tokens:,.0f} tokens."
reason = "With us."
source = "us"

[[kind_rule]]
id = "called-evaluation"
kind = "evaluation"
words = ["eval*"]
weight = 0
says = "{field}, {word}"
reason = "Silenced."
source = "us"
"""


def test_a_users_file_adds_re_weighs_and_silences(tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text(OWN, encoding="utf-8")
    book = kind_book.with_own(own)
    assert tell(book, CLASSIFIES, "batchable", {"our-contracts": ("app", "legal")}).kind == "contract review"
    assert tell(book, CLASSIFIES, "batchable", {}).kind == "data labeling"
    assert tell(book, NOTHING, "batchable", {"called-evaluation": ("app", "eval")}).evidence == ()
    assert len(book.rules) == len(BOOK.rules) + 1


def test_the_example_of_the_page_is_right(tmp_path: Path) -> None:
    page = (Path(__file__).resolve().parents[1] / "docs" / "batch-or-not.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"^```toml\n(.*?)^```$", page, re.M | re.S)
    own = tmp_path / "own.toml"
    own.write_text(example, encoding="utf-8")
    book = kind_book.with_own(own)
    assert {rule.id: rule.weight for rule in book.rules}["begins-every-night"] == 3.0
    assert tell(book, NOTHING, "batchable", {"our-contracts": ("app", "legal")}).kind == "contract review"


FINE: dict[str, object] = {
    "id": "x", "kind": "chat", "words": ["a"], "weight": 1, "says": "{field} {word}", "reason": "r", "source": "s",
}  # fmt: skip


@pytest.mark.parametrize(
    ("section", "entry", "message"),
    [
        ("kind_rule", FINE | {"kind": "chats"}, "there is no kind called 'chats'"),
        ("kind_rule", FINE | {"weight": -1}, "weight is a number that is not negative"),
        ("kind_rule", FINE | {"weight": 0}, "weight 0 silences a rule, but there is no kind_rule called x"),
        ("kind_rule", FINE | {"words": []}, "words is a list of one or more words"),
        ("kind_rule", FINE | {"in": ["apps"]}, "in is a list of one or more of app, api_key"),
        ("kind_rule", FINE | {"says": "{requests}"}, "takes {field} and {word} only"),
        ("kind_rule", FINE | {"signal": "requests"}, "unknown key 'signal'"),
        ("kind_rule", {key: FINE[key] for key in FINE if key != "words"}, "give it a signal and an operator, or words"),
        ("kind_rule", {key: FINE[key] for key in FINE if key != "kind"}, "no 'kind'"),
        (
            "kind",
            {"id": "x", "verdicts": ["uncertain"], "means": "m"},
            "verdicts is a list of one or more of interactive",
        ),
        ("kinds", {"id": "x"}, "unknown section 'kinds'"),
        ("kind_rule", {"id": "x", "weight": 2}, "there is no rule called x to weigh anew"),
        ("kind_rule", {"id": "called-chat", "weight": "2"}, "weight is a number that is not negative"),
    ],
)
def test_a_mistake_in_a_users_file_is_one_sentence(
    tmp_path: Path, section: str, entry: dict[str, object], message: str
) -> None:
    own = tmp_path / "own.toml"
    lines = [f"{key} = {value!r}" for key, value in entry.items()]
    own.write_text(f"[[{section}]]\n" + "\n".join(lines) + "\n", encoding="utf-8")
    with pytest.raises(RuleError) as raised:
        kind_book.with_own(own)
    assert message in str(raised.value)
    assert "\n" not in str(raised.value)
