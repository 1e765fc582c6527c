-- Who made the last report, about which period, and how; command and settings are JSON. Empty from the moment at which an audit changes
-- the database until it is done: what was cut off in between has no report.
-- in: -                   out: audits
-- grain: one row, the last audit
create table if not exists audits (
    period text,
    norush text,
    price_book text,
    zone text,
    command text,
    settings text
)
