"""Where a subject is mentioned: the sentences of the sources, in their words, on its page or on one of their own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from mkdocs_dossier import routes
from mkdocs_dossier.findings.mentions import Mention
from mkdocs_dossier.model import Kind, Show, Source, Subject
from mkdocs_dossier.pages.context import Context
from mkdocs_dossier.pages.folio import Folio, Origin
from mkdocs_dossier.pages.page import Page, Section, composed

FEW = 6
"""Up to how many sentences stand on a subject's own page; more have a page of their own, so that it stays light."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a sentence, and whether it is a name of the subject."""

    text: str
    name: bool


@dataclass(frozen=True, slots=True)
class Spot:
    """A sentence that mentions a subject, and the address of its words, beside which the facts stand."""

    pieces: tuple[Piece, ...]
    href: str


@dataclass(frozen=True, slots=True)
class Group:
    """The mentions in one source: how many sentences, those that may be shown, and the anchor of the group."""

    anchor: str
    origin: Origin
    count: int
    spots: tuple[Spot, ...]


@dataclass(frozen=True, slots=True)
class MentionsView:
    """The mentions of a subject: in full, or counted with the address of the page that has them."""

    groups: tuple[Group, ...]
    count: int
    full: bool
    href: str


def section(folio: Folio, subject: Subject) -> Section | None:
    """The section of a subject's page that shows its mentions or, where they are many, counts them; None without."""
    found = folio.context.findings.mentions.get(subject.id, ())
    if not found:
        return None
    view = _view(folio, subject, found, full=len(found) <= FEW)
    return folio.rendering.section("mention", "mentioned", view)


def pages(context: Context, subject: Subject) -> Iterator[Page]:
    """The page of a subject's mentions, where they are too many for its own."""
    found = context.findings.mentions.get(subject.id, ())
    if len(found) <= FEW:
        return
    folio = Folio(context, routes.mentions(subject.type, subject.id))
    view = _view(folio, subject, found, full=True)
    rendering = folio.rendering
    here = folio.link(subject.id)
    yield composed(
        folio.path,
        "mentions",
        rendering.plain("mention", "title", here),
        rendering.plain("mention", "description", here, view),
        rendering.part("mention", "lead", here, view),
        [
            Section(rendering.plain("mention", "heading", it), it.anchor, rendering.part("mention", "group", it))
            for it in view.groups
        ],
    )


def _view(folio: Folio, subject: Subject, found: tuple[Mention, ...], *, full: bool) -> MentionsView:
    by_source: dict[str, list[Mention]] = {}
    for it in found:
        by_source.setdefault(it.source, []).append(it)
    sources = sorted(
        (folio.context.dossier.sources[id_] for id_ in by_source),
        key=lambda it: (it.published is None, it.published.sort_key if it.published else ()),
    )
    return MentionsView(
        groups=tuple(_group(folio, it, by_source[it.id], full=full) for it in sources),
        count=len(found),
        full=full,
        href=folio.to(routes.mentions(subject.type, subject.id)),
    )


def _group(folio: Folio, source: Source, found: list[Mention], *, full: bool) -> Group:
    spots = (_spot(folio, source, it) for it in found) if full else ()
    return Group(
        anchor=routes.mentions_anchor(source.id),
        origin=folio.origin(source.id),
        count=len(found),
        spots=tuple(it for it in spots if it is not None),
    )


def _spot(folio: Folio, source: Source, found: Mention) -> Spot | None:
    """A sentence, if the source may print it."""
    used = folio.context.findings.uses.get(source.id, ())
    start, end = found.span
    here = [use.citation for use in used if any(it.start < end and start < it.end for it in use.citation.passages)]
    if source.show is not Show.FULL and not (source.show is Show.EXCERPTS and here):
        return None
    path = routes.subject(Kind.SOURCE, source.id)
    return Spot(_pieces(source.text, found), folio.to(routes.passage(here[0]) if here else path))


def _pieces(text: str, found: Mention) -> tuple[Piece, ...]:
    pieces = []
    at, end = found.span
    for start, stop in found.names:
        # Of two spellings that overlap, the second shows only what the first did not.
        start, stop = max(start, at), min(stop, end)
        if stop > start:
            pieces += [Piece(text[at:start], name=False), Piece(text[start:stop], name=True)]
            at = stop
    pieces.append(Piece(text[at:end], name=False))
    return tuple(it for it in pieces if it.text)
