-- Of two texts that tell one count, the one that tells more: the first, unless it is missing or the second is a larger number.
-- in: -                   out: larger_count
-- grain: a macro over two texts
create or replace temp macro larger_count(one, other) as
    case when one is null or try_cast(other as decimal(18, 4)) > try_cast(one as decimal(18, 4)) then other else one end
