"""A length of time in its two largest units."""

from datetime import timedelta

import pytest

from norush.durations import duration


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(40, "40 s"), (90, "1 min"), (4980, "1 h 23 min"), (86_400, "1 day"), (187_200, "2 days 4 h")],
)
def test_duration(seconds: int, text: str) -> None:
    assert duration(timedelta(seconds=seconds)) == text
