-- A word of a provider's own, such as a reason to stop or a place, which says nothing of who calls; anything else is hashed.
-- in: -                   out: redacted_word
-- grain: a macro over one text; words: a list of those that stay
create or replace temp macro redacted_word(what, held, words) as
    case when list_contains(words, held) then held else redacted(what, held) end
