"""Stage 5, what a workload's page asks its owner. Reads the view; writes nothing.

Only what the log cannot show is asked.
"""

from norush.render import words
from norush.render.numbers import usd
from norush.view.values import Group, Workload

_ASKED = 4
"""Questions of a workload's own that a page shows; audit.json has all."""


def questions(workload: Workload) -> tuple[str, ...]:
    """What only the owner of a workload that could move knows."""
    if workload.group not in (Group.MOVE, Group.UNCERTAIN, Group.DEARER, Group.NO_BATCH_PRICE):
        return ()
    asked = (
        "Does anyone, or any later step, read a result within the day? A batch is promised within 24 hours, "
        "and the log ends when the answer arrives.",
        "Is this traffic under a zero data retention agreement? Batches may not be eligible for it.",
    )
    own = tuple(words.sentence(each.asks) for each in workload.questions[:_ASKED])
    if workload.group is Group.UNCERTAIN and own:
        return (*own, *asked)
    return (*asked, *own, "Was a person waiting for some of the runs? Those runs stay on demand.")


def hangs(workload: Workload) -> str:
    """What hangs on the answers, as a sentence; nothing for a workload that is decided."""
    if workload.group is not Group.UNCERTAIN or workload.as_billed_usd is None:
        return ""
    ceiling = workload.hangs_usd
    if ceiling is None:
        return f"What hangs on it is unknown: {workload.saving_why or words.NO_BATCH_PRICE}."
    return (
        f"What hangs on it: if nobody waits, a batch would have saved {usd(ceiling)} of {usd(workload.as_billed_usd)}."
    )
