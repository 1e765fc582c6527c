-- Writes each request's workload into `requests`.
-- in: requests, workload_keys   out: requests
-- grain: -
update requests
set workload_id = k.workload_id
from workload_keys as k
where k.provider is not distinct from requests.provider
    and k.workspace is not distinct from requests.workspace
    and k.api_key is not distinct from requests.api_key
    and k.app is not distinct from requests.app
    and k.model is not distinct from requests.model
    and k.is_batch = (requests.service_tier = 'batch')
