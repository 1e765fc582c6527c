-- Why one of these counts cannot be used, null where all can: a count is digits, also with a point and zeros behind it, as pandas writes
-- whole numbers (1000.0). Three zeros could be thousands. A sign is not its business.
-- in: -                   out: count_problem
-- grain: a macro over one text, the counts of a row with | between them
create or replace temp macro count_problem(counts) as
    case
        when regexp_matches(counts, '(^|[|]) *[1-9][0-9]{0,2}[.]000 *([|]|$)')
            then 'a token count with a point before three zeros: in some countries 12.000 is twelve thousand, so export plain numbers'
        when not regexp_full_match(counts, '([|]| *-?[0-9]+([.]0*)? *([|]|$))*') then 'a token count that is not a whole number'
    end
