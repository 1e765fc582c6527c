"""The price tables hold what the requests use, one row each."""

from norush.prices import load_book, write_price_tables
from norush.warehouse import Warehouse


def test_one_row_a_model_and_one_a_place() -> None:
    with Warehouse() as warehouse:
        warehouse.run_step("1_load/requests")
        warehouse.run_step("1_load/usage_buckets")
        logged = [
            ("vertex", "claude-sonnet-4-6", None),
            ("vertex", "claude-sonnet-4-6", "us-east5"),
            ("vertex", "claude-sonnet-4-6", "us-east5"),
            (None, "claude-haiku-4-5", "us"),
            (None, None, None),
        ]
        warehouse.connection.executemany(
            "insert into requests (provider, model, inference_geo) values (?, ?, ?)", logged
        )
        write_price_tables(warehouse, load_book())
        models = warehouse.rows("select model, model_id, platform from price_models")
        assert sorted(models, key=str) == [
            ("claude-haiku-4-5", "claude-haiku-4-5-20251001", "anthropic"),
            ("claude-sonnet-4-6", "claude-sonnet-4-6", "vertex"),
            (None, None, None),
        ]
        places = warehouse.rows("select inference_geo, platform, geo from price_places where provider = 'vertex'")
        assert sorted(places, key=str) == [
            ("us-east5", "vertex-regional", "us-east5"),
            (None, "vertex", "global"),
        ]
        cards = warehouse.rows("select distinct platform, model_id from price_cards order by all")
        assert cards == [
            ("anthropic", "claude-haiku-4-5-20251001"),
            ("vertex", "claude-sonnet-4-6"),
            ("vertex-regional", "claude-sonnet-4-6"),
        ]
