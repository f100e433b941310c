"""What a Prometheus server reads at `/metrics`: requests of this process, and rows of the house.

Requests are counted as they go by, by route and never by address, so that the number of series
stays small. Everything else is counted from the tables when it is asked for: it is the same from
every process of a house, and right after a restart. Does not know HTTP's routes.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.gc_collector import GCCollector
from prometheus_client.platform_collector import PlatformCollector
from prometheus_client.process_collector import ProcessCollector

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from knowledge.tally import Tally

#: seconds until a response begins; a stream's whole length would say nothing
BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)
#: the label of an address that is nobody's
NO_ROUTE = "none"


class Metrics:
    """The figures of one process."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        for collector in (ProcessCollector, PlatformCollector, GCCollector):
            collector(registry=self._registry)
        self._requests = Counter(
            "tippmix_http_requests",
            "HTTP requests that were answered.",
            ("method", "route", "status"),
            registry=self._registry,
        )
        self._seconds = Histogram(
            "tippmix_http_response_start_seconds",
            "Seconds until a response began.",
            ("method", "route"),
            buckets=BUCKETS,
            registry=self._registry,
        )
        self._under_way = Gauge(
            "tippmix_turns_under_way",
            "Questions that this process works on.",
            registry=self._registry,
        )

    def saw(self, method: str, route: str, status: int, seconds: float) -> None:
        """Count a request."""
        self._requests.labels(method, route, str(status)).inc()
        self._seconds.labels(method, route).observe(seconds)

    def page(self, tally: Tally, *, turns_under_way: int) -> bytes:
        """Return all figures in Prometheus' text format."""
        self._under_way.set(turns_under_way)
        return generate_latest(self._registry) + generate_latest(_rows(tally))


class CountRequests:
    """Middleware that counts what goes by."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self._app = app
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and count it when its response begins."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started = time.perf_counter()

        async def send_on(message: Message) -> None:
            if message["type"] == "http.response.start":
                seconds = time.perf_counter() - started
                self._metrics.saw(scope["method"], _route(scope), message["status"], seconds)
            await send(message)

        await self._app(scope, receive, send_on)


def _route(scope: Scope) -> str:
    """Return the pattern of the address.

    The framework tells the route as it is in its own router: what that one is included under
    stands in the address alone.
    """
    pattern = getattr(scope.get("route"), "path", None)
    if pattern is None:
        return NO_ROUTE
    if ":path}" in pattern:
        return str(pattern)
    steps = scope["path"].split("/")
    return "/".join(steps[: len(steps) - pattern.count("/")]) + str(pattern)


def _rows(tally: Tally) -> CollectorRegistry:
    registry = CollectorRegistry()
    by_status = {
        "turns": ("Questions by how they ended.", tally.turns),
        "agents": ("Agents by status.", tally.agents),
        "tasks": ("Tasks by status.", tally.tasks),
        "executions": ("Executions of workflows by status.", tally.executions),
    }
    for name, (meaning, counts) in by_status.items():
        gauge = Gauge(f"tippmix_{name}", meaning, ("status",), registry=registry)
        for status, count in counts.items():
            gauge.labels(status).set(count)
    single = {
        "predictions": ("Predictions written down.", tally.predictions),
        "insights": ("Insights kept.", tally.insights),
        "last_event_id": ("Id of the newest event.", tally.last_event_id),
        "workers": ("Worker processes that were alive a moment ago.", tally.workers),
    }
    for name, (meaning, count) in single.items():
        Gauge(f"tippmix_{name}", meaning, registry=registry).set(count)
    return registry
