"""The MCP server, spoken to by a real client over stdio and over streamable HTTP."""

import socket
import sys
import threading
from collections.abc import Awaitable, Callable
from pathlib import Path

import anyio
import httpx
import pytest
import uvicorn
from mcp import Client, StdioServerParameters

from qa.service.database import open_database
from qa.service.keys import create_key
from qa.service.mcp_http import mcp_app
from qa.settings import read_settings
from tests.service.conftest import START_S, wait_for

QUESTION = "石景山区累计专利申请多少件？"


def speak(server: object, talk: Callable[[Client], Awaitable[None]]) -> None:
    """Connect a client and let it talk."""

    async def run() -> None:
        async with Client(server) as client:
            await talk(client)

    anyio.run(run)


async def every_tool(client: Client) -> None:
    tools = {tool.name: tool for tool in (await client.list_tools()).tools}
    assert sorted(tools) == ["ask", "document", "figures", "search"]
    assert all(tool.output_schema for tool in tools.values())
    answer = (await client.call_tool("ask", {"question": QUESTION})).structured_content
    assert answer["answer"] == "7716件"
    cited = answer["citations"][0]
    span = {"name": cited["document_id"], "start": cited["start"], "end": cited["end"]}
    text = (await client.call_tool("document", span)).structured_content
    assert text["text"] == cited["quote"]
    hits = (await client.call_tool("search", {"text": "專利", "k": 2})).structured_content
    assert len(hits["hits"]) == 2
    rows = (await client.call_tool("figures", {"place": "深圳", "limit": 3})).structured_content
    assert len(rows["figures"]) == 3 <= rows["total"]
    follow = {"question": "授权呢？", "history": [{"question": QUESTION, "answer": "7716件"}]}
    assert (await client.call_tool("ask", follow)).structured_content["answer"] == "4440件"
    wrong = await client.call_tool("document", {"name": "nowhere"})
    assert wrong.is_error
    assert "no document 'nowhere'" in wrong.content[0].text


def test_over_stdio(samples_ingested: Path) -> None:
    program = "from eval.cli import main; main()"
    arguments = ["-c", program, "mcp", "--home", str(samples_ingested)]
    speak(StdioServerParameters(command=sys.executable, args=arguments), every_tool)


@pytest.fixture
def http(samples_ingested: Path):
    """Return the address of a server that needs no key, and of one that needs one."""
    servers = []
    urls = []
    for keys in ("never", "always"):
        settings = read_settings(samples_ingested, (f"service.keys={keys}",))
        listening = socket.create_server(("127.0.0.1", 0))
        app = mcp_app(samples_ingested, settings, "127.0.0.1")
        server = uvicorn.Server(uvicorn.Config(app, log_level="warning"))
        thread = threading.Thread(target=server.run, args=([listening],), daemon=True)
        thread.start()
        wait_for(lambda server=server: server.started)
        servers.append((server, thread, listening))
        urls.append(f"http://127.0.0.1:{listening.getsockname()[1]}/mcp")
    yield urls
    for server, thread, listening in servers:
        server.should_exit = True
        thread.join(START_S)
        listening.close()


def test_over_http(http: list[str]) -> None:
    speak(http[0], every_tool)


def test_over_http_without_a_key_where_one_is_needed(
    http: list[str], samples_ingested: Path
) -> None:
    database = open_database(samples_ingested, "")
    _, secret = create_key(database, "model", ("read",))
    database.dispose()
    hello = {
        "jsonrpc": "2.0",
        "id": 1,
        "method": "initialize",
        "params": {
            "protocolVersion": "2025-06-18",
            "capabilities": {},
            "clientInfo": {"name": "test", "version": "1"},
        },
    }
    accept = {"Accept": "application/json, text/event-stream"}
    none = httpx.post(http[1], json=hello, headers=accept, trust_env=False)
    assert (none.status_code, none.json()["code"]) == (401, "unauthorized")
    bearer = {"Authorization": f"Bearer {secret}"}
    some = httpx.post(http[1], json=hello, headers=accept | bearer, trust_env=False)
    assert some.json()["result"]["serverInfo"]["name"] == "policyqa"
