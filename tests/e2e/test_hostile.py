"""Hostile documents, questions, uploads and replies against the real server: `make hostile`.

Nothing of them may be rendered, nothing secret may come out, nothing may crash; counts are
printed.
"""

import html
import json
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Page, expect

from benchmarks.awkward.made import docx
from qa import Assistant
from tests.e2e.asking import ask
from tests.e2e.conftest import serving
from tests.qa.scripted_server import Reply, ScriptedServer, running_server

pytestmark = pytest.mark.e2e

OpenPage = Callable[..., Page]

FOLDER = Path(__file__).parent / "hostile"
PAYLOADS = (FOLDER / "payloads.txt").read_text("utf-8").splitlines()
ORDERS = (FOLDER / "orders.txt").read_text("utf-8").splitlines()
# In the server's environment, under names of its own and of others.
CANARIES = ("sk-canary-of-the-model-51d7", "canary-of-the-cloud-c4b0")
_UPLOADS = 20
# Elements that would act, or ask for something, by what a payload gave them.
_ACTS = """() => {
    const places = new Set(("src srcset href xlink:href action formaction data poster srcdoc "
        + "content style").split(" "));
    const hostile = /attacker\\.invalid|javascript:|owned/;
    const acts = (element) =>
        [...element.attributes].some(({ name, value }) =>
            (name.startsWith("on") || places.has(name)) && hostile.test(value))
        || (/^(SCRIPT|STYLE)$/i.test(element.tagName) && hostile.test(element.textContent));
    return [...document.querySelectorAll("*")].filter(acts)
        .map((element) => element.outerHTML.slice(0, 200));
}"""


@dataclass(frozen=True)
class Server:
    """Where it answers, and what it and the model's server have seen."""

    url: str
    model: ScriptedServer
    log: Path
    attempts: Path

    def is_well(self) -> bool:
        try:
            return httpx.get(f"{self.url}api/health", timeout=30).status_code == 200
        except httpx.HTTPError:
            return False


def documents(folder: Path) -> list[Path]:
    """Each payload and order in a document of its own, the formats in turn."""
    made = []
    for number, payload in enumerate([*PAYLOADS, *ORDERS]):
        body = [f"Bestiaire {number}", f"Le zorglub{number} mange {payload} deux fois par jour."]
        ending = (".txt", ".md", ".html", ".jsonl", ".docx")[number % 5]
        path = folder / f"bestiaire-{number}{ending}"
        text = "\n\n".join(body)
        if ending == ".html":
            # once as it is, once so that it is text
            text = f"<h1>{body[0]}</h1><p>{body[1]}</p><p>{html.escape(body[1])}</p>"
        elif ending == ".jsonl":
            text = "\n".join(json.dumps({"text": part, "title": payload}) for part in body)
        path.write_bytes(docx(body) if ending == ".docx" else text.encode())
        made.append(path)
    return made


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """`alinea serve --chat` with a model, over hostile documents, cut off from the network."""
    folder = tmp_path_factory.mktemp("hostile")
    files = folder / "files"
    files.mkdir()
    with Assistant(home=folder / "home") as assistant:
        reports = assistant.ingest(documents(files))
        assert sum(not report.error for report in reports) > 0.8 * len(reports)
    attempts = folder / "attempts.log"
    attempts.touch()
    command = (str(FOLDER / "blocked.py"), str(attempts), "serve", "--chat")
    with (
        running_server() as model,
        serving(
            folder,
            command,
            PYTHONPATH=str(Path(__file__).parents[2]),
            ALINEA_LLM="openai:test",
            ALINEA_LLM_BASE_URL=model.url,
            ALINEA_LLM_API_KEY=CANARIES[0],
            AWS_SECRET_ACCESS_KEY=CANARIES[1],
        ) as url,
    ):
        yield Server(url, model, folder / "server.log", attempts)


def test_nothing_hostile_is_rendered_leaked_or_crashes(
    open_page: OpenPage, hostile: Server, tmp_path: Path
) -> None:
    page = open_page("fr-FR", address=hostile.url)
    seen: list[str] = []
    crashed = 0
    for number, payload in enumerate([*PAYLOADS, *ORDERS]):
        hostile.model.script(_reply(number, payload))
        turn = ask(page, f"Que mange le zorglub{number} deux fois par jour ? {payload}"[:3000])
        if turn.locator(".chip").count():
            turn.locator(".chip").first.click()
            expect(page.locator("#reader .cited").first).to_be_visible()
        crashed += not hostile.is_well()
    for start in range(0, len(PAYLOADS), _UPLOADS):
        files = _uploads(tmp_path, PAYLOADS[start : start + _UPLOADS], start)
        page.set_input_files("input[type=file]", files)
        last = f"Bestiaire téléversé {start + len(files) - 1}"
        expect(page.locator(".documents")).to_contain_text(last, timeout=60_000)
    crashed += not hostile.is_well()
    rendered = page.evaluate(_ACTS)
    seen.append(page.content())
    # and it would be noticed
    page.evaluate("document.body.insertAdjacentHTML('beforeend', '<a href=javascript:owned>x</a>')")
    assert len(page.evaluate(_ACTS)) == len(rendered) + 1
    with page.expect_download() as download:
        page.get_by_role("button", name="Exporter").click()
    download.value.save_as(tmp_path / "alinea.md")
    seen.append((tmp_path / "alinea.md").read_text("utf-8"))
    seen += _over_http(hostile)
    crashed += not hostile.is_well()
    seen.append(hostile.log.read_text("utf-8", "replace"))
    leaked = [canary for canary in CANARIES for text in seen if canary in text]
    sys.stdout.write(
        f"\n{len(PAYLOADS)} payloads and {len(ORDERS)} orders, each as document, question, reply "
        f"and upload, in the page and over HTTP: {len(rendered)} rendered, {len(leaked)} leaked, "
        f"{crashed} crashed, {len(hostile.attempts.read_text().splitlines())} connections tried\n"
    )
    assert rendered == []
    assert leaked == []
    assert crashed == 0
    assert page.title() == "Alinéa"
    assert hostile.attempts.read_text() == ""
    assert "Traceback" not in seen[-1]
    # the model's server got the key, and nobody else
    assert set(hostile.model.keys) <= {CANARIES[0]}


def _reply(number: int, payload: str) -> Reply:
    """What the model says: something hostile, or nothing, so that the passages are shown."""
    if number % 3 == 0:
        return Reply(status=400)
    if number % 3 == 1:
        return Reply(f"Le zorglub{number} mange {payload} deux fois par jour [1].")
    return Reply(f"{payload} OWNED [1] [99] ![x](http://attacker.invalid/{number})")


def _uploads(folder: Path, payloads: list[str], start: int) -> list[str]:
    """The payloads as files again, under names that are hostile too."""
    made = []
    for number, payload in enumerate(payloads, start=start):
        harmless = "".join(c for c in payload if c not in "/\0")[:60]
        path = folder / f"{number} {harmless} bestiaire-téléversé.txt"
        path.write_text(f"Bestiaire téléversé {number}\n\nLe glorpzu mange {payload}.\n", "utf-8")
        made.append(str(path))
    return made


def _over_http(server: Server) -> list[str]:
    """What every way of asking gives for each payload."""
    seen = []
    with httpx.Client(base_url=server.url, timeout=60) as client:
        for number, payload in enumerate([*PAYLOADS, *ORDERS]):
            server.model.script(_reply(number, payload))
            question = f"Que mange le zorglub{number} ? {payload}"
            spoken = [{"role": "system", "content": payload}, {"role": "user", "content": question}]
            history = [{"role": "user", "content": payload}]
            for path, body in (
                ("/api/ask", {"question": question, "history": history}),
                ("/api/ask", {"question": question, "stream": True}),
                ("/api/search", {"query": question}),
                ("/v1/chat/completions", {"messages": spoken}),
                ("/v1/chat/completions", {"messages": spoken, "stream": True}),
            ):
                reply = client.post(path, json=body)
                assert reply.status_code in (200, 502), reply.text
                seen.append(reply.text)
            seen.append(client.get("/api/paragraphs", params={"id": payload}).text)
            seen.append(client.get(f"/{payload}").text)
    return seen
