-- What a workload was like when a decision on it was made: what is compared to see whether it changed.
-- days: local days from the first to the last request of that period's log. Null amounts: it had no price.
-- in: -                   out: decision_snapshots
-- grain: one row a (target, decided_on, is_from_file, workload_id)
-- params: -
create table if not exists decision_snapshots (
    target text not null,
    decided_on date not null,
    is_from_file boolean not null,
    workload_id text not null,
    period text not null,
    since date not null,
    days bigint not null,
    verdict text not null,
    as_billed_usd decimal(38, 16),
    saving_sure_usd decimal(38, 16)
)
