-- Ids that a client used for several calls: each call keeps the id with its start added, so that none is lost as a repeat of another.
-- Rows of one id are one call as long as they can be: a stream's updates, a line written again, a second download. In the order of
-- time, a row is another call than the one before it in the same log when it begins after all before it have ended and
--   has another model or another prompt, which no update changes; or
--   has another answer, and both rows have a start and an end, or more than an hour between them.
-- An id that a provider made is never another call: what comes again under it was replayed (by a sub-agent, or out of a gateway's cache).
-- Two logs of one call have two clocks and two ways to count: what only differs between them is another call after an hour, not before.
-- in: requests, repeated_ids   out: requests
-- grain: -
update requests
set request_id = named.request_id
from (
    with told as (
        select
            rowid as place,
            request_id,
            base_id(request_id) as base,
            source,
            model,
            coalesce(started_at, ended_at) as since,
            coalesce(ended_at, started_at) as until,
            coalesce(started_at < ended_at, false) as is_timed,
            input_tokens + cache_read_tokens + cache_write_5m_tokens + cache_write_1h_tokens as prompt,
            output_tokens as answer
        from requests
        where base_id(request_id) in (select base from repeated_ids)
    ), beside as (
        select
            *,
            lag({'model': model, 'since': since, 'until': until, 'is_timed': is_timed, 'prompt': prompt, 'answer': answer}) over log as own,
            max(until) over (log rows between unbounded preceding and 1 preceding) as ended_before,
            lag({'source': source, 'until': until, 'prompt': prompt, 'answer': answer}) over all_logs as other
        from told
        window
            log as (partition by base, source order by since, until, prompt, answer, model),
            all_logs as (partition by base order by since, until, prompt, answer, model, source)
    ), judged as (
        select
            *,
            not regexp_matches(base, '^(msg_|req_01|chatcmpl-|resp_|gen-[0-9]{10}-|batch_req_)')
            and coalesce(
                other.source <> source
                and since > other.until + interval 1 hour
                and (prompt <> other.prompt or answer <> other.answer)
                or since >= ended_before
                and since > own.since
                and (
                    model is distinct from own.model
                    or prompt <> own.prompt
                    or answer <> own.answer and (is_timed and own.is_timed or since > own.until + interval 1 hour)
                )
                and not (other.source <> source and prompt = other.prompt),
                false
            ) as is_another
        from beside
    ), numbered as (
        select
            *,
            count(*) filter (where is_another) over (
                partition by base
                order by since, until, prompt, answer, model, source
            ) as call
        from judged
    ), called as (
        select
            place,
            request_id as old_id,
            case
                when max(call) over (partition by base) = 0 then base
                else concat(base, '@', epoch_us(min(since) over (partition by base, call)))
            end as request_id
        from numbered
    )
    select place, request_id
    from called
    where request_id <> old_id
) as named
where requests.rowid = named.place
