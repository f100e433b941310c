"""The doorstep: ids, hosts, origins, sizes, and errors that nobody foresaw."""

from __future__ import annotations

from typing import Annotated

import httpx
import pytest
from fastapi import Body, FastAPI, Form, Request

from chat.doorstep import Doorstep, is_in_process, is_loopback
from chat.problems import PROBLEM_TYPE, add_problem_handlers
from knowledge.errors import Ambiguous, StorageBusy


def client(*, loopback: bool = True) -> httpx.AsyncClient:
    app = FastAPI()
    app.add_middleware(Doorstep, loopback=loopback, max_body_bytes=100)
    add_problem_handlers(app)

    @app.post("/echo")
    async def echo(request: Request) -> int:
        return len(await request.body())

    @app.post("/named")
    async def named(name: Annotated[str, Body(embed=True)]) -> str:
        return name

    @app.post("/signed")
    async def signed(name: Annotated[str, Form()]) -> str:
        return name

    @app.get("/bug")
    async def bug() -> None:
        raise ZeroDivisionError("secret detail")

    @app.get("/busy")
    async def busy() -> None:
        raise StorageBusy("Try again in a moment.")

    @app.get("/unclear")
    async def unclear(number: int = 1) -> None:
        raise Ambiguous("United", ["Man United", "Leeds United"])

    transport = httpx.ASGITransport(app=app)
    return httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:8000")


def is_problem(answer: httpx.Response, status: int) -> dict[str, object]:
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == PROBLEM_TYPE
    document = answer.json()
    assert document["status"] == status
    assert document["request_id"] == answer.headers["x-request-id"]
    assert document["detail"].endswith(".")
    return dict(document)


async def test_a_bug_is_told_without_its_text() -> None:
    async with client() as http:
        answer = await http.get("/bug")
    document = is_problem(answer, 500)
    assert "secret" not in answer.text
    assert "ZeroDivisionError" not in answer.text
    assert document["type"] == "urn:tippmix:problem:unexpected"


async def test_expected_errors_keep_their_words_and_candidates() -> None:
    async with client() as http:
        busy = await http.get("/busy")
        unclear = await http.get("/unclear")
    assert is_problem(busy, 503)["detail"] == "Try again in a moment."
    assert "retry-after" in busy.headers
    assert is_problem(unclear, 409)["candidates"] == ["Man United", "Leeds United"]


async def test_wrong_input_and_wrong_addresses_are_problems() -> None:
    async with client() as http:
        wrong = is_problem(await http.get("/unclear?number=many"), 422)
        is_problem(await http.get("/nothing"), 404)
        is_problem(await http.delete("/echo"), 405)
    assert wrong["errors"] == [
        {"field": "number", "message": "Input should be a valid integer, unable to parse string "
         "as an integer"}
    ]  # fmt: skip


async def test_a_body_of_another_kind_is_said_to_be_so() -> None:
    async with client() as http:
        for sent in (
            {"data": {"name": "anna"}},
            {"content": b"<name/>", "headers": {"content-type": "application/xml"}},
            {"content": b'{"name": "anna"}'},
            {"content": b'{"name": "anna"}', "headers": {"content-type": "text/plain"}},
        ):
            told = is_problem(await http.post("/named", **sent), 415)
            assert "application/json" in str(told["detail"])
        told = is_problem(await http.post("/signed", json={"name": "anna"}), 415)
        assert "application/x-www-form-urlencoded" in str(told["detail"])
        # nothing at all, and what is only wrong, is not of another kind
        is_problem(await http.post("/named"), 422)
        is_problem(await http.post("/signed"), 422)
        is_problem(await http.post("/named", json={"nom": "anna"}), 422)
        is_problem(await http.post("/signed", data={"nom": "anna"}), 422)
        right = await http.post("/named", json={"name": "anna"})
    assert right.json() == "anna"


async def test_a_body_over_the_limit_is_refused_announced_or_not() -> None:
    async def pieces() -> object:
        for _ in range(30):
            yield b"x" * 10

    async with client() as http:
        assert (await http.post("/echo", content=b"x" * 100)).json() == 100
        is_problem(await http.post("/echo", content=b"x" * 101), 413)
        is_problem(await http.post("/echo", content=pieces()), 413)  # type: ignore[arg-type]


async def test_an_id_that_is_given_comes_back_unless_it_is_odd() -> None:
    async with client() as http:
        kept = await http.get("/busy", headers={"x-request-id": "abc-1"})
        made = await http.get("/busy", headers={"x-request-id": "a b\tc"})
    assert kept.headers["x-request-id"] == "abc-1"
    assert made.headers["x-request-id"] not in ("a b\tc", "")


async def test_foreign_hosts_and_origins_are_refused() -> None:
    async with client() as http:
        is_problem(await http.get("/busy", headers={"host": "evil.example"}), 421)
        is_problem(await http.post("/echo", headers={"origin": "http://evil.example"}), 403)
        is_problem(await http.post("/echo", headers={"origin": "null"}), 403)
        own = await http.post("/echo", headers={"origin": "http://127.0.0.1:8000"})
        look = await http.get("/busy", headers={"origin": "http://evil.example"})
    assert own.status_code == 200
    assert look.status_code == 503
    async with client(loopback=False) as http:
        named = await http.post("/echo", headers={"host": "mentor.example"})
    assert named.status_code == 200


async def test_a_program_that_calls_the_application_itself_names_its_host() -> None:
    async with client() as http:
        over_a_socket = await http.get("/busy", headers={"host": "testserver"})
        http.base_url = httpx.URL("http://testserver")
        in_process = await http.get("/busy")
    assert (over_a_socket.status_code, in_process.status_code) == (421, 503)
    for server, itself in ((("test", None), True), (("/run/web", None), False), (None, False)):
        assert is_in_process({"type": "http", "server": server}) == itself


async def test_pages_may_load_nothing_from_elsewhere() -> None:
    async with client() as http:
        headers = (await http.get("/busy")).headers
    assert "default-src 'self'" in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    ("name", "own"),
    [
        ("localhost", True),
        ("LOCALHOST", True),
        ("127.0.0.1", True),
        ("127.3.4.5", True),
        ("::1", True),
        ("localhost.evil.example", False),
        ("0.0.0.0", False),
        ("10.0.0.1", False),
        ("", False),
    ],
)
def test_this_machines_own_names(name: str, own: bool) -> None:
    assert is_loopback(name) is own
