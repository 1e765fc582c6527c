"""Stage 5, evidence in a row of a table: the same figures in fewer words. Reads nothing; returns text.

A sentence is shortened by what it says, so that a rule of one's own that has the id of another never gets its words.
The page of the workload has it whole. One that none of these fits only loses what stands in brackets.
"""

import re
from datetime import timedelta

from norush.render.numbers import duration

_RUNS = r"(?P<runs>[\d,]+ runs of about [\d,]+ calls)"
SHORT: tuple[tuple[str, str], ...] = (
    (
        rf"{_RUNS}, (?P<share>\d+%) of them as long after the last \((?P<seconds>[\d,]+) s\) as that",
        "{runs}, {share} of them {span} apart",
    ),
    (rf"{_RUNS}, all at the same minute of the hour", "{runs}, all at the same minute of the hour"),
    (
        rf"{_RUNS}, \d+% of them at even intervals, for (?P<days>\S+ days)",
        "{runs} at even intervals for {days}, then none",
    ),
    (rf"{_RUNS} without a pause of a minute, in \S+ of its hours, and its programs", "{runs} on end, and nothing else"),
    (
        r"(?P<days>On [\d,]+ days) its runs began within the same minutes",
        "{days} its runs began within the same minutes",
    ),
    (r"(?P<share>\d+%) of its requests are in runs that begin at a set time", "{share} of its calls run at set times"),
    (r"(?P<day>About [\d,]+ calls on each of [\d,]+ days), .*more evenly", "{day}, more evenly than by chance"),
    (
        r"About (?P<others>[\d.]+) other calls ran whenever one",
        "A pool of workers: about {others} others always under way",
    ),
    (
        r"With ends estimated, about (?P<others>[\d.]+) other calls ran",
        "A pool of workers, ends estimated: about {others} others under way",
    ),
    (
        r"The number of calls running varied little \(variance \S+ of the mean of (?P<mean>[\d.]+)\): a pool",
        "A pool of workers: nearly always about {mean} under way",
    ),
    (
        r"(?P<share>\d+%) of calls, beyond what chance explains, began within 0\.15 s",
        "{share} of calls, beyond chance, began within 0.15 s of an end",
    ),
    (
        r"(?P<share>\d+%) of calls began with nothing running and less than a second after the last",
        "{share} of calls began within 1 s of the last end, alone: a loop",
    ),
    (
        r"Starts are as regular as a metronome, one every (?P<gap>\S+ s) .*with (?P<others>\S+) others still under way",
        "One call every {gap} like a metronome, {others} others under way",
    ),
    (r"Starts are as regular as a metronome \(.*: a rate limit", "Regular as a metronome: a rate limit sets the pace"),
    (
        r"Its (?P<runs>[\d,]+ runs of several at once) end at once: when the last call has started",
        "A list: {runs} end all together",
    ),
    (r"Equal slices of time hold nearly equal", "Metered: equal times hold nearly equal numbers of starts"),
    (
        r"The longer a prompt, the longer the pause before its call",
        "The longer a prompt, the longer the pause before it",
    ),
    (
        r"Inside sessions \S+ of calls carry .* begin before the call has ended that gives this answer",
        "Recorded sessions sent again: calls begin before their answers",
    ),
)
"""(how a sentence begins, what stands in its place)."""


def brief(says: str) -> str:
    """A sentence of evidence, short enough for a row wherever one of norush's own rules wrote it."""
    for pattern, short in SHORT:
        if found := re.match(pattern, says):
            said = found.groupdict()
            if "seconds" in said:
                said["span"] = duration(timedelta(seconds=int(said["seconds"].replace(",", ""))))
            return _spaced(short.format_map(said))
    return _spaced(re.sub(r" \([^()]*\)", "", says))


def _spaced(text: str) -> str:
    """Shares as the pages write them: "95 %"."""
    return re.sub(r"(?<=\d)%", "\N{NO-BREAK SPACE}%", text)
