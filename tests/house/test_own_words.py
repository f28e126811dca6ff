"""Facts are restated: nowhere in the repository stand 20 characters in a row of a source document.

The documents are not here.  Their runs of 20 characters are, as truncated hashes, from which
no text can be had back.  After a new document: ``python tests/house/test_own_words.py FOLDER``.
"""

from __future__ import annotations

import csv
import re
import shutil
import subprocess
import sys
import unicodedata
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

ROOT = Path(__file__).parents[2]
HASHES = ROOT / "tests" / "data" / "document_runs.bin"
RUN = 20  # characters
HAN_OF_RUN = 8  # a run with fewer is numbers or Latin names, which may repeat
HASH_BYTES = 6  # 1 in 10⁹ that a text of a million characters meets one of 20 000 by chance

NAME_COLUMNS = ("name_zh", "aliases", "label_zh", "title_zh", "publisher_zh", "republisher_zh", "speaker_zh")
_SPACE = re.compile(r"\s+")
_JOINTS = re.compile(r"[、，。；：,;:()《》“”\"'·|/及和与等以]|以及")


def plain(text: str) -> str:
    """Without blanks, and with one form for each sign."""
    return _SPACE.sub("", unicodedata.normalize("NFKC", text))


def runs(text: str) -> Iterator[tuple[int, bytes]]:
    """The place and the hash of each run of a plain text."""
    is_han = ["\u4e00" <= sign <= "\u9fff" for sign in text]
    han = sum(is_han[: RUN - 1])
    for start in range(len(text) - RUN + 1):
        han += is_han[start + RUN - 1]
        if han >= HAN_OF_RUN:
            yield start, blake2b(text[start : start + RUN].encode(), digest_size=HASH_BYTES).digest()
        han -= is_han[start]


def packed(texts: Iterable[str]) -> bytes:
    """The hashes of all runs of the documents, in order, each once."""
    return b"".join(sorted({digest for text in texts for _, digest in runs(plain(text))}))


def unpacked(data: bytes) -> frozenset[bytes]:
    """The hashes in a file."""
    return frozenset(data[start : start + HASH_BYTES] for start in range(0, len(data), HASH_BYTES))


def copied(text: str, known: frozenset[bytes], names: Iterable[str] = ()) -> list[str]:
    """The longest runs that a text shares with the documents, names and lists of names aside."""
    text = plain(text)
    stretches: list[tuple[int, int]] = []
    for start, digest in runs(text):
        if digest in known:
            if stretches and start <= stretches[-1][1]:
                stretches[-1] = (stretches[-1][0], start + RUN)
            else:
                stretches.append((start, start + RUN))
    return [text[start:end] for start, end in stretches if len(_without(text[start:end], names)) >= RUN]


def _without(text: str, names: Iterable[str]) -> str:
    """What is left of a stretch when the names in it are taken out, and what joins them."""
    left = text
    for name in names:
        left = left.replace(name, "")
    return text if left == text else _JOINTS.sub("", left)


def registered_names() -> list[str]:
    """All names and titles of the register, longest first."""
    found: set[str] = set()
    for path in sorted((ROOT / "assets" / "register").glob("*.csv")):
        with path.open(encoding="utf-8-sig", newline="") as file:
            for row in csv.DictReader(file):
                for column in NAME_COLUMNS:
                    found |= {plain(name) for name in (row.get(column) or "").split(";")}
    return sorted((name for name in found if len(name) > 1), key=len, reverse=True)


def tracked_texts() -> Iterator[tuple[str, str]]:
    """Every text file under version control."""
    names: list[str] = []
    if shutil.which("git") and (ROOT / ".git").exists():
        listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True)
        names = listed.stdout.decode().split("\0")
    paths = [ROOT / name for name in names if name] or [path for path in ROOT.rglob("*.*") if ".venv" not in path.parts]
    for path in paths:
        try:
            yield path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8")
        except (UnicodeDecodeError, FileNotFoundError, IsADirectoryError):
            continue


def test_nothing_is_copied_from_the_documents() -> None:
    known, names = unpacked(HASHES.read_bytes()), registered_names()
    found = {path: same for path, text in tracked_texts() if (same := copied(text, known, names))}
    assert found == {}


DOCUMENT = "上海的春天来得很早，河边的柳树先绿了，然后才是公园里的草地和山坡上的茶园。"


def test_a_copied_sentence_is_noticed() -> None:
    known = unpacked(packed([DOCUMENT]))
    assert copied(f"他说：{DOCUMENT}", known) == [DOCUMENT.replace("，", ",")]
    assert copied("河边的柳树先绿了,\n    然后才是公园里的草地和山坡上", known) != []


def test_few_words_and_names_may_be_the_same() -> None:
    known = unpacked(packed([DOCUMENT]))
    assert copied("河边的柳树先绿了，然后才是公园", known) == []
    assert copied("河边的柳树先绿了，然后才是公园里的草地", known, ["公园里的草地"]) == []


if __name__ == "__main__":
    documents = sorted(Path(sys.argv[1]).glob("*.txt"))
    HASHES.write_bytes(packed(path.read_text(encoding="utf-8") for path in documents))
    sys.stderr.write(f"{len(documents)} documents, {HASHES.stat().st_size} bytes\n")
