"""Stage 5, the sentences that several outputs share: headlines, assumptions, names of things.

Reads the view; writes nothing. Words never accuse: the subject is the workload, and every claim is the log's.
"""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal

from norush.render.numbers import count, exact_usd, month, share, usd
from norush.view.inputs import Clash, Unpriced
from norush.view.states import Group, State
from norush.view.sums import cents
from norush.view.values import AuditView, Period, Sum, Workload

WAITING = {
    "batchable": "nobody was waiting",
    "interactive": "a person was waiting",
    "agentic": "each call feeds the next",
    "latency_bound": "a program was waiting",
    "batched": "already in a batch",
    "uncertain": "the log cannot say",
}
VERDICT = {"latency_bound": "latency-bound", "batched": "already batched"}
SCENARIO = {
    "as_billed": "As billed",
    "on_demand": "On demand, no cache",
    "batch": "As a batch",
    "billed": "As the source states",
}
SCENARIO_MEANS = {
    "as_billed": "the price book at the actual tier, cache use and fees",
    "on_demand": "the same tokens at standard rates, all input uncached",
    "batch": "the same tokens at the batch rate; web searches cost the same",
    "billed": "what the log itself says was charged",
}
LEVEL = {
    "rich": ": starts, ends, and sessions or end users are logged",
    "medium": ": starts and ends are logged, sessions and end users are not",
    "poor": ": ends are not logged, or times are whole seconds",
}
_SMALL = ("One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Eleven", "Twelve")
_GROUP = {
    Group.SET_ASIDE: "kept on demand or snoozed by decision",
    Group.DEARER: "in no rush, which batch would not make cheaper",
    Group.NO_BATCH_PRICE: "in no rush, without a verified batch price",
    Group.SETTLED: "already where {belongs}",
    Group.UNBILLED: "billed nothing",
    Group.UNCERTAIN: "uncertain, not counted as a saving",
    Group.UNPRICED: "without a price",
}
NO_OWNER = "no owner"
NO_OWNER_WHY = "owner: no entry of a file of owners (--owners) fits"
FOOTER = (
    "Estimates at public list prices; your contract may differ. A workload listed here is one that could have waited, "
    "as far as the log can show. Its owner knows more than the logs do."
)
FOOTER_WORKLOAD = (
    "Estimates at public list prices; your contract may differ. This page says what the log can show of one workload. "
    "Its owner knows more than the logs do."
)
FOOTER_TOTALS = (
    "Estimates at public list prices; your contract may differ. This page says what totals of usage can "
    "show, which is not who was waiting."
)
INPUT = "INPUT: the files listed below, checked by their SHA-256."
INPUT_ELSEWHERE = "INPUT: the files listed in the audit, checked by their SHA-256."
EFFORT = (
    "Effort is what the log shows of the calls, not of your program: small where nothing in them has to change, medium "
    "where they are streamed or ask for tools, large where some cannot run in a batch, unknown where the log does not "
    "tell."
)
ON_PAPER = (
    "On paper, the numbers behind charts, settings, sources of prices and rejected lines are left out: audit.json has "
    "them, and workloads.csv every workload."
)
COUNTED = "Requests count every call, failed ones too; only those that succeeded are billed."
NO_BATCH_PRICE = "no batch price is verified for it"
UNSEEN = "When results are first read. What was promised to whoever reads them. Data retention terms."


def subject(period: Period) -> str:
    """The period at the head of a sentence: "October 2026", "These 12 days", "This day"."""
    if period.is_month:
        return month(period)
    return "This day" if period.days == 1 else f"These {period.days} days"


def inside(period: Period) -> str:
    """The period inside a sentence."""
    words = subject(period)
    return words if period.is_month else words[0].lower() + words[1:]


def headline(view: AuditView) -> str:
    """The report in one sentence, with the likely saving."""
    window, totals = inside(view.period), view.totals
    match view.state:
        case State.MOVES:
            least = "at least " if view.left_out.unpriced_share > Decimal("0.05") else ""
            return (
                f"{subject(view.period)} would have cost {least}{dollars(totals.would_have_cost_usd)} "
                f"instead of {dollars(totals.as_billed_usd)}"
            )
        case State.UNCERTAIN:
            return f"Not enough evidence to call {window}."
        case State.BATCHED:
            return _floor(view)
        case State.UNPRICED:
            return f"No priced requests in {window}."
        case State.NOTHING:
            kept = " but what stays by decision" if view.set_aside else ""
            return f"Nothing in {window} was in no rush{kept}."
        case _:
            return _no_move(view)


def _floor(view: AuditView) -> str:
    """The headline where everything is batched: what that saved, if it is known to have saved."""
    saved = view.totals.realised_usd or Decimal(0)
    at_floor = f"{subject(view.period)} is already at its floor: {usd(saved)} saved by batch and cache."
    return at_floor if saved > 0 else f"Everything in {inside(view.period)} already ran as a batch."


def _no_move(view: AuditView) -> str:
    """The headline where something could have waited without a saving to show, or nothing was billed."""
    totals = view.totals
    if view.state is State.NO_BATCH_PRICE:
        return f"{without_batch_price(view)}."
    if view.state is State.DEARER:
        number = sum(total.workloads for group, total in view.rank.groups if group is Group.DEARER)
        return f"{things(number, 'workload')} could have waited, but batch would not have cost less."
    if totals.unbilled_requests < totals.requests:
        return "No tokens in this log: nothing was billed"
    return f"{things(totals.requests, 'call')}, {'' if totals.requests == 1 else 'all '}failed: nothing was billed"


def lede(view: AuditView) -> str:
    """One line under the headline: what was found, or what was looked at."""
    rank, totals = view.rank, view.totals
    looked = f"{things(len(view.workloads), 'workload')}, {things(totals.requests, 'request')}"
    left = view.left_out
    match view.state:
        case State.MOVES:
            moves = rank.above.workloads
            return (
                f"{spelled(moves, 'workload')} {'was' if moves == 1 else 'were'} in no rush. Moved to batch, "
                f"same models and same tokens, {share(totals.saved_share)} of the spend would have been saved."
                f"{_needs_cache(totals.needs_cache_usd)}"
                + (f" {without_batch_price(view)}." if left.no_batch_price else "")
            )
        case State.UNCERTAIN:
            bound = left.uncertain_ceiling_usd
            most = "What could wait has no upper bound: " if bound is None else f"At most {usd(bound)} could wait."
            rest = "no batch price is verified." if bound is None else ""
            return f"{looked}, none of which the log can call. {most}{rest}"
        case State.UNPRICED:
            were = "was" if totals.requests == 1 and len(view.workloads) == 1 else "were"
            return f"{looked} {were} read. Without a price, nothing can be said about their cost."
        case State.UNBILLED:
            return f"{looked} looked at; none cost anything."
        case State.NO_BATCH_PRICE:
            cost = usd(left.no_batch_price_usd)
            return (
                f"{looked} looked at. {cost} was in no rush; what a batch would save of it is unknown.{_unsure(view)}"
            )
        case _:
            bar = view.about.settings.get("medium_confidence", "0.65")
            none_other = "no other" if view.set_aside else "none"
            none = f"{none_other} met the bar of {bar}" if view.state is State.NOTHING else "none is listed"
            return f"{looked} looked at; {none}.{_unsure(view)}"


def without_batch_price(view: AuditView) -> str:
    """What could have waited and has no batch price, as a sentence without its stop."""
    number = len(view.left_out.no_batch_price)
    them = "it" if number == 1 else "them"
    return f"{things(number, 'workload')} could have waited, but no batch price is verified for {them}"


def _needs_cache(amount: Decimal) -> str:
    return f" {usd(amount)} of the saving needs the same cache hits inside a batch." if cents(amount) > 0 else ""


def _unsure(view: AuditView) -> str:
    left = view.left_out
    if not left.uncertain_usd:
        return ""
    return f" {usd(left.uncertain_usd)} is uncertain; {at_most(left.uncertain_ceiling_usd)}."


def at_most(ceiling: Decimal | None) -> str:
    """How much of what is uncertain could be saved."""
    if ceiling is None:
        return "how much of it could be saved is unknown, for want of a batch price"
    return f"at most {usd(ceiling)} of it could be saved"


def not_counted(view: AuditView) -> str:
    """What the saving leaves out, in one line."""
    left, coverage = view.left_out, view.coverage
    # Without any price there is no amount to speak of.
    uncertain = f"{usd(left.uncertain_usd)} uncertain" if left.uncertain_usd else "nothing uncertain"
    parts = [uncertain] if view.totals.as_billed_usd is not None else []
    if left.no_batch_price:
        parts.append(f"{usd(left.no_batch_price_usd)} without a batch price")
    parts.append(f"{things(coverage.rejects, 'rejected line')}" if coverage.rejects else "no rejected lines")
    if coverage.unpriced_requests:
        models = sorted({model_name(each) for each in left.unpriced})
        named = f" ({', '.join(models[:3])}{' …' if len(models) > 3 else ''})"
        parts.append(f"{things(coverage.unpriced_requests, 'billed request')} without a price{named}")
    return ", ".join(parts)


def clash(each: Clash) -> str:
    """Why totals were left out, and what to do, as a sentence without its stop."""
    days = f"on {each.since}" if each.since == each.until else f"from {each.since} to {each.until}"
    return (
        f"{things(each.rows, each.what)} of {each.file} {days} left out, not added to {each.beside}, which counts "
        "something else for the same time: if they were filtered (by workspace, key, organisation), export both "
        "grouped by that, or audit each by itself"
    )


def model_name(unpriced: Unpriced) -> str:
    """The model that has no price, or why none can be named."""
    if unpriced.model is None and unpriced.is_several:
        return "several models"
    return unpriced.model if unpriced.model and named(unpriced.model) else "no model name"


def named(model: str | None) -> bool:
    """Whether a log's model is a name: exports write a missing one in many ways."""
    return (model or "").strip().lower() not in ("", "none", "null", "nan", "n/a")


def stated(view: AuditView) -> str:
    """Why the charge that the logs state differs from the price book's, where it covers a part of the requests."""
    totals, part = view.totals, view.totals.stated
    if totals.billed_usd is None or totals.billed_why is None:
        return ""
    if part is None:
        return f"Only {totals.billed_why}; the price book's figure covers other requests too, so the two differ."
    whose = (
        "1 workload that states all its charges"
        if part.workloads == 1
        else (f"{count(part.workloads)} workloads that state all their charges")
    )
    return (
        f"Like for like: for the {things(part.requests, 'request')} of the {whose}, the price book says "
        f"{usd(part.as_billed_usd)} and the logs say {usd(part.billed_usd)}."
    )


def has_input(command: Sequence[str]) -> bool:
    """Whether the command names its files by a word only."""
    return "INPUT..." in command


def three_figures(workload: Workload, settings: Mapping[str, object]) -> tuple[tuple[str, Decimal, str], ...]:
    """(figure, USD, what sets it apart) of one workload; nothing where it has no saving to speak of."""
    saving, batch = workload.saving, workload.scenario("batch")
    if saving is None or batch is None or batch.usd is None or not (saving.likely_usd or saving.ceiling_usd):
        return ()
    high, medium = settings.get("high_confidence", "0.90"), settings.get("medium_confidence", "0.65")
    floor = batch.usd if batch.floor_usd is None else batch.floor_usd
    hits = share(workload.tokens.read_share)
    counted = {
        "sure": f"minus {exact_usd(floor)}: a batch with no luck from caches, which read nothing",
        "likely": f"minus {exact_usd(batch.usd)}: a batch whose caches read as in the log, {hits} of prompts",
    }
    is_batchable = workload.verdict == "batchable"
    sure = is_batchable and workload.band == "high"
    likely = is_batchable and workload.band in ("high", "medium")
    here = f"this is {verdict(workload.verdict)}, {workload.band or 'no'} confidence"
    return (
        ("sure", saving.sure_usd, counted["sure"] if sure else f"Only batchable, from {high} on; {here}"),
        ("likely", saving.likely_usd, counted["likely"] if likely else f"Only batchable, from {medium} on; {here}"),
        ("ceiling", saving.ceiling_usd, f"{counted['likely']}, whatever the confidence"),
    )


def ceiling_lacks(number: int) -> str:
    """What the ceiling does not contain, as a sentence; nothing where it is whole."""
    return f"Not in it: {things(number, 'workload')} without a verified batch price." if number else ""


def above(total: Sum) -> str:
    """The ranked table's own sum."""
    return f"{things(total.workloads, 'workload')} above"


def group(kind: Group, total: Sum) -> str:
    """A line of the ranked table's foot."""
    number = things(total.workloads, "workload")
    belongs = "it belongs" if total.workloads == 1 else "they belong"
    return f"{number} {_GROUP[kind].format(belongs=belongs)}"


def folded(total: Sum, at_most: Decimal) -> str:
    """The row that stands for the rows not shown."""
    return f"{count(total.workloads)} more, each {usd(at_most)} or less"


def reason(workload: Workload) -> str:
    """Why a workload is where it is: in short, the heaviest evidence, or what would settle it."""
    if workload.group is Group.UNCERTAIN and workload.settle:
        return sentence(workload.settle)
    wanted = workload.evidence_for if workload.verdict == "batchable" else workload.evidence_against
    heaviest = (wanted or workload.evidence)[:1]
    return sentence(heaviest[0].briefly) if heaviest else "No evidence either way"


def left_out(workload: Workload) -> str:
    """Why an uncertain workload is left out, and whether even its ceiling is unknown."""
    unknown = "" if workload.saving else f" ({workload.saving_why or NO_BATCH_PRICE}; its ceiling is unknown)"
    return f"{reason(workload)}{unknown}"


def no_batch_price(workload: Workload) -> str:
    """Why it is not known what a batch would save."""
    return sentence(workload.saving_why or NO_BATCH_PRICE)


def sentence(words: str) -> str:
    """`words` with a capital at its head, unless it begins with a name ("claude-opus-4 is not …")."""
    return words[:1].upper() + words[1:] if re.match(r"[a-z]+(?=[\s,;:.?!]|$)", words) else words


def owner(workload: Workload) -> str:
    """Who owns it, by the user's own file; that there is none where no entry fits."""
    return workload.owner or NO_OWNER


def kind(workload: Workload) -> str:
    """The kind of work, and that only a name says so where nothing else does; nothing where no kind is said."""
    if workload.kind is None:
        return ""
    return f"{workload.kind}, by name" if workload.is_kind_by_name else workload.kind


def judged_at(workload: Workload) -> str:
    """How much the log let us see of a workload, as a sentence without its stop; nothing where it was not judged."""
    if workload.level is None:
        return ""
    return f"judged at level {workload.level}{LEVEL.get(workload.level, '')}"


def unknown(workload: Workload) -> str:
    """What the log cannot show of a workload, the decisive thing first."""
    settle = sentence(workload.settle or "")
    stop = "" if settle.endswith((".", "?", "!")) else "."
    return f"{settle}{stop} {UNSEEN}" if settle else UNSEEN


def dollars(amount: Decimal | None) -> str:
    """An amount, or that there is none."""
    return "no price" if amount is None else usd(amount)


def verdict(name: str) -> str:
    """A verdict as people read it."""
    return VERDICT.get(name, name)


def things(number: int, noun: str) -> str:
    """A count with its noun: "1 workload", "2 workloads"."""
    return f"{count(number)} {noun}{'' if number == 1 else 's'}"


def spelled(number: int, noun: str) -> str:
    """A count with its noun at the head of a sentence: small ones as words, "Seven workloads"."""
    words = things(number, noun)
    return words.replace(str(number), _SMALL[number - 1], 1) if 1 <= number <= len(_SMALL) else words


def plain_signal(name: str) -> str:
    """A signal's column name as words."""
    return name.replace("_", " ")
