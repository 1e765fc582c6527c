"""One JSON interface behind a key: a page as it came, after as many tries as it takes.

Reads the network; writes nothing. The key goes into one header of requests to one host, and nowhere else.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from types import TracebackType

import httpx
from tenacity import RetryCallState, Retrying, retry_if_exception_type, stop_after_attempt, wait_exponential

from norush import __version__
from norush.errors import NorushError, SourceError, UsageError
from norush.sources.secrets import holds_key, is_field_name

ATTEMPTS = 7
LONGEST_WAIT_S = 60.0
LONGEST_ASKED_WAIT_S = 900.0
"""Whoever asks for more is asked again by the user."""

_CONNECT_TIMEOUT_S, _ANSWER_TIMEOUT_S = 15.0, 120.0
_AGAIN = frozenset({408, 409, 429, *range(500, 600)})
_LOCAL = ("127.0.0.1", "localhost", "::1")


class TryAgainError(Exception):
    """An answer that may be better next time. `after_s`: how long the server asks to wait."""

    def __init__(self, why: str, after_s: float = 0.0) -> None:
        super().__init__(why)
        self.after_s = after_s


class Api:
    """A connection to the interface at `url`; a context, because it holds a connection open."""

    def __init__(
        self,
        url: str,
        headers: Mapping[str, str],
        key: tuple[str, str],
        *,
        sleep: Callable[[float], None],
        notify: Callable[[str, int], None],
    ) -> None:
        """`key`: the header's name, and the key. Raises UsageError where the key would not be safe or cannot be one."""
        self._key_header, self._key = key
        self._notify = notify
        if not self._key.isascii() or not self._key.isprintable() or " " in self._key:
            raise UsageError("the key holds characters that no key has: set it again, without quotes and line ends")
        try:
            host = httpx.URL(url)
        except httpx.InvalidURL as error:
            raise UsageError(
                "the address of the interface is no URL: write one like https://api.anthropic.com"
            ) from error
        if host.scheme != "https" and host.host not in _LOCAL:
            raise UsageError("the address of the interface must begin with https://: a key is not sent in the open")
        self.host = host.host
        self._client = httpx.Client(
            base_url=host,
            headers={**headers, "user-agent": f"norush/{__version__}"},
            timeout=httpx.Timeout(_ANSWER_TIMEOUT_S, connect=_CONNECT_TIMEOUT_S),
            follow_redirects=False,  # the key is for this host
        )
        self._retrying = Retrying(
            retry=retry_if_exception_type(TryAgainError),
            stop=stop_after_attempt(ATTEMPTS),
            wait=_wait_s,
            sleep=sleep,
            before_sleep=self._say_so,
            reraise=True,
        )

    def __enter__(self) -> "Api":
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _at: TracebackType | None
    ) -> None:
        self._client.close()

    def get(self, path: str, query: Sequence[tuple[str, str]]) -> bytes:
        """The page at `path`, whole and valid, byte for byte. Raises SourceError when that cannot be had."""
        try:
            answer: bytes = self._retrying(self._try, path, query)
        except TryAgainError as error:
            raise SourceError(
                f"{self.host}: {error}, and that {ATTEMPTS} times. What came is kept: run it again"
            ) from error
        return answer

    def _try(self, path: str, query: Sequence[tuple[str, str]]) -> bytes:
        try:
            response = self._client.get(path, params=list(query), headers={self._key_header: self._key})
        except httpx.TimeoutException as error:
            raise TryAgainError("no answer in time") from error
        except httpx.TransportError as error:
            raise TryAgainError("no connection, or it broke off") from error
        if response.status_code in _AGAIN:
            asked_s = _asked_wait_s(response)
            if asked_s > LONGEST_ASKED_WAIT_S:
                raise SourceError(f"{self.host} asks to wait {asked_s:,.0f} s. What came is kept: run it again then")
            raise TryAgainError(f"the answer was {response.status_code}", asked_s)
        if response.status_code != httpx.codes.OK:
            raise self._refusal(response)
        try:
            is_page = isinstance(json.loads(response.content).get("data"), list)
        except (ValueError, AttributeError, RecursionError) as error:
            raise TryAgainError("the answer was cut off, or no JSON") from error
        if not is_page:
            raise SourceError(f"{self.host}{path} did not answer with a page of data: is it the right address?")
        return response.content

    def _refusal(self, response: httpx.Response) -> NorushError:
        said = self._said(response)
        if response.status_code in (httpx.codes.UNAUTHORIZED, httpx.codes.FORBIDDEN):
            return SourceError(
                f"{self.host} does not take this key ({response.status_code}{said}): it needs an admin key"
            )
        return SourceError(f"{self.host}{response.url.path} refused the request ({response.status_code}{said})")

    def _said(self, response: httpx.Response) -> str:
        """The reason that the server gave, unless a key could stand in it."""
        try:
            error = response.json()["error"]
            words = [str(error["type"]), str(error["message"])]
        except (ValueError, KeyError, TypeError):
            return ""
        if not is_field_name(words[0]):
            return ""
        quotes_key = self._key in words[1] or holds_key(words[1])
        return f", {words[0]}" if quotes_key else f", {words[0]}: {words[1][:200]}"

    def _say_so(self, state: RetryCallState) -> None:
        wait_s = state.next_action.sleep if state.next_action else 0.0
        error = state.outcome.exception() if state.outcome else None
        self._notify(f"{self.host}: {error}: trying again in {wait_s:,.0f} s", 0)


_BACK_OFF = wait_exponential(multiplier=1, max=LONGEST_WAIT_S)


def _wait_s(state: RetryCallState) -> float:
    """1, 2, 4, … seconds, or as long as the server asks."""
    error = state.outcome.exception() if state.outcome else None
    asked_s = error.after_s if isinstance(error, TryAgainError) else 0.0
    return max(_BACK_OFF(state), asked_s)


def _asked_wait_s(response: httpx.Response) -> float:
    """What `retry-after` says, in seconds or as a date; 0 where it says nothing."""
    text = response.headers.get("retry-after", "")
    try:
        return max(0.0, float(text))
    except ValueError:
        pass
    try:
        return max(0.0, (parsedate_to_datetime(text) - datetime.now(UTC)).total_seconds())
    except (ValueError, TypeError):
        return 0.0
