-- Which file's usage totals are left out beside which other file's: see append_clashing_usage.sql. Empty where there are none.
-- in: -                   out: clashing_usage
-- grain: one row a file and one beside which it is left out
create or replace table clashing_usage (
    file_id integer,
    beside_id integer,
    rows_left_out bigint,
    since date,
    until date
)
