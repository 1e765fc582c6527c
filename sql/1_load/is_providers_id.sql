-- Whether a provider made this id: it stands for one call, whatever comes under it.
-- in: -                   out: is_providers_id
-- grain: a macro over one id
create or replace temp macro is_providers_id(id) as
    regexp_matches(id, '^(msg_|req_01|chatcmpl-|resp_|gen-[0-9]{10}-|batch_req_)')
