-- How much, how long, and what the log shows of it.
-- in: calls               out: volume
-- grain: one row a (period, workload)
create or replace temp table volume as
select
    lane,
    count(*) as requests,
    make_timestamptz(min(start_us)) as first_at,
    make_timestamptz(max(case when is_end_known then end_us else start_us end)) as last_at,
    -- of those that were answered: a call that failed may be a neighbour's
    min(case when not has_failed then start_us end) as first_answered_us,
    max(case when not has_failed then start_us end) as last_answered_us,
    count(distinct cast(start_us // 86400000000 as bigint)) as active_days,
    -- of the hours from its first call to its last
    cast(count(distinct cast(start_us // 3600000000 as bigint)) as double)
        / (max(start_us) // 3600000000 - min(start_us) // 3600000000 + 1) as active_hour_share,
    -- 1 where the log's clock shows whole seconds only: what happens within one cannot be told
    cast(sum(case when start_us % 1000000 = 0 then 1 else 0 end) as double) / count(*) as whole_second_share,
    cast(sum(case when has_failed then 1 else 0 end) as double) / count(*) as failed_share,
    cast(sum(case when is_end_known then 1 else 0 end) as double) / count(*) as end_known_share,
    cast(sum(case when streamed then 1 else 0 end) as double)
        / nullif(sum(case when streamed is not null then 1 else 0 end), 0) as streamed_share,
    cast(count(session) as double) / count(*) as session_known_share,
    cast(count(user_no) as double) / count(*) as end_user_known_share,
    count(distinct user_no) as end_users,
    cast(sum(case when is_tool_stop then 1 else 0 end) as double) / nullif(count(is_tool_stop), 0) as tool_stop_share,
    cast(sum(case when is_tool_choice then 1 else 0 end) as double) / nullif(count(is_tool_choice), 0) as tool_choice_share,
    cast(sum(prompt_tokens) as double) / count(*) as mean_prompt_tokens,
    cast(sum(output_tokens) as double) / count(*) as mean_output_tokens,
    cast(sum(output_tokens) as double) / nullif(sum(prompt_tokens), 0) as output_to_prompt,
    -- 0 where all prompts are of one length; of calls that have one
    case
        when sum(prompt_tokens) > 0
            then sqrt(greatest(
                cast(sum(cast(prompt_tokens as decimal(19, 0)) * prompt_tokens) as double) * count(case when prompt_tokens > 0 then 1 end)
                    / power(cast(sum(prompt_tokens) as double), 2) - 1,
                0
            ))
    end as prompt_variation,
    cast(sum(cache_read_tokens) as double) / nullif(sum(prompt_tokens), 0) as cache_read_share,
    cast(sum(case when is_end_known then end_us - start_us else 0 end) as double)
        / nullif(sum(case when is_end_known then 1 else 0 end), 0) / 1000000 as mean_duration_s,
    cast(sum(case when is_end_known and end_us - start_us < 1000000 then 1 else 0 end) as double)
        / nullif(sum(case when is_end_known then 1 else 0 end), 0) as under_1s_share,
    cast(sum(case when is_end_known and end_us - start_us < 2000000 then 1 else 0 end) as double)
        / nullif(sum(case when is_end_known then 1 else 0 end), 0) as under_2s_share
from calls
group by lane
