-- A model as a redacted database has it: the bare name of one that norush's own price book knows, whatever stood around it in the log; any other
-- name is hashed.
-- in: known_models        out: redacted_model
-- grain: a macro over a provider and a model as logged
create or replace temp macro redacted_model(whose, held) as
    coalesce(
        (
            select k.name
            from known_models as k
            where k.provider is not distinct from whose and k.model is not distinct from held
        ),
        redacted('model', held)
    )
