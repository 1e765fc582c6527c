"""The formats that norush reads, in the order in which they are asked whether a file is theirs.

Load; reads nothing, writes nothing. A new format is a module, its `from_<name>.sql`, a fixture, and a line here;
one that is refused needs no SQL.
"""

from collections.abc import Iterable

from norush.sources.formats import (
    anthropic_analytics_cost,
    anthropic_analytics_usage,
    anthropic_api_keys,
    anthropic_batch_results,
    anthropic_batches,
    anthropic_console_cost,
    anthropic_console_tokens,
    anthropic_cost_report,
    anthropic_messages,
    anthropic_stream,
    anthropic_usage_report,
    anthropic_workspaces,
    bedrock,
    bedrock_batch,
    bedrock_batch_jobs,
    canonical,
    claude_code,
    cloudflare,
    cloudflare_logpush,
    helicone,
    inspect_eval,
    langfuse,
    langfuse_traces,
    langsmith,
    litellm,
    litellm_payload,
    openai_batch,
    openai_costs,
    openai_usage,
    openrouter,
    openrouter_daily,
    otel,
    portkey,
    vertex,
)
from norush.sources.source import Record, Source

SOURCES: tuple[Source, ...] = (
    litellm.SOURCE,
    litellm_payload.SOURCE,
    langfuse.SOURCE,
    langfuse_traces.SOURCE,
    helicone.SOURCE,
    openrouter.SOURCE,
    openrouter_daily.SOURCE,
    claude_code.SOURCE,
    anthropic_messages.SOURCE,
    bedrock.SOURCE,
    bedrock_batch.SOURCE,
    bedrock_batch_jobs.SOURCE,
    anthropic_console_tokens.SOURCE,
    anthropic_stream.SOURCE,
    anthropic_batches.SOURCE,
    anthropic_batch_results.SOURCE,
    anthropic_analytics_usage.SOURCE,
    anthropic_analytics_cost.SOURCE,
    anthropic_workspaces.SOURCE,
    anthropic_usage_report.SOURCE,
    anthropic_cost_report.SOURCE,
    anthropic_console_cost.SOURCE,
    anthropic_api_keys.SOURCE,
    openai_usage.SOURCE,
    openai_costs.SOURCE,
    openai_batch.SOURCE,
    langsmith.SOURCE,
    inspect_eval.SOURCE,
    canonical.SOURCE,
    cloudflare.SOURCE,
    cloudflare_logpush.SOURCE,
    otel.SOURCE,
    portkey.SOURCE,
    vertex.SOURCE,
)


def by_name(name: str) -> Source | None:
    """The format called `name`."""
    return next((source for source in SOURCES if source.name == name), None)


def recognise(records: Iterable[Record]) -> Source | None:
    """The format that most of these records are of; None when none is."""
    sample = list(records)
    votes = [(sum(source.recognises(record) for record in sample), source) for source in SOURCES]
    most, winner = max(votes, key=lambda vote: vote[0])
    return winner if most > 0 else None
