-- How much of what its programs send is in the workload: its calls as a share of all calls of its strands. 1 where its strands do nothing else; a burst that
-- was parted from a service has the service beside it.
-- in: key_calls, lanes, keys   out: strand_shares
-- grain: one row a (period, workload)
-- cannot see: what the same program sends under another key or model
create or replace temp table strand_shares as
with by_strand as (
    select
        c.lane,
        k.caller,
        k.strand,
        cast(sum(c.calls) as bigint) as calls
    from key_calls as c
    join keys as k on k.key_no = c.key_no
    group by c.lane, k.caller, k.strand
), whole as (
    select
        caller,
        strand,
        cast(sum(calls) as bigint) as calls
    from by_strand
    group by caller, strand
)
select
    b.lane,
    cast(sum(b.calls) as double) / sum(w.calls) as strand_share
from by_strand as b
join whole as w on w.caller = b.caller and w.strand = b.strand
group by b.lane
