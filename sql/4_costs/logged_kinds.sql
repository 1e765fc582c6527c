-- What of a bill logs can tell, and what the price book calls it. Anything else that is billed, no log shows.
-- in: -            out: logged_kinds
-- grain: one row a kind of tokens, or fee
-- params: -
create or replace table logged_kinds as
select 'input_tokens' as token_kind, 'input' as part
union all
select 'cache_read_tokens' as token_kind, 'cache_read' as part
union all
select 'cache_write_5m_tokens' as token_kind, 'cache_write_5m' as part
union all
select 'cache_write_1h_tokens' as token_kind, 'cache_write_1h' as part
union all
select 'output_tokens' as token_kind, 'output' as part
union all
select 'web_search' as token_kind, 'web_search' as part
