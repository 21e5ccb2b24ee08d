"""Talking to a SPARQL server that may be slow, broken or hostile: every answer is bounded in time and in size.

Logins come from the environment alone: KG_SPARQL_TOKEN, or KG_SPARQL_USER and KG_SPARQL_PASSWORD. What others on the
way could read goes over https or to this machine only: a token, and a password that is not digested.
"""

from __future__ import annotations

import os
import time
from contextlib import suppress
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from kg.errors import InputError, KgError, LimitError, QueryError
from kg.store.limits import MAX_RESULT_MB

if TYPE_CHECKING:
    from collections.abc import Generator, Mapping

    import httpx

_LOGIN = "set KG_SPARQL_USER and KG_SPARQL_PASSWORD, or KG_SPARQL_TOKEN"


class Server:
    """One address, asked over one connection that is kept open."""

    def __init__(self, url: str, timeout_s: float = 60) -> None:
        import httpx

        parts = urlsplit(url)
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            raise InputError(f"{url[:200]}: no http(s) address of a server")
        if parts.username or parts.password:
            raise InputError(f"{parts.hostname}: no login goes into an address, where others can read it; {_LOGIN}")
        self.url = url
        self.timeout_s = timeout_s
        private = parts.scheme == "https" or parts.hostname in {"localhost", "127.0.0.1", "::1"}
        if os.environ.get("KG_SPARQL_TOKEN") and not private:
            raise InputError(
                f"{parts.hostname}: a token (KG_SPARQL_TOKEN) goes over https only, where nobody can read it"
            )
        self._client = httpx.Client(
            verify=parts.scheme == "https",  # reading the certificates takes longer than many a query
            timeout=httpx.Timeout(timeout_s, connect=min(10, timeout_s)),
            auth=_login(private),
        )

    def send(
        self, method: str, accept: str, body: Mapping[str, str] | bytes, kind: str | None = None,
        parameters: Mapping[str, str] | None = None,
    ) -> tuple[httpx.Headers, bytes]:  # fmt: skip
        """Send a request and return headers and body of the answer, if it is one of success.

        Raises LimitError where it takes too long or is too large, QueryError where the server does not take the query,
        InputError for every other failure.
        """
        import httpx

        headers = {"Accept": accept, **({"Content-Type": kind} if kind else {})}
        given = {"content": body} if isinstance(body, bytes) else {"data": dict(body)}
        until = time.monotonic() + self.timeout_s
        try:
            with self._client.stream(method, self.url, headers=headers, params=parameters, **given) as answer:
                data = bytearray()
                for piece in answer.iter_bytes():
                    data += piece
                    if time.monotonic() > until:
                        raise httpx.ReadTimeout("it goes on and on")
                    if len(data) > MAX_RESULT_MB * 1_000_000:
                        raise LimitError(f"{self.url}: the answer has over {MAX_RESULT_MB} MB; ask for less")
                self._check(answer, bytes(data))
                return answer.headers, bytes(data)
        except httpx.TimeoutException as error:
            raise LimitError(f"{self.url}: no whole answer within {self.timeout_s:g} seconds") from error
        except httpx.HTTPError as error:
            raise InputError(f"{self.url}: {_trouble(error)}") from error

    def close(self) -> None:
        """Close the connection."""
        self._client.close()

    def __del__(self) -> None:
        with suppress(AttributeError):  # it was never opened
            self.close()

    def _check(self, answer: httpx.Response, body: bytes) -> None:
        status = answer.status_code
        if status in {200, 201, 202, 204}:
            return
        raise self._failure(status, answer, _first_line(answer, body))

    def _failure(self, status: int, answer: httpx.Response, said: str) -> KgError:
        if status in {401, 403}:
            return InputError(f"{self.url}: asks for a login, or does not take the one given ({status}); {_LOGIN}")
        if status in {408, 504}:
            return LimitError(f"{self.url}: gave up after its own time limit ({status}){said}")
        if status == 413:
            return LimitError(f"{self.url}: takes no request of this size (413){said}")
        if status in {400, 422}:
            return QueryError(f"{self.url}: does not take it ({status}){said}")
        if 300 <= status < 400:
            where = answer.headers.get("location", "")[:200]
            return InputError(f"{self.url}: points elsewhere ({status}), to {where}; name that address if you trust it")
        return InputError(f"{self.url}: failed ({status}){said}")


def _trouble(error: httpx.HTTPError) -> str:
    if "CERTIFICATE_VERIFY_FAILED" in str(error):
        return "its certificate is not one that is trusted here; SSL_CERT_FILE names a file of more to trust"
    reason = str(error).splitlines()[0][:120] if str(error) else type(error).__name__
    return f"cannot be reached, or breaks off ({reason})"


def _first_line(answer: httpx.Response, body: bytes) -> str:
    if "html" in answer.headers.get("content-type", ""):
        return ""
    line = next((line for line in body[:2_000].decode("utf-8", "replace").splitlines() if line.strip()), "")
    return f": {line.strip()[:200]}" if line else ""


def _login(basic_too: bool) -> httpx.Auth | None:
    import httpx

    token, user = os.environ.get("KG_SPARQL_TOKEN"), os.environ.get("KG_SPARQL_USER")
    password = os.environ.get("KG_SPARQL_PASSWORD", "")

    class Token(httpx.Auth):
        def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
            request.headers["Authorization"] = f"Bearer {token}"
            yield request

    class Login(httpx.DigestAuth):
        def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
            answer = yield from self._digest(request)
            offered = [text.lower() for text in answer.headers.get_list("www-authenticate")]
            if answer.status_code == 401 and basic_too and any(text.startswith("basic") for text in offered):
                yield next(httpx.BasicAuth(str(user), password).auth_flow(request))

        def _digest(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, httpx.Response]:
            flow = super().auth_flow(request)
            answer = yield next(flow)
            while True:
                try:
                    answer = yield flow.send(answer)
                except StopIteration:
                    return answer

    if token:
        return Token()
    return Login(user, password) if user else None
