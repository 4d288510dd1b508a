"""A quote as written and an article become a citation with its passages, or a problem that says why they do not."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from mkdocs_dossier import languages, quotes
from mkdocs_dossier.model import Article, Citation, Passage
from mkdocs_dossier.problems import Code, Place, Problem
from mkdocs_dossier.quotes import Failed, Found, Verdict
from mkdocs_dossier.yamlfile import Text

_CODES = {
    Verdict.EMPTY: Code.QUOTE_EMPTY,
    Verdict.MISSING: Code.QUOTE_MISSING,
    Verdict.CUT_WORD: Code.QUOTE_CUT_WORD,
    Verdict.CUT_NUMBER: Code.QUOTE_CUT_NUMBER,
    Verdict.FURNITURE: Code.QUOTE_FURNITURE,
    Verdict.PARTS_APART: Code.QUOTE_APART,
    Verdict.PARTS_ORDER: Code.QUOTE_ORDER,
    Verdict.AMBIGUOUS: Code.QUOTE_AMBIGUOUS,
    Verdict.GUARD: Code.QUOTE_GUARD,
}


@dataclass(frozen=True, slots=True)
class Unresolved:
    """A quote that is no evidence: where it was written, and the problem. `lost` tells that its words are not there.

    `fix` is the part that differs from the source in its typography alone, and the source's own form of it.
    """

    source: str
    quote: str
    place: Place
    lost: bool
    problem: Problem
    fix: tuple[Text, str] | None = None


def resolve(
    article: Article,
    quote: Sequence[Text],
    place: Place,
    *,
    has_speaker: bool,
    guarded: bool = True,
    supports: str | None = None,
    translation: str | None = None,
) -> Citation | Unresolved:
    """The citation of these words in this article, by the evidence rule (design, section 4, points 1 to 6).

    `has_speaker` tells that the fact names who vouches for it, so that words of attribution left behind are no alarm.
    Without `guarded`, words left behind are not looked at: for what is no statement of the source at all, such as words
    left out on purpose or the ground of an inference.
    """
    left_behind = guards(article.language) if guarded else None
    result = quotes.resolve(article.text, [str(part) for part in quote], guards=left_behind, has_speaker=has_speaker)
    if isinstance(result, Failed):
        return _unresolved(article, quote, place, result)
    return Citation(
        source=article.source,
        words=tuple(article.text.original[slice(*span)] for span in result.spans),
        passages=tuple(passage(article, *span) for span in result.spans),
        place=place,
        supports=supports,
        translation=translation,
    )


def elsewhere(found: Unresolved, articles: Mapping[str, Article], quote: Sequence[Text]) -> Unresolved:
    """The same quote that was not found; told with the other source in which its words stand, if there is one."""
    if found.problem.code is not Code.QUOTE_MISSING or found.fix is not None:
        return found
    parts = [str(part) for part in quote]
    others = (article for id_, article in articles.items() if id_ != found.source)
    holding = next((it for it in others if isinstance(quotes.resolve(it.text, parts, guards=None), Found)), None)
    if holding is None:
        return found
    remedy = f"They stand in `{holding.source}`: cite that, or write what `{found.source}` says."
    return replace(found, problem=replace(found.problem, remedy=remedy))


def passage(article: Article, start: int, end: int) -> Passage:
    """The passage at these offsets of an article, with the sentence and paragraph in which it begins."""
    return Passage(article.source, start, end, _holding(article.sentences, start), _holding(article.paragraphs, start))


def occurrences(article: Article, words: str) -> tuple[Passage, ...]:
    """Every place outside the furniture at which these words stand whole; for names, not for evidence."""
    return tuple(passage(article, *span) for span in quotes.places(article.text, words))


def shortest(article: Article, words: str) -> tuple[str, ...] | Problem:
    """The shortest quotes around these words, or those most like them, that are evidence for a fact with a speaker.

    There is one for each place at which the words stand, in the source's own characters and order. Where none can be
    made, the problem says why; its place is the article.
    """
    found = quotes.shortest(article.text, words, guards=guards(article.language), has_speaker=True)
    if isinstance(found, Failed):
        place = Place(article.file)
        message, remedy, detail = _explained(article, [Text(words, place)], found)
        return Problem(_CODES[found.verdict], place, message, remedy, detail)
    return tuple(map(quotes.normal, found))


@cache
def numerals(code: str) -> quotes.Numerals | None:
    """How a language writes numbers in words; `None` where there are no rules for it."""
    known = languages.language(code)
    return None if known is None else quotes.Numerals.of(kinds=known.number_words, forms=known.numerals)


@cache
def guards(code: str) -> quotes.Guards | None:
    known = languages.language(code)
    if known is None:
        return None
    return quotes.Guards.of(
        left=known.left,
        right=known.right,
        attribution=known.sayings,
        harmless=known.harmless,
        breaks=known.breaks,
        close=known.close,
        turned=known.turned,
        behind=known.unsaid,
        conditions=known.provisos,
        told=known.told,
        that=known.that,
        introductions=known.introductions,
    )


def _holding(spans: Sequence[tuple[int, int]], offset: int) -> int:
    """The index of the last span that begins at or before the offset; 0 where none does."""
    return max(0, bisect_right(spans, offset, key=lambda span: span[0]) - 1)


def _unresolved(article: Article, quote: Sequence[Text], place: Place, failed: Failed) -> Unresolved:
    part = quote[failed.part] if failed.part < len(quote) else None
    at = part.place if part is not None and len(quote) > 1 else place
    message, remedy, detail = _explained(article, quote, failed)
    problem = Problem(_CODES[failed.verdict], at, message, remedy, detail)
    lost = failed.verdict in (Verdict.EMPTY, Verdict.MISSING)
    return Unresolved(article.source, " … ".join(quote), at, lost, problem, _fix(article, quote, failed))


def _fix(article: Article, quote: Sequence[Text], failed: Failed) -> tuple[Text, str] | None:
    if failed.verdict is not Verdict.MISSING or failed.across:
        return None
    near = quotes.nearest(article.text, [str(part) for part in quote])
    if near is None or not quotes.typographic(str(quote[near.part]), near.words):
        return None
    return quote[near.part], near.words


def _explained(article: Article, quote: Sequence[Text], failed: Failed) -> tuple[str, str, tuple[str, ...]]:
    text = article.text
    part = str(quote[failed.part]) if failed.part < len(quote) else ""
    words = _short(part)
    source = f"`{article.source}`"

    def original(span: tuple[int, int] | None) -> str:
        return quotes.normal(text.original[slice(*span)]) if span else ""

    def where(span: tuple[int, int]) -> str:
        line, column = text.line_column(span[0])
        return f"{article.file}:{line}:{column}"

    places = tuple(f"{where(spans[0])} {_in_context(text.original, spans[0])}" for spans in failed.places[:5] if spans)
    match failed.verdict:
        case Verdict.EMPTY:
            return (
                f"A quote from {source} holds no letter and no digit.",
                "Write the source's exact words.",
                (),
            )
        case Verdict.MISSING if failed.across:
            return (
                f"The words “{words}” run over a paragraph's end in {source}.",
                "Quote within one paragraph, or make two citations of it.",
                (f"{where(failed.across)} {_in_context(text.original, failed.across)}",),
            )
        case Verdict.MISSING:
            return _missing(article, quote, part)
        case Verdict.CUT_WORD:
            return (
                f"The quote “{words}” begins or ends inside the word “{original(failed.whole)}” in {source}.",
                f"Write the whole word: “{_short(original(failed.mended))}”.",
                places,
            )
        case Verdict.CUT_NUMBER:
            return (
                f"The quote “{words}” begins or ends inside the number “{original(failed.whole)}” in {source}.",
                f"Write the whole number: “{_short(original(failed.mended))}”.",
                places,
            )
        case Verdict.FURNITURE:
            return (
                f"The words “{words}” stand only in the furniture of {source}, which is not the article.",
                "Quote the article's own text, or take the line out of the source's `furniture`.",
                places,
            )
        case Verdict.PARTS_APART:
            return (
                f"The parts of a quote stand in different paragraphs of {source}.",
                "Make a citation of each paragraph, and say with `supports:` what each carries.",
                tuple(f"{where(spans[0])} {_in_context(text.original, spans[0])}" for spans in _each(failed)),
            )
        case Verdict.PARTS_ORDER:
            return (
                f"The parts of a quote stand in {source} in another order.",
                "Write the parts in the order of the source.",
                tuple(f"{where(spans[0])} {_in_context(text.original, spans[0])}" for spans in _each(failed)),
            )
        case Verdict.AMBIGUOUS:
            return (
                f"The words “{words}” stand more than once in {source}.",
                "Make the quote longer, until it can stand in one place only.",
                places,
            )
        case Verdict.GUARD:
            side = {"left": "before it", "right": "after it"}.get(failed.side or "", "between its parts")
            longer = f"Quote it with them: “{_short(original(failed.mended), 160)}”." if failed.mended else ""
            return (
                f"The quote “{words}” leaves out “{original(failed.guard)}”, which stands {side} in {source} "
                "and bears on its meaning.",
                longer or "Quote the words that were left out as well.",
                places,
            )


def _each(failed: Failed) -> list[tuple[tuple[int, int], ...]]:
    return [(span,) for spans in failed.places[:1] for span in spans]


def _missing(article: Article, quote: Sequence[Text], part: str) -> tuple[str, str, tuple[str, ...]]:
    text = article.text
    message = f"The words “{_short(part)}” do not stand in `{article.source}`."
    near = quotes.nearest(text, [str(p) for p in quote])
    left_out = _LEFT_OUT.search(part) and not _LEFT_OUT.search(near.words if near else "")
    if near is None and not left_out:
        return message, "Copy the words from the source, exactly as they stand there.", ()
    if near is None:
        return message, _IN_PARTS, ()
    line, column = text.line_column(near.span[0])
    detail = (
        f"nearest passage: {article.file}:{line}:{column}",
        *quotes.difference(str(quote[near.part]), near.words),
    )
    if quotes.typographic(str(quote[near.part]), near.words):
        remedy = f"Only the typography differs; `dossier check --fix` writes the source's own: {near.words}"
        return message, remedy, detail
    if left_out:
        return message, _IN_PARTS, detail
    return message, "Write what the source says, or take the quote from the source that says this.", detail


_LEFT_OUT = re.compile(r"\.\.\.|…")
_IN_PARTS = (
    "A quote leaves nothing out. Write its parts: in the sheet each as an item of a list, `- the words`; in a page "
    "each between quotation marks of its own."
)


def _short(words: str, most: int = 80) -> str:
    words = quotes.normal(words)
    return words if len(words) <= most else f"{words[: most - 1].rstrip()}…"


def _in_context(original: str, span: tuple[int, int], around: int = 30) -> str:
    """The words of a span between 【 and 】, with the whole words around them."""
    first, last = max(0, span[0] - around), min(len(original), span[1] + around)
    before, after = original[first : span[0]], original[span[1] : last]
    if first > 0:
        before = "…" + (before.split(None, 1)[1:] or [""])[0] + before[len(before.rstrip()) :]
    if last < len(original):
        after = after[: len(after) - len(after.lstrip())] + (after.rsplit(None, 1)[:-1] or [""])[0].lstrip() + "…"
    return " ".join(f"{before}【{_short(original[slice(*span)])}】{after}".split())
