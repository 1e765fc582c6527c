-- When a place in a trace was told. Of those that are there this is unknown, and stays null.
alter table if exists spans add column if not exists updated_at timestamptz;
