"""Gates as Markdown, as JSON, and as the sentence of an error. Reads a Check; returns text.

Names come from reports: nothing of them becomes markup.
"""

import json

from norush.gates import Check, Finding, Reason
from norush.money import exact
from norush.render import words
from norush.render.escaped import code, text
from norush.render.numbers import count, exact_usd, middle, usd

_SHOWN = 50
_NAMED = 3


def markdown(check: Check) -> str:
    """A heading that says whether the gate is passed, and the new findings as a table."""
    lines = [f"### {_headline(check)}", ""]
    flagged, aside = (words.things(number, "workload") for number in (check.surely_flagged, check.set_aside))
    lines.append(
        f"{flagged} could have waited for certain, {usd(check.sure_usd)} of sure saving"
        + (f"; {aside} set aside by decision" if check.set_aside else "")
        + f". Baseline: {check.baseline_period or 'none'}; report: {check.period}."
    )
    if check.limit_usd is not None:
        kept = "above" if check.is_over else "within"
        lines += ["", f"The sure saving is {kept} the limit of {usd(check.limit_usd)}."]
    if check.new:
        lines += ["", "| New | Owner | Cost | Sure saving | Why new |", "|:--|:--|--:|--:|:--|"]
        lines += [_row(each) for each in check.new[:_SHOWN]]
        if len(check.new) > _SHOWN:
            lines.append(f"| {count(len(check.new) - _SHOWN)} more | | | | |")
        total = f"**{usd(check.new_sure_usd)}**"
        lines.append(f"| **{words.things(len(check.new), 'new finding')}** | | | {total} | |")
    lines += [line for note in check.notes for line in ("", text(note))]
    return "\n".join(lines) + "\n"


def _headline(check: Check) -> str:
    if not check.is_passed:
        return sentence(check)[:1].upper() + sentence(check)[1:]
    return "Nothing new could have waited"


def _row(each: Finding) -> str:
    owner = code(middle(each.owner, 40)) if each.owner else words.NO_OWNER
    return (
        f"| {code(middle(each.name))} {code(each.workload_id)} | {owner} | {usd(each.as_billed_usd)} | "
        f"{usd(each.sure_usd)} | {text(_why(each))} |"
    )


def _why(each: Finding) -> str:
    if each.reason is Reason.NOT_THERE:
        return "not in the baseline"
    was = f"{words.verdict(each.then or '')} in the baseline"
    if each.reason is Reason.BACK:
        return f"{was}, set aside by a decision"
    return f"{was}, but not for certain" if each.then == "batchable" else was


def sentence(check: Check) -> str:
    """What the gate objects to, without a stop; empty where it is passed."""
    said = []
    if check.new:
        named = ", ".join(middle(each.name, 40) for each in check.new[:_NAMED])
        more = f" and {count(len(check.new) - _NAMED)} more" if len(check.new) > _NAMED else ""
        found = words.things(len(check.new), "finding")
        said.append(f"{found} that the baseline does not have, {usd(check.new_sure_usd)} of sure saving: {named}{more}")
    if check.is_over and check.limit_usd is not None:
        saving, limit = usd(check.sure_usd), usd(check.limit_usd)
        if saving == limit:  # they differ by less than a cent
            saving, limit = exact_usd(check.sure_usd), exact_usd(check.limit_usd)
        said.append(f"the sure batch saving is {saving}, above the limit of {limit}")
    return "; ".join(said)


def as_json(check: Check) -> str:
    """The same as JSON, amounts exact."""
    document = {
        "schema": "norush.check/1",
        "passed": check.is_passed,
        "baseline_period": check.baseline_period,
        "period": check.period,
        "surely_flagged_workloads": check.surely_flagged,
        "set_aside_workloads": check.set_aside,
        "sure_usd": exact(check.sure_usd),
        "limit_usd": None if check.limit_usd is None else exact(check.limit_usd),
        "new_sure_usd": exact(check.new_sure_usd),
        "new": [
            {
                "workload_id": each.workload_id,
                "name": each.name,
                "owner": each.owner,
                "as_billed_usd": exact(each.as_billed_usd),
                "sure_usd": exact(each.sure_usd),
                "reason": str(each.reason),
                "verdict_in_baseline": each.then,
            }
            for each in check.new
        ],
        "notes": list(check.notes),
    }
    return json.dumps(document, indent=1, ensure_ascii=False) + "\n"
