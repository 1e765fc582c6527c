"""Who shares a key: clean keys have one kind each; mixed keys have two to four, in combinations that companies have; a
crowded key is the only one that a company has.

Reads the kinds; writes nothing. A row of MIXED is one key. `one_model` says whether all of it runs on one model.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from norush.accuracy.kinds import HELD_OUT, TUNED, Kind, kinds

CLEAN, MIXED, SMALL_JOBS, CROWDED = "clean", "mixed", "small", "crowded"
KEYS = (CLEAN, MIXED, SMALL_JOBS, CROWDED)


@dataclass(frozen=True, slots=True)
class Key:
    """One API key: the kinds behind it, and whether they all use one model."""

    name: str
    kinds: tuple[Kind, ...]
    one_model: bool = False


@dataclass(frozen=True, slots=True)
class Mix:
    """Kinds by name that share a key."""

    kinds: tuple[str, ...]
    one_model: bool = False


MIXES: Mapping[str, Mapping[str, Sequence[Mix]]] = {
    TUNED: {
        MIXED: (
            Mix(("chat-many-users", "nightly-eval"), one_model=True),
            Mix(("chat-few-users", "eval-by-day")),
            Mix(("coding-agents", "backfill-over-days"), one_model=True),
            Mix(("support-agent", "hourly-etl")),
            Mix(("webhooks", "weekly-report"), one_model=True),
            Mix(("inline-moderation", "gather-in-chunks")),
            Mix(("rag-in-three-calls", "rows-then-judge")),
            Mix(("chat-many-users", "paced-by-a-limiter"), one_model=True),
            Mix(("chat-few-users", "coding-agents", "streamed-bulk")),
            Mix(("ide-completion", "chat-few-users", "nightly-eval")),
            Mix(("translation-on-page-load", "one-job-three-models")),
            Mix(("nightly-eval", "weekly-report")),
            Mix(("chat-many-users", "webhooks", "nightly-eval", "weekly-report")),
            Mix(("chat-few-users", "rag-in-three-calls")),
            Mix(("viral-evening", "streamed-bulk")),
            Mix(("voice-assistant", "short-labels"), one_model=True),
            Mix(("search-fan-out-of-eight", "map-reduce")),
            Mix(("agents-in-text", "eval-by-day")),
            Mix(("sub-agents", "retry-storm")),
            Mix(("ticket-tagging", "drained-at-night"), one_model=True),
            Mix(("chat-at-the-limit", "all-at-once")),
            Mix(("button-for-twenty", "job-through-a-router")),
            Mix(("check-every-five-minutes", "hourly-etl")),
            Mix(("fraud-check", "trickle-loop"), one_model=True),
            Mix(("rolling-summary", "rows-then-judge")),
            Mix(("busy-chat-service", "nightly-eval"), one_model=True),
            Mix(("desk-copilot", "when-upstream-is-done"), one_model=True),
            Mix(("lessons", "nightly-chunks-of-embeddings")),
            Mix(("search-as-you-type", "ranking-of-a-feed", "partitions-of-a-cluster")),
            Mix(("upload-and-ask", "regression-suite")),
            Mix(("game-companion", "steady-simulation"), one_model=True),
            Mix(("three-drafts", "sweep-in-an-afternoon")),
            Mix(("deep-research", "long-documents-written")),
            Mix(("browser-agent", "close-of-the-month")),
            Mix(("ask-the-warehouse", "tenants-in-turn"), one_model=True),
            Mix(("review-bot", "notebook-apply")),
            Mix(("guard-before-chat", "digest-for-each-user")),
            Mix(("mailbox-poll", "functions-in-a-cloud"), one_model=True),
            Mix(("document-intake", "minute-quota")),
            Mix(("enrichment-of-leads", "close-of-the-month", "sweep-in-an-afternoon")),
            Mix(("call-centre-at-its-limit", "captions-through-a-gateway")),
            Mix(("overnight-swarm", "desk-copilot")),
            Mix(("self-play", "long-documents-written"), one_model=True),
            Mix(("spam-wave", "regression-suite", "tenants-in-turn")),
            Mix(("watch-every-minute", "news-desk")),
            Mix(("triage-queue", "when-upstream-is-done")),
            Mix(("batch-with-long-waits", "regression-suite"), one_model=True),
            Mix(("live-captions", "desk-copilot", "minute-quota")),
            Mix(("help-centre-in-an-outage", "when-upstream-is-done"), one_model=True),
            Mix(("app-after-a-push", "digests-at-five-in-each-zone"), one_model=True),
            Mix(("long-thoughts-in-tabs", "votes-of-sixteen"), one_model=True),
            Mix(("two-languages-in-one-chat", "polite-crawler")),
            Mix(("desks-around-the-world", "checklist-for-each-contract"), one_model=True),
            Mix(("when-meetings-end", "before-the-stand-up", "tokens-a-minute")),
            Mix(("quiz-on-tv", "essays-after-the-deadline")),
            Mix(("formula-dragged-down", "recorded-chats-replayed")),
            Mix(("long-thoughts-in-tabs", "judge-of-each-checkpoint", "preempted-runs")),
            Mix(("assistant-with-a-heartbeat", "every-host-with-splay"), one_model=True),
            Mix(("tree-of-tries", "votes-of-sixteen")),
            Mix(("build-fixer", "dags-caught-up"), one_model=True),
            Mix(("newsroom-of-roles", "cascade-with-repairs")),
            Mix(("town-in-rounds", "preempted-runs"), one_model=True),
            Mix(("build-fixer", "desks-around-the-world", "judge-of-each-checkpoint")),
            Mix(("sent-twice-if-slow", "prelabels-by-limited-workers")),
            Mix(("five-checks-in-a-row", "checklist-for-each-contract", "tokens-a-minute")),
            Mix(("arm-that-asks", "reports-of-a-shift"), one_model=True),
            Mix(("probes-from-three-cities", "polite-crawler", "two-languages-in-one-chat")),
            Mix(("evals-in-ci", "recorded-chats-replayed"), one_model=True),
            Mix(("micro-batches-of-changes", "digests-at-five-in-each-zone")),
            Mix(("receipts-through-a-queue", "essays-after-the-deadline", "dags-caught-up")),
            Mix(("gate-closes-each-quarter", "every-host-with-splay")),
            Mix(("mail-held-until-checked", "cascade-with-repairs"), one_model=True),
            Mix(("bot-in-threads", "prelabels-by-limited-workers")),
            Mix(("batches-of-many-tenants", "tokens-a-minute"), one_model=True),
            Mix(("app-after-a-push", "sent-twice-if-slow")),
            Mix(("desks-around-the-world", "bot-in-threads", "newsroom-of-roles", "cascade-with-repairs")),
        ),
        CROWDED: (
            Mix(
                (
                    "chat-many-users",
                    "chat-few-users",
                    "coding-agents",
                    "support-agent",
                    "webhooks",
                    "nightly-eval",
                    "hourly-etl",
                    "weekly-report",
                    "eval-by-day",
                    "short-labels",
                )
            ),
            Mix(
                (
                    "rag-in-three-calls",
                    "voice-assistant",
                    "sub-agents",
                    "fraud-check",
                    "map-reduce",
                    "ten-rows-an-hour",
                    "streamed-bulk",
                    "paced-by-a-limiter",
                )
            ),
            Mix(
                (
                    "desk-copilot",
                    "lessons",
                    "game-companion",
                    "review-bot",
                    "ask-the-warehouse",
                    "mailbox-poll",
                    "regression-suite",
                    "tenants-in-turn",
                    "digest-for-each-user",
                    "close-of-the-month",
                )
            ),
            Mix(
                (
                    "three-drafts",
                    "deep-research",
                    "triage-queue",
                    "routing-of-calls",
                    "functions-in-a-cloud",
                    "when-upstream-is-done",
                    "notebook-apply",
                    "new-rows-each-hour",
                )
            ),
            Mix(
                (
                    "app-after-a-push",
                    "when-meetings-end",
                    "long-thoughts-in-tabs",
                    "assistant-with-a-heartbeat",
                    "build-fixer",
                    "bot-in-threads",
                    "mail-held-until-checked",
                    "checklist-for-each-contract",
                    "digests-at-five-in-each-zone",
                    "dags-caught-up",
                    "votes-of-sixteen",
                )
            ),
            Mix(
                (
                    "desks-around-the-world",
                    "two-languages-in-one-chat",
                    "newsroom-of-roles",
                    "sent-twice-if-slow",
                    "receipts-through-a-queue",
                    "batches-of-many-tenants",
                    "every-host-with-splay",
                    "polite-crawler",
                    "tokens-a-minute",
                    "reports-of-a-shift",
                )
            ),
        ),
        SMALL_JOBS: (
            Mix(("chat-many-users", "ten-rows-an-hour"), one_model=True),
            Mix(("chat-few-users", "ten-rows-an-hour"), one_model=True),
            Mix(("support-agent", "ten-rows-an-hour")),
            Mix(("webhooks", "ten-rows-an-hour")),
            Mix(("coding-agents", "ten-rows-a-day"), one_model=True),
            Mix(("rag-in-three-calls", "ten-rows-a-day")),
            Mix(("desk-copilot", "new-rows-each-hour"), one_model=True),
            Mix(("game-companion", "new-rows-each-hour")),
            Mix(("ask-the-warehouse", "odd-cases-at-night"), one_model=True),
            Mix(("review-bot", "odd-cases-at-night")),
            Mix(("enrichment-of-leads", "new-rows-each-hour"), one_model=True),
            Mix(("desks-around-the-world", "reports-of-a-shift")),
            Mix(("two-languages-in-one-chat", "reports-of-a-shift"), one_model=True),
            Mix(("assistant-with-a-heartbeat", "reports-of-a-shift")),
            Mix(("long-thoughts-in-tabs", "before-the-stand-up"), one_model=True),
            Mix(("build-fixer", "before-the-stand-up")),
            Mix(("five-checks-in-a-row", "before-the-stand-up")),
        ),
    },
    HELD_OUT: {
        MIXED: (
            Mix(("chat-with-titles", "queue-workers-at-night"), one_model=True),
            Mix(("assistant-of-the-firm", "prompt-matrix-by-hand")),
            Mix(("assistant-of-the-firm", "folder-of-pdfs", "report-in-sections"), one_model=True),
            Mix(("widget-with-a-window", "tickets-through-a-chain"), one_model=True),
            Mix(("ide-plugin", "labels-by-three-and-an-arbiter")),
            Mix(("ide-plugin", "terminal-agent-with-helpers")),
            Mix(("prompts-tried-by-hand", "pipeline-of-steps"), one_model=True),
            Mix(("prompts-tried-by-hand", "prompt-matrix-by-hand")),
            Mix(("bot-in-a-messenger", "descriptions-in-five-languages"), one_model=True),
            Mix(("terminal-agent-with-helpers", "spark-stage-with-threads")),
            Mix(("terminal-agent-with-helpers", "prompts-tried-by-hand", "strings-of-a-release")),
            Mix(("editor-agent-that-asks-first", "folder-of-pdfs"), one_model=True),
            Mix(("orders-keyed-in", "report-in-sections"), one_model=True),
            Mix(("orders-keyed-in", "triage-of-a-shared-inbox")),
            Mix(("agent-benchmark", "labels-by-three-and-an-arbiter")),
            Mix(("agent-benchmark", "pipeline-of-steps"), one_model=True),
            Mix(("checks-before-and-after", "old-posts-by-the-new-policy"), one_model=True),
            Mix(("intent-with-a-deadline", "descriptions-in-five-languages")),
            Mix(("intent-with-a-deadline", "chat-with-titles", "spark-stage-with-threads")),
            Mix(("listing-checked-as-posted", "old-posts-by-the-new-policy")),
            Mix(("summaries-on-ingest", "queue-workers-at-night"), one_model=True),
            Mix(("triage-of-a-shared-inbox", "bot-in-a-messenger", "tickets-through-a-chain")),
            Mix(("alerts-in-words", "spark-stage-with-threads"), one_model=True),
            Mix(("nightly-batch-and-what-failed", "queue-workers-at-night")),
            Mix(("widget-with-a-window", "checks-before-and-after")),
            Mix(
                ("assistant-of-the-firm", "editor-agent-that-asks-first", "summaries-on-ingest", "strings-of-a-release")
            ),
        ),
        CROWDED: (
            Mix(
                (
                    "assistant-of-the-firm",
                    "chat-with-titles",
                    "terminal-agent-with-helpers",
                    "orders-keyed-in",
                    "summaries-on-ingest",
                    "intent-with-a-deadline",
                    "hourly-judge-of-samples",
                    "tickets-through-a-chain",
                    "folder-of-pdfs",
                    "report-in-sections",
                )
            ),
            Mix(
                (
                    "widget-with-a-window",
                    "prompts-tried-by-hand",
                    "editor-agent-that-asks-first",
                    "agent-benchmark",
                    "listing-checked-as-posted",
                    "triage-of-a-shared-inbox",
                    "nightly-batch-and-what-failed",
                    "queue-workers-at-night",
                    "descriptions-in-five-languages",
                    "feeds-every-four-hours",
                )
            ),
        ),
        SMALL_JOBS: (
            Mix(("chat-with-titles", "hourly-judge-of-samples")),
            Mix(("widget-with-a-window", "hourly-judge-of-samples"), one_model=True),
            Mix(("assistant-of-the-firm", "feeds-every-four-hours"), one_model=True),
            Mix(("orders-keyed-in", "feeds-every-four-hours")),
            Mix(("checks-before-and-after", "hourly-judge-of-samples")),
            Mix(("alerts-in-words", "feeds-every-four-hours"), one_model=True),
        ),
    },
}


def keys(split: str, which: str) -> Sequence[Key]:
    """The keys of a split: `clean`, `mixed`, `small` (mixed keys whose jobs have about ten rows) or `crowded`."""
    found = kinds(split)
    if which == CLEAN:
        return [Key(name, (one,)) for name, one in found.items()]
    return [
        Key(" + ".join(mix.kinds), tuple(found[name] for name in mix.kinds), mix.one_model)
        for mix in MIXES[split][which]
    ]
