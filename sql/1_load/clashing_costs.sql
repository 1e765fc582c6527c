-- Which file's costs are left out beside which other file's: see append_clashing_costs.sql. Empty where there are none.
-- in: -                   out: clashing_costs
-- grain: one row a file and one beside which it is left out
create or replace table clashing_costs (
    file_id integer,
    beside_id integer,
    rows_left_out bigint,
    since date,
    until date
)
