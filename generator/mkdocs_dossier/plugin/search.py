"""What Material's search is given: finished entries, and words as they are typed in any of the sources' scripts."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Any

from mkdocs_dossier.plugin.generated import GeneratedPage

_FIELD = "plain"
"""The field of an entry that holds its words without their marks. The search looks into it and never shows it."""

# Words end at these signs as well; at a full stop, a comma or a colon only where no number goes on.
_SIGNS = r"[“”„«»‹›\"()\[\]{}<>。、，！？：；「」『』《》〈〉【】（）·؟؛،…\u200b]+|[.,:;!?](?!\d)"
# In these scripts no space parts the words: each letter is one to the search, and what is typed is found letter by
# letter. What one is cannot be told by a lookbehind, which not every browser reads.
_UNSPACED = r"[\u0e01-\u0eff\u1000-\u109f\u1780-\u17ff\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]"

# Marks that are often not typed: accents, the points of Arabic and Hebrew, the line that stretches an Arabic word.
_MARKS = re.compile(r"[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0640]")
_LETTERS = str.maketrans({"ı": "i", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe"})
_WORD = re.compile(r"\w[\w\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed]*")


def add_to_search(pages: Iterable[GeneratedPage], plugins: Mapping[str, Any]) -> None:
    """Hand finished entries to Material's search, where it is in use, and let it part words as their scripts do.

    A separator that the curator has set stays as it is. MkDocs' own search does not know of pages that are excluded,
    and reads ours like any other.
    """
    for plugin in plugins.values():
        index: Any = getattr(plugin, "search_index", None)
        if not isinstance(getattr(index, "entries", None), list):
            continue
        ours = [entry for page in pages for entry in page.search_entries()]
        for entry in ours:
            if words := plain(f"{entry['title']} {entry['text']}"):
                entry[_FIELD] = words
        index.entries += ours
        if isinstance(settings := getattr(index, "config", None), dict):
            _settle(settings, ours, own=any("separator" in given for given in plugin.config.user_configs))


def _settle(settings: dict[str, Any], entries: Iterable[Mapping[str, str]], *, own: bool) -> None:
    settings["fields"] = {**settings["fields"], _FIELD: {"boost": 1.0}}
    if not own:
        unspaced = any(re.search(_UNSPACED, it) for entry in entries for it in entry.values())
        settings["separator"] = "|".join([settings["separator"], _SIGNS, *([f"(?={_UNSPACED})"] if unspaced else [])])


def plain(text: str) -> str:
    """The words of a text that somebody may type otherwise, as he may: without accents and points, in plain digits.

    "İpekada" is found by "ipekada", "Çınar" by "cinar", and "١٨٠" by "180".
    """
    found: dict[str, None] = {}
    for word in _WORD.findall(text):
        if not word.isascii() and (typed := _typed(word)) != word.lower():
            found[typed] = None
    return " ".join(found)


def _typed(word: str) -> str:
    bare = _MARKS.sub("", unicodedata.normalize("NFKD", word)).lower().translate(_LETTERS)
    digits = "".join(str(unicodedata.digit(sign)) if sign.isdecimal() else sign for sign in bare)
    return unicodedata.normalize("NFC", digits)
