-- A model's name without who hands it on: openai/gpt-4o, us.anthropic.claude-sonnet-4-5-20250929-v1:0.
-- in: -                   out: bare_model
-- grain: a macro over one name, in small letters; null for an empty one
create or replace temp macro bare_model(model) as
    nullif(regexp_replace(
        lower(model), '^(.*/)?(([a-z-]+[.])?(ai21|amazon|anthropic|cohere|deepseek|google|meta|mistral|openai|qwen|writer)[.])?', ''
    ), '')
