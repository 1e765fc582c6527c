"""What an excerpt shows of a rejected record: its shape, and never a word of a text, wherever the record is cut."""

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from norush.sources.excerpts import LONGEST_EXCERPT, excerpt


def test_the_docstring_of_excerpt_is_true() -> None:
    text = '{"model": "claude", "input_tokens": -5, "id": "from me'
    assert excerpt(text, is_whole=False) == '{"model": <6 characters>, "input_tokens": -5, "id": <7 characters, cut>'


@pytest.mark.parametrize("key", ["sk-ant-api03-abc", "AKIAIOSFODNNEXAMPLE", "AIzaSyExample", "gsk_example"])
def test_a_key_in_the_place_of_a_field_name_is_masked(key: str) -> None:
    assert excerpt(json.dumps({key: 1, "model": 2}), is_whole=True) == f'{{<{len(key)} characters>: 1, "model": 2}}'


WORDS = ("kumquat", "quince", "medlar", "Kumquat's", "quince\u00e9", "medlar_tree")
SEAMS = (
    '"',
    "'",
    "\\",
    '\\"',
    '": "',
    '", "',
    "\n",
    "{",
    "}",
    "[",
    "],",
    ": ",
    ", ",
    "\u2028",
    "\u00e4",
    "\U0001f34a",
    " 12 ",
    "\\u006b",
    "\x00",
)
"""What may stand between two words of a prompt: all that could pass for the structure around it."""

prompts = st.lists(st.sampled_from((*WORDS, *SEAMS)), max_size=30).map("".join)


@given(
    prompts=st.lists(prompts, min_size=1, max_size=3),
    encoded=st.integers(0, 2),
    is_ascii=st.booleans(),
    cut=st.floats(0, 1),
    part=st.sampled_from(("head", "tail", "whole")),
)
def test_no_word_of_a_prompt_is_in_an_excerpt_wherever_the_record_is_cut(
    prompts: list[str], encoded: int, *, is_ascii: bool, cut: float, part: str
) -> None:
    said: object = [{"role": "user", "content": prompt, prompt: 1, "medlar": prompt} for prompt in prompts]
    for _ in range(encoded):
        said = json.dumps(said, ensure_ascii=is_ascii)
    record = json.dumps({"model": "m", "input_tokens": -5, "messages": said, "end": 1}, ensure_ascii=is_ascii)
    at = int(cut * len(record))
    shown = excerpt({"head": record[:at], "tail": record[at:], "whole": record}[part], is_whole=part == "whole")
    assert not re.search("kumq|quin|medl", shown, re.IGNORECASE), shown
    assert len(shown) <= LONGEST_EXCERPT
    assert shown.isprintable()


def test_a_text_that_is_longer_than_what_is_looked_at_stays_hidden_wherever_that_ends() -> None:
    """A backslash as the last character that is looked at once showed what stood before it."""
    text = 'He said "kumquat" \\ and \n '
    for length in range(9_990, 10_040):
        record = json.dumps({"input_tokens": -5, "notes": ("x" * length)[: length - 9_900] + text * 500})
        assert "kumquat" not in excerpt(record, is_whole=True)


@pytest.mark.parametrize(
    ("record", "shown"),
    [
        ('{"model": "he said "the "kumquat": yes"}', '{"model": <8 characters><20 characters that are not JSON>'),
        ('{\\"kumquat\\": 1}', "{<15 characters that are not JSON>"),
        ('{"id": "x\\', '{"id": <1 characters, cut>'),
        ('{"id": "x\\u00', '{"id": <5 characters, cut>'),
        ('{"kumquat', "{<7 characters, cut>"),
        ('{"kumquat" was "told": 1}', "{<7 characters><15 characters that are not JSON>"),
        ('{"id": [1, {}, null]} kumquat', '{"id": [1, {}, null]}<8 characters that are not JSON>'),
        ('{"usage": {"input_tokens": -5, "kumquat": 1}}', '{"usage": {"input_tokens": -5, <7 characters>: 1}}'),
        (
            '{"created_at": 491701234567, "input_tokens": -500000000}',
            '{"created_at": <12 characters>, "input_tokens": -500000000}',
        ),
        ('{"id": 4111 1111 kumquat}', '{"id": 4111<14 characters that are not JSON>'),
    ],
)
def test_an_excerpt_ends_where_its_record_is_no_json_any_more(record: str, shown: str) -> None:
    assert excerpt(record, is_whole=False) == shown


def test_the_columns_of_a_table_of_ones_own_stand_in_the_excerpt_of_a_whole_record() -> None:
    record = '{"took": -5, "usage": {"kumquat": 1}}'
    assert excerpt(record, is_whole=True) == '{"took": -5, "usage": {<7 characters>: 1}}'
    assert excerpt(record, is_whole=False) == '{<4 characters>: -5, "usage": {<7 characters>: 1}}'
