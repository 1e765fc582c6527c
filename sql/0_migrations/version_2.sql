-- Places of calls in traces, dialects, and up to when a file was exported. Of rows that are there this is unknown, and stays null.
alter table if exists requests add column if not exists span ubigint;
alter table if exists requests add column if not exists parent_span ubigint;
alter table if exists requests add column if not exists updated_at timestamptz;
alter table if exists requests add column if not exists dialect ubigint;
alter table if exists requests add column if not exists cache_proof text;
alter table if exists requests add column if not exists is_apart boolean;
alter table if exists rejects add column if not exists span ubigint;
alter table if exists files add column if not exists exported_until timestamptz;
