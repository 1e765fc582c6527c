"""Stage 5, one workload in audit.json: every number that its page shows. Reads the view; returns plain values."""

from norush.money import exact
from norush.prices.parts import CostPart
from norush.render import asking, blocking, caching, deciding, drawing, words
from norush.render.json_values import Object, instant, measure, money, realised, savings, tokens, why
from norush.view.costs import Scenario
from norush.view.values import Workload


def entry(workload: Workload) -> Object:
    """The workload as an item of `workloads`, keys in the contract's order."""
    return {
        "workload_id": workload.workload_id,
        "name": workload.name,
        "owner": workload.owner,
        "channel": workload.channel,
        "provider": workload.provider,
        "workspace": workload.workspace,
        "api_key": workload.api_key,
        "app": workload.app,
        "model": workload.model,
        "models": list(workload.models),
        "component": workload.component,
        "kind": workload.kind,
        "verdict": workload.verdict,
        "score": workload.score,
        "confidence": workload.confidence,
        "level": workload.level,
        "band": workload.band,
        "settle": workload.settle,
        "hangs_usd": money(workload.hangs_usd),
        "questions": [
            {"question": each.question, "field": each.field, "asks": each.asks} for each in workload.questions
        ],
        "owner_questions": asking.as_json(workload),
        "requests": workload.requests,
        "unbilled_requests": workload.unbilled_requests,
        "unpriced_requests": workload.unpriced_requests,
        "first_at": instant(workload.first_at),
        "last_at": instant(workload.last_at),
        "tokens": tokens(workload.tokens),
        "scenarios": {each.scenario: _scenario(each) for each in workload.scenarios} | caching.scenarios(workload),
        "cheapest": caching.cheapest(workload.option),
        "cache_move_usd": money(workload.cache_move_usd),
        **blocking.moving(workload),
        "saving": savings(
            workload.saving,
            workload.option.saving if workload.option else None,
            workload.both_saving,
            workload.saving_why,
            None if workload.option else f"caches: {caching.WHY_NOT}",
        ),
        "realised": realised(workload.realised),
        "evidence": [
            {
                "rule": each.rule,
                "points_to": each.points_to,
                "weight": each.weight,
                "family": each.family,
                "says": each.says,
                "briefly": each.briefly,
            }
            for each in workload.evidence
        ],
        **drawing.as_json(workload.profile, workload.timeline, workload.weighing),
        "kind_evidence": [
            {"rule": each.rule, "kind": each.kind, "weight": each.weight, "basis": each.basis, "says": each.says}
            for each in workload.kind_evidence
        ],
        "signals": {each.name: measure(each.value) for each in workload.signals},
        "decision": deciding.of_workload(workload),
        **why(
            None if workload.decided else deciding.NONE,
            None if workload.owner else words.NO_OWNER_WHY,
            workload.kind_why and f"kind: {workload.kind_why}",
        ),
    }


def _scenario(scenario: Scenario) -> Object:
    floor = {"floor_usd": exact(scenario.floor_usd)} if scenario.floor_usd is not None else {}
    return {
        "usd": money(scenario.usd),
        **floor,
        "change_usd": money(scenario.change_usd),
        **({"rounding_usd": exact(scenario.rounding_usd)} if scenario.rounding_usd else {}),
        **why(scenario.why),
        "lines": [
            {
                "price_card": line.price_card,
                "service_tier": line.service_tier,
                "geo": line.geo,
                "requests": line.requests,
                "billed_requests": line.billed_requests,
                "tokens": tokens(line.tokens),
                "web_search_requests": line.web_search_requests,
                "parts": [_part(each) for each in line.parts],
                "usd": money(line.usd),
                **({"kept_usd": exact(line.kept_usd)} if line.kept_usd is not None else {}),
                **({"is_stopped": True} if line.is_stopped else {}),
                **why(line.why),
            }
            for line in scenario.lines
        ],
    }


def _part(part: CostPart) -> Object:
    """number x price x factor = usd."""
    if part.kind == "web_search":
        return {"kind": part.kind, "requests": part.number, "usd_each": exact(part.price_usd), "usd": exact(part.usd)}
    return {
        "kind": part.kind,
        "tokens": part.number,
        "usd_per_mtok": exact(part.price_usd),
        "factor": str(part.factor.normalize()),
        "usd": exact(part.usd),
    }
