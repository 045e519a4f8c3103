"""The shape of the code: which package may import which, and what is public."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
MAY_IMPORT = {
    "corpus": {"corpus"},
    "prompts": {"prompts", "corpus"},
    "vectorstore": {"vectorstore", "corpus"},
    "qa": {"qa", "corpus", "vectorstore", "prompts"},
}
SURFACES = ("qa.api", "qa.cli", "qa.evaluation", "qa.mcp_server", "qa.web")
HEAVY = ("torch", "transformers", "sentence_transformers", "gradio", "chromadb")


def modules(package: str) -> list[Path]:
    return sorted((ROOT / package).rglob("*.py"))


def imports(path: Path) -> list[tuple[str, bool]]:
    """Every module imported in the file, and whether that happens when it is loaded."""
    tree = ast.parse(path.read_text("utf-8"))
    at_top = {id(node) for node in tree.body}
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found += [(alias.name, id(node) in at_top) for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.append((node.module, id(node) in at_top))
    return found


@pytest.mark.parametrize("package", MAY_IMPORT)
def test_imports_run_one_way_between_packages(package: str) -> None:
    for path in modules(package):
        ours = {name.split(".")[0] for name, _ in imports(path)} & set(MAY_IMPORT)
        assert ours <= MAY_IMPORT[package], f"{path.relative_to(ROOT)} imports {ours}"


def test_nothing_below_the_surfaces_imports_them() -> None:
    surfaces = tuple(ROOT / surface.replace(".", "/") for surface in SURFACES)
    for path in modules("qa"):
        if path.with_suffix("") in surfaces or any(s in path.parents for s in surfaces):
            continue
        used = [name for name, _ in imports(path) if name.startswith(SURFACES)]
        assert not used, f"{path.relative_to(ROOT)} imports {used}"


@pytest.mark.parametrize("package", MAY_IMPORT)
def test_heavy_libraries_are_imported_where_they_are_used(package: str) -> None:
    for path in modules(package):
        relative = path.relative_to(ROOT)
        if relative.is_relative_to("qa/web") or relative.is_relative_to("vectorstore/training"):
            continue  # the surface that is Gradio, and the program that is torch
        heavy = [n for n, top in imports(path) if top and n.split(".")[0] in HEAVY]
        assert not heavy, f"{relative} imports {heavy} when it is loaded"


@pytest.mark.parametrize("module", ["qa", "qa.errors", "corpus", "qa.evaluation"])
def test_public_names_exist(module: str) -> None:
    loaded = __import__(module, fromlist=["__all__"])
    for name in loaded.__all__:
        assert getattr(loaded, name)


def test_every_error_is_drawn_in_the_tree() -> None:
    import qa.errors

    for name in qa.errors.__all__:
        assert name in (qa.errors.__doc__ or "")
        assert issubclass(getattr(qa.errors, name), qa.errors.AlineaError)


def test_an_ask_from_a_cold_start_imports_no_heavy_library() -> None:
    program = (
        "import sys; from qa import Assistant\n"
        "with Assistant() as assistant:\n"
        "    assert not assistant.ask('Que dit le texte du sous-Fonds ?').question == ''\n"
        "print([m for m in ('torch', 'transformers', 'sentence_transformers', 'gradio')"
        " if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert done.stdout.strip() == "[]", done.stderr


def test_help_imports_neither_chroma_nor_langchain() -> None:
    program = (
        "import sys; from typer.testing import CliRunner; from qa.cli import app\n"
        "assert CliRunner().invoke(app, ['--help']).exit_code == 0\n"
        "print([m for m in ('chromadb', 'langchain_core', 'pydantic', 'numpy')"
        " if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert done.stdout.strip() == "[]", done.stderr


def test_files_stay_short() -> None:
    for package in (*MAY_IMPORT, "tests", "benchmarks"):
        for path in modules(package):
            length = len(path.read_text("utf-8").splitlines())
            assert length <= 350, f"{path.relative_to(ROOT)} has {length} lines"
