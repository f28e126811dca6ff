"""House rules about sentences: compiled as written, the same in both languages, and there when asked for."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from string import Formatter
from typing import TYPE_CHECKING

import pytest

from layers import compile_messages

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

ROOT = Path(__file__).parents[2]
KEY = re.compile(r"[a-z][a-z0-9_-]*(?:\.[A-Za-z0-9_-]+)+")
Catalogue = dict[str, str]


def catalogue(language: str) -> Catalogue:
    """All sentences of a language by key."""
    return {str(each.id): str(each.string) for each in compile_messages.read_sources(language) if each.id}


ZH, EN = catalogue("zh"), catalogue("en")


def blanks(sentence: str) -> set[str]:
    """The names of a sentence's placeholders."""
    return {name for _, name, _, _ in Formatter().parse(sentence) if name is not None}


def differences(zh: Mapping[str, str], en: Mapping[str, str]) -> list[str]:
    """Keys that one language lacks, leaves empty, or fills in otherwise."""
    found = [f"{key}: in one language only" for key in sorted(zh.keys() ^ en.keys())]
    for key in sorted(zh.keys() & en.keys()):
        if not zh[key].strip() or not en[key].strip():
            found.append(f"{key}: empty")
        if blanks(zh[key]) != blanks(en[key]):
            found.append(f"{key}: {sorted(blanks(zh[key]))} against {sorted(blanks(en[key]))}")
    return found


def is_key(text: object, known: Mapping[str, str]) -> bool:
    """Whether a string looks like a key of the catalogues: dotted, and of a family that they have."""
    families = {key.partition(".")[0] for key in known}
    return isinstance(text, str) and bool(KEY.fullmatch(text)) and text.partition(".")[0] in families


def calls_with_a_key(tree: ast.Module, known: Mapping[str, str]) -> Iterator[tuple[ast.Call, str]]:
    """Calls whose first argument is a message key: ``words("cli.written", …)``, ``ReadError("read.empty", …)``."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and node.args:
            first = node.args[0]
            if isinstance(first, ast.Constant) and is_key(first.value, known):
                yield node, str(first.value)


# What takes a key and says it at once, and what keeps one for later, when more facts may be known.
SAID = {"Refusal", "note", "words", "messages", "t", "tr"}
KEPT = {"Issue", "Finding", "finding_at", "has"}


def misspoken(tree: ast.Module, known: Mapping[str, str]) -> list[str]:
    """Calls that ask for a sentence that is not there, or leave one of its blanks empty."""
    found = []
    for call, key in calls_with_a_key(tree, known):
        name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
        if name not in SAID | KEPT and not name.endswith("Error"):
            continue
        if key not in known:
            found.append(f"line {call.lineno}: no message {key}")
            continue
        given = {each.arg for each in call.keywords}
        missing = blanks(known[key]) - given
        said = name in SAID and (name != "note" or isinstance(call.func, ast.Attribute))  # a bare note() keeps an issue
        if missing and None not in given and said:
            found.append(f"line {call.lineno}: {key} lacks {', '.join(sorted(missing))}")
    return found


@pytest.mark.parametrize("language", compile_messages.LANGUAGES)
def test_the_compiled_catalogue_is_up_to_date(language: str) -> None:
    shipped = (ROOT / "assets" / "i18n" / f"{language}.mo").read_bytes()
    assert shipped == compile_messages.compiled(language), "run make messages"


def test_both_languages_say_the_same() -> None:
    assert len(ZH) > 50
    assert differences(ZH, EN) == []


def test_a_difference_is_noticed() -> None:
    assert differences({"a.b": "甲"}, {"a.b": "A"}) == []
    assert differences({"a.b": "甲"}, {}) == ["a.b: in one language only"]
    assert differences({"a.b": "{n}个"}, {"a.b": "{count} of them"}) == ["a.b: ['n'] against ['count']"]
    assert differences({"a.b": " "}, {"a.b": "A"}) == ["a.b: empty"]


@pytest.mark.parametrize("package", ["desktop", "geo", "layers"])
def test_every_sentence_that_code_asks_for_is_there(package: str) -> None:
    found = []
    for path in sorted((ROOT / package).rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        found += [f"{path.relative_to(ROOT)}, {each}" for each in misspoken(tree, ZH)]
    assert found == []


def test_a_missing_sentence_is_noticed() -> None:
    known = {"cli.written": "已写出 {file}"}
    assert misspoken(ast.parse('voice.note("cli.written", file=1)'), known) == []
    assert misspoken(ast.parse('voice.note("cli.written", **facts)'), known) == []
    assert misspoken(ast.parse('voice.note("cli.gone")'), known) == ["line 1: no message cli.gone"]
    assert misspoken(ast.parse('raise Refusal("cli.written")'), known) == ["line 1: cli.written lacks file"]
    assert misspoken(ast.parse('raise ReadError("cli.gone")'), known) == ["line 1: no message cli.gone"]
