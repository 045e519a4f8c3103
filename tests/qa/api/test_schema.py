"""The OpenAPI document keeps its word: schemathesis makes up requests for it, good and bad."""

import json
import subprocess
import sys
from pathlib import Path

import httpx

SETTINGS = Path(__file__).with_name("schemathesis.toml")


def test_every_reply_is_as_the_schema_says(address: str) -> None:

    program = Path(sys.executable).with_name("st")
    done = subprocess.run(
        [
            program, "--config-file", SETTINGS, "run", f"{address}/openapi.json",
            "--checks", "all", "--phases", "examples,coverage,fuzzing,stateful",
            "--max-examples", "40", "--seed", "1", "--no-color",
        ],
        capture_output=True,
        text=True,
        timeout=300,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-5000:]
    assert "Tested: 8" in done.stdout


def test_the_document_describes_every_route_with_an_example(api: httpx.Client) -> None:
    schema = api.get("/openapi.json").json()
    assert set(schema["paths"]) == {
        "/api/ask",
        "/api/documents",
        "/api/health",
        "/api/paragraphs",
        "/api/ready",
        "/api/search",
        "/v1/chat/completions",
        "/v1/models",
    }
    bodies = [schema["components"]["schemas"][n] for n in ("AskRequest", "SearchRequest")]
    assert all(body["examples"] for body in bodies)
    text = json.dumps(schema)
    # one form of error everywhere, and not FastAPI's own
    assert "HTTPValidationError" not in text
    for path, operations in schema["paths"].items():
        for operation in operations.values():
            assert operation["description"], path
            assert "ErrorReply" in json.dumps(operation["responses"]["422"])
