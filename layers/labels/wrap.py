"""Breaking names into lines."""

from __future__ import annotations

from layers.labels.measure import is_wide

__all__ = ["wrapped"]

_CHINESE_LINE = 5  # names up to this long stay on one line
_LATIN_LINE = 14
_ENDINGS = ("大学", "公园")  # a name may break after these


def wrapped(name: str, latin: int = _LATIN_LINE) -> list[str]:
    """The lines of a name; English ones of at most about ``latin`` letters.

    ``|`` marks where it may break.  Without one, Chinese names of more than five characters
    break after a natural part, else into halves with the longer one below; English ones break
    at a space after fourteen letters; a Latin word or a number is never broken.
    """
    if "|" in name:
        whole = name.replace("|", "")
        return [whole] if len(whole) <= _CHINESE_LINE else name.split("|")
    if not all(map(is_wide, name)):
        return _words(name, latin)
    if len(name) <= _CHINESE_LINE:
        return [name]
    for ending in _ENDINGS:
        cut = name.find(ending) + len(ending)
        if name.find(ending) > 0 and cut < len(name):
            return [name[:cut], name[cut:]]
    half = len(name) // 2
    return [name[:half], name[half:]]


def _words(name: str, most: int) -> list[str]:
    lines = [""]
    for word in name.split(" "):
        if lines[-1] and len(lines[-1]) + 1 + len(word) > most:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".strip()
    return lines
