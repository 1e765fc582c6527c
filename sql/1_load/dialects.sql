-- What rows with cached tokens prove about who wrote them: whether input includes those tokens. Of every load, because a log comes in
-- parts, and most of its rows prove nothing by themselves.
-- in: -                   out: dialects
-- grain: one row a dialect (half of an md5 of who wrote it: format, instrument, service, provider) and what some row of it proves
-- proof: 'apart' is a row with more cached tokens than input, or with a total that counts them on top; 'apart beside a plain total' one with
-- more cached tokens than input, whose total is nevertheless input and output; 'inside' one whose total is input and output
create table if not exists dialects (
    dialect ubigint,
    proof text
)
