"""Every amount that a workload's page shows, in HTML and in Markdown, is in audit.json."""

import html
import json
import re
from collections.abc import Iterator
from decimal import Decimal

import pytest

from golden_cases import GOLDENS
from norush import render
from norush.render.numbers import exact_usd, unit_price, usd, whole_usd
from view_cases import HOSTILE, viewed

AMOUNT = re.compile(r"\$\d[\d,]*(?:\.\d+)?")
ZERO = "$0"
"""The foot of a drawing."""


def decimals(value: object) -> Iterator[Decimal]:
    """Every exact decimal of a document."""
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        for each in value:
            yield from decimals(each)
    elif isinstance(value, str) and re.fullmatch(r"-?\d+(\.\d+)?", value):
        yield Decimal(value)


def amounts(text: str) -> set[str]:
    """What looks like an amount, whatever stands around it."""
    text = re.sub(r"<style>.*?</style>", "", text, flags=re.DOTALL)
    text = re.sub(r'<span class="ct">([^<]*)</span>', r"\1", text)
    bare = html.unescape(re.sub(r"<[^>]+>", " ", text)).replace("\\", "").replace(HOSTILE, "")
    return {each.rstrip(",") for each in AMOUNT.findall(bare)} - {ZERO}


@pytest.mark.parametrize("case", GOLDENS)
def test_every_amount_of_a_workloads_page_is_in_the_json(case: str) -> None:
    outputs = dict(render.outputs(viewed(GOLDENS[case])))
    document = json.loads(outputs["audit.json"])
    workloads = document.pop("workloads")
    shared = set(decimals(document))
    seen = 0
    for workload in workloads:
        known = {abs(each) for each in shared | set(decimals(workload))}
        printed = {show(each) for each in known for show in (usd, whole_usd, exact_usd, unit_price)}
        printed |= amounts(json.dumps([workload, document], ensure_ascii=False))
        for ending in ("html", "md"):
            told = amounts(outputs[f"workloads/{workload['workload_id']}.{ending}"])
            assert told - printed == set(), (workload["name"], ending)
            seen += len(told)
    assert seen > 10 or case == "unpriced"
