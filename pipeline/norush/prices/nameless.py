"""The models of a log and a price book, called so that a redacted database tells nothing but what norush ships.

Reads nothing, writes nothing. A model that the shipped book knows keeps its bare name; one that only the user's own
prices know, its platform and what they say of themselves get another name, under which it costs the same.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from norush.prices.book import BOOK_VERSION, PriceBook, book_of, shipped_cards
from norush.prices.cards import PriceCard
from norush.prices.models import PROVIDERS, ModelNames, names_of, placed, platform_of, resolve

OWN_SOURCE = "the prices file of the audit"
_WRITTEN = {"vertex": "vertex_ai/", "gemini": "gemini/"}
"""What says the platform in a name, where the provider beside it says another."""

Hide = Callable[[str, str], str]
"""What kind of name it is, and the name: what to call it, in small letters and dashes, so that a book finds it."""
Model = tuple[str | None, str | None]
"""A provider and a model as logged."""


@dataclass(frozen=True, slots=True)
class Nameless:
    """A book, and the models that it has, without a name of the user's own."""

    book: PriceBook
    models: dict[Model, str]
    """By provider and model as logged, those that have a price: the name under which this book has the same."""
    providers: frozenset[str]
    """As logged, those that are a word of norush's; any other is hidden as `provider`."""


@dataclass(frozen=True, slots=True)
class _Shipped:
    """What norush ships, and so is nobody's secret."""

    cards: frozenset[PriceCard]

    def __contains__(self, card: PriceCard) -> bool:
        return card in self.cards

    def has(self, column: str, value: str) -> bool:
        """Whether a card has that there."""
        return value in {getattr(card, column) for card in self.cards}

    def names(self, provider: str) -> bool:
        """Whether a provider is called by a word of norush's."""
        word = provider.strip().lower()
        return not word or word in PROVIDERS or self.has("platform", word)


def without_names(logged: Iterable[Model], book: PriceBook, hide: Hide) -> Nameless:
    """The book and the logged models, named by `hide` but for what norush ships."""
    models = list(logged)
    shipped = _Shipped(frozenset(shipped_cards()))
    told = {provider for provider, _ in models if provider}
    known = frozenset(provider for provider in told if shipped.names(provider))
    cards = [card for each in book.cards for card in _cards(each, shipped, sorted(told - known), hide)]
    version = BOOK_VERSION if book.version == BOOK_VERSION else f"{BOOK_VERSION}+own prices"
    names = names_of(book)
    found: dict[Model, str] = {
        (provider, model): _name(provider, model, names, shipped, hide)
        for provider, model in models
        if model and resolve(provider, model, None, names).model_id
    }
    return Nameless(book_of(version, cards), found, known)


def _cards(card: PriceCard, shipped: _Shipped, hidden: Iterable[str], hide: Hide) -> Iterator[PriceCard]:
    """The card under each name that its platform and model have in the copy."""
    if card in shipped:
        yield card
        return
    if not shipped.has("source", card.source):
        card = replace(card, source=OWN_SOURCE)
    if not shipped.has("model_id", card.model_id):
        card = replace(card, model_id=hide("model", card.model_id))
    family = card.platform.removesuffix("-regional")
    if shipped.names(family):
        yield card
        return
    for name in (each for each in hidden if platform_of(each) == family):
        yield replace(card, platform=hide("provider", name))


def _name(provider: str | None, model: str, names: ModelNames, shipped: _Shipped, hide: Hide) -> str:
    """The shortest name that means the same beside the same provider: no address, no account, nothing around it."""
    family, name, prefix = placed(provider, model, names)
    model_id = names.spellings[family][name]
    if not shipped.has("model_id", model_id):
        name = hide("model", model_id)
    if family == "bedrock":
        return f"{prefix + '.' if prefix else ''}anthropic.{name}"
    return name if platform_of(provider) == family else f"{_WRITTEN.get(family, '')}{name}"
