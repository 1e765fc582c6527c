-- What each breakpoint would have read and written of the tokens between the one before it and itself. depth: the block whose end it
-- stands at, counted from the front; 0 is the end of the prompt. marked_tokens: the prompts up to there.
-- early_writes, early_tokens: written because the answer that writes the same had not begun (a fan-out).
-- in: -            out: breakpoint_reads
-- grain: one row a (period, workload_id, price_card, service_tier, geo, ttl, setting, depth)
create or replace table breakpoint_reads (
    period text,
    workload_id text,
    price_card text,
    service_tier text,
    geo text,
    ttl text,
    setting text,
    depth integer,
    requests bigint,
    reads bigint,
    marked_tokens bigint,
    read_tokens bigint,
    write_tokens bigint,
    early_writes bigint,
    early_tokens bigint
)
