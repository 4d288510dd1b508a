"""The Markdown extension for hand-written pages: it sets in what stands for each citation, reference and block.

`prose` has found the items in the page's Markdown and is the only judge of them. Here each item's source text is
exchanged for a stand-in before anything parses the Markdown, and each stand-in for its HTML after everything has.
A stand-in is a number between two characters of the private use area: like the brackets that stood there it is neither
a letter nor Markdown, so tables, raw HTML, emphasis and lists are parsed as the curator wrote them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import escape
from typing import Any

from markdown import Markdown
from markdown.extensions import Extension
from markdown.postprocessors import Postprocessor
from markdown.treeprocessors import Treeprocessor
from markupsafe import Markup

from mkdocs_dossier.model import Block, Citation, Prose, Reference
from mkdocs_dossier.problems import Code, Problem

_OPEN, _CLOSE = "\uf0d0", "\uf0d1"
_STAND_IN = re.compile(f"{_OPEN}([0-9]+){_CLOSE}")

# Where no HTML can be set: inside tags and comments, and in elements whose content is not markup or is shown as code.
_CLOSED = re.compile(
    r"""<!--.*?(?:-->|\Z)"""
    r"""|<(code|pre|script|style|textarea|title|svg)\b.*?(?:</\1\s*>|\Z)"""
    r"""|</?[a-z](?:"[^"]*"|'[^']*'|[^"'>])*>""",
    re.DOTALL | re.IGNORECASE,
)
_ALONE = re.compile(rf"<p\b[^>]*>((?:\s|<br\s*/?>|{_OPEN}[0-9]+{_CLOSE})+)</p>")
_BREAK = re.compile(r"<br\s*/?>")
_PHRASING = re.compile(r"<(p|h[1-6])\b[^>]*>.*?</\1>", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Swaps:
    """What takes the place of a page's items, in their order, and the page's notes, empty where it has none.

    `heading` is the one under which the notes stand.
    """

    items: tuple[Markup, ...]
    notes: Markup = field(default_factory=Markup)
    heading: str = "Notes"


@dataclass(frozen=True, slots=True)
class _Swap:
    page: str
    item: Citation | Reference | Block | None  # None: the page's notes
    source: str
    html: Markup

    @property
    def block(self) -> bool:
        return not isinstance(self.item, Citation | Reference)


class Narrative(Extension):
    """Sets the dossier's citations, references and blocks into hand-written pages.

    For each page: `take` gives the Markdown to convert, and after the conversion `unset` says what was not set in.
    """

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._swaps: list[_Swap] = []
        self._set: set[int] = set()

    def take(self, prose: Prose, swaps: Swaps) -> str:
        """The page's Markdown with a stand-in for each item, and its notes at the end under a heading of their own."""
        written = _without_stand_ins(prose.markdown)
        parts: list[str] = []
        done = 0
        for ((start, end), item), html in zip(prose.items, swaps.items, strict=True):
            parts += [written[done:start], self._stand_in(_Swap(prose.path, item, written[start:end], html))]
            done = end
        parts.append(written[done:])
        if swaps.notes:
            parts.append(f"\n\n## {swaps.heading}\n\n{self._stand_in(_Swap(prose.path, None, '', swaps.notes))}\n")
        return "".join(parts)

    def unset(self, path: str) -> tuple[Problem, ...]:
        """What of the page at `path` below the docs folder was taken, but not set in by the conversion since."""
        swaps = [(number, swap) for number, swap in enumerate(self._swaps) if swap.page == path]
        missing = [swap.item for number, swap in swaps if number not in self._set]
        return tuple(
            Problem(Code.PROSE_NOT_SWAPPED, item.place, *_explained(item))
            if item
            # The notes come last, and there are none without an item before them.
            else Problem(
                Code.PROSE_NOT_SWAPPED,
                next(swap.item.place for _, swap in reversed(swaps) if swap.item),
                "The notes of this page could not be set at its end.",
                "Close the code or the HTML element that is still open there.",
            )
            for item in missing
        )

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Markdown's name
        """Register with Python-Markdown, which calls this."""
        setter = _Setter(md, self._swaps, self._set)
        # After the contents are made (5) and MkDocs has taken the title (-1): both run the postprocessors on headings.
        md.treeprocessors.register(_Last(md, setter), "dossier-last", -1000)
        md.postprocessors.register(setter, "dossier", -1000)

    def _stand_in(self, swap: _Swap) -> str:
        self._swaps.append(swap)
        return f"{_OPEN}{len(self._swaps) - 1}{_CLOSE}"


class _Last(Treeprocessor):
    """Tells the setter that what it gets next is the page and no longer one of its headings."""

    def __init__(self, md: Markdown, setter: _Setter) -> None:
        super().__init__(md)
        self._setter = setter

    def run(self, root: Any) -> None:  # noqa: ARG002 - Markdown's signature
        self._setter.page = True


class _Setter(Postprocessor):
    """Exchanges stand-ins for HTML, wherever HTML can stand; elsewhere for the text that the curator wrote."""

    def __init__(self, md: Markdown, swaps: list[_Swap], done: set[int]) -> None:
        super().__init__(md)
        self._swaps = swaps
        self._done = done
        self.page = False

    def run(self, text: str) -> str:
        if not self.page:
            return _STAND_IN.sub(self._named, text)
        self.page = False
        text = _ALONE.sub(self._unwrapped, text)
        text = _PHRASING.sub(self._without_blocks, text)
        parts: list[str] = []
        done = 0
        for closed in _CLOSED.finditer(text):
            parts += [
                _STAND_IN.sub(self._html, text[done : closed.start()]),
                _STAND_IN.sub(self._written, closed.group()),
            ]
            done = closed.end()
        parts.append(_STAND_IN.sub(self._html, text[done:]))
        return "".join(parts)

    def _named(self, found: re.Match[str]) -> str:
        """In the contents a reference is its words; the number of a mark would change the heading's anchor."""
        swap = self._swaps[int(found[1])]
        return swap.html if isinstance(swap.item, Reference) else ""

    def _unwrapped(self, found: re.Match[str]) -> str:
        """A paragraph of nothing but blocks is no paragraph."""
        numbers = [int(number) for number in _STAND_IN.findall(found[1])]
        return _BREAK.sub("", found[1]).strip() if all(self._swaps[n].block for n in numbers) else found[0]

    def _without_blocks(self, found: re.Match[str]) -> str:
        """A block cannot stand within a line of text."""
        return _STAND_IN.sub(lambda it: self._written(it) if self._swaps[int(it[1])].block else it[0], found[0])

    def _html(self, found: re.Match[str]) -> str:
        self._done.add(int(found[1]))
        return self._swaps[int(found[1])].html

    def _written(self, found: re.Match[str]) -> str:
        return escape(self._swaps[int(found[1])].source)


def _without_stand_ins(markdown: str) -> str:
    """The Markdown with each of our two characters exchanged for one that prints as they do, so that offsets hold."""
    return markdown.replace(_OPEN, "\ufffd").replace(_CLOSE, "\ufffd")


def _explained(item: Citation | Reference | Block) -> tuple[str, str]:
    """Message and remedy for what could not be set in."""
    match item:
        case Block():
            return (
                f"The block `{item.name}` stands in a line of text, code or an attribute, so it cannot be set in.",
                "Give it a paragraph of its own, with an empty line before and after.",
            )
        case Citation():
            name = f"citation of `{item.source}`"
        case Reference():
            name = f"reference to `{item.target}`"
    return (
        f"This {name} stands in code or in an attribute, or another extension took it away, so it cannot be set in.",
        "Move it into the text of the page.",
    )
