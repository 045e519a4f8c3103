"""Files, folders and patterns → documents, each with a report; nothing stops the others."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from benchmarks.awkward.case import TEXT, Case
from benchmarks.awkward.cases import cases
from benchmarks.awkward.made import SENTENCE, docx, pdf
from qa import Assistant
from qa.ingestion import IngestReport

CASES = list(cases())
# Of the big ones, so much; the bench runs them whole.
SCALE = 0.004


@pytest.fixture
def assistant(template: Path, tmp_path: Path) -> Iterator[Assistant]:
    with Assistant(home=shutil.copytree(template, tmp_path / "home")) as opened:
        yield opened


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "files"
    made.mkdir()
    return made


@pytest.fixture
def add(assistant: Assistant) -> Callable[..., IngestReport]:
    def one(path: Path) -> IngestReport:
        (report,) = assistant.ingest([path])
        return report

    return one


@pytest.fixture(scope="module")
def shared(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    home = shutil.copytree(template, tmp_path_factory.mktemp("awkward") / "home")
    with Assistant(home=home) as opened:
        yield opened


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_awkward_inputs_are_read_or_refused_in_words(
    shared: Assistant, folder: Path, case: Case
) -> None:
    path = case.make(folder, SCALE)
    (report,) = shared.ingest([path])
    assert report.status == case.expected, report.error
    text = ""
    if report.document_id:
        document = shared.document(report.document_id)
        text = document.text
        for paragraph in document.paragraphs:
            assert text[paragraph.start : paragraph.end] == paragraph.text
        shared.remove(report.document_id)
    assert case.says in " ".join([report.error, *map(str, report.notes), text])
    assert "Traceback" not in report.error
    assert [d.id for d in shared.documents()] == ["ism", "cooperation"]


def test_the_cases_are_at_least_sixty_and_named_apart() -> None:
    assert len({case.name for case in CASES}) == len(CASES) >= 60


def test_the_report_says_what_was_read(add: Callable[..., IngestReport], folder: Path) -> None:
    path = folder / "avis.pdf"
    path.write_bytes(
        pdf([["I. Objet", f"1. {SENTENCE}", f"2. {SENTENCE}"], [], ["Fin."]], image_on=(2,))
    )
    report = add(path)
    assert (report.status, report.document_id, report.language) == ("added", "avis", "fr")
    assert (report.pages, report.numbering) == (3, ("I", "1"))
    assert report.numbered == 3
    assert [note["text"] for note in report.to_dict()["notes"]] == ["no text on page 2 (a scan?)"]
    assert report.seconds > 0


def test_languages_are_named_by_how_much_is_in_them(
    add: Callable[..., IngestReport], folder: Path
) -> None:
    path = folder / "deux.txt"
    path.write_text(f"{TEXT}\n\n国家保障公民的合法权益，任何组织和个人不得侵犯。", "utf-8")
    assert add(path).languages == ("fr", "zh")


def test_an_unchanged_file_is_not_read_again(
    add: Callable[..., IngestReport], assistant: Assistant, folder: Path
) -> None:
    path = folder / "a.txt"
    path.write_text(TEXT, "utf-8")
    assert add(path).status == "added"
    revision = assistant.documents()[-1].revision
    os.utime(path, (1, 1))
    again = add(path)
    assert (again.status, again.paragraphs) == ("unchanged", 3)
    assert assistant.documents()[-1].revision == revision


def test_a_changed_file_replaces_its_old_paragraphs(
    add: Callable[..., IngestReport], assistant: Assistant, folder: Path
) -> None:
    path = folder / "a.txt"
    path.write_text(TEXT, "utf-8")
    add(path)
    path.write_text("Les écluses du canal ferment en janvier.", "utf-8")
    report = add(path)
    assert (report.status, report.document_id, report.paragraphs) == ("replaced", "a", 1)
    assert assistant.search("écluses du canal")[0].paragraph.document_id == "a"
    assert all("budget" not in h.paragraph.text for h in assistant.search("budget de la commune"))


def test_the_same_name_in_two_folders_is_two_documents(
    add: Callable[..., IngestReport], assistant: Assistant, folder: Path
) -> None:
    ids = []
    for name in ("nord", "sud"):
        (folder / name).mkdir()
        (folder / name / "avis.txt").write_text(f"{TEXT} {name}.", "utf-8")
        ids.append(add(folder / name / "avis.txt").document_id)
    assert ids[0] == "avis"
    assert len(ids[1]) == len("avis-") + 6
    assert ids[1].startswith("avis-")
    # Each file keeps its id, also when the other is gone.
    assistant.remove("avis")
    assert add(folder / "sud" / "avis.txt").document_id == ids[1]
    (folder / "sud" / "avis.txt").write_text("Autre texte.", "utf-8")
    assert add(folder / "sud" / "avis.txt").document_id == ids[1]


def test_a_file_named_like_a_shipped_document_does_not_replace_it(
    add: Callable[..., IngestReport], assistant: Assistant, folder: Path
) -> None:
    (folder / "ism.txt").write_text(TEXT, "utf-8")
    assert add(folder / "ism.txt").document_id.startswith("ism-")
    assert assistant.document("ism").label == "ISM"


def test_a_folder_is_read_to_its_depth(assistant: Assistant, folder: Path) -> None:
    (folder / "b" / "c").mkdir(parents=True)
    (folder / "b" / "c" / "deep.txt").write_text(TEXT, "utf-8")
    (folder / "a.docx").write_bytes(docx([SENTENCE]))
    (folder / "bad.pdf").write_bytes(b"nothing")
    (folder / ".hidden.txt").write_text(TEXT, "utf-8")
    (folder / ".git").mkdir()
    (folder / ".git" / "config.txt").write_text(TEXT, "utf-8")
    (folder / "photo.png").write_bytes(b"x")
    (folder / "table.xlsx").write_bytes(b"x")
    reports = assistant.ingest([folder])
    assert [(Path(r.path).name, r.status) for r in reports] == [
        ("a.docx", "added"), ("bad.pdf", "failed"), ("deep.txt", "added"), ("files", "skipped"),
    ]  # fmt: skip
    assert reports[-1].skipped == "2 files that no loader reads (.png, .xlsx)"


def test_patterns_and_files_named_twice(assistant: Assistant, folder: Path) -> None:
    for name in ("b.txt", "a.txt", "c.md"):
        (folder / name).write_text(f"{TEXT} {name}", "utf-8")
    reports = assistant.ingest([folder / "*.txt", folder / "a.txt", str(folder / "**" / "*.md")])
    assert [Path(report.path).name for report in reports] == ["a.txt", "b.txt", "c.md"]


@pytest.fixture
def no_patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files are stored one by one, as those are that are slow to read."""
    monkeypatch.setattr("qa.ingestion._PATIENCE", 0.0)


@pytest.mark.usefixtures("no_patience")
def test_a_file_that_goes_away_while_a_folder_is_read(assistant: Assistant, folder: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (folder / name).write_text(f"{TEXT} {name}", "utf-8")
    reports = assistant.ingest_each([folder])
    assert next(reports).status == "added"
    (folder / "b.txt").unlink()
    (report,) = reports
    assert report.status == "failed"
    assert "There is no file" in report.error


@pytest.mark.usefixtures("no_patience")
def test_slow_files_are_stored_and_reported_one_by_one(assistant: Assistant, folder: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (folder / name).write_text(f"{TEXT} {name}", "utf-8")
    reports = assistant.ingest_each([folder])
    next(reports)
    assert [d.id for d in assistant.documents()] == ["ism", "cooperation", "a"]


@pytest.mark.parametrize("largest", [3_000, 500_000, 2_000_000, 4_000_000])
def test_a_full_disk_is_said_in_words_and_loses_nothing(
    template: Path, tmp_path: Path, largest: int
) -> None:
    """No file may grow beyond `largest` bytes, wherever in the writing that is felt."""
    home = shutil.copytree(template, tmp_path / "home")
    text = "\n\n".join(f"Le conseil numéro {n} adopte son budget." for n in range(6_000))
    (tmp_path / "big.txt").write_text(text, "utf-8")
    command = [
        sys.executable,
        "-c",
        _WITH_LIMIT,
        str(home),
        str(tmp_path / "big.txt"),
        str(largest),
    ]
    said = subprocess.run(command, capture_output=True, text=True, timeout=120)
    assert "StoreUnavailableError" in said.stdout, (said.stdout, said.stderr[-800:])
    with Assistant(home=home) as assistant:
        assert [d.id for d in assistant.documents()] == ["ism", "cooperation"]
        assert assistant.search("cybersécurité")
        (tmp_path / "big.txt").write_text(text[:1000], "utf-8")
        (report,) = assistant.ingest([tmp_path / "big.txt"])
        assert report.status == "added"


_WITH_LIMIT = """
import resource, sys
from pathlib import Path
from qa import Assistant
from qa.errors import StoreUnavailableError
home, path, largest = sys.argv[1:]
resource.setrlimit(resource.RLIMIT_FSIZE, (int(largest), int(largest)))
try:
    with Assistant(home=Path(home)) as assistant:
        print(assistant.ingest([path]))
except StoreUnavailableError as error:
    print("StoreUnavailableError", error)
"""
