"""Where everything is: the only module that spells a path or an anchor of the site.

A path is relative to the site's root, always `…/index.html`, so that the same tree is read from a server and from a
disk. Addresses are made of the curator's ids, which are slugs, and of offsets, so nothing here needs escaping; the one
name that is not a slug, a property's, is made one.
"""

from __future__ import annotations

import posixpath
import re
import unicodedata

from mkdocs_dossier.model import Aspect, Citation, Dossier, Fact, Kind

OVERVIEW = "index.html"

MARKDOWN = (".md", ".markdown", ".mdown", ".mkdn", ".mkd")
"""How the name of a file ends of which MkDocs makes a page; only the first is read with the dossier."""

_SECTIONS = {
    Kind.ACTOR: "actors",
    Kind.DOCUMENT: "documents",
    Kind.EVENT: "events",
    Kind.SYSTEM: "systems",
    Kind.TOPIC: "topics",
    Kind.SOURCE: "sources",
}

FACTS = "facts/index.html"
DISAGREEMENTS = "disagreements/index.html"
CORRECTIONS = "corrections/index.html"
STYLESHEET = "assets/dossier.css"
SCRIPT = "assets/dossier.js"
NAMES = "names/index.html"
METHOD = "method/index.html"


def index(kind: Kind) -> str:
    """The path of the page that lists all subjects (or sources) of one kind."""
    return f"{_SECTIONS[kind]}/index.html"


def subject(kind: Kind, id_: str) -> str:
    """The path of a subject's or a source's own page."""
    return f"{_SECTIONS[kind]}/{id_}/index.html"


def mentions(kind: Kind, id_: str) -> str:
    """The path of the page of a subject's mentions, below its own."""
    return f"{_SECTIONS[kind]}/{id_}/mentions/index.html"


def mentions_anchor(source: str) -> str:
    """The anchor of the mentions in one source."""
    return f"in-{source}"


def fact_page(id_: str) -> str:
    """The path of the page that is a fact's permanent address."""
    return f"facts/{id_}/index.html"


def facts_of(key: str, id_: str) -> str:
    """The address of the table of facts, filtered by what a key of its form names: `by` an actor, `about`, `topic`."""
    return f"{FACTS}?{key}={id_}"


def fact(dossier: Dossier, it: Fact) -> str:
    """Where a fact is at home: its own page if it says something, else its anchor on its subject's page."""
    if it.aspect is Aspect.SAYS:
        return fact_page(it.key)
    return f"{home(dossier, it.subject)}#{fact_anchor(it)}"


def home(dossier: Dossier, id_: str) -> str:
    """The path of the page of whatever an id names: a subject, a source or a fact that says something.

    Raises KeyError for an id that names nothing; a dossier holds none.
    """
    if id_ in dossier.sources:
        return subject(Kind.SOURCE, id_)
    if id_ in dossier.subjects:
        return subject(dossier.subjects[id_].type, id_)
    return fact_page(dossier.by_key[id_].key)


def fact_anchor(it: Fact) -> str:
    """The anchor of a fact on its subject's page: for a value, of its property and source, never of a passage."""
    return _anchor(it.key)


def fact_anchors(it: Fact) -> tuple[str, ...]:
    """The anchor of a fact on its subject's page, then those by which it was known before."""
    return tuple(_anchor(key) for key in (it.key, *it.formerly))


def _anchor(key: str) -> str:
    return "--".join(slug(part) for part in key.split("/"))


def told_anchor(it: Fact) -> str:
    """The anchor of a fact where a page tells it in a list; no section's anchor begins so."""
    return f"says-{fact_anchor(it)}"


def position_anchor(voice: str | None, stance: str, *, teller: bool) -> str:
    """The anchor of the cell in which a topic's page shows who (None: nobody known) took a position, or told of it."""
    return f"{'told-by--' if teller else ''}{voice or '-'}--{slug(stance)}"


def passage_anchor(citation: Citation) -> str:
    """The anchor of cited words on their source's page: `at-<start>-<end>`, offsets of the source's own characters."""
    return f"at-{citation.start}-{citation.end}"


def passage(citation: Citation) -> str:
    """The address of cited words: the source's page at the marked words."""
    return f"{subject(Kind.SOURCE, citation.source)}#{passage_anchor(citation)}"


def disagreement_anchor(subject_id: str, name: str) -> str:
    """The anchor of a disagreement on its page."""
    return f"{subject_id}--{slug(name)}"


def disagreement(subject_id: str, name: str) -> str:
    """The address of a disagreement."""
    return f"{DISAGREEMENTS}#{disagreement_anchor(subject_id, name)}"


def contradiction_anchor(subject_id: str, relation: str, why: str, other: str) -> str:
    """The anchor of relations that exclude each other, on the page of disagreements: of whom, how, and with whom."""
    return f"{disagreement_anchor(subject_id, relation)}--{why}--{other}"


def contradiction(subject_id: str, relation: str, why: str, other: str) -> str:
    """The address of relations that exclude each other."""
    return f"{DISAGREEMENTS}#{contradiction_anchor(subject_id, relation, why, other)}"


def tension(id_: str) -> str:
    """The address of a tension."""
    return f"{DISAGREEMENTS}#{tension_anchor(id_)}"


def tension_anchor(id_: str) -> str:
    """The anchor of a tension on the page of disagreements; no disagreement's anchor begins so."""
    return f"tension-{id_}"


def written(path: str) -> str:
    """The path of what is made of the hand-written file at `path` below the docs folder: a page, or a copy of it."""
    stem, suffix = posixpath.splitext(path)
    if suffix not in MARKDOWN:
        return path
    folder, name = posixpath.split(stem)
    return posixpath.join(folder, "index.html") if name in ("index", "README") else f"{stem}/index.html"


def generated(dossier: Dossier) -> frozenset[str]:
    """The paths of all pages and files that the build makes, but not of the hand-written pages.

    A subject's page of mentions is among them whether or not there are so many that it needs one.
    """
    subjects, said = dossier.subjects.values(), [it for it in dossier.facts if it.aspect is Aspect.SAYS]
    kinds = {*(it.type for it in subjects), *((Kind.SOURCE,) if dossier.sources else ())}
    return frozenset(
        (
            *(FACTS, DISAGREEMENTS, CORRECTIONS, NAMES, STYLESHEET, SCRIPT),
            *(index(kind) for kind in kinds),
            *(subject(it.type, id_) for it in subjects for id_ in (it.id, *it.formerly)),
            *(mentions(it.type, it.id) for it in subjects),
            *(subject(Kind.SOURCE, id_) for id_ in dossier.sources),
            *(fact_page(id_) for it in said for id_ in (it.key, *it.formerly)),
        )
    )


def use_anchor(number: int) -> str:
    """The anchor of a citation on its hand-written page, by the number of the item."""
    return f"use-{number}"


def note_anchor(number: int) -> str:
    """The anchor of a note, by its number on the page."""
    return f"note-{number}"


def mark_anchor(number: int, use: int) -> str:
    """The anchor of a citation mark: the note's number, and how often it was used before on the page, from 1."""
    return f"mark-{number}-{use}"


def year_anchor(year: int | None) -> str:
    """The anchor of a year in the list of events; without one, of the events that have no date."""
    return f"year-{year}" if year else "undated"


def relative(target: str, page: str) -> str:
    """The link from the page at the path `page` to `target`, a path with or without an anchor.

    A link within one page is the bare anchor.
    """
    path, hash_, anchor = target.partition("#")
    if path == page:
        return hash_ + anchor or posixpath.basename(page)
    return "../" * page.count("/") + target


def markdown_source(path: str) -> str:
    """The path of the Markdown file that a generator would turn into the page at `path`."""
    return path.removesuffix(".html") + ".md"


def slug(text: str) -> str:
    """A name as part of an address: letters and digits of any script kept, everything else a hyphen.

    Letters are kept in every script, since an address that loses letters is no longer unique; and what changes a
    number, a minus or the sign of a currency, is written out.
    """
    told = _SIGN.sub(lambda sign: f" {_in_words(sign)} ", text)
    folded = unicodedata.normalize("NFC", told).casefold()
    return re.sub(r"[^\w]+|_+", "-", folded).strip("-") or "x"


# A minus stands before a number and behind no other.
_SIGN = re.compile(r"(?P<minus>(?<![\w.,])-(?=\d))|[^\w\s]")


def _in_words(sign: re.Match[str]) -> str:
    """A minus, a currency, a sign of arithmetic or a degree by its name; what only parts words, as it is."""
    if sign["minus"]:
        return "minus"
    return unicodedata.name(sign[0], "") if unicodedata.category(sign[0]) in _MEANT or sign[0] in "%‰" else sign[0]


_MEANT = ("Sc", "Sm", "So")
