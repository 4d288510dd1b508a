"""Documents: the list, and a page each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from mkdocs_dossier import routes
from mkdocs_dossier.model import Aspect, Document, Kind
from mkdocs_dossier.pages import mentions, subjects
from mkdocs_dossier.pages.accounts import Accounts, accounts
from mkdocs_dossier.pages.context import Context, When
from mkdocs_dossier.pages.events import Dated
from mkdocs_dossier.pages.folio import Folio, Link, Mark
from mkdocs_dossier.pages.page import Page, composed
from mkdocs_dossier.pages.subjects import Ground, Row, Spelling, Tie
from mkdocs_dossier.pages.telling import Told, told_all


@dataclass(frozen=True, slots=True)
class DocumentView:
    """A document's page."""

    title: str
    kind: str | None
    parties: tuple[Link, ...]
    dates: tuple[Dated, ...]
    told_of: tuple[tuple[str, tuple[Mark, ...]], ...]
    disputed: str | None
    ties: tuple[Tie, ...]
    values: tuple[Row, ...]
    says: tuple[Told, ...]
    told: tuple[Told, ...]
    accounts: Accounts | None
    grounds: tuple[Ground, ...]
    spellings: tuple[Spelling, ...]


@dataclass(frozen=True, slots=True)
class Listed:
    """A document in the list."""

    document: Link
    kind: str | None
    when: When | None
    parties: tuple[Link, ...]


def pages(context: Context) -> Iterator[Page]:
    """The list of documents, a page each, and a page for each former address; nothing where there are none."""
    documents = [it for it in context.dossier.subjects.values() if isinstance(it, Document)]
    if documents:
        yield _index(context, documents)
    for document in documents:
        yield _page(context, document)
        yield from mentions.pages(context, document)
        yield from subjects.moved(context, document)


def _index(context: Context, documents: list[Document]) -> Page:
    folio = Folio(context, routes.index(Kind.DOCUMENT))
    listed = tuple(
        Listed(folio.link(it.id), it.kind, context.when(it.date), folio.links(it.parties)) for it in documents
    )
    return composed(
        folio.path,
        "list",
        folio.rendering.plain("document", "index_title"),
        folio.rendering.plain("document", "index_description", len(documents)),
        folio.rendering.part("document", "index", listed),
    )


def _page(context: Context, document: Document) -> Page:
    folio = Folio(context, routes.subject(Kind.DOCUMENT, document.id))
    own = context.dossier.by_subject.get(document.id, ())
    dated = [it for it in own if it.aspect is Aspect.DATE]
    disputed = next((it for it in map(context.disagreement, dated) if it), None)
    says = [it for it in context.dossier.by_speaker.get(document.id, ()) if it.aspect is Aspect.SAYS]
    told = [it for it in own if it.aspect is Aspect.SAYS and it.voice.by != document.id]
    view = DocumentView(
        title=document.label,
        kind=document.kind,
        parties=folio.links(document.parties),
        # In the order of the page, since the marks are numbered in it.
        dates=tuple(
            Dated(
                routes.fact_anchor(it),
                context.when(it.date),
                folio.printed(it),
                folio.cite_all(it),
                subjects.grounds(folio, it),
            )
            for it in dated
        ),
        told_of=tuple((routes.fact_anchor(it), folio.cite_all(it)) for it in own if it.aspect is Aspect.OCCURRENCE),
        disputed=folio.to(disputed) if disputed else None,
        ties=subjects.ties(folio, document),
        values=subjects.rows(folio, own),
        says=told_all(folio, says),
        told=told_all(folio, told),
        accounts=accounts(folio, (*own, *(it for it in says if it.subject != document.id))),
        grounds=subjects.of_entry(folio, document),
        spellings=subjects.spellings(folio, document),
    )
    words = " ".join(it.says for it in [*says, *told] if it.says)
    sections = [
        folio.rendering.section("document", "values", view) if view.values or view.ties else None,
        folio.rendering.section("document", "says", view, text=words) if view.says else None,
        folio.rendering.section("document", "told", view) if view.told else None,
        folio.rendering.section("document", "accounts", view) if view.accounts else None,
        mentions.section(folio, document),
        folio.rendering.section("document", "spellings", view) if view.spellings else None,
        folio.notes_section(),
    ]
    return composed(
        folio.path,
        "document",
        document.label,
        folio.rendering.plain("document", "description", view),
        folio.rendering.part("document", "lead", view),
        sections,
        text=subjects.plain_names(document),
    )
