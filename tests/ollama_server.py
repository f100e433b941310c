"""A server that speaks Ollama's wire format on loopback, as well and as badly as Ollama can.

    with FakeOllama(says("Hello.")) as ollama:
        ChatOllama(model="qwen3:4b-instruct", base_url=ollama.url)

It runs in a thread of its own, so that processes and blocking clients can talk to it too. Replies
are given in their order; a chat without a reply, or a reply that nobody asked for, fails the test.
"""

from __future__ import annotations

import asyncio
import json
import threading
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from types import TracebackType
from typing import Any, Literal, Self

WITH_TOOLS = ("completion", "tools")
WITHOUT_TOOLS = ("completion", "vision")
MODEL = "qwen3:4b-instruct"
GEMMA = "gemma3:4b"


@dataclass(frozen=True)
class Reply:
    """What one `/api/chat` or `/api/pull` gets back: lines of a stream, and how it ends."""

    lines: tuple[dict[str, Any], ...] = ()
    status: int = 200
    #: "clean": the body ends; "cut": the connection dies in the middle; "hang": nothing more comes
    end: Literal["clean", "cut", "hang"] = "clean"
    #: seconds before each line
    pace: float = 0.0


@dataclass(frozen=True)
class Request:
    """A request as it came over the wire."""

    method: str
    path: str
    body: dict[str, Any]


Answering = Callable[[dict[str, Any]], Reply]


def says(text: str, *, done_reason: str = "stop", piece: int = 6) -> Reply:
    """Say a text in pieces, then be done."""
    return Reply((*_pieces(text, piece), _done(done_reason)))


def calls(*wanted: tuple[str, Any], text: str = "") -> Reply:
    """Call tools, each with its arguments (a dict; anything else is Ollama at its worst)."""
    tool_calls = [{"function": {"name": name, "arguments": args}} for name, args in wanted]
    line = {"message": {"role": "assistant", "content": "", "tool_calls": tool_calls}}
    return Reply((*_pieces(text), {**line, "done": False}, _done("stop")))


def thinks(thought: str, text: str) -> Reply:
    """Think aloud within the text, as models do whose template is wrong."""
    return says(f"<think>{thought}</think>\n\n{text}")


def ponders(thought: str, text: str = "") -> Reply:
    """Think in the field that is meant for it, as models do that cannot be told not to."""
    lines = tuple(
        {"message": {"role": "assistant", "content": "", "thinking": part}, "done": False}
        for part in thought.split(" ")
    )
    return Reply((*lines, *_pieces(text), _done("stop")))


def structured(*, answer: str | None = None, piece: int = 6, **said: Any) -> Reply:
    """Answer in JSON, or call: `structured(tool="predict_match", args={…})`."""
    return says(json.dumps(said if answer is None else {"answer": answer}), piece=piece)


def counted(reply: Reply, *, prompt: int, answer: int = 10) -> Reply:
    """Say how many tokens the prompt and the answer had."""
    *lines, done = reply.lines
    counts = {"prompt_eval_count": prompt, "eval_count": answer}
    return replace(reply, lines=(*lines, {**done, **counts}))


def pulled(*layers: int, steps: int = 3) -> Reply:
    """Download layers of so many bytes, as `/api/pull` tells it."""
    lines: list[dict[str, Any]] = [{"status": "pulling manifest"}]
    for number, total in enumerate(layers):
        digest = f"sha256:{number:064x}"
        layer = {"status": f"pulling {number:012x}", "digest": digest, "total": total}
        lines += [layer, *({**layer, "completed": total * n // steps} for n in range(1, steps + 1))]
    ends = ("verifying sha256 digest", "writing manifest", "success")
    return Reply((*lines, *({"status": status} for status in ends)))


def refuses(status: int, error: str) -> Reply:
    """Answer with an HTTP error."""
    return Reply(({"error": error},), status=status)


def fails_midway(text: str, error: str = "llama runner process has terminated") -> Reply:
    """Send an error line in the middle of the stream."""
    return Reply((*_pieces(text), {"error": error}))


def dies_midway(text: str) -> Reply:
    """Lose the connection in the middle of the stream."""
    return Reply(_pieces(text), end="cut")


def stops_without_done(text: str) -> Reply:
    """End the stream cleanly, but without its last line."""
    return Reply(_pieces(text))


def hangs(text: str = "") -> Reply:
    """Say something, then nothing more."""
    return Reply(_pieces(text), end="hang")


def loads() -> Reply:
    """Load the model and say nothing."""
    return Reply((_done("load"),))


def _pieces(text: str, size: int = 6) -> tuple[dict[str, Any], ...]:
    parts = [text[start : start + size] for start in range(0, len(text), size)]
    return tuple(
        {"message": {"role": "assistant", "content": part}, "done": False} for part in parts
    )


def _done(reason: str) -> dict[str, Any]:
    return {
        "message": {"role": "assistant", "content": ""},
        "done": True,
        "done_reason": reason,
        "total_duration": 5_000_000,
        "load_duration": 1_000_000,
        "prompt_eval_count": 40,
        "prompt_eval_duration": 1_000_000,
        "eval_count": 10,
        "eval_duration": 3_000_000,
    }


class FakeOllama:
    """Ollama's other implementation."""

    def __init__(
        self, *replies: Reply | Answering, models: dict[str, Sequence[str]] | None = None
    ) -> None:
        self.url = ""
        #: what is still to be said; a function makes its reply from the request
        self.replies: deque[Reply | Answering] = deque(replies)
        #: the pulled models, and what each can do
        self.models: dict[str, Sequence[str]] = models or {}
        if models is None:
            self.models = {MODEL: WITH_TOOLS}
        #: those of the models that run on other people's machines
        self.remote: set[str] = set()
        #: what can be pulled, and how that goes
        self.library: dict[str, Reply] = {}
        #: True: connections are taken, and nothing is answered
        self.is_deaf = False
        self.requests: list[Request] = []
        #: set when a client closed the connection while it was being answered
        self.hung_up = threading.Event()
        self.problems: list[str] = []
        self._loop = asyncio.new_event_loop()
        self._ready = threading.Event()
        self._thread = threading.Thread(target=self._run, name="fake-ollama", daemon=True)

    @property
    def chats(self) -> list[dict[str, Any]]:
        """The bodies of all `/api/chat` requests."""
        return [request.body for request in self.requests if request.path == "/api/chat"]

    def __enter__(self) -> Self:
        self._thread.start()
        self._ready.wait()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()
        if kind is None:
            assert not self.problems, self.problems
            assert not self.replies, f"replies that nobody asked for: {list(self.replies)}"

    def stop(self) -> None:
        """Stop listening and drop every connection; the address stays known."""
        if self._thread.is_alive():
            self._loop.call_soon_threadsafe(self._stopping.set)
            self._thread.join()

    def _run(self) -> None:
        with asyncio.Runner(loop_factory=lambda: self._loop) as runner:
            runner.run(self._serve())

    async def _serve(self) -> None:
        self._stopping = asyncio.Event()
        self._talks: set[asyncio.Task[None]] = set()
        server = await asyncio.start_server(self._accept, "127.0.0.1", 0)
        host, port = server.sockets[0].getsockname()[:2]
        self.url = f"http://{host}:{port}"
        self._ready.set()
        await self._stopping.wait()
        server.close()
        for talk in self._talks:
            talk.cancel()
        await asyncio.gather(*self._talks, return_exceptions=True)

    async def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        talk = asyncio.current_task()
        assert talk is not None
        self._talks.add(talk)
        try:
            while (request := await _read_request(reader)) is not None:
                self.requests.append(request)
                if not await self._answer(request, reader, writer):
                    break
        except (ConnectionError, asyncio.CancelledError):
            self.hung_up.set()
        finally:
            self._talks.discard(talk)
            writer.close()

    async def _answer(
        self, request: Request, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> bool:
        """Answer one request; return whether the connection can go on."""
        name = str(request.body.get("model", ""))
        if self.is_deaf:
            await reader.read(1)
            return False
        match request.path:
            case "/api/version":
                return await _send_json(writer, 200, {"version": "0.13.0"})
            case "/api/tags":
                return await _send_json(writer, 200, {"models": self._tags()})
            case "/api/show" | "/api/embed" | "/api/chat" if name not in self.models:
                error = f"model '{name}' not found"
                return await _send_json(writer, 404, {"error": error})
            case "/api/show":
                capabilities = list(self.models[name])
                return await _send_json(writer, 200, {**_SHOWN, "capabilities": capabilities})
            case "/api/embed":
                return await _send_json(writer, 200, _embedded(name, request.body["input"]))
            case "/api/chat":
                return await self._chat(request.body, reader, writer)
            case "/api/pull":
                return await self._pull(name, reader, writer)
        return await _send_json(writer, 404, {"error": "404 page not found"})

    async def _chat(
        self, body: dict[str, Any], reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> bool:
        if body.get("tools") and "tools" not in self.models[body["model"]]:
            error = f"registry.ollama.ai/library/{body['model']} does not support tools"
            return await _send_json(writer, 400, {"error": error})
        if "embedding" in self.models[body["model"]]:
            error = f'"{body["model"]}" does not support chat'
            return await _send_json(writer, 400, {"error": error})
        if not self.replies:
            self.problems.append(f"no reply for {body['messages'][-1]}")
            return await _send_json(writer, 500, {"error": "nothing scripted"})
        reply = self.replies.popleft()
        if not isinstance(reply, Reply):
            reply = reply(body)
        if reply.status != 200:
            return await _send_json(writer, reply.status, reply.lines[0])
        return await self._stream(reply, body["model"], reader, writer)

    def _tags(self) -> list[dict[str, Any]]:
        away = {"remote_host": "https://ollama.com:443"}
        return [_tag(name) | (away if name in self.remote else {}) for name in self.models]

    async def _pull(
        self, name: str, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> bool:
        missing = Reply(
            ({"status": "pulling manifest"}, {"error": "pull model manifest: file does not exist"})
        )
        reply = self.library.get(name, missing)
        if reply.status != 200:
            return await _send_json(writer, reply.status, reply.lines[0])
        if reply.lines[-1].get("status") == "success":
            self.models[name] = WITH_TOOLS
        return await self._stream(reply, name, reader, writer)

    async def _stream(
        self, reply: Reply, model: str, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> bool:
        writer.write(
            b"HTTP/1.1 200 OK\r\nContent-Type: application/x-ndjson\r\n"
            b"Transfer-Encoding: chunked\r\n\r\n"
        )
        for line in reply.lines:
            if reply.pace and not await _still_there(reader, reply.pace):
                self.hung_up.set()
                return False
            stamped = {"model": model, "created_at": "2024-05-10T00:00:00Z", **line}
            chunk = json.dumps(line if "error" in line else stamped).encode() + b"\n"
            writer.write(f"{len(chunk):x}\r\n".encode() + chunk + b"\r\n")
            await writer.drain()
        if reply.end == "hang":
            if await reader.read(1) == b"":
                self.hung_up.set()
            return False
        if reply.end == "cut":
            return False
        writer.write(b"0\r\n\r\n")
        await writer.drain()
        return True


_SHOWN: dict[str, Any] = {
    "modelfile": "",
    "parameters": "",
    "template": "{{ .Prompt }}",
    "details": {"format": "gguf", "family": "qwen3", "parameter_size": "4.0B"},
    "model_info": {"qwen3.context_length": 262144},
}


def _tag(name: str) -> dict[str, Any]:
    return {
        "name": name,
        "model": name,
        "modified_at": "2024-05-01T00:00:00Z",
        "size": 2_500_000_000,
        "digest": f"{abs(hash(name)):064x}",
        "details": {"format": "gguf", "family": "qwen3", "parameter_size": "4.0B"},
    }


def _embedded(name: str, texts: str | Iterable[str]) -> dict[str, Any]:
    """Give vectors that say how often each letter occurs: alike for like texts."""
    several = [texts] if isinstance(texts, str) else list(texts)
    letters = "aábcdeéfghiíjklmnoóöőpqrstuúüűvwxyz"
    vectors = [[1.0 + text.lower().count(letter) for letter in letters] for text in several]
    return {"model": name, "embeddings": vectors, "total_duration": 1_000_000}


async def _read_request(reader: asyncio.StreamReader) -> Request | None:
    """Read one request; None when the client has gone."""
    try:
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
    except asyncio.IncompleteReadError:
        return None
    first, *headers = head.split("\r\n")
    method, path, _ = first.split(" ")
    named = {name.lower(): value.strip() for name, _, value in (h.partition(":") for h in headers)}
    body = await reader.readexactly(int(named.get("content-length", 0)))
    return Request(method, path, json.loads(body) if body else {})


async def _still_there(reader: asyncio.StreamReader, seconds: float) -> bool:
    """Wait; return whether the client is there still."""
    try:
        async with asyncio.timeout(seconds):
            return await reader.read(1) != b""
    except TimeoutError:
        return True


async def _send_json(writer: asyncio.StreamWriter, status: int, body: dict[str, Any]) -> bool:
    content = json.dumps(body).encode()
    head = (
        f"HTTP/1.1 {status} Any\r\nContent-Type: application/json\r\n"
        f"Content-Length: {len(content)}\r\n\r\n"
    )
    writer.write(head.encode() + content)
    await writer.drain()
    return True
