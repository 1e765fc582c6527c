"""Which model and price list a logged name means: every spelling, and none by how it begins."""

from pathlib import Path

import pytest

from norush.prices import load_book, resolve
from norush.prices.models import names_of

HAIKU, SONNET_45, SONNET_46 = "claude-haiku-4-5-20251001", "claude-sonnet-4-5-20250929", "claude-sonnet-4-6"


@pytest.mark.parametrize(
    ("provider", "model", "model_id", "platform", "geo"),
    [
        ("anthropic", SONNET_46, SONNET_46, "anthropic", "global"),
        (None, SONNET_46, SONNET_46, "anthropic", "global"),
        ("Anthropic", " Claude-Sonnet-4-6 ", SONNET_46, "anthropic", "global"),
        ("anthropic", "claude-haiku-4-5", HAIKU, "anthropic", "global"),
        ("anthropic", HAIKU, HAIKU, "anthropic", "global"),
        ("anthropic", "anthropic/claude-haiku-4-5", HAIKU, "anthropic", "global"),
        ("anthropic", "claude-sonnet-4-6[1m]", SONNET_46, "anthropic", "global"),
        ("anthropic", "claude-sonnet-4-5-20250929[1m]", SONNET_45, "anthropic", "global"),
        ("anthropic", "claude-opus-4-0", "claude-opus-4-20250514", "anthropic", "global"),
        ("anthropic", "claude-3-5-sonnet-latest", "claude-3-5-sonnet-20241022", "anthropic", "global"),
        ("bedrock", "anthropic.claude-haiku-4-5-20251001-v1:0", HAIKU, "bedrock-regional", "regional"),
        ("bedrock", "anthropic.claude-haiku-4-5", HAIKU, "bedrock-regional", "regional"),
        ("aws.bedrock", "us.anthropic.claude-haiku-4-5-20251001-v1:0", HAIKU, "bedrock-regional", "us"),
        ("bedrock", "eu.anthropic.claude-sonnet-4-6", SONNET_46, "bedrock-regional", "eu"),
        ("bedrock", "us-gov.anthropic.claude-sonnet-4-6", SONNET_46, "bedrock-regional", "us-gov"),
        ("bedrock", "global.anthropic.claude-sonnet-4-6", SONNET_46, "bedrock", "global"),
        ("bedrock", "anthropic.claude-opus-4-6-v1", "claude-opus-4-6", "bedrock-regional", "regional"),
        (
            "bedrock",
            "anthropic.claude-3-5-sonnet-20241022-v2:0",
            "claude-3-5-sonnet-20241022",
            "bedrock",
            "regional",
        ),
        ("bedrock", "us.anthropic.claude-3-haiku-20240307-v1:0", "claude-3-haiku-20240307", "bedrock", "us"),
        (None, "bedrock/global.anthropic.claude-sonnet-4-6", SONNET_46, "bedrock", "global"),
        (None, "bedrock/converse/jp.anthropic.claude-sonnet-4-6", SONNET_46, "bedrock-regional", "jp"),
        ("anthropic", "apac.anthropic.claude-sonnet-4-6", SONNET_46, "bedrock-regional", "apac"),
        (
            "bedrock",
            "arn:aws:bedrock:us-east-1:123456789012:inference-profile/global.anthropic.claude-sonnet-4-6",
            SONNET_46,
            "bedrock",
            "global",
        ),
        (
            None,
            "arn:aws:bedrock:eu-west-1::foundation-model/anthropic.claude-haiku-4-5-20251001-v1:0",
            HAIKU,
            "bedrock-regional",
            "regional",
        ),
        ("vertex", "claude-haiku-4-5@20251001", HAIKU, "vertex", "global"),
        (None, "claude-haiku-4-5@20251001", HAIKU, "vertex", "global"),
        (None, "vertex_ai/claude-sonnet-4-6@default", SONNET_46, "vertex", "global"),
        ("gcp.vertex_ai", "claude-opus-4@default", "claude-opus-4-20250514", "vertex", "global"),
        ("vertex_ai", "claude-3-5-sonnet-v2@20241022", "claude-3-5-sonnet-20241022", "vertex", "global"),
        ("vertex_ai", "claude-3-5-sonnet@20240620", "claude-3-5-sonnet-20240620", "vertex", "global"),
        ("vertex_ai", SONNET_46, SONNET_46, "vertex", "global"),
        ("openai", "gpt-4o-2024-08-06", "gpt-4o", "openai", "global"),
        ("openai", "openai/gpt-5-mini", "gpt-5-mini", "openai", "global"),
        (None, "gpt-6-sol", "gpt-6-sol", "openai", "global"),
        ("openai", "gpt-6-sol-2026-09-22", "gpt-6-sol", "openai", "global"),
        ("gemini", "gemini/gemini-2.5-pro", "gemini-2.5-pro", "gemini", "global"),
        ("vertex_ai", "gemini-3.8-flash", "gemini-3.8-flash", "gemini", "global"),
        ("google", "models/gemini-2.5-flash", "gemini-2.5-flash", "gemini", "global"),
        (None, "gemini-2.5-flash", "gemini-2.5-flash", "gemini", "global"),
    ],
)
def test_every_spelling(provider: str | None, model: str, model_id: str, platform: str, geo: str) -> None:
    known = resolve(provider, model)
    assert (known.model_id, known.platform, known.geo, known.why) == (model_id, platform, geo, None)


@pytest.mark.parametrize(
    ("provider", "model"),
    [
        ("anthropic", "claude-opus-4"),
        ("anthropic", "claude-opus-5-6"),
        ("anthropic", "claude-opus-5-5-20260922"),
        ("anthropic", "claude-sonnet-4.6"),
        ("anthropic", "claude"),
        ("anthropic", "<synthetic>"),
        ("anthropic", ""),
        ("anthropic", None),
        ("bedrock", "arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/a1b2c3"),
        ("bedrock", "mars.anthropic.claude-sonnet-4-6"),
        ("bedrock", "anthropic.claude-sonnet-4-6-v1:0:200k"),
        ("vertex", "claude-haiku-4-5@20251002"),
        ("openrouter", "anthropic/claude-sonnet-4-6"),
        ("openai", "gpt-6"),
        ("openai", "gpt-4o-2026-01-01"),
        ("openai", "gpt-6-sol-preview"),
        ("azure", "gpt-4o"),
        ("gemini", "gemini-flash-latest"),
        ("gemini", "gemini-2.5-pro-preview-06-05"),
        ("gemini", "claude-sonnet-4-6"),
        ("anthropic", "gpt-4o"),
    ],
)
def test_what_is_not_known_stays_unknown(provider: str, model: str | None) -> None:
    known = resolve(provider, model)
    assert known.model_id is None
    assert known.why


@pytest.mark.parametrize(
    ("provider", "model", "inference_geo", "platform", "geo"),
    [
        ("anthropic", SONNET_46, "us", "anthropic", "us"),
        ("anthropic", SONNET_46, "US", "anthropic", "us"),
        ("anthropic", SONNET_46, "global", "anthropic", "global"),
        ("anthropic", SONNET_46, "not_available", "anthropic", "global"),
        ("vertex", SONNET_46, "us-east5", "vertex-regional", "us-east5"),
        ("vertex", SONNET_46, "global", "vertex", "global"),
        ("vertex", "claude-opus-4-1@20250805", "us-east5", "vertex", "us-east5"),
        ("bedrock", "global.anthropic.claude-sonnet-4-6", "us-west-2", "bedrock", "global"),
    ],
)
def test_geography(provider: str, model: str, inference_geo: str, platform: str, geo: str) -> None:
    known = resolve(provider, model, inference_geo)
    assert (known.platform, known.geo) == (platform, geo)


def test_every_priced_model_resolves_to_itself() -> None:
    for card in load_book().cards:
        family = card.platform.removesuffix("-regional")
        assert resolve(family, card.model_id).model_id == card.model_id


def test_a_model_that_only_the_overrides_know(tmp_path: Path) -> None:
    mine = tmp_path / "mine.csv"
    mine.write_text(
        "platform,model_id,speed,valid_from,input_usd_per_mtok,output_usd_per_mtok,source\n"
        "azure,GPT-6-Ours,standard,2026-01-01,2,8,price list\n"
    )
    known = resolve("Azure", "gpt-6-ours", names=names_of(load_book(mine)))
    assert (known.model_id, known.platform) == ("GPT-6-Ours", "azure")


def test_a_name_stands_in_the_reason_as_it_is() -> None:
    """What it may do to a page or a terminal is theirs to write out: no second spelling, no quote that changes."""
    for name in ("\x1b[31mred", "it's", "\u202eevil", 'a "model"'):
        assert resolve("anthropic", name).why == f"unknown model '{name}' on anthropic"
