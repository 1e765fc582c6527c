-- A model's name without who hands it on (openai/gpt-4o, us.anthropic.claude-…) and without a version or a date after it (-20250929,
-- -2024-08-06, -0613, -latest, @001, -v1:0), in small letters: what two logs of one call have in common. A mini is another family.
-- in: -                   out: model_family
-- grain: a macro over one name
create or replace temp macro model_family(model) as
    regexp_replace(
        bare_model(model),
        '([-@](latest|default|[0-9]{8}|[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{2}-[0-9]{2}|[0-9]{3,4}|v[0-9]+)|:[0-9]+)+$', ''
    )
