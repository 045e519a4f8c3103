"""Models by name: from this machine where they are there, else from a hub that may not answer."""

import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tests.tiny_models import write_cross_encoder, write_static_model

# Prints what becomes of each model: its dimension or score, or the error.
PROGRAM = """
import sys
from corpus.errors import AlineaError
from vectorstore.embeddings import load_embedder
from vectorstore.reranking import load_reranker

for name in sys.argv[1:]:
    for load in (load_embedder, load_reranker):
        try:
            print(load.__name__, name, type(load(name)).__name__)
        except AlineaError as error:
            print(load.__name__, error)
"""
COMMIT = "0123456789abcdef0123456789abcdef01234567"


class Hub(BaseHTTPRequestHandler):
    """A hub that has no model, and does not answer at all for those of `silent`."""

    asked: list[str]

    def do_GET(self) -> None:
        self.asked.append(self.path)
        if "/silent/" in self.path:
            self.close_connection = True
            return
        self.send_response(404)
        self.send_header("X-Error-Code", "RepoNotFound")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def do_HEAD(self) -> None:
        self.do_GET()

    def log_message(self, *arguments: object) -> None:
        pass


@pytest.fixture
def hub() -> Iterator[ThreadingHTTPServer]:
    Hub.asked = []
    with ThreadingHTTPServer(("127.0.0.1", 0), Hub) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


def put_in_cache(cache: Path, name: str, folder: Path) -> None:
    """Lay `folder` out as a model that was fetched before."""
    home = cache / f"models--{name.replace('/', '--')}"
    shutil.copytree(folder, home / "snapshots" / COMMIT)
    (home / "refs").mkdir()
    (home / "refs" / "main").write_text(COMMIT)


def load(cache: Path, names: list[str], **environment: str) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, *names],
        capture_output=True,
        text=True,
        env={**os.environ, "HF_HUB_CACHE": str(cache), **environment},
    )
    assert done.stderr == ""
    return done.stdout.splitlines()


def test_the_hub_is_asked_only_for_what_is_not_here(
    hub: ThreadingHTTPServer, tmp_path: Path
) -> None:
    cache = tmp_path / "cache"
    put_in_cache(cache, "some/embedder", write_static_model(tmp_path / "embedder"))
    put_in_cache(cache, "some/reranker", write_cross_encoder(tmp_path / "reranker", ["a b"]))
    found = load(
        cache,
        ["some/embedder", "some/reranker", "nobody/no-model", "silent/model"],
        HF_ENDPOINT=f"http://127.0.0.1:{hub.server_port}",
        HF_HUB_OFFLINE="0",
    )
    assert found[0] == "load_embedder some/embedder SentenceTransformerEmbedder"
    assert "'some/embedder' is an embedding model and no cross-encoder" in found[1]
    assert found[3] == "load_reranker some/reranker CrossEncoderReranker"
    for kind, line in zip(("embedding model", "reranker"), found[4:6], strict=True):
        assert f"The hub has no {kind} 'nobody/no-model', or it is private. Check the name" in line
    for kind, line in zip(("embedding model", "reranker"), found[6:8], strict=True):
        assert f"The {kind} 'silent/model' is not on this machine, and the hub cannot" in line
    assert not any("/some/" in path for path in Hub.asked)


def test_offline_mode_is_named(tmp_path: Path) -> None:
    for line in load(tmp_path, ["nobody/no-model"], HF_HUB_OFFLINE="1"):
        assert "'nobody/no-model' is not on this machine, and the hub" in line
        assert "(HF_HUB_OFFLINE is set). Check the network" in line
