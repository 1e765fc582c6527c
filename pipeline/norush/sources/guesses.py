"""By which names and values a column of an unknown table is taken for one of norush's: data for `suggest`.

Reads nothing, writes nothing.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from norush.sources.profile import Column


@dataclass(frozen=True, slots=True)
class Guess:
    """How the column for `field` is found."""

    field: str
    plain: str
    """Names that mean it for certain: a pattern over the snake-case name, the last part of it or the whole path."""

    loose: str
    """Names that may mean it; "" if there are none."""

    fits: Callable[[Column], bool]
    """What its values must be."""

    check: str = ""
    """What to look at however plain the name is."""


def _is_time(column: Column) -> bool:
    return bool(column.time_formats)


def _is_count(column: Column) -> bool:
    return column.is_whole and not column.time_formats and not _NO_COUNT.search(column.name)


def _is_limit(column: Column) -> bool:
    return column.is_whole and not column.time_formats


def _is_label(column: Column) -> bool:
    return column.is_label and not column.time_formats


def _is_word(column: Column) -> bool:
    return _is_label(column) and not column.is_amount and not column.is_flag


def _is_id(column: Column) -> bool:
    return _is_label(column) and column.distinct == column.filled


_NO_COUNT = re.compile(
    r"(^|_)(total|max|limit|cost|price|usd|reasoning|thinking|audio|image|per|rate|avg|mean|remaining|reset)(_|$)"
)
_AT = r"(_?(at|on|time|timestamp|ts|date|datetime|ms|us|ns))?"
_ID = r"(_?(name|alias|id))?"
_TOK = r"(tokens?|toks?|tkns?)"

GUESSES = (
    Guess(
        "first_token_at",
        rf"first_?(token|byte|chunk){_AT}|completion_?start{_AT}",
        r".*first_?(token|byte|chunk).*",
        _is_time,
    ),
    Guess("started_at", rf"(started|start|begin|began|begun){_AT}", r".*(start|begin|began).*", _is_time),
    Guess(
        "ended_at", rf"(ended|end|finished|finish|completed|stopped|done){_AT}", r".*(end|finish|complet).*", _is_time
    ),
    Guess(
        "started_at", "", rf"(requested|request|sent|called|submitted){_AT}", _is_time, "is it when the call was sent?"
    ),
    Guess(
        "ended_at",
        "",
        rf"(.*_)?(timestamp|time|ts|datetime|date|logged|created|received|responded|response|at|on){_AT}",
        _is_time,
        "is it the end of the call? Most logs write a line after it; if it is the start, write started_at",
    ),
    Guess("model", rf"(llm_?)?model{_ID}|llm{_ID}", r".*(model|llm|engine|deployment).*", _is_word),
    Guess("provider", r"provider|vendor|provider_name", r".*(provider|vendor).*", _is_word),
    Guess("cache_write_1h_tokens", r".*cache.*(writ|creat).*1_?h.*|ephemeral_1h.*", "", _is_count),
    Guess("cache_write_5m_tokens", r".*cache.*(writ|creat).*5_?m.*|ephemeral_5m.*", "", _is_count),
    Guess("cache_write_tokens", rf"cache_(write|creation).*{_TOK}", r".*cache.*(writ|creat).*", _is_count),
    Guess(
        "cache_read_tokens",
        rf"cache_read.*{_TOK}|cached_{_TOK}|cached_(input|prompt)_{_TOK}|(input|prompt)_cached_{_TOK}|cache_hit_{_TOK}",
        r".*cache.*",
        _is_count,
    ),
    Guess(
        "input_tokens",
        rf"(input|prompt)_?{_TOK}(_count)?|{_TOK}_(input|prompt|in)",
        rf"(n_?|num_?|nb_?)?(in|input|prompt|context|request)_?({_TOK}|len|length|size|count)?(_count)?",
        _is_count,
    ),
    Guess(
        "output_tokens",
        rf"(output|completion)_?{_TOK}(_count)?|{_TOK}_(output|completion|out)",
        rf"(n_?|num_?|nb_?)?(out|output|completion|compl|generated|generation|gen|response|resp|answer)_?"
        rf"({_TOK}|len|length|size|count)?(_count)?",
        _is_count,
    ),
    Guess("max_tokens", rf"max_(output_|completion_|new_)?{_TOK}", "", _is_limit),
    Guess("web_search_requests", r"web_search(es|_requests|_count)?", "", _is_count),
    Guess(
        "billed_usd",
        r"(cost|spend|price|charge|billed)(_in)?_usd|usd",
        r"(total_)?(cost|spend|price|charge|amount).*|.*(cost|spend|usd)",
        lambda column: column.is_amount,
        "is it dollars, charged for the whole call?",
    ),
    Guess(
        "request_id",
        "request_id|message_id|completion_id|generation_id",
        r"(call|response|run|event|log|row)_?id|id|uuid|.*request_id",
        _is_id,
        "does each call have its own, the same in every export?",
    ),
    Guess("api_key", rf"(api_?|virtual_)key{_ID}", rf"key{_ID}|token_(name|alias)|credential{_ID}", _is_label),
    Guess("workspace", rf"workspace{_ID}", rf"(team|organi[sz]ation|org|tenant|department|account){_ID}", _is_label),
    Guess(
        "app",
        rf"(app|application){_ID}",
        rf"(service|project|feature|component|use_?case|job|task|pipeline|workflow){_ID}(_(type|kind))?",
        _is_word,
    ),
    Guess(
        "end_user",
        "end_?user(_id)?",
        r"(user|customer)(_?(id|name|email))?|email",
        _is_label,
        "is it who asked? It is hashed",
    ),
    Guess(
        "session_id",
        "(session|conversation|thread)_?id",
        r"(session|conversation|thread|chat)(_?id)?|trace_?id",
        _is_label,
    ),
    Guess("service_tier", "service_tier", "tier", _is_word),
    Guess("inference_geo", "inference_geo", "", _is_word),
    Guess("streamed", r"(is_)?stream(ed|ing)?", "", lambda column: column.is_flag),
    Guess("stop_reason", "(stop|finish)_reason", "", _is_word),
    Guess("status", "status", "outcome|result|state", lambda column: column.is_status),
    Guess("error_type", "error_(type|code|class)", "error_?kind", _is_label),
    Guess("user_agent", "user_agent", "", _is_label),
    Guess("operation", "operation|call_type", r"endpoint|route|request_type|api", _is_word),
)
"""In the order in which they choose: a column that one has taken is gone for the others."""

CLOCK = re.compile(rf"(.*_)?(timestamp|time|ts|date){_AT}")
"""What is called a time, whatever its values are."""

DURATION = re.compile(
    r"(.*_)?(duration|latency|elapsed|took|(response|working)_time|time_taken|runtime|wall_clock)(_(total|in))?(?P<unit>_?[a-z]+)?"
)
UNITS = {
    "ms": "ms", "msec": "ms", "millis": "ms", "milliseconds": "ms", "us": "us", "micros": "us", "microseconds": "us",
    "s": "s", "sec": "s", "secs": "s", "seconds": "s",
}  # fmt: skip
