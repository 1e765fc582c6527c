"""Which model and price list a logged model name means.

Reads `model_ids.csv` and `generated_names.csv` (OpenAI, Gemini); writes nothing. Names are cleaned of what platforms
add to them and then matched whole, never by how they begin: `claude-opus-5` begins `claude-opus-5-5`, at another price.
"""

import csv
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from norush.prices.book import PriceBook
    from norush.prices.cards import PriceCard

PROVIDERS = {
    "anthropic": "anthropic",
    "anthropic.messages": "anthropic",
    "aws": "bedrock",
    "aws.bedrock": "bedrock",
    "aws_bedrock": "bedrock",
    "amazon": "bedrock",
    "amazon-bedrock": "bedrock",
    "amazon_bedrock": "bedrock",
    "bedrock": "bedrock",
    "bedrock_converse": "bedrock",
    "gcp": "vertex",
    "gcp.gemini": "gemini",
    "gcp.gen_ai": "gemini",
    "gcp.vertex_ai": "vertex",
    "google": "vertex",
    "google.generative-ai": "gemini",
    "google_ai_studio": "gemini",
    "google_genai": "gemini",
    "google-genai": "gemini",
    "google_vertex_ai": "vertex",
    "vertex": "vertex",
    "vertex-ai": "vertex",
    "vertexai": "vertex",
    "vertex_ai": "vertex",
    "vertex_ai-anthropic_models": "vertex",
    "vertex_ai-language-models": "vertex",
    "openai.chat": "openai",
    "openai.responses": "openai",
    "text-completion-openai": "openai",
}
"""What logs call a platform. Any other provider is a platform of its own, priced only by `--prices`."""

WRITTEN = {
    "bedrock/": "bedrock",
    "vertex_ai/": "vertex",
    "anthropic/": None,
    "gemini/": "gemini",
    "models/": "gemini",
    "google/": None,
    "openai/": None,
}
"""What stands before a name, and the platform that it means; None: whatever the provider column says."""
DATE = re.compile(r"-\d{4}-\d{2}-\d{2}$")
BEDROCK_NAME = re.compile(r"(?:(global|us|eu|jp|apac|au|us-gov)\.)?anthropic\.(.+)")
BEDROCK_VERSION = re.compile(r"-v\d+(?::\d+)?$")


@dataclass(frozen=True, slots=True)
class Resolved:
    """A logged model: its id, price list and the geography that changes the price; or why there is none."""

    model_id: str | None
    platform: str | None
    geo: str
    why: str | None = None


@dataclass(frozen=True, slots=True)
class ModelNames:
    """Every exact spelling by platform, and the models that cost more when kept in a region."""

    spellings: Mapping[str, Mapping[str, str]]
    regional_premium: frozenset[str]
    dated: frozenset[tuple[str, str]] = frozenset()
    """(platform, name) of which every snapshot `name-YYYY-MM-DD` costs the same."""
    tokenizers: Mapping[str, str] = field(default_factory=dict)
    """By model id: `old` and `new` do not count the same text alike."""


@cache
def bundled_names() -> ModelNames:
    """The spellings of `model_ids.csv`."""
    rows = _rows("model_ids.csv")
    anthropic: dict[str, str] = {}
    bedrock: dict[str, str] = {}
    vertex: dict[str, str] = {}
    premium: set[str] = set()
    for row in rows:
        model_id = row["model_id"]
        for name in (model_id, row["alias"]):
            if name:
                anthropic[name] = bedrock[name] = vertex[name] = model_id
        for name in row["bedrock_ids"].split():
            bedrock[BEDROCK_VERSION.sub("", name.removeprefix("anthropic."))] = model_id
        if row["has_regional_premium"] == "yes":
            premium.add(model_id)
    for row in rows:
        if row["vertex_id"]:
            vertex[row["vertex_id"]] = row["model_id"]
            vertex.setdefault(row["vertex_id"].partition("@")[0], row["model_id"])  # from "...@default"
    spellings = {"anthropic": anthropic, "bedrock": bedrock, "vertex": vertex, "openai": {}, "gemini": {}}
    dated: set[tuple[str, str]] = set()
    for row in _rows("generated_names.csv"):
        for name in (row["model_id"], *row["names"].split()):
            spellings[row["platform"]][name.lower()] = row["model_id"]
            if row["dated"]:
                dated.add((row["platform"], name.lower()))
    tokenizers = {row["model_id"]: row["tokenizer"] for row in rows}
    return ModelNames(spellings, frozenset(premium), frozenset(dated), tokenizers)


def _rows(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO((files("norush.prices") / name).read_text(encoding="utf-8"))))


def names_of(book: "PriceBook") -> ModelNames:
    """The bundled spellings, and the model ids that only this book has, under their platform."""
    return names_with(book.cards)


def names_with(cards: "Sequence[PriceCard]") -> ModelNames:
    """The bundled spellings, and the model ids that only these cards have."""
    names = bundled_names()
    spellings = {platform: dict(known) for platform, known in names.spellings.items()}
    for card in cards:
        family, name = spelled(card.platform.removesuffix("-regional"), card.model_id)
        spellings.setdefault(family, {}).setdefault(name, card.model_id)
    dearer = {card.model_id for card in cards if card.platform.endswith("-regional")}
    return ModelNames(spellings, names.regional_premium | dearer, names.dated, names.tokenizers)


def resolve(
    provider: str | None, model: str | None, inference_geo: str | None = None, names: ModelNames | None = None
) -> Resolved:
    """What a request's (provider, model, inference_geo) is priced as.

    A name that only one platform writes (an ARN, `us.anthropic.…`, `vertex_ai/…`, `…@20250929`) decides the
    platform, whatever the provider column says; without either, the platform is Anthropic's own.
    """
    names = names or bundled_names()
    if not model or not model.strip():
        return Resolved(None, None, "global", "the log names no model")
    family, name, prefix = placed(provider, model, names)
    known = names.spellings.get(family)
    model_id = (known or {}).get(name)
    if model_id is None:
        place = f"on {family}" if known else f"of {family} (no prices for that provider)"
        if not provider and family == "anthropic" and not name.startswith("claude"):
            place = "of a provider that the log does not name"
        return Resolved(None, None, "global", f"unknown model '{model}' {place}")
    geo = _geo(family, prefix, inference_geo)
    is_dearer = family in ("bedrock", "vertex") and geo != "global" and model_id in names.regional_premium
    return Resolved(model_id, f"{family}-regional" if is_dearer else family, geo)


def _maker(names: ModelNames, family: str, name: str, *, is_told: bool) -> tuple[str, str]:
    """(platform, name) where the platform follows from the name: Gemini on Vertex, or a log without a provider.

    A dated snapshot loses its date where every snapshot of that model costs the same.
    """
    others = ("gemini",) if family == "vertex" else () if is_told or family != "anthropic" else ("openai", "gemini")
    for each in (family, *others):
        undated = DATE.sub("", name)
        if name in names.spellings.get(each, {}):
            return each, name
        if (each, undated) in names.dated:
            return each, undated
    return family, name


def placed(provider: str | None, model: str, names: ModelNames) -> tuple[str, str, str | None]:
    """(platform, bare name as the spellings have it, Bedrock profile prefix) of a logged name."""
    family, name, prefix = _cleaned(provider, model)
    return *_maker(names, family, name, is_told=bool(provider and provider.strip())), prefix


def platform_of(provider: str | None) -> str:
    """The platform that a logged provider means by itself."""
    told = (provider or "anthropic").strip().lower()
    return PROVIDERS.get(told, told)


def spelled(provider: str | None, model: str) -> tuple[str, str]:
    """(platform family, name) that a logged (provider, model) is looked up by."""
    return _cleaned(provider, model)[:2]


def _cleaned(provider: str | None, model: str) -> tuple[str, str, str | None]:
    """(platform family, bare name, Bedrock profile prefix) of a logged name."""
    name = model.strip().lower()
    family = platform_of(provider)
    if name.startswith("arn:"):
        family, name = "bedrock", name.rpartition("/")[2]
    for written, meant in WRITTEN.items():
        if name.startswith(written):
            family, name = meant or family, name.removeprefix(written)
    if family == "bedrock":
        name = name.removeprefix("converse/").removeprefix("invoke/")
    name = name.removesuffix("[1m]")
    prefix = None
    if match := BEDROCK_NAME.fullmatch(name):
        family, prefix, name = "bedrock", match[1], match[2]
    if family == "bedrock":
        name = BEDROCK_VERSION.sub("", name)
    elif "@" in name:
        family, name = "vertex", name.removesuffix("@default")
    return family, name, prefix


def _geo(family: str, prefix: str | None, inference_geo: str | None) -> str:
    """The geography that decides the price; where a log says nothing, what the platform does by default."""
    logged = (inference_geo or "").strip().lower()
    if family == "bedrock":
        return prefix or "regional"  # no profile: the request went to the endpoint of one region
    if family == "vertex":
        return "global" if logged in ("", "not_available") else logged
    return "us" if logged == "us" else "global"
