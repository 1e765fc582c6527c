-- Names of workspaces, by the ids that exports tell instead.
-- in: names            out: workspace_names
-- grain: one row a workspace that has a name
-- params: -
create or replace table workspace_names as
select
    id,
    min(name) as name
from names
where kind = 'workspace' and name is not null
group by id
