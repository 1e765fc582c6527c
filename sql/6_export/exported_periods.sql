-- The periods that an export is about: all of them where none is named. Views have no parameters of their own.
-- in: periods            out: exported_periods
-- grain: one row a period
-- params: period
create or replace temp table exported_periods as
select period
from periods
where period = coalesce($period, period)
