"""A user's rules file adds, replaces, re-weighs and silences rules, and every mistake in it is one clear sentence."""

from pathlib import Path

import pytest

from commands.test_cli import Norush, norush
from norush.errors import RuleError
from norush.rules import book, question_book
from norush.verdicts import Verdict, judge, weigh

__all__ = ["norush"]
RULES = book.built_in()
NOTHING: dict[str, object] = dict.fromkeys(sorted({signal for rule in RULES for signal in rule.signals}))
LOOP = NOTHING | {"requests": 500, "back_to_back_share": 0.95, "typical_episode_requests": 40.0, "level": "medium"}
FIXTURE = Path(__file__).resolve().parents[1] / "fixtures" / "litellm.jsonl"

WHOLE = """
[[rule]]
id = "our-exports"
signal = "mean_prompt_tokens"
operator = ">="
value = 5000
points_to = "batchable"
weight = 4
family = "ours"
floor = true
says = "{mean_prompt_tokens:,.0f} tokens: only our exports are that long."
reason = "We know."
source = "us"
"""


def own(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "own.toml"
    path.write_text(text, encoding="utf-8")
    return path


def verdict(rules: tuple[book.Rule, ...], signals: dict[str, object]) -> Verdict:
    return judge(weigh(rules, signals), signals).verdict


def test_a_rule_of_ones_own_decides(tmp_path: Path) -> None:
    rules = book.with_own(own(tmp_path, WHOLE))
    long_prompts = NOTHING | {"requests": 500, "mean_prompt_tokens": 8000.0}
    assert verdict(RULES, long_prompts) is Verdict.UNCERTAIN
    assert verdict(rules, long_prompts) is Verdict.BATCHABLE
    assert "8,000 tokens: only our exports are that long." in [e.says for e in weigh(rules, long_prompts)]


def test_id_and_weight_alone_weigh_a_rule_anew(tmp_path: Path) -> None:
    rules = book.with_own(own(tmp_path, '[[rule]]\nid = "a-loop"\nweight = 0.4\n'))
    (before,) = [rule for rule in RULES if rule.id == "a-loop"]
    (after,) = [rule for rule in rules if rule.id == "a-loop"]
    assert (after.weight, after.conditions, after.says) == (0.4, before.conditions, before.says)
    assert len(rules) == len(RULES)
    assert verdict(RULES, LOOP) is Verdict.BATCHABLE
    assert verdict(rules, LOOP) is not Verdict.BATCHABLE


def test_the_same_id_replaces_a_rule_and_weight_nought_silences_it(tmp_path: Path) -> None:
    replaced = book.with_own(own(tmp_path, WHOLE.replace("our-exports", "a-loop")))
    assert len(replaced) == len(RULES)
    assert "a-loop" not in {e.rule.id for e in weigh(replaced, LOOP)}
    silenced = book.with_own(own(tmp_path, '[[rule]]\nid = "a-loop"\nweight = 0\n'))
    assert "a-loop" not in {e.rule.id for e in weigh(silenced, LOOP)}


def test_a_question_of_ones_own_is_asked(tmp_path: Path) -> None:
    text = '[[question]]\nid = "ours"\nplace = 1\nasks = "Is it {requests:,.0f}?"\nreason = "r"\n'
    rules = question_book.with_own(own(tmp_path, text))
    assert rules[0].id == "ours"
    assert rules[0].sentence({"requests": 1200}) == "Is it 1,200?"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[[rule]\n", "is no TOML"),
        (
            "[rules]\n",
            "unknown section 'rules'; a rules file holds [[rule]], [[kind]], [[kind_rule]], [[question]] only",
        ),
        ('[rule]\nid = "x"\n', "write [[rule]] with two brackets"),
        ("rule = 3\n", "write [[rule]] with two brackets"),
        ("rule = [3]\n", "write [[rule]] with two brackets"),
        ('[[rule]]\nid = "x"\n', "rule x: no 'family'"),
        (
            '[[rule]]\nid = "x"\nweight = 2\n',
            "there is no rule called x to weigh anew; a new one needs all of its keys",
        ),
        ('[[rule]]\nid = "a-loop"\nweight = -1\n', "rule a-loop: weight is a number that is not negative"),
        ('[[rule]]\nid = "a-loop"\nweight = nan\n', "rule a-loop: weight is a number that is not negative"),
        ('[[rule]]\nid = "a-loop"\nweight = true\n', "rule a-loop: weight is a number that is not negative"),
        (WHOLE.replace("weight = 4", "weight = 0"), "weight 0 silences a rule, but there is none called our-exports"),
        (WHOLE + WHOLE, "two rules are called our-exports"),
        (WHOLE.replace('">="', '"=>"'), "operator is one of <, <=, >, >=, between, is_null"),
        (WHOLE.replace("5000", '"5000"'), ">= takes 1 numbers as its value"),
        (WHOLE.replace("5000", "[1, 2]"), ">= takes 1 numbers as its value"),
        (WHOLE.replace('"batchable"', '"batch"'), "points_to is one of batchable, interactive"),
        (WHOLE.replace("floor = true", "flour = true"), "unknown key 'flour'"),
        (WHOLE.replace("{mean_prompt_tokens:,.0f}", "{}"), "a figure in says has the name of its signal"),
        (WHOLE.replace("{mean_prompt_tokens:,.0f}", "{mean_prompt_tokens:,.0x}"), "is no format of a number"),
        (WHOLE.replace("{mean_prompt_tokens:,.0f}", "{mean_prompt_tokens"), "is no sentence with figures in braces"),
        (WHOLE + 'all = "many"\n', "all is a list of conditions"),
        (WHOLE + "all = [{ operator = '<', value = 1 }]\n", "a condition names its signal"),
    ],
)
def test_a_mistake_is_one_sentence(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(RuleError) as raised:
        book.with_own(own(tmp_path, text))
    assert message in str(raised.value)
    assert "\n" not in str(raised.value)
    assert str(raised.value).startswith((str(tmp_path), "two rules"))


def test_what_is_no_text_or_not_there_is_said(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_bytes(b"\xff\xfe")
    for given in (path, tmp_path / "none.toml", tmp_path):
        with pytest.raises(RuleError, match="the rules file"):
            book.with_own(given)


def test_a_signal_that_does_not_exist_is_named(tmp_path: Path) -> None:
    rules = book.with_own(own(tmp_path, WHOLE.replace('"mean_prompt_tokens"', '"mean_promt_tokens"')))
    with pytest.raises(RuleError, match="rule our-exports: there is no signal called 'mean_promt_tokens'"):
        book.check_signals("rule", rules, [*NOTHING, "mean_prompt_tokens"])


def test_a_figure_that_is_no_number_is_said_and_no_traceback(tmp_path: Path) -> None:
    rules = book.with_own(own(tmp_path, WHOLE.replace("{mean_prompt_tokens:,.0f}", "{level:,.0f}")))
    with pytest.raises(RuleError, match="rule our-exports: a figure in its sentence takes no such format"):
        weigh(rules, NOTHING | {"mean_prompt_tokens": 9000.0, "level": "poor"})


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('[[rule]]\nid = "x"\n', "rule x: no 'family'"),
        ('[[kind_rule]]\nid = "x"\n', "kind_rule x: "),
        ('[[question]]\nid = "x"\n', "question x: no 'asks'"),
    ],
)
def test_the_command_says_so_before_it_reads_a_log(norush: Norush, tmp_path: Path, text: str, message: str) -> None:
    path = own(tmp_path, text)
    code, out, err = norush("audit", str(FIXTURE), "--rules", str(path), "-o", str(tmp_path / "report"))
    assert (code, out) == (1, "")
    assert message in err
    assert "Traceback" not in err
    assert not (tmp_path / "report" / "audit.duckdb").exists()


@pytest.mark.slow
def test_a_rules_file_reaches_the_report(norush: Norush, tmp_path: Path) -> None:
    path = own(tmp_path, WHOLE.replace("5000", "0") + KIND)
    code, _, err = norush("audit", str(FIXTURE), "--rules", str(path), "-o", str(tmp_path / "report"))
    assert code == 0, err
    report = (tmp_path / "report" / "audit.json").read_text(encoding="utf-8")
    assert '"rule": "our-exports"' in report
    assert '"kind": "our batches"' in report
    assert "Its log format says “litellm”." in report


KIND = """
[[kind]]
id = "our batches"
verdicts = ["interactive", "agentic", "latency_bound", "batchable"]
means = "Ours."

[[kind_rule]]
id = "ours"
kind = "our batches"
words = ["litellm"]
in = ["source"]
weight = 9
says = "Its {field} says “{word}”."
reason = "Ours."
source = "us"
"""
