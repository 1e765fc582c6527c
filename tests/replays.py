"""Replays for tests: requests that stand in a database without a load, and what caches would have done with them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import polars as pl

from norush.params import Params
from norush.prices import load_book, write_price_tables
from norush.replay import LIVES_US, write_replay
from norush.warehouse import Warehouse

NOON = datetime(2026, 10, 20, 12, tzinfo=UTC)
BLOCKS = pl.List(pl.Struct({"hash": pl.String, "tokens": pl.Int64}))
TOKENS = ("input_tokens", "cache_read_tokens", "cache_write_5m_tokens", "cache_write_1h_tokens", "output_tokens")


@dataclass(frozen=True, slots=True)
class Call:
    """One request: when it was asked for and began to be answered, in ms after noon; its blocks as (hash, tokens)."""

    start_ms: int
    begun_ms: int
    blocks: tuple[tuple[str, int], ...] = ()
    prompt_tokens: int | None = None
    session: str | None = None
    workload: str = "w"
    workspace: str | None = None
    model: str = "claude-sonnet-4-6"
    status: str = "succeeded"
    service_tier: str = "standard"
    output_tokens: int = 100
    max_tokens: int | None = None

    @property
    def row(self) -> Mapping[str, object]:
        """As a row of `requests`."""
        sent = sum(tokens for _, tokens in self.blocks) if self.prompt_tokens is None else self.prompt_tokens
        return {
            **dict.fromkeys(TOKENS, 0),
            "provider": "anthropic",
            "model": self.model,
            "service_tier": self.service_tier,
            "status": self.status,
            "session_id": self.session,
            "workspace": self.workspace,
            "started_at": NOON + timedelta(milliseconds=self.start_ms),
            "first_token_at": NOON + timedelta(milliseconds=self.begun_ms),
            "ended_at": NOON + timedelta(milliseconds=self.begun_ms),
            "input_tokens": sent,
            "output_tokens": self.output_tokens,
            "max_tokens": self.max_tokens,
            "period": "all",
            "workload_id": self.workload,
            "prefix_blocks": [{"hash": name, "tokens": tokens} for name, tokens in self.blocks] or None,
        }


def database(calls: Sequence[Call], folder: Path) -> Warehouse:
    """A database with these requests, named in their order, and with the price tables."""
    rows = [{"request_id": f"r{number:06d}", **call.row} for number, call in enumerate(calls)]
    path = folder / "requests.parquet"
    pl.DataFrame(rows, infer_schema_length=None, schema_overrides={"prefix_blocks": BLOCKS}).write_parquet(path)
    warehouse = Warehouse()
    warehouse.run_step("1_load/requests")
    warehouse.run_step("1_load/usage_buckets")
    warehouse.rows("insert into requests by name select * from read_parquet($path)", {"path": str(path)})
    prepare(warehouse)
    return warehouse


def prepare(warehouse: Warehouse) -> None:
    """What a replay reads: the requests with their price cards."""
    write_price_tables(warehouse, load_book())
    for step in ("batch_limits", "priced_requests"):
        warehouse.run_step(f"4_costs/{step}", Params().named())


def replayed(calls: Iterable[Call], folder: Path) -> Warehouse:
    """A database in which these requests were replayed."""
    warehouse = database(list(calls), folder)
    write_replay(warehouse)
    return warehouse


def replay_with(warehouse: Warehouse, depths: Sequence[int], ttl: str = "5m") -> None:
    """The provider's rules with breakpoints at these depths."""
    for step in ("replay_lines", "long_sessions", "growing_scopes", "replay_calls", "prompt_blocks"):
        warehouse.run_step(f"4_replay/{step}")
    columns = {"scope_no": "integer", "ttl": "text", "depth": "integer"}
    warehouse.replace_table("breakpoints", columns, [(1, ttl, depth) for depth in depths])
    params: Mapping[str, object] = {"ttl": ttl, "life_us": LIVES_US[ttl]}
    warehouse.run_step("4_replay/marks", params)
    warehouse.run_step("4_replay/mark_reads", params)


def reads_and_writes(warehouse: Warehouse, ttl: str, setting: str = "head_end", workload: str = "w") -> tuple[int, int]:
    """Tokens that were read and written under the provider's rules."""
    found = warehouse.row(
        "select coalesce(sum(read_tokens), 0), coalesce(sum(write_tokens), 0) from replay "
        "where policy = 'provider' and ttl = $ttl and setting = $setting and workload_id = $workload",
        {"ttl": ttl, "setting": setting, "workload": workload},
    )
    return int(found[0]), int(found[1])
