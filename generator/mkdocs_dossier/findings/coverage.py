"""How much of each source is accounted for: cited, left out with a reason, or not yet looked at."""

from __future__ import annotations

import re
from dataclasses import dataclass

from mkdocs_dossier.findings.uses import Use
from mkdocs_dossier.model import Source

_WORD = re.compile(r"\w+(?:[’'\-]\w+)*")


@dataclass(frozen=True, slots=True)
class Coverage:
    """Of one source: sentences in all, cited, left out with a reason, and open (as spans); words in all and cited.

    A sentence is cited when a fact or a hand-written page cites at least one of its words; furniture has none.
    """

    sentences: int
    cited: int
    not_used: int
    open: tuple[tuple[int, int], ...]
    words: int
    words_cited: int


def coverage(source: Source, used: tuple[Use, ...]) -> Coverage:
    """The coverage of one source by the given uses of its words."""
    spans = [(passage.start, passage.end) for use in used for passage in use.citation.passages]
    left_out = [(passage.start, passage.end) for it in source.not_used for passage in it.citation.passages]
    cited = [span for span in source.sentences if _meets(span, spans)]
    skipped = [span for span in source.sentences if span not in cited and _meets(span, left_out)]
    words = [m.span() for a, b in source.sentences for m in _WORD.finditer(source.text, a, b)]
    return Coverage(
        sentences=len(source.sentences),
        cited=len(cited),
        not_used=len(skipped),
        open=tuple(span for span in source.sentences if span not in cited and span not in skipped),
        words=len(words),
        words_cited=sum(1 for word in words if _meets(word, spans)),
    )


def _meets(span: tuple[int, int], others: list[tuple[int, int]]) -> bool:
    return any(span[0] < b and a < span[1] for a, b in others)
