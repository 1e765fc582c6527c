"""What a file of `sql/` says, in Spark's words; and what it says that Spark would not, or would otherwise, understand.

Reads the text of a step; writes nothing. sqlglot translates the grammar. The words in which it would leave, or make, a
difference are translated here, and only here; tests/spark/ has a case for each of them, run on both engines.
What would differ in silence is refused: a test keeps it out of `sql/`, and a step with it is not run.
"""

from collections.abc import Callable, Iterator, Mapping

import sqlglot
from sqlglot import exp

from norush.errors import StepError

ALIKE: tuple[type[exp.Func], ...] = (
    *(exp.Count, exp.Sum, exp.Min, exp.Max, exp.Avg, exp.LogicalOr, exp.GroupConcat),
    *(exp.RowNumber, exp.DenseRank, exp.Lag, exp.Lead, exp.FirstValue, exp.LastValue),
    *(exp.Coalesce, exp.Nullif, exp.Greatest, exp.Least, exp.Case, exp.If, exp.Cast, exp.Exists, exp.And, exp.Or),
    *(exp.Abs, exp.Round, exp.Ceil, exp.Floor, exp.Sqrt, exp.Exp, exp.Ln, exp.Pow, exp.Sin, exp.Cos, exp.Atan2),
    *(exp.Concat, exp.ConcatWs, exp.Contains, exp.Left, exp.Length, exp.Lower, exp.Trim, exp.Repeat, exp.Split),
    *(
        exp.SplitPart,
        exp.ArraySize,
        exp.ArrayToString,
        exp.RegexpExtract,
        exp.MD5,
        exp.Hour,
        exp.Minute,
        exp.DayOfWeekIso,
    ),
)
"""Functions that mean the same on both, as sqlglot or this module writes them."""

RENAMED: Mapping[str, str] = {
    "epoch_us": "unix_micros",
    "make_timestamptz": "timestamp_micros",
    "map_entries": "map_entries",
    "round_even": "rint",
}
"""Functions that sqlglot does not know -> what Spark calls them."""

_INTEGERS = ("TINYINT", "SMALLINT", "INT", "BIGINT")
_WHOLE = (exp.Round, exp.Ceil, exp.Floor, exp.IntDiv, exp.Cast, exp.Subquery, exp.Count)


def query_of(text: str) -> exp.Query:
    """The query of a step: of `create table ... as`, of `create view ... as` or of `insert into ... by name`.

    What becomes of its rows is the engine's own. Raises StepError for another statement.
    """
    statement = sqlglot.parse_one(text, read="duckdb")
    query = statement.expression if isinstance(statement, exp.Create | exp.Insert) else None
    if isinstance(query, exp.Query):
        return query
    raise StepError(f"{statement.key} is no query: only its own engine can run it")


def problems(text: str) -> list[str]:
    """What of a step Spark would not understand, or would understand otherwise; none if it runs there as it is."""
    try:
        if _is_empty_table(text):
            return []
        query = query_of(text)
        found = list(dict.fromkeys(_problems(query)))
        if not found:
            sqlglot.parse_one(_sql(_translated(query)), read="spark")
    except (sqlglot.errors.SqlglotError, StepError) as error:
        return [str(error).splitlines()[0]]
    return found


def _is_empty_table(text: str) -> bool:
    """Whether a step only declares the columns of a table: it works nothing out."""
    return isinstance(sqlglot.parse_one(text, read="duckdb").this, exp.Schema)


def _problems(query: exp.Query) -> Iterator[str]:
    for node in query.walk():
        if isinstance(node, exp.Anonymous):
            if node.name not in RENAMED and node.name not in ("timezone", "generate_subscripts"):
                yield f"{node.name}() has no translation"
        elif isinstance(node, exp.Explode):
            if not (isinstance(node.parent, exp.Alias) and isinstance(node.parent.parent, exp.Select)):
                yield "unnest is translated in a select list only"
        elif isinstance(node, exp.Func) and not isinstance(node, ALIKE):
            yield f"{node.sql_name().lower()}() differs or is not known to be alike"
        elif isinstance(node, exp.Lambda):
            yield "Spark has other lambdas"
        elif isinstance(node, exp.Unnest | exp.Lateral):
            yield "unnest is translated in a select list only"
        elif isinstance(node, exp.SetOperation) and node.args.get("by_name"):
            yield "union by name is DuckDB's own"
        elif isinstance(node, exp.Join) and node.args.get("method"):
            yield f"{node.args['method'].lower()} join is DuckDB's own"
        elif isinstance(node, exp.Star) and node.args.get("replace"):
            yield "* replace is DuckDB's own"
        if isinstance(node, exp.Cast) and _is_cut(node):
            yield "DuckDB rounds where it casts a broken number to an integer, Spark cuts: round it, or let // divide"


def _is_cut(cast: exp.Cast) -> bool:
    """Whether an integer is made of what a division or a mean left, and nothing says how it is rounded."""
    if cast.to.this.name not in _INTEGERS:
        return False
    broken = [node for node in cast.this.find_all(exp.Div, exp.Avg, exp.Literal) if not _is_integer(node)]
    return any(not _is_rounded(node, cast) for node in broken)


def _is_integer(node: exp.Expr) -> bool:
    return isinstance(node, exp.Literal) and (node.is_string or node.is_int)


def _is_rounded(node: exp.Expr, cast: exp.Cast) -> bool:
    """Whether something between a division and the cast makes it whole."""
    parent = node.parent
    while parent is not None and parent is not cast:
        if isinstance(parent, _WHOLE) or (isinstance(parent, exp.Anonymous) and parent.name == "round_even"):
            return True
        parent = parent.parent
    return False


def translate(query: exp.Query, constant: Callable[[str], str]) -> str:
    """A query for Spark. `constant`: an expression of nothing but parameters -> a literal with its type.

    Raises StepError for what would differ there.
    """
    if found := list(dict.fromkeys(_problems(query))):
        raise StepError(f"Spark cannot run it: {'; '.join(found)}")
    return _sql(_translated(_with_constants(query.copy(), constant)))


def tables_of(query: exp.Expr) -> set[str]:
    """The tables that a query reads, without those that it makes itself."""
    own = {each.alias for each in query.find_all(exp.CTE)}
    return {table.name for table in query.find_all(exp.Table)} - own


def _sql(query: exp.Expr) -> str:
    return query.sql(dialect="spark")


def _with_constants(query: exp.Query, constant: Callable[[str], str]) -> exp.Query:
    """Has DuckDB work out whatever is made of parameters alone: it knows how it types and rounds them."""
    for node in list(query.find_all(exp.Parameter, exp.Placeholder)):
        whole: exp.Expr = node
        while isinstance(whole.parent, exp.Binary | exp.Cast | exp.Paren) and _is_constant(whole.parent):
            whole = whole.parent
        if whole.root() is query:  # else it went with one before it
            whole.replace(sqlglot.parse_one(constant(whole.sql(dialect="duckdb")), read="duckdb"))
    return query


def _is_constant(node: exp.Expr) -> bool:
    return not any(isinstance(each, exp.Column | exp.Func) and not isinstance(each, exp.Cast) for each in node.walk())


def _translated(query: exp.Query) -> exp.Expr:
    for select in list(query.find_all(exp.Select)):
        _inline_windows(select)
        _unfold(select)
    for node in reversed(list(query.walk())):  # what stands inside first
        word = _word(node)
        if word is not node:
            node.replace(word)
    return query


def _word(node: exp.Expr) -> exp.Expr:
    """One word of Spark's for one of DuckDB's."""
    if isinstance(node, exp.Window) and isinstance(node.this, exp.RowNumber | exp.DenseRank):
        return exp.cast(node.copy(), "bigint")  # Spark counts rows in 32 bits
    if isinstance(node, exp.DayOfWeekIso):  # sqlglot's own says that Sunday is 2
        return exp.paren(exp.Anonymous(this="weekday", expressions=[node.this]) + 1)
    if isinstance(node, exp.Anonymous):
        if node.name == "timezone":
            return _local(node)
        if node.name == "round_even":
            return exp.Anonymous(this=RENAMED[node.name], expressions=node.expressions[:1])
        if node.name in RENAMED:
            return exp.Anonymous(this=RENAMED[node.name], expressions=node.expressions)
    return node


def _local(node: exp.Anonymous) -> exp.Expr:
    """An instant as the clocks of a zone show it; of what is cast to a time without a zone, the instant."""
    zone, when = node.expressions
    is_local = any(cast.to.this.name in ("TIMESTAMP", "TIMESTAMPNTZ") for cast in when.find_all(exp.Cast))
    return exp.Anonymous(this="to_utc_timestamp" if is_local else "from_utc_timestamp", expressions=[when, zone])


def _inline_windows(select: exp.Select) -> None:
    """Writes a window where it is used: Spark knows no named window with a frame of its own."""
    named = {window.name: window for window in select.args.get("windows") or ()}
    for window in list(select.find_all(exp.Window)) if named else ():
        if window.alias in named and window.parent_select is select:
            for part in ("partition_by", "order"):
                told = named[window.alias].args.get(part)
                window.set(part, [each.copy() for each in told] if isinstance(told, list) else told and told.copy())
            window.set("alias", None)
    select.set("windows", None)


def _unfold(select: exp.Select) -> None:
    """A list unfolded beside its subscripts is one lateral view of Spark's."""
    listed = [node for each in select.expressions for node in each.walk() if node.parent_select is select]
    explodes = [node for node in listed if isinstance(node, exp.Explode)]
    for subscript in [
        node for node in listed if isinstance(node, exp.Anonymous) and node.name == "generate_subscripts"
    ]:
        explode = next(each for each in explodes if each.this == subscript.expressions[0])
        item = explode.parent.alias  # type: ignore[union-attr]
        names = [exp.to_identifier(name) for name in ("unfolded_place", f"unfolded_{item}")]
        table = exp.TableAlias(this=exp.to_identifier("unfolded_list"), columns=names)
        view = exp.Lateral(this=exp.Posexplode(this=explode.this.copy()), view=True, alias=table)
        select.append("laterals", view)
        explode.replace(exp.column(f"unfolded_{item}"))
        subscript.replace(exp.paren(exp.column("unfolded_place") + 1))
