-- What tells a row of totals apart from others of its bucket with the same dimensions, of which it is the rank-th: they differ in what is not
-- told in columns, and none of them is another version of one. The first keeps its part, so that it is the same row in a download without the others.
-- in: -                   out: ranked_part
-- grain: a macro over one part
create or replace temp macro ranked_part(part, rank) as
    case when rank > 1 then concat_ws(' ', part, rank::text) else part end
