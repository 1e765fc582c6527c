"""What prices are called, the same in every list."""

import pytest

from norush.render import price_words

NBSP = "\N{NO-BREAK SPACE}"


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("input", "input"),
        ("cache_write_5m", f"cache write 5{NBSP}min"),
        ("batch_cache_write_1h", f"batch cache write 1{NBSP}h"),
        ("batch_output", "batch output"),
        ("web_search", "web search"),
    ],
)
def test_a_kind_of_price_in_words(name: str, label: str) -> None:
    assert price_words.label(name) == label
