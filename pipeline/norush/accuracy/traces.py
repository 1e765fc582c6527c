"""Real logs with known truth, one row each: which verdict their calls get, as logged and with start times only.

Reads the folder that NORUSH_TRACES names, through the mapping files of the source checkout; writes a database in memory
for each.
"""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from norush import audit
from norush.accuracy.ledger import Label, Line, read_lines
from norush.errors import UsageError
from norush.params import Params
from norush.prices import load_book
from norush.rules.book import Rule
from norush.sources import files
from norush.sources.load import load
from norush.sources.mapping import read_map
from norush.warehouse import Warehouse

MAPS = Path(__file__).resolve().parents[3] / "fixtures" / "maps"
AS_LOGGED, STARTS_ONLY = "as logged", "starts only"


@dataclass(frozen=True, slots=True)
class Trace:
    """One real log. `where`: a condition on its requests, for one project of a file with several.

    `source`: whose it is, and its licence.
    """

    name: str
    verdict: str
    source: str
    path: str
    map_name: str | None = None
    where: str = "true"
    has_ends: bool = True

    @property
    def is_batchable(self) -> bool:
        """Nobody waited for its calls."""
        return self.verdict == "batchable"

    @property
    def is_part(self) -> bool:
        """A project of a file that is a trace as a whole."""
        return "." in self.name


AIDER = "Aider-AI/aider, own telemetry (Apache-2.0)"
AZURE = "Azure/AzurePublicDataset, LLM inference trace 2023 (CC BY 4.0)"
MOONCAKE = "kvcache-ai/Mooncake, FAST25 release (Apache-2.0)"
ENTIRE = "entireio/cli, checkpoints (MIT)"
EXPERIMENTS = "mdsweatt/managing-intelligence-experiments (CC BY 4.0)"
INSPECT = "meridianlabs-ai/inspect_scout, example logs (MIT)"

TRACES = (
    Trace("aider", "interactive", AIDER, "aider-analytics/aider_message_send.csv", "aider_message_send"),
    Trace("azure-chat", "interactive", AZURE, "azure/AzureLLMInferenceTrace_conv.csv", "azure_llm_trace",
          has_ends=False),
    Trace("mooncake-chat", "interactive", MOONCAKE, "mooncake/conversation_trace.jsonl", "mooncake", has_ends=False),
    Trace("claude-code", "agentic", ENTIRE, "claude-code-entireio-cli/requests.parquet", "claude_code_requests",
          where="model <> '<synthetic>'"),
    Trace("claude-code-transcripts", "agentic", ENTIRE, "claude-code-entireio-cli/raw_redacted"),
    Trace("experiment-0621", "batchable", EXPERIMENTS, "managing-intelligence/run-20260621*", "experiment_records"),
    Trace("experiment-0624", "batchable", EXPERIMENTS, "managing-intelligence/run-20260624*", "experiment_records"),
    Trace("inspect", "batchable", INSPECT, "inspect-eval/inspect_model_calls.csv", "inspect_model_calls"),
    Trace("inspect.popularity", "batchable", INSPECT, "inspect-eval/inspect_model_calls.csv", "inspect_model_calls",
          where="app = 'popularity'"),
    Trace("inspect.theory-of-mind", "batchable", INSPECT, "inspect-eval/inspect_model_calls.csv", "inspect_model_calls",
          where="app = 'theory_of_mind'"),
    Trace("inspect.security-guide", "batchable", INSPECT, "inspect-eval/inspect_model_calls.csv", "inspect_model_calls",
          where="app = 'security_guide'"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class TraceScore:
    """The ledger of one trace at one level of observation."""

    trace: Trace
    observed: str
    lines: tuple[Line, ...]


def folder() -> Path | None:
    """The folder of real logs, if there is one. Raises UsageError where it is named and not there."""
    named = os.environ.get("NORUSH_TRACES")
    if not named:
        return None
    if not Path(named).is_dir():
        raise UsageError(f"NORUSH_TRACES names {named}, which is no folder")
    if not MAPS.is_dir():
        raise UsageError("the mapping files of the real logs are part of the source checkout: run norush from there")
    return Path(named)


def run(traces: Path, rules: Sequence[Rule]) -> Iterator[TraceScore]:
    """Judges each trace, as logged and with start times only (which is how some are logged anyway)."""
    for trace in TRACES:
        for observed in (AS_LOGGED, STARTS_ONLY) if trace.has_ends else (AS_LOGGED,):
            yield TraceScore(trace, observed, tuple(_judge(traces, trace, observed, rules)))


def _judge(traces: Path, trace: Trace, observed: str, rules: Sequence[Rule]) -> list[Line]:
    params, book = Params(), load_book()
    paths = files.find([str(traces / trace.path)])
    with Warehouse() as warehouse:
        mapping = read_map(MAPS / f"{trace.map_name}.toml") if trace.map_name else None
        load(warehouse, paths, params, mapping=mapping)
        warehouse.connection.execute(f"delete from requests where not ({trace.where})")
        if observed == STARTS_ONLY:
            warehouse.connection.execute(
                "update requests set started_at = coalesce(started_at, ended_at), ended_at = null, "
                "first_token_at = null, session_id = null, end_user = null, streamed = null, max_tokens = null, "
                "tools = null, stop_reason = null"
            )
        request = audit.Request(inputs=(), database=Path(), params=params)
        audit.judge(warehouse, request, rules, book)
        labels = [Label(trace.name, trace.name, trace.verdict)]
        ids = [(request_id, 0) for (request_id,) in warehouse.rows("select request_id from requests")]
        lines, _ = read_lines(warehouse, labels, ids, params, book)
    return lines
