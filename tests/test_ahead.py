"""What is fetched while the log is read is there when a stage asks for it."""

from norush import ahead, signals, workloads
from norush.warehouse import parsed, read_step


def test_the_steps_after_the_load_are_parsed_before_they_are_run() -> None:
    ahead.fetch("UTC").join()
    before = parsed.cache_info().misses
    steps = [f"2_workloads/{step}" for step in workloads.STEPS] + [f"3_signals/{step}" for step in signals.STEPS]
    for step in (*steps, "4_costs/costs", "4_replay/replay", "5_findings/findings"):
        parsed(read_step(step))
    assert parsed.cache_info().misses == before
