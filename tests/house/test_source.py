"""House rules about source files that no linter knows; each check is seen to fail on a broken file."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROOT = Path(__file__).parents[2]
PACKAGES = ("desktop", "geo", "layers")
MOST_LINES = 400
NAMES_OF_NOTHING = {"utils", "helpers", "manager", "common", "misc"}

# Hosts that a tracked file may name: licences, standards, credits and what links in exports lead to.
ALLOWED_HOSTS = re.compile(
    r"(?:www\.)?(?:openstreetmap\.org|opendatacommons\.org|keepachangelog\.com|semver\.org|w3\.org|geojson\.org|rfc-editor\.org"
    r"|specs\.frictionlessdata\.io|datapackage\.org|spdx\.org|conventionalcommits\.org|leafletjs\.com|opengis\.net|example\.(?:com|org|test))"
)
HOST = re.compile(r"https?://([\w.-]+)")
# Where tiles come from: data of the product, in its own folder and nowhere else.
TILE_HOST = re.compile(r"https?://([\w.{}-]+)")
TILE_HOSTS = re.compile(r"\{s\}\.(?:tianditu\.gov\.cn|is\.autonavi\.com)|tile\.openstreetmap\.org")
MACHINE_PATH = re.compile(r"(?<![\w./~-])/(?:root|home|Users|work)/[\w.]+")
COLOUR = re.compile(r"#(?:[0-9A-Fa-f]{3}){1,2}(?:[0-9A-Fa-f]{2})?\b")


def modules(root: Path) -> Iterator[Path]:
    """The Python modules of the program, without its tests."""
    for package in PACKAGES:
        yield from sorted((root / package).rglob("*.py"))


def tracked(root: Path) -> list[Path]:
    """All files under version control; without it, all files that are not hidden."""
    if shutil.which("git") and (root / ".git").exists():
        said = subprocess.run(["git", "ls-files", "-z"], cwd=root, capture_output=True, check=True).stdout.decode()
        return [root / name for name in said.split("\0") if name and (root / name).is_file()]
    return [path for path in sorted(root.rglob("*")) if path.is_file() and "/." not in path.as_posix()]


def string_constants(tree: ast.Module) -> Iterator[ast.Constant]:
    """All strings of a module but its docstrings."""
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            yield node


def colours_in_code(root: Path) -> list[str]:
    """Colours are written in assets/styles and nowhere else."""
    return [
        f"{path.relative_to(root)}:{each.lineno}: {each.value!r}"
        for path in modules(root)
        for each in string_constants(ast.parse(path.read_text(encoding="utf-8")))
        if COLOUR.search(str(each.value))
    ]


def long_modules(root: Path) -> list[str]:
    """No module is longer than 400 lines, tests included."""
    found = []
    for path in (*modules(root), *sorted((root / "tests").rglob("*.py"))):
        lines = len(path.read_text(encoding="utf-8").splitlines())
        if lines > MOST_LINES:
            found.append(f"{path.relative_to(root)}: {lines} lines")
    return found


def unnamed_ideas(root: Path) -> list[str]:
    """No module is called utils, helpers, manager or common."""
    return [str(path.relative_to(root)) for path in modules(root) if path.stem in NAMES_OF_NOTHING]


def undocumented_modules(root: Path) -> list[str]:
    """Every module says what it is for, and lists its public functions and classes in ``__all__``."""
    found = []
    for path in modules(root):
        name, tree = path.relative_to(root), ast.parse(path.read_text(encoding="utf-8"))
        if not ast.get_docstring(tree):
            found.append(f"{name}: no docstring")
        public = {
            node.name
            for node in tree.body
            if isinstance(node, ast.ClassDef | ast.FunctionDef) and not node.name.startswith("_")
        }
        listed = listed_names(tree)
        if listed is None:
            if public or path.name != "__init__.py":
                found.append(f"{name}: no __all__")
        elif missing := sorted(public - listed):
            found.append(f"{name}: __all__ lacks {', '.join(missing)}")
    return found


def listed_names(tree: ast.Module) -> set[str] | None:
    """What ``__all__`` holds; None where there is none."""
    for node in tree.body:
        if isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None:
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            if any(isinstance(target, ast.Name) and target.id == "__all__" for target in targets):
                return set(ast.literal_eval(node.value))
    return None


def damaged_tables(root: Path) -> list[str]:
    """Tables of the register open in Excel on a Chinese Windows: UTF-8 with a mark; LF in the repository."""
    found = []
    for path in sorted((root / "assets" / "register").glob("*.csv")):
        data = path.read_bytes()
        if not data.startswith(b"\xef\xbb\xbf"):
            found.append(f"{path.name}: no byte-order mark")
        if b"\r" in data:
            found.append(f"{path.name}: line ends are not LF")
        if data and not data.endswith(b"\n"):
            found.append(f"{path.name}: the last line does not end")
    return found


def strange_hosts(root: Path) -> list[str]:
    """No tracked file names where packages come from, or any host beyond licences and standards."""
    found = []
    for path, text in texts(root):
        tiles = path.parent == root / "assets" / "tiles"
        written, allowed = (TILE_HOST, TILE_HOSTS) if tiles else (HOST, ALLOWED_HOSTS)
        found += [f"{path.relative_to(root)}: {host}" for host in written.findall(text) if not allowed.fullmatch(host)]
    return found


def machine_paths(root: Path) -> list[str]:
    """No tracked file names a folder of the machine that it was written on."""
    here = [str(ROOT), str(Path.home())]
    found = []
    for path, text in texts(root):
        said = MACHINE_PATH.findall(text) + [each for each in here if len(each) > 5 and each in text]
        found += [f"{path.relative_to(root)}: {each}" for each in said]
    return found


def texts(root: Path) -> Iterator[tuple[Path, str]]:
    """All tracked files that are text, but this one, which must name what it looks for."""
    for path in tracked(root):
        if path.resolve() != Path(__file__).resolve():
            try:
                yield path, path.read_text(encoding="utf-8")
            except UnicodeDecodeError:
                continue


CHECKS: list[tuple[Callable[[Path], list[str]], str, str]] = [
    (colours_in_code, "layers/look.py", 'WATER = "#AACCEE"\n'),
    (long_modules, "tests/geo/test_long.py", "x = 1\n" * (MOST_LINES + 1)),
    (unnamed_ideas, "layers/utils.py", '"""Things."""\n'),
    (undocumented_modules, "geo/silent.py", "__all__: list[str] = []\n"),
    (undocumented_modules, "geo/open.py", '"""A module."""\n\n\ndef public() -> None: ...\n'),
    (
        undocumented_modules,
        "geo/half.py",
        '"""A module."""\n\n__all__ = ["a"]\n\n\ndef a() -> None: ...\ndef b() -> None: ...\n',
    ),
    (damaged_tables, "assets/register/bare.csv", "id,name_zh\n"),
    (damaged_tables, "assets/register/dos.csv", "\ufeffid,name_zh\r\n"),
    (strange_hosts, "Makefile", "pip install --index https://packages.example.net/simple\n"),
    (strange_hosts, "assets/tiles/new.json", '{"url": "https://{s}.tiles.example.net/{z}"}\n'),
    (machine_paths, "README.md", "cd /home/someone/atlas\n"),
]


@pytest.mark.parametrize("check", dict.fromkeys(check for check, _, _ in CHECKS), ids=lambda check: check.__name__)
def test_the_tree_keeps_the_rule(check: Callable[[Path], list[str]]) -> None:
    assert check(ROOT) == []


@pytest.mark.parametrize(("check", "name", "text"), CHECKS)
def test_the_check_can_fail(check: Callable[[Path], list[str]], name: str, text: str, tmp_path: Path) -> None:
    assert check(tmp_path) == []
    path = tmp_path / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode())
    (problem,) = check(tmp_path)
    assert Path(name).name in problem
