-- Ids under which the log has calls that cannot be one: hours apart, with other tokens or another model. Each such call keeps the
-- id with the start of the call added, so that none is lost as a repeat of another.
-- in: requests, repeated_ids   out: requests
-- grain: -
update requests
set request_id = concat(request_id, '@', epoch_us(coalesce(started_at, ended_at)))
where request_id in (
    select request_id
    from requests
    where request_id in (select request_id from repeated_ids)
    group by request_id
    having max(coalesce(started_at, ended_at)) - min(coalesce(started_at, ended_at)) > interval 1 hour
        and count(distinct concat_ws(
            '|', model, input_tokens, cache_read_tokens, cache_write_5m_tokens, cache_write_1h_tokens, output_tokens
        )) > 1
)
