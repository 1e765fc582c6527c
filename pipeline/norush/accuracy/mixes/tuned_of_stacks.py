"""Which tuned kinds share a key, of programs built with this tool or that."""

from collections.abc import Mapping, Sequence

from norush.accuracy.mixes import CROWDED, MIXED, SMALL_JOBS, Mix

MIXES: Mapping[str, Sequence[Mix]] = {
    MIXED: (
        # a data team: the warehouse, the orchestrator, notebooks
        Mix(("tickets-in-a-python-model-of-dbt", "cells-mended-in-a-notebook"), one_model=True),
        Mix(("tickets-in-a-python-model-of-dbt", "partitions-filled-in-from-a-launchpad"), one_model=True),
        Mix(("frame-of-polars-in-an-async-cell", "cells-mended-in-a-notebook"), one_model=True),
        Mix(("batches-awaited-by-a-deferred-task", "frame-of-polars-in-an-async-cell"), one_model=True),
        Mix(
            (
                "tickets-in-a-python-model-of-dbt",
                "batches-awaited-by-a-deferred-task",
                "partitions-filled-in-from-a-launchpad",
                "cells-mended-in-a-notebook",
            )
        ),
        # a web app and what runs behind it
        Mix(("chat-in-a-route-of-next-js", "prompt-tests-of-a-nightly-action"), one_model=True),
        Mix(("chat-in-a-route-of-next-js", "documents-summed-up-when-saved"), one_model=True),
        Mix(("chat-in-a-route-of-next-js", "screens-tested-by-an-agent-in-ci")),
        Mix(
            (
                "chat-in-a-route-of-next-js",
                "documents-summed-up-when-saved",
                "prompt-tests-of-a-nightly-action",
            )
        ),
        # shops
        Mix(("customers-answered-by-a-graph", "addresses-mended-in-a-checkout")),
        Mix(("addresses-mended-in-a-checkout", "accounts-through-a-low-queue")),
        Mix(
            (
                "customers-answered-by-a-graph",
                "accounts-through-a-low-queue",
                "messages-of-a-topic-through-consumers",
            )
        ),
        Mix(("messages-of-a-topic-through-consumers", "export-through-a-distributed-map"), one_model=True),
        # a gateway for all staff
        Mix(("open-window-behind-a-gateway", "recaps-by-slash-command"), one_model=True),
        Mix(("open-window-behind-a-gateway", "suppliers-checked-by-a-durable-agent")),
        Mix(
            (
                "open-window-behind-a-gateway",
                "frame-of-polars-in-an-async-cell",
                "mails-put-through-a-chain-in-batch",
            ),
            one_model=True,
        ),
        # tools without code, and sheets
        Mix(("contacts-through-a-zap", "sheet-worked-off-by-a-time-trigger"), one_model=True),
        Mix(("mails-handled-by-an-agent-node", "sheet-worked-off-by-a-time-trigger"), one_model=True),
        # platforms and operations
        Mix(("files-moved-by-agents-without-a-head", "prompt-tests-of-a-nightly-action")),
        Mix(("alerts-weighed-before-the-pager-rings", "recaps-by-slash-command"), one_model=True),
        Mix(("alerts-weighed-before-the-pager-rings", "files-moved-by-agents-without-a-head")),
        # search, and those who make models
        Mix(("questions-reworded-before-the-search", "corpus-through-actors-of-a-cluster")),
        Mix(("columns-filled-for-made-up-rows", "labels-before-people-by-batch")),
        Mix(
            (
                "corpus-through-actors-of-a-cluster",
                "columns-filled-for-made-up-rows",
                "labels-before-people-by-batch",
            )
        ),
    ),
    SMALL_JOBS: (
        Mix(("mails-handled-by-an-agent-node", "articles-through-a-loop-of-nodes"), one_model=True),
        Mix(("contacts-through-a-zap", "articles-through-a-loop-of-nodes")),
        Mix(("recaps-by-slash-command", "articles-through-a-loop-of-nodes"), one_model=True),
        Mix(("open-window-behind-a-gateway", "filings-through-mapped-tasks")),
        Mix(("suppliers-checked-by-a-durable-agent", "filings-through-mapped-tasks"), one_model=True),
        Mix(("cells-mended-in-a-notebook", "filings-through-mapped-tasks")),
        Mix(("files-moved-by-agents-without-a-head", "stale-issues-gone-through-by-an-action")),
        Mix(("chat-in-a-route-of-next-js", "stale-issues-gone-through-by-an-action"), one_model=True),
    ),
    CROWDED: (
        Mix(
            (
                "chat-in-a-route-of-next-js",
                "recaps-by-slash-command",
                "alerts-weighed-before-the-pager-rings",
                "contacts-through-a-zap",
                "tickets-in-a-python-model-of-dbt",
                "articles-through-a-loop-of-nodes",
                "prompt-tests-of-a-nightly-action",
                "accounts-through-a-low-queue",
                "batches-awaited-by-a-deferred-task",
            )
        ),
    ),
}
