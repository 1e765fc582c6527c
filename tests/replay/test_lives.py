"""How long a cache lives is said once; how requests share one, and when an answer began, too."""

import re
from pathlib import Path

from norush.replay import LIVES, LIVES_US
from replays import Call, database

SQL = Path(__file__).parents[2] / "sql"


def test_no_step_has_a_life_of_its_own() -> None:
    lives = {str(life_us) for life_us in LIVES_US.values()}
    assert lives == {"300000000", "3600000000"}
    for path in [*(SQL / "4_replay").glob("*.sql"), *(SQL / "4_costs").glob("*.sql")]:
        assert not lives & set(re.findall(r"\d+", path.read_text(encoding="utf-8"))), path.name


def test_a_read_is_within_the_life_that_is_given(tmp_path: Path) -> None:
    """Three calls a minute apart: within a life of one minute all but the first read; of less, none."""
    warehouse = database([Call(60_000 * n, 60_000 * n + 500, (("head", 2_000),)) for n in range(3)], tmp_path)
    for step in ("replay", "replay_lines", "long_sessions", "growing_scopes", "replay_calls", "prompt_blocks"):
        warehouse.run_step(f"4_replay/{step}")
    for life_us, reads in ((60_000_000, 2), (59_999_999, 0)):
        warehouse.run_step("4_replay/ideal_depths", {**LIVES, "life_5m_us": life_us})
        assert warehouse.row("select sum(reads_5m), sum(reads_1h) from ideal_depths") == (reads, 2)


def test_what_caches_is_numbered_once(tmp_path: Path) -> None:
    """The lines of what already caches are those of what is replayed, under the same numbers."""
    calls = [
        *(Call(n, n + 1, (("a", 2_000),), workload="v") for n in range(2)),
        *(Call(n, n + 1, prompt_tokens=5_000, workload="w") for n in range(2)),
    ]
    warehouse = database(calls, tmp_path)
    warehouse.rows("update requests set cache_read_tokens = 10 where workload_id = 'w'")
    for step in ("replay_lines", "cache_lines"):
        warehouse.run_step(f"4_replay/{step}")
    lines = dict(warehouse.rows("select workload_id, (line_no, scope_no) from replay_lines"))
    assert lines.keys() == {"v", "w"}
    assert dict(warehouse.rows("select workload_id, (line_no, scope_no) from cache_lines")) == {"w": lines["w"]}
