-- The episodes of bursts, with the models that one of them used (a twentieth of its calls at least: a stray call of a neighbour is none
-- of its own), and how evenly its starts are spread.
-- in: bursts, burst_shapes, keys   out: burst_episodes
-- grain: one row an episode of a caller
create or replace temp table burst_episodes as
with by_model as (
    select
        b.caller,
        b.episode,
        k.normal_model,
        count(*) as calls
    from bursts as b
    join keys as k on k.key_no = b.key_no
    group by b.caller, b.episode, k.normal_model
), models as (
    select
        m.caller,
        m.episode,
        string_agg(m.normal_model, ' + ' order by m.normal_model) as models
    from by_model as m
    join burst_shapes as t on t.caller = m.caller and t.episode = m.episode
    where m.calls * 20 >= t.calls
    group by m.caller, m.episode
), wider as (
    -- a job that now and then leaves out one of its models is one job: the widest set that holds all of an episode's models names it
    select
        a.caller,
        a.models,
        b.models as models_of_job,
        row_number() over (
            partition by a.caller, a.models order by length(b.models) desc, b.models
        ) as place
    from (select distinct caller, models from models) as a
    join (select distinct caller, models from models) as b on b.caller = a.caller
    left join (
        select distinct
            o.caller,
            o.models,
            m.normal_model
        from models as o
        join by_model as m on m.caller = o.caller and m.episode = o.episode
        where contains(concat(' + ', o.models, ' + '), concat(' + ', m.normal_model, ' + '))
    ) as each_model
        on each_model.caller = a.caller
        and each_model.models = a.models
        and not contains(concat(' + ', b.models, ' + '), concat(' + ', each_model.normal_model, ' + '))
    where each_model.normal_model is null
), slices as (
    -- slices of about eight mean gaps, as in the signal `count_dispersion`
    select
        b.caller,
        b.episode,
        least(
            cast((b.start_us - t.first_us) // greatest(cast((t.last_us - t.first_us) * 8 // t.calls as bigint), 1) as bigint),
            t.calls // 8 - 1
        ) as slice,
        count(*) as calls
    from bursts as b
    join burst_shapes as t on t.caller = b.caller and t.episode = b.episode
    where t.calls >= 24 and t.shape = 'bursts'
    group by 1, 2, 3
), spread as (
    select
        caller,
        episode,
        cast(sum(calls * calls) as bigint) as squares
    from slices
    group by caller, episode
)
select
    t.*,
    w.models_of_job as models,
    -- variance over mean of the counts, times the calls: squares - calls x mean
    case when s.squares is not null then s.squares - cast(t.calls as double) * t.calls / (t.calls // 8) end as spread
from burst_shapes as t
join models as m on m.caller = t.caller and m.episode = t.episode
join wider as w on w.caller = m.caller and w.models = m.models and w.place = 1
left join spread as s on s.caller = t.caller and s.episode = t.episode
