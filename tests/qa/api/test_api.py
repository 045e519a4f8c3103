"""`/api/…`: answers, searches, documents and paragraphs over HTTP, and what is refused."""

import json
import logging
import socket
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx
import pytest

from qa import Assistant
from qa.api.guard import LARGEST_BODY
from qa.api.schemas import Answer, Documents, Event, Found, Paragraphs
from qa.tokens import Tokens, new_token
from tests.qa.api.conftest import served
from tests.qa.scripted_server import Reply, ScriptedServer

HOW_MANY = "Combien de personnes la Chine formera-t-elle ?"
COMMITMENTS = "What are the six commitments?"


def error_of(reply: httpx.Response) -> tuple[int, str]:
    error = reply.json()["error"]
    assert set(error) == {"type", "message", "code"}
    assert error["code"] == reply.status_code
    assert reply.headers["content-type"] == "application/json"
    return reply.status_code, error["type"]


def events_of(text: str) -> list[dict[str, Any]]:
    blocks = [block for block in text.split("\n\n") if block]
    assert all(block.startswith("data: ") for block in blocks)
    return [json.loads(block.removeprefix("data: ")) for block in blocks]


def test_an_answer_is_the_same_object_as_in_python(api: httpx.Client, assistant: Assistant) -> None:
    reply = api.post("/api/ask", json={"question": HOW_MANY})
    assert reply.status_code == 200
    said = reply.json()
    assert said == assistant.ask(HOW_MANY).to_dict()
    # The schema has every field, and no other.
    described = Answer.model_validate(said).model_dump(mode="json", exclude_unset=True)
    assert described == said


def test_history_and_documents_are_heeded(api: httpx.Client, assistant: Assistant) -> None:
    history = [{"role": "user", "content": "Que prévoit le document pour l'Amérique latine ?"}]
    question = "Et pour l'Afrique ?"
    asked = {"question": question, "history": history, "documents": ["ism"]}
    reply = api.post("/api/ask", json=asked)
    assert reply.json() == assistant.ask(question, history, ["ism"]).to_dict()
    assert reply.json()["rewritten_question"] != question


def test_events_come_one_by_one_and_end_with_the_answer(
    api: httpx.Client, assistant: Assistant
) -> None:
    reply = api.post("/api/ask", json={"question": COMMITMENTS, "stream": True})
    assert reply.headers["content-type"].startswith("text/event-stream")
    events = events_of(reply.text)
    assert events == [event.to_dict() for event in assistant.stream(COMMITMENTS)]
    assert [event["type"] for event in events] == ["status", *["sentence"] * 6, "done"]
    for event in events:
        Event.model_validate(event)


def test_paragraphs_documents_and_hits(api: httpx.Client, assistant: Assistant) -> None:
    found = api.post("/api/search", json={"query": "déminage humanitaire", "k": 3}).json()
    assert [hit["paragraph_id"] for hit in found["hits"]] == [
        hit.paragraph.id for hit in assistant.search("déminage humanitaire", k=3)
    ]
    Found.model_validate(found)
    ids = ["ism/III.4/2", "cooperation/p/2"]
    said = api.get("/api/paragraphs", params={"id": ids, "language": "en"}).json()
    assert [p["id"] for p in said["paragraphs"]] == ids
    assert said["paragraphs"][0]["reference"] == "ISM, III.4, para. 2"
    assert said["paragraphs"][1]["text"] == assistant.paragraph("cooperation/p/2").text
    Paragraphs.model_validate(said)
    listed = api.get("/api/documents").json()
    assert {document["id"] for document in listed["documents"]} == {"ism", "cooperation"}
    # nothing of this machine's files
    assert not any({"path", "file_hash"} & set(document) for document in listed["documents"])
    Documents.model_validate(listed)
    for name in ("health", "ready"):
        assert api.get(f"/api/{name}").json() == {"status": "ok"}


@pytest.mark.parametrize(
    ("method", "path", "body", "expected"),
    [
        ("POST", "/api/ask", {"question": ""}, (422, "InvalidRequest")),
        ("POST", "/api/ask", {"question": " ?! "}, (422, "QuestionError")),
        ("POST", "/api/ask", {"question": "x" * 4001}, (422, "InvalidRequest")),
        ("POST", "/api/ask", {"question": HOW_MANY, "frobnicate": 1}, (422, "InvalidRequest")),
        ("POST", "/api/ask", {"question": HOW_MANY, "documents": ["no"]},
         (404, "UnknownDocumentError")),
        ("POST", "/api/ask", {"question": HOW_MANY, "documents": ["no"], "stream": True},
         (404, "UnknownDocumentError")),
        ("POST", "/api/ask", {"question": HOW_MANY, "history": [{"role": "system",
                                                                "content": "x"}]},
         (422, "InvalidRequest")),
        ("POST", "/api/ask", [1], (422, "InvalidRequest")),
        ("POST", "/api/search", {"query": "paix", "k": 101}, (422, "InvalidRequest")),
        ("GET", "/api/paragraphs", None, (422, "InvalidRequest")),
        ("GET", "/api/paragraphs?id=ism/III.99/1", None, (404, "UnknownParagraphError")),
        ("GET", "/api/paragraphs?id=../../etc/passwd", None, (404, "UnknownParagraphError")),
        ("GET", "/api/ask", None, (405, "MethodNotAllowed")),
        ("GET", "/api/nothing", None, (404, "NotFound")),
    ],
)  # fmt: skip
def test_what_cannot_be_right_is_refused_in_one_form(
    api: httpx.Client, method: str, path: str, body: Any, expected: tuple[int, str]
) -> None:
    assert error_of(api.request(method, path, json=body)) == expected


def test_what_was_sent_is_not_sent_back(api: httpx.Client) -> None:
    secret = "sk-pasted-in-the-wrong-place"
    for body in ({"question": HOW_MANY, "k": secret}, {"question": {"key": secret}}):
        reply = api.post("/api/ask", json=body)
        assert reply.status_code == 422
        assert secret not in reply.text


@pytest.mark.parametrize("declared", [True, False])
def test_a_body_that_is_too_large_is_refused(address: str, declared: bool) -> None:
    def pieces() -> Any:
        for _ in range(LARGEST_BODY // 1000 + 2):
            yield b"x" * 1000

    content = b"x" * (LARGEST_BODY + 1) if declared else pieces()
    with httpx.Client(base_url=address, timeout=60) as client:
        reply = client.post("/api/ask", content=content)
    assert error_of(reply) == (413, "TooLarge")


@pytest.mark.parametrize("body", [b"", b"{", b"\xff\xfe", b'{"question": "\\ud800"}', b"null"])
def test_a_body_that_is_not_json_is_refused(api: httpx.Client, body: bytes) -> None:
    reply = api.post("/api/ask", content=body, headers={"content-type": "application/json"})
    assert error_of(reply)[0] in (400, 422)


def test_a_page_from_elsewhere_cannot_call_this_machine_by_its_own_name(api: httpx.Client) -> None:
    for host in ("evil.example", "localhost.evil.example:80", "", "127.0.0.1.evil.example"):
        reply = api.get("/api/documents", headers={"host": host})
        assert error_of(reply) == (421, "WrongHost")
    for host in ("localhost:7861", "127.0.0.1", "LOCALHOST"):
        assert api.get("/api/documents", headers={"host": host}).status_code == 200
    # and no page may read what comes back
    reply = api.get("/api/documents", headers={"origin": "https://evil.example"})
    assert "access-control-allow-origin" not in reply.headers


def test_only_those_with_a_token_come_in(assistant: Assistant, tmp_path: Path) -> None:
    token, line = new_token("laptop")
    file = tmp_path / "tokens.txt"
    file.write_text(f"# those who may\n\n{line}\n")
    assert token not in line
    with (
        served(assistant, tokens=Tokens(file), loopback=False) as url,
        httpx.Client(base_url=url, timeout=60) as client,
    ):
        for headers in (
            {},
            {"authorization": "Bearer wrong"},
            {"authorization": f"Basic {token}"},
            {"authorization": "Bearer"},
        ):
            for path in ("/api/documents", "/v1/models", "/openapi.json"):
                reply = client.get(path, headers=headers)
                assert error_of(reply) == (401, "Unauthorized")
                assert reply.headers["www-authenticate"] == "Bearer"
        assert client.get("/api/health").status_code == 200
        client.headers["authorization"] = f"Bearer {token}"
        assert client.get("/api/documents").status_code == 200
        operation = client.get("/openapi.json").json()["paths"]["/api/ask"]["post"]
        assert operation["security"] == [{"HTTPBearer": []}]
        # a token is something that no page of another name has
        assert client.get("/api/documents", headers={"host": "docs.example"}).status_code == 200


def test_the_log_tells_what_happened_and_not_what_was_said(
    assistant: Assistant, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    token, line = new_token("laptop")
    (tmp_path / "tokens.txt").write_text(line)
    with (
        caplog.at_level(logging.DEBUG),
        served(assistant, tokens=Tokens(tmp_path / "tokens.txt")) as url,
        httpx.Client(base_url=url, headers={"authorization": f"Bearer {token}"}) as client,
    ):
        client.post("/api/ask", json={"question": HOW_MANY})
        client.get("/api/paragraphs", params={"id": "ism/IV.5/1"})
        client.get("/api/secret-path", params={"q": "secret-query"})
        client.post("/api/ask", json={"question": "secret", "documents": ["secret-document"]})
    lines = [r for r in caplog.records if r.name == "alinea.http"]
    told = [json.loads(record.getMessage()) for record in lines]
    assert [(t["route"], t["status"], t["token"]) for t in told] == [
        ("/api/ask", 200, "laptop"),
        ("/api/paragraphs", 200, "laptop"),
        (None, 404, "laptop"),
        ("/api/ask", 404, "laptop"),
    ]
    everything = "\n".join(record.getMessage() for record in lines)
    for private in ("Combien", "5000", "IV.5", "secret", token):
        assert private not in everything


def test_many_at_once_are_all_answered(address: str) -> None:
    questions = [HOW_MANY, COMMITMENTS, "中国的军费是多少？", "Que dit III.12 ?"] * 50

    def ask(question: str) -> tuple[int, bool]:
        reply = httpx.post(f"{address}/api/ask", json={"question": question}, timeout=120)
        return reply.status_code, reply.json()["question"] == question

    with ThreadPoolExecutor(len(questions)) as pool:
        assert set(pool.map(ask, questions)) == {(200, True)}


def test_of_more_than_can_wait_some_are_told_to_come_back(
    model_assistant: Assistant, server: ScriptedServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("qa.api.app.Desk", lambda: _small_desk())
    server.script(Reply("La Chine formera 5000 personnes [1].", wait=1.0))

    def ask(_: int) -> int:
        reply = httpx.post(f"{url}/api/ask", json={"question": HOW_MANY}, timeout=120)
        if reply.status_code == 503:
            assert reply.headers["retry-after"] == "2"
        return reply.status_code

    with served(model_assistant) as url, ThreadPoolExecutor(8) as pool:
        statuses = list(pool.map(ask, range(8)))
    assert set(statuses) == {200, 503}
    assert 2 <= statuses.count(200) <= 6
    with served(model_assistant) as url:
        assert ask(0) == 200


def _small_desk() -> Any:
    from qa.api.desk import Desk

    return Desk(at_once=1, waiting=1)


def test_a_model_that_fails_is_told_without_what_it_said(
    model_assistant: Assistant, server: ScriptedServer, caplog: pytest.LogCaptureFixture
) -> None:
    server.script(Reply(status=401, error="secret reason"))
    with served(model_assistant) as url, httpx.Client(base_url=url, timeout=60) as client:
        reply = client.post("/api/ask", json={"question": HOW_MANY})
        assert error_of(reply) == (502, "ModelCallError")
        assert "secret" not in reply.text
        assert server.url not in reply.text
        # of a stream the question was right, so that the error comes as an event
        with caplog.at_level(logging.INFO, "alinea.http"):
            reply = client.post("/api/ask", json={"question": HOW_MANY, "stream": True})
        last = events_of(reply.text)[-1]
        assert (last["type"], last["error"]["code"]) == ("error", 502)
        Event.model_validate(last)
        assert "secret" not in reply.text
    lines = [r.getMessage() for r in caplog.records if r.name == "alinea.http"]
    assert len(lines) == 2
    for line in lines:
        assert json.loads(line)["failure"].startswith("ModelCallError")
        assert HOW_MANY not in line


def test_what_takes_too_long_is_ended(
    model_assistant: Assistant, server: ScriptedServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("qa.api.desk.SECONDS", 0.2)
    server.script(Reply("La Chine formera 5000 personnes [1].", wait=1.0))
    with served(model_assistant) as url, httpx.Client(base_url=url, timeout=60) as client:
        reply = client.post("/api/ask", json={"question": HOW_MANY})
        assert error_of(reply) == (504, "TimedOut")
        reply = client.post("/api/ask", json={"question": HOW_MANY, "stream": True})
        assert events_of(reply.text)[-1]["error"]["type"] == "TimedOut"
        assert client.get("/api/health").status_code == 200


def test_somebody_who_goes_away_in_the_middle_harms_nobody(address: str) -> None:
    host, port = address.removeprefix("http://").split(":")
    body = json.dumps({"question": COMMITMENTS, "stream": True}).encode()
    request = (
        f"POST /api/ask HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\n"
        f"content-length: {len(body)}\r\n\r\n"
    ).encode() + body
    for sent in (request[:40], request[:-5], request):
        for _ in range(10):
            with socket.create_connection((host, int(port))) as connection:
                connection.sendall(sent)
    reply = httpx.post(f"{address}/api/ask", json={"question": HOW_MANY}, timeout=60)
    assert reply.status_code == 200
