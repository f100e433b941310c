"""The gateway to the chat model: the only place that knows Ollama."""

from graph.gateway.gateway import DEFAULT_MODEL, Gateway, GatewayStatus

__all__ = ["DEFAULT_MODEL", "Gateway", "GatewayStatus"]
