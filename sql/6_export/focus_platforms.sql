-- Who sells, bills and names what, for platforms of the price book and gateways that many use: the words of the providers' own bills. Any other
-- platform is called by its name.
-- in: -            out: focus_platforms
-- grain: one row a platform
-- params: -
create or replace temp table focus_platforms as
select *
from (
    values
    ('anthropic', 'Anthropic', 'Claude API'),
    ('azure', 'Microsoft', 'Azure OpenAI'),
    ('bedrock', 'Amazon Web Services', 'Amazon Bedrock'),
    ('bedrock-regional', 'Amazon Web Services', 'Amazon Bedrock'),
    ('gemini', 'Google', 'Gemini API'),
    ('openai', 'OpenAI', 'OpenAI API'),
    ('openrouter', 'OpenRouter', 'OpenRouter API'),
    ('vertex', 'Google Cloud', 'Vertex AI'),
    ('vertex-regional', 'Google Cloud', 'Vertex AI')
) as listed (platform, provider_name, service_name)
