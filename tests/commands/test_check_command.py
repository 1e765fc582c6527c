"""norush check and norush audit --fail-on new: exit codes, and a baseline that is about to be written over."""

import json
from pathlib import Path

import pytest

from commands.test_cli import Norush, norush
from loads import FIXTURES

__all__ = ["norush"]


@pytest.fixture
def nightly(tmp_path: Path) -> Path:
    """A log with one job that could wait for certain."""
    lines = ["started_at,ended_at,model,input_tokens,output_tokens,app"]
    for day in range(1, 29):
        for at in range(40):
            begins, ends = (
                f"2026-10-{day:02d}T01:{second // 60:02d}:{second % 60:02d}Z" for second in (2 * at, 2 * at + 1)
            )
            lines.append(f"{begins},{ends},claude-sonnet-5,100000,500,nightly")
    (tmp_path / "log.csv").write_text("\n".join(lines) + "\n")
    return tmp_path / "log.csv"


@pytest.mark.slow
def test_a_new_finding_is_exit_code_3(norush: Norush, nightly: Path, tmp_path: Path) -> None:
    assert norush("audit", FIXTURES / "litellm.jsonl", "-o", "report")[0] == 0
    # the baseline is the report that is written over
    gate = ("audit", nightly, "-o", "report", "--baseline", "report", "--fail-on", "new")
    code, out, err = norush(*gate)
    assert code == 3, err
    assert "1 finding that the baseline does not have, $" in err
    assert err.splitlines()[-1].endswith(": nightly")
    assert "nightly" in out
    assert norush(*gate)[0] == 0
    document = json.loads((tmp_path / "report" / "audit.json").read_text(encoding="utf-8"))
    (tmp_path / "old").mkdir()
    (tmp_path / "old" / "audit.json").write_text(json.dumps({**document, "workloads": []}))
    # both objections, not the first alone
    code, _, err = norush(*gate[:4], "--baseline", "old", "--fail-on", "new", "--fail-over", "1")
    assert code == 3
    assert ": nightly; the sure batch saving is $" in err
    assert err.rstrip().endswith("above the limit of $1.00")

    code, out, err = norush("check", "old", "report")
    assert code == 3
    assert out.startswith("### 1 finding that the baseline does not have, $")
    assert err.count("\n") == 1
    code, out, _ = norush("check", "old/audit.json", "report/audit.json", "--json")
    assert code == 3
    assert json.loads(out)["new"][0]["name"] == "nightly"
    assert norush("check", "report", "report")[0] == 0
    assert norush("check", "report", "report", "--fail-over", "1")[0] == 3


def test_wrong_usage_is_one_sentence(norush: Norush, nightly: Path) -> None:
    assert "--fail-on new needs --baseline" in norush.refused("audit", nightly, "--fail-on", "new")
    assert "--baseline is for --fail-on new" in norush.refused("audit", nightly, "--baseline", "report")
    assert "--fail-on 'all'" in norush.refused("audit", nightly, "--fail-on", "all", "--baseline", "report")
    assert "is not there" in norush.refused("audit", nightly, "--fail-on", "new", "--baseline", "none")
    assert "is not there" in norush.refused("check", "none", "none")
    assert "is no report" in norush.refused("check", _other(), _other(), code=1)
    assert "is no amount" in norush.refused("check", _other(), _other(), "--fail-over", "much")


def _other() -> Path:
    Path("other.json").write_text("{}")
    return Path("other.json")
