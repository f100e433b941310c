"""Whether OpenTelemetry gets anything: what its own environment variables say, and nothing else.

With `OTEL_EXPORTER_OTLP_ENDPOINT` (or its forms for one signal) the web framework sends spans and
metrics there as OTLP over HTTP; the graph's spans (`graph.tracing`) join them. Without it nothing
is measured for it, and its packages are not loaded.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fastapi.telemetry._api import TelemetryConfig

ENDPOINTS = (
    "OTEL_EXPORTER_OTLP_ENDPOINT",
    "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT",
    "OTEL_EXPORTER_OTLP_METRICS_ENDPOINT",
)


def telemetry(environment: Mapping[str, str]) -> TelemetryConfig:
    """Return what FastAPI is told about OpenTelemetry."""
    wanted = any(environment.get(name) for name in ENDPOINTS)
    # the log of requests that failed would hold what people wrote
    return {
        "tracing": wanted,
        "metrics": wanted,
        "logs": False,
        "operation_spans": False,
        "auto_configure": wanted,
    }
