"""Whatever a file holds: read or refused in a sentence, every record counted, in bounded time."""

import random
import time

import pytest

import fuzzing
from records import FILES

SECONDS, WITH_EVERY_CASE = 30, 120


@pytest.mark.parametrize("file", ["litellm_payload.jsonl", "langsmith.jsonl", "anthropic_console_tokens.csv"])
def test_changed_records_are_read_or_refused(file: str) -> None:
    assert fuzzing.load(file, 0, 60) is None


@pytest.mark.slow
def test_a_damaged_file_is_read_or_refused() -> None:
    assert {file: wrong for file in fuzzing.WHOLE for seed in (0,) if (wrong := fuzzing.damage(file, seed))} == {}


@pytest.mark.slow
def test_what_no_run_before_had(pytestconfig: pytest.Config) -> None:
    """Half a minute of new seeds, two minutes with --every-case.

    A failure names its own, and `fuzzing.load(file, seed, 200)` makes it again.
    """
    most_s = WITH_EVERY_CASE if pytestconfig.getoption("--every-case") else SECONDS
    began, dice, inputs = time.monotonic(), random.Random(), 0
    wrong: list[tuple[str, int, str]] = []
    while time.monotonic() - began < most_s and not wrong:
        seed = dice.randrange(10**9)
        file = dice.choice((*FILES, *fuzzing.WHOLE))
        found = fuzzing.damage(file, seed) if file in fuzzing.WHOLE else fuzzing.load(file, seed, 200)
        inputs += 1 if file in fuzzing.WHOLE else 200
        wrong += [(file, seed, found)] if found else []
    assert wrong == []
    assert inputs > 1_000


@pytest.mark.parametrize(
    ("file", "seed"),
    [
        # a number in digits that are not ASCII, in the excerpt of a damaged row
        ("anthropic_console_tokens_early_2025.csv", 1),
        # a text in the place of a list, in a file with another reject: it was a reject only when read again
        ("langsmith.jsonl", 1),
        ("litellm_payload.jsonl", 0),
    ],
)
@pytest.mark.slow
def test_what_was_found_once(file: str, seed: int) -> None:
    assert fuzzing.load(file, seed, 200) is None
