"""The formats that norush reads, in the order in which they are asked whether a file is theirs.

Load; reads nothing, writes nothing. A new format is a module, its `from_<name>.sql`, a fixture, and a line here;
one that is refused needs no SQL.
"""

from collections.abc import Iterable
from importlib import import_module

from norush.sources import formats
from norush.sources.source import Record, Source

_IN_ORDER = (
    "litellm",
    "litellm_payload",
    "langfuse",
    "langfuse_traces",
    "helicone",
    "openrouter",
    "openrouter_daily",
    "claude_code",
    "anthropic_messages",
    "bedrock",
    "bedrock_batch",
    "bedrock_batch_jobs",
    "anthropic_console_tokens",
    "anthropic_stream",
    "anthropic_batches",
    "anthropic_batch_results",
    "anthropic_analytics_usage",
    "anthropic_analytics_cost",
    "anthropic_workspaces",
    "anthropic_usage_report",
    "anthropic_cost_report",
    "anthropic_console_cost",
    "anthropic_api_keys",
    "openai_usage",
    "openai_costs",
    "openai_batch",
    "langsmith",
    "inspect_eval",
    "canonical",
    "cloudflare",
    "cloudflare_logpush",
    "otel",
    "portkey",
    "vertex",
)
"""Modules of `formats`. Of formats that recognise as many records of a file, the first here takes it."""

SOURCES: tuple[Source, ...] = tuple(import_module(f"{formats.__name__}.{name}").SOURCE for name in _IN_ORDER)


def by_name(name: str) -> Source | None:
    """The format called `name`."""
    return next((source for source in SOURCES if source.name == name), None)


def recognise(records: Iterable[Record]) -> Source | None:
    """The format that most of these records are of; None when none is."""
    sample = list(records)
    votes = [(sum(source.recognises(record) for record in sample), source) for source in SOURCES]
    most, winner = max(votes, key=lambda vote: vote[0])
    return winner if most > 0 else None
