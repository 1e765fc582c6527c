-- What caches of five minutes and of an hour would have read and written of what ran outside batches. policy `provider` follows the
-- provider's rules, `ideal` none of them: the most that any setting could read. grade `exact`: from the hashes of prompts; `inferred`:
-- from sessions that grow. Requests that are not counted here have nothing to go by, and stay uncached.
-- in: -            out: replay
-- grain: one row a (period, workload_id, price_card, service_tier, geo, ttl, policy, setting, grade)
create or replace table replay (
    period text,
    workload_id text,
    price_card text,
    service_tier text,
    geo text,
    ttl text,
    policy text,
    setting text,
    grade text,
    requests bigint,
    read_tokens bigint,
    write_tokens bigint
)
