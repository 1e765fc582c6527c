"""A copy of a database without a name in it: numbers and times as they are, names hashed, everything judged anew.

Reads a database; writes another one, never the same: what was deleted from a database can still be found in its file.
Nothing that a stage made is copied, so nothing in the copy is made of a name but what `sql/7_redaction` lets through.
"""

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from norush import audit, audits, database
from norush.errors import NorushError, UsageError
from norush.params import Params
from norush.prices import PriceBook, load_book
from norush.prices.nameless import Nameless, without_names
from norush.sources.load import TABLES
from norush.sources.registry import SOURCES
from norush.view import AuditView
from norush.warehouse import Warehouse, literal

WORDS = (
    *(
        "standard",
        "batch",
        "priority",
        "flex",
        "auto",
        "default",
        "scale",
        "fast",
        "us",
        "eu",
        "global",
        "not_available",
    ),
    *("end_turn", "max_tokens", "stop_sequence", "tool_use", "pause_turn", "refusal", "stop", "length", "tool_calls"),
    *("content_filter", "function_call", "model_context_window_exceeded"),
    *("messages", "chat", "chat.completions", "completion", "acompletion", "responses", "embeddings", "advice"),
    *("succeeded", "errored", "canceled", "expired"),
    *("0-200k", "200k-1M", "tokens", "web_search", "code_execution", "session_usage"),
    *("input_tokens", "cache_read_tokens", "cache_write_5m_tokens", "cache_write_1h_tokens", "output_tokens"),
)
"""Words of the providers' own documentation and of norush's, which may stay: tiers, speeds, geographies, reasons to
stop, endpoints; how a call ended, lengths of prompts, what is billed."""

DIMENSIONS = (
    *("model", "service_tier", "speed", "inference_geo", "context_window", "api_key", "workspace", "app", "end_user"),
    *("cost_type", "token_kind", "part"),
)
"""Columns by which an export groups its totals or lines."""

MACROS = ("word", "model", "workspace", "dimensions", "prefix_blocks")
STEPS = ("requests", "usage_buckets", "invoice_lines", "names", "files", "rejects")


def redact(source: Path, target: Path, request: audit.Request) -> AuditView:
    """Writes `target`, judged as `request` says (its prices, rules, salt), and returns its report.

    Owners, decisions and tags are left out. Raises UsageError where `target` is there already, NorushError for a
    database without an audit, or one that was judged by files of the user's own that `request` lacks.
    """
    if target.exists():
        raise UsageError(f"{target} is there already: give another -o, or move it away")
    with audits.opened(source) as original:
        request = replace(request, params=_params(original), is_kept=database.is_kept(original))
        _refuse_other_terms(original, request)
    rules = audit.rules_of(request)
    book = load_book(request.prices_file)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(dir=target.parent, prefix=".norush-") as beside:
            path = Path(beside) / target.name
            with Warehouse(path, memory_limit=request.memory_limit, called=target) as warehouse:
                book = fill(warehouse, source, request, book)
                found = audit.judge(warehouse, request, rules, book)
                view = audit.report(warehouse, request, found, book)
                database.close_to_logs(warehouse)
            path.rename(target)
    except OSError as error:
        raise NorushError(f"{target} cannot be written: {error.strerror or error}. Give another -o") from error
    return view


def _params(original: Warehouse) -> Params:
    """The settings of the audit; a database of one window keeps that."""
    params = Params(**{name: value for name, value in audits.settings(original).items() if hasattr(Params(), name)})  # type: ignore[arg-type]
    if database.is_kept(original):
        return params
    since, until = original.row("select since, until from periods")
    return replace(params, since=since, until=until)


def _refuse_other_terms(original: Warehouse, request: audit.Request) -> None:
    command = str(original.row("select command from audits")[0])
    for option, given in (("--prices", request.prices_file), ("--rules", request.rules_file)):
        if f'"{option}"' in command and given is None:
            raise UsageError(f"this database was judged with {option}: give the same file, so that the figures stay")


def fill(warehouse: Warehouse, source: Path, request: audit.Request, book: PriceBook) -> PriceBook:
    """Fills the tables of a load: columns that are named in `sql/7_redaction` alone. Returns the book to judge by."""
    database.open_up(warehouse, salt="", fresh_salt=request.fresh_salt, is_kept=request.is_kept, shows_end_users=False)
    for step in TABLES:
        warehouse.run_step(f"1_load/{step}")
    execute = warehouse.connection.execute
    (copy,) = warehouse.row("select current_database()")
    execute(f"attach {literal(str(source))} as original (read_only)")
    execute("use original")
    warehouse.run_step("2_workloads/client_names")
    execute(f'use "{copy}"')
    execute("set variable redaction_salt = $salt", {"salt": request.salt})
    execute("set variable known_formats = $names", {"names": [each.name for each in SOURCES]})
    execute("set variable known_words = $words", {"words": list(WORDS)})
    execute("set variable known_dimensions = $names", {"names": list(DIMENSIONS)})
    warehouse.run_step("7_redaction/redacted")
    nameless = _nameless(warehouse, book)
    for macro in MACROS:
        warehouse.run_step(f"7_redaction/redacted_{macro}")
    for step in STEPS:
        warehouse.run_step(f"7_redaction/redacted_{step}")
    execute("detach original")
    return nameless.book


def _nameless(warehouse: Warehouse, book: PriceBook) -> Nameless:
    """Makes `known_models` and the variable `known_providers` of the original's models, and the book that fits."""

    def hide(what: str, name: str) -> str:
        return str(warehouse.row("select redacted($what, $name)", {"what": what, "name": name})[0])

    logged = warehouse.rows(
        " union ".join(f"select provider, model from original.{table}" for table in STEPS[:3]) + " order by all"
    )
    nameless = without_names(logged, book, hide)
    warehouse.connection.execute("create temp table known_models (provider text, model text, name text)")
    rows = [[*key, name] for key, name in nameless.models.items()]
    if rows:
        warehouse.connection.executemany("insert into known_models values (?, ?, ?)", rows)
    warehouse.connection.execute("set variable known_providers = $names", {"names": sorted(nameless.providers)})
    return nameless
