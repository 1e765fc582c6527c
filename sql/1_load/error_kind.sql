-- The kind of an error alone, because what an error says may quote the prompt: one word as it stands (`rate_limit_error`, `429`), the word
-- before a bracket or a colon (`BadRequestError: …`) if it says more than that something went wrong (`APIError: …` does not), and of any other
-- text whether it tells of a rate limit or a time-out. Null for none.
-- in: -                   out: error_kind
-- grain: a macro over one text
create or replace temp macro error_kind(said) as
    case
        when said is null or said = '' then null
        when regexp_full_match(said, '[A-Za-z0-9_.:/-]{1,80}|(?i:http) [0-9]{3}') then said
        when regexp_matches(said, '^[A-Za-z_][A-Za-z0-9_.]{0,79}[(:]')
            and not regexp_matches(said, '^(?i:api|http|client|server|api_?status|status)?_?(?i:error|exception)[(:]')
            then regexp_extract(said, '^[A-Za-z_][A-Za-z0-9_.]*')
        when regexp_matches(said, '(?i)rate.?limit|throttl|too many requests|quota|resource.?exhausted') then 'rate_limit'
        when regexp_matches(said, '(?i)time.?out|timed out|deadline') then 'timeout'
        else coalesce(nullif(regexp_extract(said, '^([A-Za-z_][A-Za-z0-9_.]{0,79})[(:]', 1), ''), 'error')
    end
