-- A model stays as logged where the price book knows it, but for the account in an address of AWS; a name of one's own is hashed.
-- in: known_models        out: redacted_model
-- grain: a macro over a provider and a model as logged
create or replace temp macro redacted_model(whose, held) as
    case
        when exists (
            select 1
            from known_models as k
            where k.provider is not distinct from whose and k.model is not distinct from held
        ) then regexp_replace(held, '[0-9]{12}', '000000000000', 'g')
        else redacted('model', held)
    end
