"""The situations that two articles name, and how norush recognises each: the tables of docs/batch-or-not.md.

Reads `situations.toml`; `tables.py` writes the page. A test judges each example by the rules themselves.
"""

import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

_READ = tomllib.loads((Path(__file__).parent / "situations.toml").read_text(encoding="utf-8"))
SITUATIONS: list[dict[str, Any]] = _READ["situation"]
HEAD = ("it says", "verdict and kind", "how norush recognises it", "by the rules", "what no log can show")


def rows(article: str) -> Iterator[tuple[str, str, str, str, str]]:
    """The situations of one article, in its order."""
    for each in SITUATIONS:
        if each["article"] == article:
            kind = f"<br>{each['kind']}" if "kind" in each else "<br>no kind"
            rules = "<br>".join(f"`{rule}`" for rule in [*each["rules"], *each.get("kind_rules", ())])
            yield f"“{each['quote']}”", f"`{each['verdict']}`{kind}", each["seen"], rules, each["unseen"]


def signals(situation: Mapping[str, Any]) -> dict[str, object]:
    """What the example of a situation measures: a behaviour, and what is different here."""
    return {**_READ["behaviour"][situation["like"]], **situation.get("but", {})}
