-- What people said about workloads: one decision a row, the earlier ones too. Kept from audit to audit; no stage makes it anew.
-- target: the workload_id, or the pattern as JSON (column of `workloads` -> globs). is_from_file: given with --decisions
-- for the last audit alone. A decision holds in periods that end by `until`; null: until it is changed.
-- in: -                   out: decisions
-- grain: one row a (target, decided_on, is_from_file)
-- params: -
create table if not exists decisions (
    target text not null,
    workload_id text,
    pattern text,
    decision text not null,
    why text not null,
    decided_by text not null,
    decided_on date not null,
    until date,
    is_from_file boolean not null
)
