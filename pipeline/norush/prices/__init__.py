"""The price book: dated prices as data, model names, and the tables that SQL prices requests with.

Reads `book/*.csv` and `model_ids.csv`; writes `price_models`, `price_places`, `price_cards` and `rates`.
"""

from norush.prices.book import BOOK_VERSION, PriceBook, load_book
from norush.prices.cards import PriceCard
from norush.prices.models import Resolved, resolve
from norush.prices.rates import Terms
from norush.prices.tables import write_price_tables, write_rates

__all__ = [
    "BOOK_VERSION",
    "PriceBook",
    "PriceCard",
    "Resolved",
    "Terms",
    "load_book",
    "resolve",
    "write_price_tables",
    "write_rates",
]
