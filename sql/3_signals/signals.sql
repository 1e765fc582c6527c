-- All signals of a workload side by side: numbers, no opinions. Null means that the log cannot show it.
-- in: lanes, models, volume, failures, first_tokens, in_flight, triggered, pacing, stretches, token_pace, pauses, endings, last_answers, repeats, chains, carried, tool_loops, growth, schedule, set_times, usual_hours, day_sizes, strand_shares, successors, silent_days, main_parts   out: signals
-- grain: one row a (period, workload)
create or replace table signals as
select
    l.period,
    l.workload_id,
    v.* exclude (lane, first_answered_us, last_answered_us),
    m.model_count,
    m.model_evenness,
    q.strand_share,
    coalesce(w.successors, 0) as successors,
    -- no failed call at all is 0; failed ones that do not say why are unknown
    cast(coalesce(x.canceled_calls, 0) as double) / v.requests as canceled_share,
    coalesce(x.canceled_days, 0) as canceled_days,
    case
        when x.failed_calls is null or x.explained_calls > 0 then cast(coalesce(x.rate_limited_calls, 0) as double) / v.requests
    end as rate_limited_share,
    case
        when x.failed_calls is null or x.explained_calls > 0 then cast(coalesce(x.timed_out_calls, 0) as double) / v.requests
    end as timed_out_share,
    case when v.end_known_share >= 0.9 then cast(x.followed_calls as double) / x.failed_calls end as tried_again_share,
    cast(coalesce(y.first_token_calls, 0) as double) / v.requests as first_token_known_share,
    cast(y.first_token_us as double) / y.first_token_calls / 1000000 as mean_first_token_s,
    cast(y.first_token_under_1s_calls as double) / y.first_token_calls as first_token_under_1s_share,
    f.in_flight_starts,
    cast(f.in_flight_starts as double) / v.requests as in_flight_share,
    f.in_flight_mean,
    f.in_flight_fano,
    -- nothing is known to be steady until it is: unknown counts as chance here, and only here
    coalesce(f.in_flight_fano, 1) as in_flight_unsteadiness,
    -- from its first call to its last, and from there to the end of its period's log
    cast(v.last_answered_us - v.first_answered_us as double) / 86400000000 as span_days,
    cast(max(v.last_answered_us) over (partition by l.period) - v.last_answered_us as double) / 86400000000 as quiet_days,
    r.silent_day_share,
    -- nothing is known to be silent until it is: unknown counts as never here, and only here
    coalesce(r.silent_day_share, 0) as silence,
    case when v.end_known_share >= 0.9 and v.whole_second_share < 0.5 then t.trigger_lift end as trigger_lift,
    case when v.end_known_share >= 0.9 and v.whole_second_share < 0.5 then t.back_to_back_share end as back_to_back_share,
    case when v.end_known_share >= 0.9 and v.whole_second_share < 0.5 then t.machine_run_share end as machine_run_share,
    t.together_share,
    t.together_lift,
    -- where ends are not logged nothing is known to start alone
    coalesce(case when v.end_known_share >= 0.9 and v.whole_second_share < 0.5 then t.alone_lift end, 0) as logged_alone_lift,
    t.episodes,
    a.main_episodes,
    a.main_hour_share,
    t.mean_episode_requests,
    t.typical_episode_requests,
    p.paced_starts,
    p.count_dispersion,
    -- nothing is known to come evenly until it is: unknown counts as chance here, and only here
    coalesce(p.count_dispersion, 1) as count_unevenness,
    p.gap_variation,
    -- nothing is known to come by any other law than chance until it is: unknown counts as chance here, and only here
    coalesce(p.gap_variation, 1) as gap_unevenness,
    p.mean_gap_s,
    d.stretch_dispersion,
    d.stretch_evenness,
    -- of all its calls
    cast(j.token_gaps as double) / v.requests as token_gap_share,
    j.token_pace_correlation,
    coalesce(j.token_pace_correlation, 0) as token_pacing,
    n.pause_lift,
    n.pause_variation,
    h.ended_runs,
    cast(h.ended_runs as double) / t.episodes as ended_run_share,
    h.dwindling_calls,
    b.last_answer_runs,
    b.last_answer_place,
    b.before_last_answer_place,
    b.last_answer_lead,
    b.last_answer_alone_share,
    i.repeated_list_share,
    i.repeated_list_rows,
    c.in_session_share,
    c.session_growth_share,
    c.session_quick_share,
    case when v.end_known_share >= 0.9 and v.whole_second_share < 0.5 then c.session_ahead_share end as session_ahead_share,
    -- nothing is known to be ahead until it is: unknown counts as none here, and only here
    coalesce(case when v.end_known_share >= 0.9 and v.whole_second_share < 0.5 then c.session_ahead_share end, 0) as session_ahead,
    c.chain_quick_share,
    c.cache_chain_share,
    c.up_step_share,
    case when v.end_known_share >= 0.9 then k.carry_steps end as carry_steps,
    case when v.end_known_share >= 0.9 then k.carry_correlation end as carry_correlation,
    case when v.end_known_share >= 0.9 then k.carry_short_correlation end as carry_short_correlation,
    k.order_correlation,
    k.order_short_correlation,
    o.tool_loop_share,
    c.steps,
    g.hidden_growth_share,
    g.hidden_quick_share,
    g.hidden_link_share,
    s.start_days,
    s.start_hours,
    cast(s.start_hours as double) / s.start_days as start_hours_per_day,
    s.day_concentration,
    s.day_hour,
    s.same_size_share,
    -- nothing is known to start by the clock until it is known to: unknown counts as none here, and only here
    coalesce(s.day_concentration, 0) as day_share_of_clock,
    s.hour_concentration,
    coalesce(s.hour_concentration, 0) as hour_share_of_clock,
    s.interval_share,
    coalesce(s.interval_share, 0) as interval_share_of_clock,
    s.even_interval_s,
    z.sized_days,
    z.mean_day_requests,
    z.day_size_fano,
    -- nothing is known to be of one size until it is: unknown counts as twice as uneven as chance here, and only here
    coalesce(z.day_size_fano, 2) as day_size_unevenness,
    e.set_time_share,
    coalesce(e.set_time_share, 0) as set_time_share_of_clock,
    u.usual_hour_share,
    -- nothing is known to be a habit until it is: unknown counts as none here, and only here
    coalesce(u.usual_hour_share, 0) as hour_habit,
    -- 1 where times are too coarse, or ends missing: what is measured in flight is blurred
    case when v.end_known_share < 0.9 or v.whole_second_share >= 0.5 then 1 else 0 end as blur,
    -- how much the log let us see: everything, no sessions or users, or not even when calls ended to less than a second
    case
        when v.end_known_share < 0.9 or v.whole_second_share >= 0.5 then 'poor'
        when v.session_known_share >= 0.5 or v.end_user_known_share >= 0.5 then 'rich'
        else 'medium'
    end as level
from lanes as l
join volume as v on v.lane = l.lane
join models as m on m.lane = l.lane
join strand_shares as q on q.lane = l.lane
left join successors as w on w.lane = l.lane
left join silent_days as r on r.lane = l.lane
join main_parts as a on a.lane = l.lane
left join failures as x on x.lane = l.lane
left join first_tokens as y on y.lane = l.lane
left join in_flight as f on f.lane = l.lane
left join triggered as t on t.lane = l.lane
left join pacing as p on p.lane = l.lane
left join token_pace as j on j.lane = l.lane
left join pauses as n on n.lane = l.lane
left join endings as h on h.lane = l.lane
left join last_answers as b on b.lane = l.lane
left join stretches as d on d.lane = l.lane
left join repeats as i on i.lane = l.lane
left join chains as c on c.lane = l.lane
left join carried as k on k.lane = l.lane
left join tool_loops as o on o.lane = l.lane
left join growth as g on g.lane = l.lane
left join schedule as s on s.lane = l.lane
left join set_times as e on e.lane = l.lane
left join usual_hours as u on u.lane = l.lane
left join day_sizes as z on z.lane = l.lane
