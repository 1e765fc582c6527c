-- The charges under the names that focus-validator 1.0.0 looks for: four columns that FOCUS 1.0 calls otherwise, and one of FOCUS 0.5.
-- A table: in a view DuckDB 2.0 spells ResourceID as it spelt it in focus.
-- in: focus            out: focus_as_validated
-- grain: as focus
-- params: -
create or replace temp table focus_as_validated as
select
    * exclude ("ProviderName", "PublisherName", "InvoiceIssuerName", "ResourceId"),
    "ProviderName" as "Provider",
    "PublisherName" as "Publisher",
    "InvoiceIssuerName" as "InvoiceIssuer",
    "ResourceId" as "ResourceID",
    "ChargeCategory" as "ChargeType"
from focus
