"""Reads the blockers: what a batch does not take, or takes with care, and what only an owner knows.

Judgement; reads `rules/blockers/*.toml`; writes nothing. A blocker changes no verdict: it is what stands between a
saving and its making. What one stops whoever waits stays as billed in a batch (`is_stopped` of priced_requests.sql).
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from norush.rules.sentences import write_sentence

EFFECTS = ("stops", "warns", "asks")
"""The calls that show it cannot run in a batch as they are; they can, with care; only the owner knows."""


@dataclass(frozen=True, slots=True)
class BlockerRule:
    """One thing that may stand against a batch."""

    id: str
    effect: str
    says: str
    reason: str
    source: str
    shows: str | None = None
    """What is counted in the log (`shows` of shown_calls.sql); None: no log tells, it is asked."""
    verdicts: tuple[str, ...] = ()
    platforms: tuple[str, ...] = ()
    """Of which workloads; empty: of any."""
    unknown: str | None = None
    """What is asked where no call says whether it shows it."""

    def is_about(self, verdict: str, platform: str | None) -> bool:
        """Whether it can stand against this workload at all."""
        return (not self.verdicts or verdict in self.verdicts) and (not self.platforms or platform in self.platforms)

    def sentence(self, calls: int, of_calls: int) -> str:
        """What was found, with its figures."""
        shown = {"calls": calls, "of_calls": of_calls, "share": calls / of_calls if of_calls else 0.0}
        return write_sentence(self.id, self.says, shown)


@cache
def built_in() -> tuple[BlockerRule, ...]:
    """All blockers, in the order in which they are shown."""
    folder = files("norush") / "rules" / "blockers"
    texts = sorted(
        (entry.name, entry.read_text(encoding="utf-8")) for entry in folder.iterdir() if entry.name.endswith(".toml")
    )
    return tuple(_rule(entry) for _, text in texts for entry in tomllib.loads(text)["blocker"])


def _rule(entry: Mapping[str, Any]) -> BlockerRule:
    # our own file: what is wrong in it is an error of ours, and a test finds it
    values: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in entry.items()}
    return BlockerRule(**values)
