"""Checks of the hand-written pages (evidence rule, point 9)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from mkdocs_dossier import languages, quotes
from mkdocs_dossier.checks import foreign, terms
from mkdocs_dossier.checks.material import Alarm, Material, alarm, claimed, quoted, reason
from mkdocs_dossier.dates import Date
from mkdocs_dossier.languages import Language
from mkdocs_dossier.model import Block, Citation, Document, Event, Fact, Prose, Reference
from mkdocs_dossier.problems import Code, Place

_NO_PROSE = re.compile(
    r"^(?:`{3,}|~{3,}).*?^(?:`{3,}|~{3,})[^\n]*$|`[^`\n]*`|<!--.*?-->|<(?:script|style)\b.*?</(?:script|style)>|<[^>]*>",
    re.DOTALL | re.MULTILINE | re.IGNORECASE,
)
_PARAGRAPH = re.compile(r"[^\n]+(?:\n(?![ \t]*(?:\n|[-*+] |\d+\. |\||#|:::))[^\n]+)*")


def sentences(material: Material) -> Iterator[Alarm]:
    """A sentence of a hand-written page with a number or a date carries a citation or a reference that holds it.

    It is held by the quote or the sentence in which that stands, by the fact referred to, or by the date of an event, a
    document or a source. Numbers in words are left alone, and so are headings, and a page with `evidence: none`.
    """
    for page, language in _pages(material):
        for paragraph in _paragraphs(material, page):
            for sentence in _sentences(paragraph, material.dossier.imprint.language):
                carried = " … ".join(_carried(material, item) for item in sentence.items)
                missing = _missing(material, sentence.words, carried, language)
                if missing:
                    yield alarm(
                        None,
                        Code.PROSE_NOT_CITED,
                        _place(page, sentence.start),
                        f"This sentence has “{missing}”, and nothing that it cites or refers to holds that.",
                        "Cite the words that tell it behind the sentence, or refer to the fact.",
                        (f"sentence: {quotes.normal(sentence.words)}",),
                    )


def paragraphs(material: Material) -> Iterator[Alarm]:
    """A paragraph of a hand-written page that names a subject carries at least one citation or reference."""
    for page, _ in _pages(material):
        for paragraph in _paragraphs(material, page):
            named = next(iter(material.names.find(paragraph.words)), None)
            if named is not None and not paragraph.items:
                yield alarm(
                    None,
                    Code.PROSE_NOT_CITED,
                    _place(page, paragraph.start + named.start),
                    f"This paragraph names “{named.text}”, and cites or refers to nothing.",
                    "Cite the words that carry it, or refer to the subject: `[[id]]`.",
                )


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch of a page with what stands in it; its words have everything else blanked out, so offsets stay."""

    words: str
    start: int
    items: tuple[Citation | Reference, ...]
    spans: tuple[tuple[int, int], ...]


def _pages(material: Material) -> Iterator[tuple[Prose, Language]]:
    language = languages.language(material.dossier.imprint.language)
    for page in material.dossier.prose:
        if page.unproven is None and page.place is not None and language is not None:
            yield page, language


def _paragraphs(material: Material, page: Prose) -> Iterator[_Piece]:
    words = page.markdown
    for (start, end), item in page.items:
        shown = item.words or _label(material, item.target) if isinstance(item, Reference) else ""
        words = words[:start] + shown[: end - start].ljust(end - start) + words[end:]
    words = _NO_PROSE.sub(lambda match: re.sub(r"\S", " ", match.group()), words)
    for match in _PARAGRAPH.finditer(words):
        if not match.group().lstrip().startswith(("#", ":::")):
            inside = [(span, it) for span, it in page.items if match.start() <= span[0] < match.end()]
            found = [(span, it) for span, it in inside if not isinstance(it, Block)]
            yield _Piece(match.group(), match.start(), tuple(it for _, it in found), tuple(span for span, _ in found))


def _label(material: Material, id_: str) -> str:
    subject = material.dossier.subjects.get(id_)
    return subject.label if subject is not None else ""


def _sentences(paragraph: _Piece, code: str) -> Iterator[_Piece]:
    """The sentences of a paragraph; a mark behind a full stop belongs to the sentence before it."""
    text = paragraph.words.replace("\n", " ")
    # The mark is blank now: the sentence before it ends where the next one begins.
    starts = [start for start, _ in languages.sentences(text, code)] or [0]
    bounds = list(zip(starts, [*starts[1:], len(text)], strict=True))
    for start, end in bounds:
        low, high = (paragraph.start + it for it in (start if start != starts[0] else 0, end))
        items = zip(paragraph.spans, paragraph.items, strict=True)
        inside = tuple(it for (at, _), it in items if low <= at < high)
        yield _Piece(text[start:end], paragraph.start + start, inside, ())


def _carried(material: Material, item: Citation | Reference) -> str:
    """The words by which a citation or a reference holds a number."""
    if isinstance(item, Citation):
        source = material.dossier.sources[item.source]
        words = " … ".join([quoted([item]), material.sentences(item)])
        if not source.checked:
            words = foreign.rendered(words, source.language)
        return " … ".join([words, _in_words(source.published)])
    fact = material.dossier.by_key.get(item.target)
    if fact is not None:
        return _told(fact)
    if item.target in material.dossier.sources:
        source = material.dossier.sources[item.target]
        return " … ".join([_in_words(source.published), *map(reason, source.inferred)])
    subject = material.dossier.subjects.get(item.target)
    own = _in_words(subject.date) if isinstance(subject, Event | Document) else ""
    facts = material.dossier.by_subject.get(item.target, ())
    return " … ".join([own, *(_told(it) for it in facts)])


def _told(fact: Fact) -> str:
    days = [_in_words(fact.date), _in_words(fact.value.date if fact.value is not None else None)]
    return " … ".join([claimed(fact), quoted(fact.citations), *days, *map(reason, fact.inferred)])


def _in_words(date: Date | None) -> str:
    bounds = [] if date is None else [it for it in (date.earliest, date.latest) if it is not None]
    return " … ".join(f"{it:%A} {it.day} {it:%B} {it.year}" for it in bounds)


def _missing(material: Material, words: str, carried: str, language: Language) -> str:
    """The first number, month or weekday of a sentence that nothing carries; empty where there is none."""
    bare, there = (
        material.names.without(words),
        {it.value for it in terms.numbers(material.names.without(carried), language)},
    )
    for number in terms.numbers(bare, language):
        if number.value not in there and any(map(str.isdigit, number.text)):
            return number.text
    for read in (terms.months, terms.weekdays):
        missing = read(words, language) - read(carried, language)
        for word in re.findall(r"\w+", words) if missing else ():
            if read(word, language) & missing:
                return str(word)
    return ""


def _place(page: Prose, offset: int) -> Place:
    before = page.markdown[:offset]
    file, line = (page.place.file, page.place.line) if page.place is not None else (page.path, 1)
    return Place(file, line + before.count("\n"), offset - (before.rfind("\n") + 1) + 1)
