-- What a token costs at list price, where the audit was given prices of its own: a row a card in use and a card of the book beneath it. Filled
-- from the price book; empty where an audit used nothing else.
-- in: -            out: list_rates
-- grain: one row a (price_card, service_tier, geo, token_kind, valid_from)
-- params: -
create or replace temp table list_rates (
    price_card text,
    service_tier text,
    geo text,
    token_kind text,
    valid_from timestamptz,
    valid_until timestamptz,
    usd_each decimal(19, 16)
)
