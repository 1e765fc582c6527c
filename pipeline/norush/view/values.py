"""Stage 5, what the pages show: plain frozen values in display order.

Reads nothing, writes nothing. Money is Decimal USD, exact; times are aware and in UTC; a share is 0..1.
None always means "cannot be known" or "not offered", never zero.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from norush.diff import Diff
from norush.view.batches import Schedule
from norush.view.blockers import Blocker
from norush.view.cache_use import CacheUse
from norush.view.cached import CachedScenario, Option, Reuse
from norush.view.charges import Beside, Reconciliation, Stated
from norush.view.charts import Models, Month, Part, Settles, Step, WeekMaps
from norush.view.costs import CheaperAlone, Realised, Rounding, Saving, Scenario, Terms, Tokens
from norush.view.decided import Decided, Listed, SetAside
from norush.view.drawn import Profile, Timeline
from norush.view.effort import Effort, effort
from norush.view.inputs import ChangeDay, Clash, Coverage, File, PriceCard, Unpriced
from norush.view.judged import Evidence, KindEvidence, Question, Signal, Weighing, weighing
from norush.view.states import Group, State
from norush.view.usage import UsageTotals


@dataclass(frozen=True, slots=True)
class About:
    """Who made the report and how: everything that the tables cannot say. No clock, no environment."""

    norush: str
    price_book: str
    zone: str
    """The zone in which times are shown."""
    command: Sequence[str]
    """The command that was given, a word an item, paths as given."""
    settings: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Period:
    """The window that was judged, half-open [since, until)."""

    period: str
    since: datetime
    until: datetime
    zone: str
    first_day: date
    last_day: date
    """The local days that the window touches, both included."""
    is_month: bool
    """The days are one whole calendar month."""

    @property
    def days(self) -> int:
        """Number of local days touched."""
        return (self.last_day - self.first_day).days + 1


@dataclass(frozen=True, slots=True)
class Workload:
    """One workload with all that its own page shows."""

    workload_id: str
    name: str
    provider: str | None
    workspace: str | None
    api_key: str | None
    app: str | None
    model: str | None
    models: tuple[str, ...]
    component: str
    kind: str | None
    """What kind of work it is, in the words of people."""
    kind_why: str | None
    """Why no kind is said."""
    owner: str | None
    """By the user's own file; never guessed."""
    channel: str | None
    """Where the owner is asked."""
    verdict: str
    score: float | None
    confidence: float | None
    level: str | None
    band: str | None
    requests: int
    unbilled_requests: int
    unpriced_requests: int
    unpriced_tokens: int
    first_at: datetime | None
    last_at: datetime | None
    tokens: Tokens
    scenarios: tuple[Scenario, ...]
    cached: tuple[CachedScenario, ...]
    reuse: Reuse | None
    """None where no prompt has known blocks."""
    cache_bound_usd: Decimal | None
    option: Option | None
    cache_use: CacheUse | None
    """None where it used no cache outside batches."""
    schedules: tuple[Schedule, ...]
    blockers: tuple[Blocker, ...]
    profile: Profile | None
    timeline: Timeline | None
    as_billed_usd: Decimal | None
    would_have_cost_usd: Decimal | None
    """As billed minus the likely saving: what the row of the ranked table shows."""
    saving: Saving | None
    saving_why: str | None
    realised: Realised | None
    position: int | None
    """Place among the findings; None without one."""
    saved_share: Decimal | None
    """Likely saving as a share of as billed."""
    spend_share: Decimal | None
    """As billed as a share of the period."""
    group: Group
    evidence: tuple[Evidence, ...]
    """For first, then against, then weight 0; the heaviest first."""
    kind_evidence: tuple[KindEvidence, ...]
    """The heaviest first; those of another kind too."""
    questions: tuple[Question, ...]
    """In the order in which they are asked."""
    signals: tuple[Signal, ...]
    decided: Decided | None = None
    """What a person said about it; None where nobody did."""

    def scenario(self, name: str) -> Scenario | None:
        """The scenario of that name, if it was worked out."""
        return next((each for each in self.scenarios if each.scenario == name), None)

    @property
    def effort(self) -> Effort | None:
        """How much of a move to batches the log shows to be in the way; None where nothing could wait."""
        return effort(self.blockers) if self.verdict == "batchable" and self.blockers else None

    @property
    def cache_move(self) -> Option | None:
        """The cache alone that costs least of all that the verdict allows, and delays nothing; None where none does."""
        option = self.option
        if (
            self.group in (Group.UNCERTAIN, Group.UNBILLED, Group.SET_ASIDE)
            or option is None
            or self.as_billed_usd is None
        ):
            return None
        return option if option.option in ("cache_5m", "cache_1h") and option.option_usd < self.as_billed_usd else None

    @property
    def cache_move_usd(self) -> Decimal | None:
        """What that cache would have saved."""
        move = self.cache_move
        return self.as_billed_usd - move.option_usd if move and self.as_billed_usd is not None else None

    @property
    def both_saving(self) -> Saving | None:
        """By batch and caches, counted once: by one alone where nothing shows what the other would save."""
        if self.saving and self.option:
            return (self.saving + self.option.saving).less(self.option.overlap_usd)
        return self.saving or (self.option.saving if self.option else None)

    @property
    def priced_requests(self) -> int:
        """Requests that were billed and have a price."""
        return self.requests - self.unbilled_requests - self.unpriced_requests

    @property
    def is_all_failed(self) -> bool:
        """No request of it succeeded."""
        return self.unbilled_requests == self.requests

    @property
    def is_less_sure(self) -> bool:
        """The sure saving is below the likely one, as printed to the cent."""
        return self.saving is not None and round(self.saving.likely_usd - self.saving.sure_usd, 2) > 0

    @property
    def needs_cache_usd(self) -> Decimal:
        """How much of the likely saving needs the same cache hits inside a batch."""
        batch = self.scenario("batch")
        if self.saving is None or batch is None or batch.usd is None or batch.floor_usd is None:
            return Decimal(0)
        return max(min(batch.floor_usd - batch.usd, self.saving.likely_usd), Decimal(0))

    @property
    def settle(self) -> str | None:
        """What would settle an uncertain workload first of all."""
        return self.questions[0].asks if self.questions and self.verdict == "uncertain" else None

    @property
    def hangs_usd(self) -> Decimal | None:
        """What a batch would save of an uncertain workload if nobody waits; None where decided, or where not known."""
        is_open = self.verdict == "uncertain" and self.group is not Group.SET_ASIDE
        return self.saving.ceiling_usd if self.saving and is_open else None

    @property
    def is_kind_by_name(self) -> bool:
        """Its kind rests on names alone."""
        return self.kind is not None and all(
            each.basis == "name" for each in self.kind_evidence if each.kind == self.kind
        )

    @property
    def weighing(self) -> Weighing | None:
        """How its weights become its score and probability; None where it was not judged."""
        return weighing(self.evidence, self.score)

    @property
    def evidence_for(self) -> tuple[Evidence, ...]:
        """Evidence that it could have waited."""
        return tuple(each for each in self.evidence if each.weight > 0)

    @property
    def evidence_against(self) -> tuple[Evidence, ...]:
        """Evidence that someone was waiting."""
        return tuple(each for each in self.evidence if each.weight < 0)

    @property
    def evidence_neither(self) -> tuple[Evidence, ...]:
        """Noticed, but of no weight."""
        return tuple(each for each in self.evidence if each.weight == 0)


@dataclass(frozen=True, slots=True)
class Sum:
    """Some workloads added up; exact, so that each line can be redone."""

    workloads: int
    requests: int
    as_billed_usd: Decimal
    would_have_cost_usd: Decimal
    saving_usd: Decimal
    is_priced: bool
    """False where requests were billed and none of them has a price: then the amounts say nothing."""


@dataclass(frozen=True, slots=True)
class Rank:
    """The ranked table. Body + rounding = above; above + groups + rounding = all."""

    shown: tuple[Workload, ...]
    folded: Sum | None
    folded_at_most_usd: Decimal | None
    above_rounding: Rounding | None
    above: Sum
    groups: tuple[tuple[Group, Sum], ...]
    rounding: Rounding | None
    all: Sum
    largest_usd: Decimal
    """The largest saving shown: the full length of a row's bar."""


@dataclass(frozen=True, slots=True)
class VerdictClass:
    """All workloads of one verdict."""

    verdict: str
    sum: Sum
    share: Decimal | None
    cached_usd: Decimal | None
    """What caches would save beside batches, likely; None where no workload of it was replayed."""
    bar: tuple[Part, ...]
    """Kept, saved by cache, saved by batch; the largest class's is 1 long."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What is not in the saving, and why."""

    no_batch_price: tuple[Workload, ...]
    """Could have waited; what a batch would cost is unknown."""
    no_batch_price_usd: Decimal
    uncertain: tuple[Workload, ...]
    """The dearest few."""
    folded: Sum | None
    uncertain_rounding_usd: Decimal | None
    uncertain_usd: Decimal
    uncertain_ceiling_usd: Decimal | None
    """None where no uncertain workload has a batch price."""
    unpriced: tuple[Unpriced, ...]
    unpriced_share: Decimal
    """Share of all tokens that have no price."""
    reject_reasons: tuple[tuple[str, int], ...]
    clashes: tuple[Clash, ...]
    """Usage totals that are not added to those of another file."""


@dataclass(frozen=True, slots=True)
class Totals:
    """The period in one row."""

    requests: int
    unbilled_requests: int
    billed_usd: Decimal | None
    billed_why: str | None
    stated: Stated | None
    """Where only a part of the requests states a charge: the part that can be compared."""
    as_billed_usd: Decimal | None
    as_billed_why: str | None
    on_demand_usd: Decimal | None
    realised_usd: Decimal | None
    realised: Realised | None
    """realised_usd by what saved it."""
    realised_why: str | None
    realised_rounding_usd: Decimal | None
    """What on demand minus realised, as printed, misses of as billed."""
    saving: Saving
    cache_saving: Saving | None
    """By caches, beside batches; None where no workload was replayed."""
    both_saving: Saving
    """By both, counted once."""
    cheaper_alone: CheaperAlone | None
    """None where no move costs less with a cache alone."""
    replayed_workloads: int
    ceiling_unknown: int
    """Workloads that could or might have waited and have no batch price: the ceiling does not contain them."""
    needs_cache_usd: Decimal
    """How much of the likely saving needs the same cache hits inside a batch."""
    would_have_cost_usd: Decimal | None
    saved_share: Decimal | None
    sure_at: Decimal
    likely_at: Decimal
    ceiling_at: Decimal
    """Where on a bar from 0 to as billed the period would have ended, by each saving (0..1)."""

    @property
    def is_one_figure(self) -> bool:
        """Sure, likely and ceiling are known and less than a cent apart: there is no range."""
        return not self.ceiling_unknown and not round(self.saving.ceiling_usd - self.saving.sure_usd, 2)

    @property
    def is_ceiling_known(self) -> bool:
        """Something that could or might have waited has a batch price, or nothing lacks one."""
        return not self.ceiling_unknown or self.saving != Saving(Decimal(0), Decimal(0), Decimal(0))


@dataclass(frozen=True, slots=True)
class AlreadySaved:
    """Who made the saving that was already made: the largest first. Rows + folded + rounding = the total."""

    shown: tuple[Workload, ...]
    folded: Realised | None
    folded_workloads: int
    total: Realised
    rounding: Realised | None


@dataclass(frozen=True, slots=True)
class CacheSavings:
    """On which workloads caches would have saved: the largest first. Rows + folded + rounding = the total."""

    shown: tuple[Workload, ...]
    folded_usd: Decimal | None
    folded_workloads: int
    total: Saving
    rounding_usd: Decimal


@dataclass(frozen=True, slots=True)
class AuditView:
    """Everything that any output shows."""

    about: About
    period: Period
    state: State
    totals: Totals
    coverage: Coverage
    workloads: tuple[Workload, ...]
    """All, by as billed (largest first), then id."""
    rank: Rank
    nearest: tuple[Workload, ...]
    """Where nothing moves: the workloads that came closest."""
    classes: tuple[VerdictClass, ...]
    classes_rounding: Rounding | None
    models: Models | None
    """None where nothing has a price."""
    left_out: LeftOut
    bridge: tuple[Step, ...]
    """From list price to the floor; empty where nothing stands between levels."""
    week: WeekMaps
    months: tuple[Month, ...]
    changed: Diff | None
    """Since the month before in the database; None where there is none."""
    """This month and those before it, in a kept database that has some."""
    settles: Settles
    already_saved: AlreadySaved | None
    cache_savings: CacheSavings | None
    """None where no replay found one."""
    """None where nothing was, or where it is not known."""
    reconciliation: Reconciliation | None
    """None where nothing says what was charged."""
    beside: Beside
    terms: tuple[Terms, ...]
    files: tuple[File, ...]
    price_cards: tuple[PriceCard, ...]
    change_days: tuple[ChangeDay, ...]
    """Oldest first."""
    set_aside: SetAside | None
    """What decisions keep out of the headline; None where none does."""
    decisions: tuple[Listed, ...]
    """Those that say something of the period, the oldest first."""
    usage_totals: UsageTotals | None
    """What usage totals say where they are all there is; None beside calls."""
