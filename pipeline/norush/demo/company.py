"""The company of the demo: who calls which model for what, and who waits for the answer.

Reads nothing, writes nothing. One entry a workload; a new one is a new entry. `verdict` is what the people
who run it would say; `uncertain` where no log can hold the answer and asking is the right result.
"""

from dataclasses import dataclass
from random import Random

from norush.demo.calls import Call, Caller, Client, Traffic
from norush.demo.clock import CUSTOMERS, OFFICE, WEEKDAYS, Clock, Schedule
from norush.demo.traffic.agents import Agent, StartedByJob, StartedByPeople
from norush.demo.traffic.batches import BatchResults, ProxyBatches
from norush.demo.traffic.chat import Chat
from norush.demo.traffic.completion import Completion
from norush.demo.traffic.digests import Digests
from norush.demo.traffic.events import Events
from norush.demo.traffic.paced import Paced
from norush.demo.traffic.pools import Pool

HAIKU, SMALL = "claude-haiku-4-5-20251001", "claude-haiku-5-5"
SONNET, NEW_SONNET = "claude-sonnet-5", "claude-sonnet-5-5"
OLD_OPUS, OPUS, NEW_OPUS = "claude-opus-4-8", "claude-opus-5", "claude-opus-5-5"


@dataclass(frozen=True, slots=True)
class Workload:
    """Calls that belong together, and the truth about them."""

    name: str
    kind: str
    verdict: str
    caller: Caller
    traffic: Traffic

    def calls(self, clock: Clock, seed: int, scale: float) -> list[Call]:
        """A month of calls. Each workload has its own dice: a new one changes no other."""
        client = Client(self.caller, Random(f"{seed}/{self.name}"), clock.until_ms)  # noqa: S311  (a simulation)
        self.traffic.run(client, clock, scale)
        return client.calls


# One key, one app, one model, two kinds of work: what makes a key hard to judge.
BACKEND = Caller("litellm", "product-backend", "product", "backend", SONNET, max_tokens=2048)


PEOPLE = (
    Workload(
        "support-chat",
        "chat",
        "interactive",
        Caller("litellm", "support-bot", "customer-care", "support", NEW_SONNET, max_tokens=1024, streamed=True),
        Chat(
            CUSTOMERS,
            conversations_a_day=128,
            turns=4.2,
            system_tokens=2_600,
            question_tokens=60,
            answer_tokens=230,
            pause_s=40,
            users=9_000,
            is_cached=True,
            repeated_question_share=0.06,
        ),
    ),
    Workload(
        "staff-assistant",
        "assistant",
        "interactive",
        Caller("litellm", "staff-assistant", "it", "assistant", OPUS, max_tokens=4096, streamed=True),
        Chat(
            OFFICE,
            conversations_a_day=58,
            turns=4.0,
            system_tokens=1_900,
            question_tokens=240,
            answer_tokens=520,
            pause_s=75,
            users=140,
            is_cached=False,
            search_share=0.04,
        ),
    ),
    Workload(
        "backend-chat",
        "chat_without_sessions",
        "interactive",
        BACKEND,
        Chat(
            CUSTOMERS,
            conversations_a_day=36,
            turns=3.4,
            system_tokens=1_700,
            question_tokens=70,
            answer_tokens=260,
            pause_s=35,
            users=1,
            is_cached=False,
            has_sessions=False,
        ),
    ),
    Workload(
        "code-completion",
        "completion",
        "latency_bound",
        Caller(
            "anthropic",
            "ide-plugin",
            "engineering",
            "completion",
            HAIKU,
            max_tokens=96,
            user_agent="ide-plugin/3.2",
        ),
        Completion(
            OFFICE,
            spells_a_day=46,
            calls_a_spell=12,
            pause_s=6,
            input_tokens=1_450,
            output_tokens=26,
            users=70,
        ),
    ),
)
"""Somebody looks at a screen until the answer comes."""


PROGRAMS = (
    Workload(
        "coding-agents",
        "agent",
        "agentic",
        Caller(
            "litellm",
            "coding-agents",
            "engineering",
            "coding",
            NEW_OPUS,
            max_tokens=16_000,
            streamed=True,
            user_agent="claude-cli/2.1.63",
            operation="anthropic_messages",
        ),
        StartedByPeople(
            Agent(
                steps=19,
                system_tokens=14_500,
                task_tokens=700,
                answer_tokens=290,
                result_tokens=1_150,
                tool_s=2.2,
                is_cached=True,
                person_share=0.07,
            ),
            OFFICE,
            runs_a_day=20,
            users=45,
        ),
    ),
    Workload(
        "review-bot",
        "agents_in_a_job",
        "agentic",
        Caller(
            "anthropic",
            "ci-review",
            "engineering",
            "review-bot",
            SONNET,
            max_tokens=8192,
            failure_share=0.006,
        ),
        StartedByJob(
            Agent(
                steps=11,
                system_tokens=6_200,
                task_tokens=3_800,
                answer_tokens=340,
                result_tokens=1_500,
                tool_s=1.1,
                is_cached=False,
                has_sessions=False,
            ),
            Schedule(hours=(2,), minute=30, weekdays=WEEKDAYS),
            runs=12,
            workers=6,
        ),
    ),
    Workload(
        "fraud-check",
        "inline_check",
        "latency_bound",
        Caller("anthropic", "payments-fraud", "payments", "fraud-check", HAIKU, max_tokens=64),
        Events(CUSTOMERS, events_a_day=205, input_tokens=640, output_tokens=19),
    ),
    Workload(
        "ticket-tagging",
        "event_driven",
        "uncertain",
        Caller("litellm", "ticket-hooks", "customer-care", "ticket-tagging", SMALL, max_tokens=256),
        Events(OFFICE, events_a_day=130, input_tokens=900, output_tokens=45, from_day=8),
    ),
    Workload(
        "channel-digest",
        "rolling_summary",
        "uncertain",
        Caller("litellm", "digest-cron", "it", "channel-digest", SONNET, max_tokens=1024),
        Digests(Schedule(hours=tuple(range(24)), minute=5), channels=5, news_tokens=1_400, summary_tokens=330),
    ),
)
"""A program needs each answer before it can go on."""


JOBS = (
    Workload(
        "nightly-evals",
        "evaluation",
        "batchable",
        Caller("litellm", "model-evals", "research", "evals", SONNET, max_tokens=2048, failure_share=0.008),
        Pool(Schedule(hours=(1,)), workers=12, rows=290, fixed_tokens=5_800, row_tokens=900, output_tokens=620),
    ),
    Workload(
        "catalog-etl",
        "hourly_job",
        "batchable",
        Caller("anthropic", "catalog-etl", "commerce", "catalog", HAIKU, max_tokens=1024),
        Pool(
            Schedule(hours=tuple(range(6, 20)), minute=12, weekdays=WEEKDAYS),
            workers=4,
            rows=44,
            fixed_tokens=1_500,
            row_tokens=600,
            output_tokens=290,
        ),
    ),
    Workload(
        "catalog-backfill",
        "backfill",
        "batchable",
        Caller(
            "litellm",
            "catalog-import",
            "commerce",
            "backfill",
            SONNET,
            max_tokens=8192,
            streamed=True,
            failure_share=0.02,
        ),
        Pool(
            Schedule(hours=(9,), minute=40, month_days=(13, 14)),
            workers=20,
            rows=4_000,
            fixed_tokens=2_200,
            row_tokens=1_100,
            output_tokens=2_300,
        ),
    ),
    Workload(
        "synthetic-dialogues",
        "paced_generation",
        "batchable",
        Caller("anthropic", "data-lab", "research", "synthetic-data", OPUS, max_tokens=4096, failure_share=0.0),
        Paced(Schedule(hours=(8,), weekdays=(6,)), rows=1_000, every_s=5, input_tokens=780, output_tokens=1_250),
    ),
    Workload(
        "account-report",
        "weekly_report",
        "batchable",
        Caller("litellm", "weekly-report", "sales", "account-report", OLD_OPUS, max_tokens=4096),
        Pool(
            Schedule(hours=(5,), minute=30, weekdays=(0,)),
            workers=1,
            rows=180,
            fixed_tokens=2_000,
            row_tokens=9_500,
            output_tokens=1_300,
            rows_vary=0.03,
        ),
    ),
    Workload(
        "backend-nightly",
        "nightly_job",
        "batchable",
        BACKEND,
        Pool(
            Schedule(hours=(3,), minute=30),
            workers=8,
            rows=130,
            fixed_tokens=1_200,
            row_tokens=2_100,
            output_tokens=900,
        ),
    ),
    Workload(
        "private-classifier",
        "job_on_own_model",
        "batchable",
        Caller(
            "litellm",
            "ops-batch",
            "it",
            "log-classifier",
            "acme-private-7b",
            max_tokens=256,
            provider="hosted_vllm",
        ),
        Pool(Schedule(hours=(22,)), workers=4, rows=65, fixed_tokens=400, row_tokens=500, output_tokens=30),
    ),
)
"""Nobody waits: the result is read the next morning, or by no person at all."""


BATCHED = (
    Workload(
        "product-texts",
        "batch_results",
        "batched",
        Caller("anthropic", "product-texts", "commerce", "product-texts", SONNET, max_tokens=2048),
        BatchResults(Schedule(hours=(21,), weekdays=(0, 1, 2, 3)), rows=220, input_tokens=2_400, output_tokens=700),
    ),
    Workload(
        "contract-review",
        "proxy_batches",
        "batched",
        Caller("litellm", "contract-review", "legal", "contracts", SONNET, max_tokens=4096),
        ProxyBatches(Schedule(hours=(18,), weekdays=(1, 4)), rows=120, input_tokens=9_000, output_tokens=800),
    ),
)
"""Where it should be already."""


COMPANY: tuple[Workload, ...] = PEOPLE + PROGRAMS + JOBS + BATCHED
