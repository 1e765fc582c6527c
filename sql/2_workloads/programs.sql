-- The names under which requests of a period arrived. A caller is what one client sends behind one provider, workspace, API key and
-- app: what may hold several kinds of work, and one job over several models. Clients are told apart by the name in `user_agent` without a version, where two
-- to eight of them make twelve calls or more each: more are the browsers of people behind a gateway, and of fewer calls no job can be found.
-- A strand of a caller is what one program sends: the calls to one model that are alike in manner: in streaming, in offering tools and in
-- naming a user. A call that failed without a token shows little of its manner: it goes with the strand of most calls to its model.
-- in: requests, price_models, client_names   out: programs
-- grain: one row a distinct (period, provider, workspace, api_key, app, model, user_agent, batched or not, blank or not, manner as logged)
create or replace temp table programs as
with found as (
    select
        r.period,
        r.provider,
        r.workspace,
        r.api_key,
        r.app,
        r.model,
        r.user_agent,
        r.service_tier = 'batch' as is_batch,
        r.status <> 'succeeded' and r.input_tokens + r.output_tokens + r.cache_read_tokens = 0 as is_blank,
        -- what is false and what is not known are one: only what is there makes a name
        concat(
            case when r.streamed then ' streamed' else '' end,
            case when r.tools > 0 then ' with tools' else '' end,
            case when r.end_user is not null then ' for users' else '' end,
            -- a log of tokens alone shows of a program only whether it caches its prompts
            case
                when r.streamed is null and r.tools is null and r.cache_read_tokens + r.cache_write_5m_tokens + r.cache_write_1h_tokens > 0
                    then ' cached'
                else ''
            end
        ) as logged_manner,
        coalesce(m.model_id, r.model, 'unknown model') as normal_model,
        count(*) as calls
    from requests as r
    left join price_models as m
        on m.model is not distinct from r.model
        and m.provider is not distinct from r.provider
    where r.period is not null
    group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11
), called as (
    select
        f.*,
        n.client as logged_client,
        dense_rank() over (
            order by f.period, f.provider nulls first, f.workspace nulls first, f.api_key nulls first, f.app nulls first
        ) as owner
    from found as f
    inner join client_names as n on n.user_agent is not distinct from f.user_agent
), clients as (
    select
        owner,
        logged_client,
        count(*) over (partition by owner) as clients,
        row_number() over (partition by owner order by sum(calls) desc, logged_client) as rank
    from called
    group by owner, logged_client
    having sum(calls) >= 12
), told_apart as (
    select
        c.*,
        case when m.clients between 2 and 8 then coalesce(o.logged_client, m.logged_client) else '' end as client
    from called as c
    left join clients as m on m.owner = c.owner and m.rank = 1
    left join clients as o on o.owner = c.owner and o.logged_client = c.logged_client
), numbered as (
    select
        * exclude (logged_client),
        cast(row_number() over (
            order by owner, model nulls first, user_agent nulls first, is_batch, is_blank, logged_manner
        ) as integer) as key_no,
        cast(dense_rank() over (order by owner, client) as integer) as caller
    from told_apart
), usual as (
    select
        caller,
        normal_model,
        is_batch,
        logged_manner as manner,
        row_number() over (
            partition by caller, normal_model, is_batch order by sum(calls) desc, logged_manner
        ) as rank
    from numbered
    where not is_blank
    group by caller, normal_model, is_batch, logged_manner
), named as (
    select
        n.* exclude (owner, calls, client),
        concat(
            case when n.is_blank then coalesce(u.manner, n.logged_manner) else n.logged_manner end,
            case when n.client <> '' then concat(' by ', n.client) else '' end
        ) as manner
    from numbered as n
    left join usual as u on u.caller = n.caller and u.normal_model = n.normal_model and u.is_batch = n.is_batch and u.rank = 1
)
select
    *,
    concat(normal_model, manner) as strand
from named
