"""The tools in MCP's words: listed with their schemas, called for the user who signed in.

A result is the tool's short text, and the whole of it as structured content. Does not know HTTP;
who asks is in the request's state.
"""

# the library's decorators come without types
# mypy: allow-untyped-calls, allow-untyped-decorators

from __future__ import annotations

import json
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.metadata import version
from typing import Any

from langchain_core.messages import ToolMessage
from langchain_core.tools import BaseTool
from mcp.server.lowlevel import Server
from mcp.server.streamable_http_manager import StreamableHTTPSessionManager
from mcp.types import CallToolResult, TextContent, Tool
from pydantic import BaseModel, TypeAdapter
from starlette.types import ASGIApp

from chat.house import House
from chat.identity import Asker
from chat.mcp_door import ASKER
from knowledge.errors import KnowledgeError
from tools.boundary import UNEXPECTED
from tools.facts import ToolResult

log = logging.getLogger(__name__)

INSTRUCTIONS = (
    "Football: matches, forms, tables, chances in every market, prices judged, and what the user "
    "likes. Quote figures as the tools give them; never add your own. When a tool holds advice on "
    "bets back from a user, say so and leave it at that: his chances he may still ask for."
)


@asynccontextmanager
async def running(house: House) -> AsyncIterator[ASGIApp]:
    """Give the application that answers requests, while the context lasts."""
    manager = StreamableHTTPSessionManager(build_server(house), json_response=True, stateless=True)
    async with manager.run():
        yield manager.handle_request


def build_server(house: House) -> Server[Any, Any]:
    """Return the MCP server of the house's tools."""
    server: Server[Any, Any] = Server(
        "tippmixmentor", version=version("tippmixmentor"), instructions=INSTRUCTIONS
    )
    tools = {tool.name: tool for tool in house.tools}
    listed = [describe(tool) for tool in house.tools]

    @server.list_tools()
    async def list_tools() -> list[Tool]:
        return listed

    # the tools read their arguments themselves, more forgivingly than a schema
    @server.call_tool(validate_input=False)
    async def call_tool(name: str, arguments: dict[str, Any]) -> CallToolResult:
        if name not in tools:
            return _failure(f"There is no tool of that name: take {', '.join(tools)}.")
        request = server.request_context.request
        assert request is not None
        asker: Asker = getattr(request.state, ASKER)
        try:
            await house.clubs.fresh()
            return result_of(await _called(tools[name], arguments, asker))
        except KnowledgeError as error:
            return _failure(str(error))
        # the boundary: the library would tell the caller a foreign error's own words
        except Exception:
            log.exception("the tool %s failed", name)
            return _failure(UNEXPECTED)

    return server


def describe(tool: BaseTool) -> Tool:
    """Return a tool as it is listed."""
    arguments = tool.args_schema
    assert isinstance(arguments, type)
    assert issubclass(arguments, BaseModel)
    schema = arguments.model_json_schema()
    return Tool(
        name=tool.name,
        description=tool.description,
        # the class's name and docstring say nothing that the tool's own do not
        inputSchema={key: schema[key] for key in schema if key not in ("title", "description")},
        outputSchema=TypeAdapter(ToolResult).json_schema(),
    )


def result_of(message: ToolMessage) -> CallToolResult:
    """Return what a tool said; its failure as one plain sentence."""
    text = str(message.text)
    if message.status == "error":
        return _failure(json.loads(text)["error"])
    return CallToolResult(
        content=[TextContent(type="text", text=text)], structuredContent=message.artifact
    )


async def _called(tool: BaseTool, arguments: dict[str, Any], asker: Asker) -> ToolMessage:
    call = {"type": "tool_call", "id": tool.name, "name": tool.name, "args": arguments}
    message = await tool.ainvoke(call, {"configurable": {"user_id": asker.user_id}})
    assert isinstance(message, ToolMessage)
    return message


def _failure(sentence: str) -> CallToolResult:
    return CallToolResult(content=[TextContent(type="text", text=sentence)], isError=True)
