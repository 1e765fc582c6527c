-- Facts about this database: the version of its tables, the salt of its end users, whether it is kept from audit to audit.
-- in: -                   out: database
-- grain: one row a fact
create table if not exists database (
    fact text,
    value text
)
