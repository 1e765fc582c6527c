"""A difference from a golden file can be read: value by value, or line by line."""

from pathlib import Path

import pytest

import goldens


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(goldens, "GOLDEN", tmp_path / "golden")
    monkeypatch.setattr(goldens, "ACTUAL", tmp_path / "actual")


@pytest.mark.parametrize(
    ("name", "wanted", "got", "said"),
    [
        ("a.json", '{"w": [{"usd": "1.00"}]}', '{"w": [{"usd": "1.01", "n": 1}]}', 'w[0].usd: "1.00" -> "1.01"'),
        ("a.json", '{"w": [{"usd": "1.00"}]}', '{"w": [{"usd": "1.00", "n": 1}]}', 'w[0].n: "(nothing)" -> 1'),
        ("a.json", '{"w": 1}', '{"w":1}', "the same values, written otherwise"),
        ("a.json", '{"w": 1}', '{"w": true}', "w: 1 -> true"),
        ("a.md", "one\ntwo\n", "one\n2\n", "-two\n+2"),
    ],
)
def test_a_difference_is_said(name: str, wanted: str, got: str, said: str, tmp_path: Path) -> None:
    goldens.check(name, wanted, accept=True)
    goldens.check(name, wanted, accept=False)
    with pytest.raises(pytest.fail.Exception) as found:
        goldens.check(name, got, accept=False)
    assert said in str(found.value)
    assert (tmp_path / "actual" / name).read_text() == got


def test_many_differences_are_counted() -> None:
    goldens.check("a.md", "".join(f"{at}\n" for at in range(100)), accept=True)
    with pytest.raises(pytest.fail.Exception, match="and 163 more"):
        goldens.check("a.md", "".join(f"x{at}\n" for at in range(100)), accept=False)
