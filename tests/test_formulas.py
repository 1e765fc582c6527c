"""No text of a log runs in a spreadsheet, in Python's own CSV or in the engine's."""

import re

import duckdb
import pytest

from norush import formulas
from norush.warehouse import literal

TEXTS = {
    "=1": "'=1",
    "＝1": "'＝1",
    "a;=1": "a;'=1",
    "a\r\n=10": "a\r\n'=10",
    "a\n\n=4": "a\n\n'=4",
    "a;\n-22": "a;\n'-22",
    "a;\t @6": "a;\t '@6",
    "\t=5": "'\t'=5",
    "\tx": "'\tx",
    "a;=1;=2": "a;'=1;'=2",
    "a-b=c": "a-b=c",
    "nightly; 12": "nightly; 12",
    "": "",
}


@pytest.mark.parametrize("text", TEXTS)
def test_python_and_the_engine_disarm_alike(text: str) -> None:
    column = "$text"
    for pattern, replacement in formulas.REPLACEMENTS:
        column = f"regexp_replace({column}, {literal(pattern)}, {literal(replacement)}, 'g')"
    (said,) = duckdb.execute(f"select {column}", {"text": text}).fetchone() or ()
    assert formulas.disarmed(text) == said == TEXTS[text]


@pytest.mark.parametrize("text", TEXTS)
def test_no_cell_begins_with_a_formula_wherever_it_is_cut(text: str) -> None:
    cells = re.split("[;\t\r\n]", formulas.disarmed(text))
    assert not [cell for cell in cells if cell.strip().startswith(tuple("=+-@|%＝＋－＠"))]
