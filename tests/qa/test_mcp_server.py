"""Alinéa as tools: a real client starts `alinea mcp` and talks to it over its standard streams."""

import os
import sys
from pathlib import Path
from typing import Any

import anyio
from mcp import Client, StdioServerParameters

HOW_MANY = "Combien de personnes la Chine formera-t-elle ?"


async def _talk(home: Path) -> dict[str, Any]:
    program = StdioServerParameters(
        command=sys.executable,
        args=["-m", "qa.cli", "mcp"],
        env={**os.environ, "ALINEA_HOME": str(home)},
    )
    async with Client(program) as client:
        tools = (await client.list_tools()).tools
        return {
            "instructions": client.instructions,
            "tools": {tool.name: tool for tool in tools},
            "answer": await client.call_tool("ask", {"question": HOW_MANY}),
            "hits": await client.call_tool("search", {"query": "déminage", "k": 2}),
            "paragraph": await client.call_tool(
                "read_paragraph", {"paragraph_id": "ism/III.4/2", "language": "en"}
            ),
            "documents": await client.call_tool("list_documents", {}),
            "unknown": await client.call_tool("read_paragraph", {"paragraph_id": "ism/IX.1/1"}),
            "empty": await client.call_tool("ask", {"question": "?"}),
            "wrong": await client.call_tool("search", {"query": "paix", "k": 0}),
        }


def test_the_tools(home: Path) -> None:
    said = anyio.run(_talk, home)
    assert set(said["tools"]) == {"ask", "search", "read_paragraph", "list_documents"}
    for tool in said["tools"].values():
        assert tool.description
        assert tool.annotations.read_only_hint
    assert "abstained" in said["instructions"]
    answer = said["answer"].structured_content
    assert [c["paragraph_id"] for c in answer["citations"]] == ["ism/IV.5/1"]
    assert "5000 personnes" in answer["text"]
    hits = said["hits"].structured_content["hits"]
    assert hits[0]["paragraph_id"] == "ism/III.4/3"
    assert said["paragraph"].structured_content["reference"] == "ISM, III.4, para. 2"
    documents = said["documents"].structured_content["documents"]
    assert {document["id"] for document in documents} == {"ism", "cooperation"}
    assert not any("path" in document for document in documents)
    for name, words in (("unknown", "'ism/IX.1/1'"), ("empty", "empty"), ("wrong", "k")):
        assert said[name].is_error
        text = said[name].content[0].text
        assert words in text
        assert "Traceback" not in text
