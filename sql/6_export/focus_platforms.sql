-- Who sells, bills and names what, for each platform of the price book: the words that the providers' own bills use. A platform of a user's own
-- price file is called by its name.
-- in: price_places            out: focus_platforms
-- grain: one row a platform
-- params: -
create or replace temp table focus_platforms as
with known as (
    select *
    from (
        values
        ('anthropic', 'Anthropic', 'Claude API'),
        ('bedrock', 'Amazon Web Services', 'Amazon Bedrock'),
        ('bedrock-regional', 'Amazon Web Services', 'Amazon Bedrock'),
        ('vertex', 'Google Cloud', 'Vertex AI'),
        ('vertex-regional', 'Google Cloud', 'Vertex AI'),
        ('gemini', 'Google', 'Gemini API'),
        ('openai', 'OpenAI', 'OpenAI API')
    ) as listed (platform, provider_name, service_name)
),
met as (
    select distinct platform
    from price_places
    where platform is not null
)
select
    m.platform,
    coalesce(k.provider_name, m.platform) as provider_name,
    coalesce(k.service_name, m.platform) as service_name
from met as m
left join known as k on m.platform = k.platform
