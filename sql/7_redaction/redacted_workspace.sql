-- A workspace as a redacted database has it. That it is told by an id of Anthropic's stays to be seen: a name and an id may be one workspace.
-- in: -                   out: redacted_workspace
-- grain: a macro over one text
create or replace temp macro redacted_workspace(held) as
    redacted(case when starts_with(held, 'wrkspc_') then 'wrkspc_' else 'workspace' end, held)
