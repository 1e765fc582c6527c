-- What caches would have read and written of what ran outside batches. policy `provider`: by the provider's rules, in the settings `head`
-- (breakpoints at chosen depths) and `head_end` (and at the end of each prompt). `ideal`: every block, by no rules: the most that any
-- setting could read. `shared`: as if all came at once and nothing ended, as in a batch. grade `exact`: from the hashes of prompts;
-- `inferred`: from sessions that grow. requests and the logged tokens are of all requests of that grade, read_tokens and write_tokens what
-- becomes of them; the rest of their prompts is uncached. Requests that are not counted here have nothing to go by.
-- in: -            out: replay
-- grain: one row a (period, workload_id, price_card, service_tier, geo, is_stopped, ttl, policy, setting, grade)
create or replace table replay (
    period text,
    workload_id text,
    price_card text,
    service_tier text,
    geo text,
    is_stopped boolean,
    ttl text,
    policy text,
    setting text,
    grade text,
    requests bigint,
    input_tokens bigint,
    cache_read_tokens bigint,
    cache_write_5m_tokens bigint,
    cache_write_1h_tokens bigint,
    read_tokens bigint,
    write_tokens bigint
)
