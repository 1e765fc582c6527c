-- Ids that a client used for several calls: each call keeps the id with its start added (and its model, where there are several), so that none
-- is lost as a repeat of another.
-- Rows of one id are one call as long as they can be: a stream's updates, a line written again, a second download. A row of another model is
-- another call, however the two lie in time. Of one model, in the order of time, a row is another call than the one before it in the same log
-- when it begins after all before it have ended and
--   has another prompt, which no update changes; or
--   has another answer, and both rows have a start and an end, or more than an hour between them; or
--   failed as that did, and both have a start and an end: another try.
-- An id that a provider made is never another call: what comes again under it was replayed (by a sub-agent, or out of a gateway's cache);
-- nor is a record with a place in a trace, whose id is its place: what comes again is another version.
-- Two logs of one call have two clocks and two ways to count: what only differs between them is another call after an hour, not before.
-- in: requests, repeated_ids   out: requests
-- grain: -
update requests
set request_id = named.request_id, logged_id = named.logged_id
from (
    with told as (
        select
            rowid as place,
            request_id,
            coalesce(logged_id, request_id) as base,
            source,
            model_family(model) as own_family,
            coalesce(started_at, ended_at) as since,
            coalesce(ended_at, started_at) as until,
            coalesce(started_at < ended_at, false) as is_timed,
            input_tokens + cache_read_tokens + cache_write_5m_tokens + cache_write_1h_tokens as prompt,
            output_tokens as answer,
            status <> 'succeeded' as has_failed,
            span
        from requests
        where coalesce(logged_id, request_id) in (select base from repeated_ids)
    ), parted as (
        select
            *,
            not is_providers_id(base) and bool_and(span is null) over (partition by base) as may_be_several,
            -- a row without a model (it failed, say) may be of any
            case when may_be_several then coalesce(own_family, min(own_family) over (partition by base)) end as family
        from told
    ), beside as (
        select
            *,
            lag({
                'since': since, 'until': until, 'is_timed': is_timed, 'prompt': prompt, 'answer': answer, 'has_failed': has_failed
            }) over log as own,
            max(until) over (log rows between unbounded preceding and 1 preceding) as ended_before,
            lag({'source': source, 'until': until, 'prompt': prompt, 'answer': answer}) over all_logs as other
        from parted
        window
            log as (partition by base, family, source order by since, until, prompt, answer),
            all_logs as (partition by base, family order by since, until, prompt, answer, source)
    ), judged as (
        select
            *,
            may_be_several
            and coalesce(
                other.source <> source
                and since > other.until + interval 1 hour
                and (prompt <> other.prompt or answer <> other.answer)
                or since >= ended_before
                and since > own.since
                and (
                    prompt <> own.prompt
                    or answer <> own.answer and (is_timed and own.is_timed or since > own.until + interval 1 hour)
                    or has_failed and own.has_failed and is_timed and own.is_timed
                )
                and not (other.source <> source and prompt = other.prompt),
                false
            ) as is_another
        from beside
    ), numbered as (
        select
            *,
            count(*) filter (where is_another) over (
                partition by base, family
                order by since, until, prompt, answer, source
            ) as call
        from judged
    ), called as (
        select
            place,
            request_id as old_id,
            base,
            min(family) over ids <> max(family) over ids as has_models,
            case
                when has_models or max(call) over ids > 0 then concat_ws(
                    '@', base, epoch_us(min(since) over (partition by base, family, call)), case when has_models then family end
                )
                else base
            end as new_id
        from numbered
        window ids as (partition by base)
    )
    select
        place,
        new_id as request_id,
        case when new_id <> base then base end as logged_id
    from called
    where new_id <> old_id
) as named
where requests.rowid = named.place
