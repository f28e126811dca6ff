"""Is every name in both languages, and Chinese in Simplified characters without pinyin?"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from layers.check.finding import finding_at
from layers.columns import ENTRY_TABLES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from layers.check.finding import Finding
    from layers.check.reading import Tables

__all__ = ["check_language"]

# A reading in parentheses behind its sign, as one of the documents has: 转(zhuǎn).
_PINYIN: Final = re.compile(r"[\u4e00-\u9fff][(（][a-züāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ]+[)）]")
_TRADITIONAL: Final = frozenset(
    "來個備傳儀億優兩別創劃動務勢匯區協員啟單國圍園圖團場實將專對廣強應戰據數時會東業構標機決漢潔濟為無獲現產療發盤確礎簽籌約紅級組結絡統經綠維網"
    "線總織繞繼纖聯腦臺與舉莊華萬術裝見規計訊設試該謀識讀讓豐資賦質踐躋軟轉農這進運過達還醫銷錨鍵鐘開間電韌響項領頭額類馬駐驗體麗點龍"
)
_ENGLISH: Final = ("name_en", "summary_en", "label_en", "unit_en")
_HAN: Final = re.compile(r"[\u4e00-\u9fff]")


def check_language(tables: Tables) -> Iterator[Finding]:
    """Every entry has an English name; English cells hold no Chinese; Chinese is Simplified."""
    for name, table in tables.items():
        for row in table.rows:
            if name in ENTRY_TABLES and row.values.get("name_en") == "":
                yield finding_at(table, row, "name_en", "check.no_english", value=row.values.get("name_zh", ""))
            for field, value in row.values.items():
                texts = [each for each in (value if isinstance(value, tuple) else (value,)) if isinstance(each, str)]
                for text in texts:
                    if field in _ENGLISH and name in ENTRY_TABLES and _HAN.search(text):
                        yield finding_at(table, row, field, "check.chinese_in_english", value=text)
                    strange = next((sign for sign in text if sign in _TRADITIONAL), "")
                    if strange:
                        yield finding_at(table, row, field, "check.traditional", value=strange)
                    reading = _PINYIN.search(text)
                    if reading:
                        yield finding_at(table, row, field, "check.pinyin", value=reading.group())
