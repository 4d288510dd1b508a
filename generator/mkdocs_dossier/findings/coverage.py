"""How much of each source is accounted for: cited, left out with a reason, or not yet looked at."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass

from mkdocs_dossier import quotes
from mkdocs_dossier.findings.uses import Use
from mkdocs_dossier.model import Show, Source


@dataclass(frozen=True, slots=True)
class Coverage:
    """Of one source: sentences in all, cited, left out with a reason, and open (as spans); words in all and cited.

    `words_shown` are those that the website prints, as the source's `show` allows.

    A sentence is cited when a fact or a hand-written page cites at least one of its words; furniture has none. Words
    are those of `quotes.words`, so that of Chinese each character counts.
    """

    sentences: int
    cited: int
    not_used: int
    open: tuple[tuple[int, int], ...]
    words: int
    words_cited: int
    words_shown: int


def coverage(source: Source, used: tuple[Use, ...]) -> Coverage:
    """The coverage of one source by the given uses of its words."""
    spans = _Spans((passage.start, passage.end) for use in used for passage in use.citation.passages)
    left_out = _Spans((passage.start, passage.end) for it in source.not_used for passage in it.citation.passages)
    cited = [span for span in source.sentences if spans.meet(span)]
    others = [span for span in source.sentences if not spans.meet(span)]
    shown = {Show.FULL: _Spans(source.sentences), Show.EXCERPTS: _Spans(cited), Show.RECORD: spans}[source.show]
    words = [word for a, b in source.sentences for word in quotes.words(source.text, a, b)]
    return Coverage(
        sentences=len(source.sentences),
        cited=len(cited),
        not_used=sum(1 for span in others if left_out.meet(span)),
        open=tuple(span for span in others if not left_out.meet(span)),
        words=len(words),
        words_cited=sum(1 for word in words if spans.meet(word)),
        words_shown=sum(1 for word in words if shown.meet(word)),
    )


class _Spans:
    """Spans that may overlap, merged, so that each question costs a look-up however many there are."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        self.starts: list[int] = []
        self.ends: list[int] = []
        for start, end in sorted(spans):
            if self.ends and start <= self.ends[-1]:
                self.ends[-1] = max(self.ends[-1], end)
            else:
                self.starts.append(start)
                self.ends.append(end)

    def meet(self, span: tuple[int, int]) -> bool:
        """Whether one of them shares a character with this span."""
        before = bisect_left(self.starts, span[1])
        return before > 0 and self.ends[before - 1] > span[0]
