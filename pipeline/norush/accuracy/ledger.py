"""Truth beside verdict: what each workload of a judged database holds of each label, in requests and USD.

Reads a judged database and the label of each request; writes `truth`, `labels`, and the workloads and costs anew by
workload and label (so a database that is only judged for this). Money is summed by the price book's own steps.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from norush import scenarios
from norush.params import Params
from norush.prices import PriceBook
from norush.warehouse import Warehouse


@dataclass(frozen=True, slots=True)
class Label:
    """What is true of some requests. `verdict` is what the people who run them would say; `key`: behind which key.

    `also`: other verdicts that they would accept. `is_decidable`: whether a log can show it.
    """

    key: str
    kind: str
    verdict: str
    also: tuple[str, ...] = ()
    is_decidable: bool = True
    clock: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """The requests of one label in one workload. `usd` is null where they have no price.

    `score` is the workload's sum of evidence; `evidence` its rules with their weights, strongest first.
    """

    label: Label
    workload_id: str
    component: str
    verdict: str
    score: float
    confidence: float
    band: str
    evidence: str
    requests: int
    usd: Decimal | None


def read_lines(
    warehouse: Warehouse, labels: Sequence[Label], label_of: Iterable[tuple[str, int]], params: Params, book: PriceBook
) -> tuple[list[Line], int]:
    """The ledger of a judged database, in the order of labels and workloads; and how many requests have no label."""
    _write_truth(warehouse, labels, label_of)
    (unlabelled,) = warehouse.row(
        "select count(*) from requests where period is not null and request_id not in (select request_id from truth)"
    )
    judged = _judged(warehouse)
    # the costs by workload and label, by the very steps that make them by workload
    warehouse.connection.execute(
        "update requests set workload_id = concat(workload_id, '/', t.label) from truth as t "
        "where t.request_id = requests.request_id"
    )
    scenarios.write_costs(warehouse, params, book)
    rows = warehouse.rows(
        """
        select u.period, u.workload_id, sum(u.requests), sum(c.usd)
        from (
            select period, workload_id, sum(requests) as requests
            from usage
            where contains(workload_id, '/')
            group by period, workload_id
        ) as u
        left join (
            select period, workload_id, sum(usd) as usd
            from costs
            where scenario = 'as_billed'
            group by period, workload_id
        ) as c on c.period = u.period and c.workload_id = u.workload_id
        group by u.period, u.workload_id
        order by u.period, u.workload_id
        """
    )
    lines = []
    for period, name, requests, usd in rows:
        workload_id, _, label = name.partition("/")
        verdict = judged[(period, workload_id)]
        lines.append(Line(labels[int(label)], workload_id, *verdict, requests=int(requests), usd=usd))
    return sorted(lines, key=lambda line: (line.label.key, line.label.kind, line.workload_id)), int(unlabelled)


def _write_truth(warehouse: Warehouse, labels: Sequence[Label], label_of: Iterable[tuple[str, int]]) -> None:
    """Makes `truth` (a label number a request) and `labels` (what the numbers mean)."""
    warehouse.replace_table(
        "labels",
        {"label": "integer", "key": "text", "kind": "text", "verdict": "text", "clock": "text"},
        [(number, one.key, one.kind, one.verdict, one.clock) for number, one in enumerate(labels)],
    )
    import pyarrow as pa

    ids, numbers = zip(*label_of, strict=True)
    table = pa.table({"request_id": pa.array(ids, pa.string()), "label": pa.array(numbers, pa.int32())})
    warehouse.connection.register("truth_rows", table)
    warehouse.connection.execute("create or replace table truth as select * from truth_rows")
    warehouse.connection.unregister("truth_rows")


def _judged(warehouse: Warehouse) -> Mapping[tuple[str, str], tuple[str, str, float, float, str, str]]:
    rows = warehouse.rows(
        """
        select v.period, v.workload_id, w.component, v.verdict, v.score, v.confidence, v.band, coalesce(e.rules, '')
        from verdicts as v
        join workloads as w on w.workload_id = v.workload_id
        left join (
            select
                period,
                workload_id,
                string_agg(format('{} {:+.1f}', rule, weight), ', ' order by abs(weight) desc, rule) as rules
            from evidence
            group by period, workload_id
        ) as e on e.period = v.period and e.workload_id = v.workload_id
        """
    )
    return {(period, workload_id): tuple(rest) for period, workload_id, *rest in rows}
