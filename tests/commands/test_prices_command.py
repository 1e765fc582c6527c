"""norush prices: a name in, prices out; a file in, its effect or the one thing that is wrong with it."""

import json
import re
from pathlib import Path

import pytest

from commands.test_cli import Norush, norush

__all__ = ["norush"]
OWN = """\
[[price]]
platform = "house"
model = "house-large"
valid_from = 2026-01-01
valid_until = 2026-02-01
input_per_mtok = 2
output_per_mtok = 8
source = "rate card"
[[price]]
platform = "house"
model = "house-large"
valid_from = 2026-03-01
input_per_mtok = 1
output_per_mtok = 4
source = "rate card"
[[discount]]
platform = "anthropic"
percent_off = 10
valid_from = 2026-01-01
source = "contract"
"""


def test_what_applies_and_what_others_say(norush: Norush) -> None:
    code, out, _ = norush("prices", "claude-opus-4-7", "--at", "2026-10-20")
    assert code == 0
    assert re.search(r"\$5.00 +\$25.00 +\$6.25 +\$10.00 +\$0.50 +\$2.50 +\$12.50", out)
    assert out.count("differs: ") == 8
    assert "JokerRun/claude-docs-sitemap@ffc15533, fetched 2026-10-08" in out


def test_json_is_exact(norush: Norush) -> None:
    _, out, _ = norush("prices", "claude-haiku-5-5", "--json")
    found = json.loads(out)
    short, long = found["cards"]
    assert (short["over_tokens"], short["usd_per_mtok"]["cache_read"]) == (100_000, "0.01")
    assert long["usd_per_mtok"]["batch_output"] == "1.25"
    assert all(each["checked_on"] == "2026-11-22" for each in found["cards"])


@pytest.mark.parametrize("words", [("--json",), ("--markdown",), ()])
def test_every_model_is_listed(norush: Norush, words: tuple[str, ...]) -> None:
    code, out, _ = norush("prices", *words)
    assert code == 0
    assert "claude-fable-5-2" in out
    assert "vertex-regional" in out


@pytest.mark.parametrize(
    ("words", "message", "code"),
    [
        (("claude-opus-4",), "unknown model 'claude-opus-4'", 1),
        (("claude-opus-4-7", "--at", "2026-01-01"), "has no price on anthropic on 2026-01-01", 1),
        (("claude-opus-4-7", "--at", "yesterday"), "is no day", 2),
        (("check",), "takes one file", 2),
        (("check", "missing.toml"), "is not there", 2),
        (("check", "."), "is a folder: give a price file", 2),
        (("one", "two"), "one model at a time", 2),
    ],
)
def test_what_cannot_be_answered(norush: Norush, words: tuple[str, ...], message: str, code: int) -> None:
    assert message in norush.refused("prices", *words, code=code)


def test_a_file_is_checked(norush: Norush, tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_text(OWN, encoding="utf-8")
    code, out, _ = norush("prices", "check", "own.toml")
    assert code == 0
    assert "house/house-large/standard: 2 row(s), is new" in out
    assert "10 % off every model on anthropic, from 2026-01-01" in out
    assert "warning: house/house-large/standard has no price from 2026-02-01 to 2026-03-01" in out
    (tmp_path / "own.toml").write_text(OWN.replace("= 8", "= eight"), encoding="utf-8")
    assert "own.toml" in norush.refused("prices", "check", "own.toml", code=1)


def test_own_prices_apply(norush: Norush, tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_text(OWN, encoding="utf-8")
    _, out, _ = norush("prices", "claude-sonnet-4-6", "--prices", "own.toml", "--at", "2026-10-20")
    assert re.search(r"\$2.70 +\$13.50", out)
    assert "contract: 10 % off platform.claude.com" in out


def test_other_sources_stand_beside_the_list_price(norush: Norush, tmp_path: Path) -> None:
    """A discount is no opinion about what the provider's page says."""
    (tmp_path / "own.toml").write_text(OWN, encoding="utf-8")
    question = ("prices", "claude-opus-4-7", "--at", "2026-10-20", "--json")
    _, own, _ = norush(*question, "--prices", "own.toml")
    _, shipped, _ = norush(*question)
    assert json.loads(own)["cards"] != json.loads(shipped)["cards"]
    assert json.loads(own)["other_sources"] == json.loads(shipped)["other_sources"] != []
