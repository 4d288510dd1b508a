"""What few dossiers have, on pages: ids of one letter, withdrawn relations, several contradictions of one relation."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from markupsafe import Markup

from mkdocs_dossier import load, publish, routes
from mkdocs_dossier.model import Kind
from mkdocs_dossier.pages import prose
from mkdocs_dossier.pages.page import Page

TEXT = """Anna Lee said that the ship is safe. The HIDDEN harbour is deep. Boris Ko said on Monday that the ship sank.

The yard owns Anna Lee. Anna Lee owns the yard. Boris Ko owns the yard. Boris Ko owns Anna Lee. Boris Ko heads it.
"""

SHEET = """
dossier: {title: Rare, language: en}
relations:
  head of: {inverse: headed by, words: [heads]}
  owner of: {inverse: owned by, words: [owns], one: true, one-of: true}
sources:
  s: {file: s.txt, title: A report, publisher: {unknown: true}, language: en, show: SHOW}
actors:
  x:
    kind: person
    name: Anna Lee
    relations:
      - {is: owner of, of: yard, cite: {s: Anna Lee owns the yard}}
      - {is: owner of, of: x, cite: {s: Boris Ko owns Anna Lee}, accepted: {relation-turned: It is a test.}}
  b:
    kind: person
    name: Boris Ko
    relations:
      - {is: owner of, of: x, cite: {s: Boris Ko owns Anna Lee}}
      - {is: owner of, of: yard, cite: {s: Boris Ko owns the yard}}
      - is: head of
        of: yard
        cite: {s: Boris Ko heads it}
        withdrawn: {date: 2024-01-01, because: He left.}
  yard:
    kind: organisation
    name: yard
    relations:
      - {is: owner of, of: x, cite: {s: The yard owns Anna Lee}}
topics:
  safe:
    asks: Is the ship safe?
    stances: {"yes": It is, "no": It sank}
  tension: {asks: What pulls?, stances: {"yes": It does}}
facts:
  - {id: f, says: It is safe., by: x, topic: safe, stance: "yes", cite: {s: [Anna Lee said, the ship sank]}}
  - id: h
    says: The ship sank.
    by: b
    topic: safe
    stance: "no"
    cite: {s: the ship sank}
    withdrawn: {date: 2024-01-01, because: It did not.}
tensions:
  safe-and-sunk: {between: [f, h], note: One cannot be both., open: true}
"""


def loaded(root: Path, show: str = "excerpts") -> load.Loaded:
    (root / "sources/articles").mkdir(parents=True)
    (root / "sources/facts").mkdir()
    (root / "sources/articles/s.txt").write_text(TEXT, "utf-8")
    (root / "sources/facts/sheet.yml").write_text(SHEET.replace("SHOW", show), "utf-8")
    return load.load(root / "sources/facts", root)


def made(root: Path, show: str = "excerpts") -> dict[str, Page]:
    return {page.path: page for page in publish.publish(loaded(root, show)).pages}


def whole(page: Page) -> str:
    return str(Markup().join([page.lead, *(it.html for it in page.sections)]))


def words(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub("<[^>]+>", "", html)).strip()


def test_no_address_is_given_twice(tmp_path: Path) -> None:
    pages = made(tmp_path)
    for path, page in pages.items():
        ids = [*re.findall(r'\sid="([^"]+)"', whole(page)), *(it.anchor for it in page.sections)]
        assert [it for it, times in Counter(ids).items() if times > 1] == [], path
    assert routes.position_anchor("x", "yes", teller=True) != routes.position_anchor(None, "yes", teller=True)
    assert len([it for it in pages[routes.DISAGREEMENTS].sections if it.anchor.startswith("x--owner-of--")]) == 3


@pytest.mark.parametrize(
    ("show", "shown"),
    [
        ("full", "Anna Lee said that the ship is safe. The HIDDEN harbour is deep. Boris Ko said on Monday"),
        ("excerpts", "Anna Lee said that the ship is safe. […] Boris Ko said on Monday that the ship sank."),
        ("record", "Anna Lee said […] the ship sank"),
    ],
)
def test_a_facts_page_shows_around_a_quote_no_more_than_its_source_allows(
    show: str, shown: str, tmp_path: Path
) -> None:
    pages = made(tmp_path, show)
    assert shown in words(whole(pages[routes.fact_page("f")]))
    for page in pages.values():
        assert show == "full" or "HIDDEN" not in whole(page), page.path
        assert show != "record" or "Monday" not in whole(page), page.path


def test_what_was_withdrawn_is_marked_and_is_nobodys_position_or_neighbour(tmp_path: Path) -> None:
    pages = made(tmp_path)
    actor = pages[routes.subject(Kind.ACTOR, "b")]
    assert "head of yard told3 withdrawn" in words(actor.lead)
    assert words(actor.lead).count("withdrawn") == 1
    picture = next(it.html for it in actor.sections if it.anchor == "relations")
    assert ">head of<" not in picture
    assert ">owner of<" in picture
    listed = words(whole(pages[routes.index(Kind.TOPIC)]))
    assert "It isAnna Lee It sanknobody in these sources" in listed


def test_nobody_is_a_neighbour_of_himself(tmp_path: Path) -> None:
    picture = next(
        it.html for it in made(tmp_path)[routes.subject(Kind.ACTOR, "x")].sections if it.anchor == "relations"
    )
    assert 'href="../x/index.html"' not in picture
    assert 'href="index.html"' not in picture
    assert 'href="../../actors/yard/index.html"' in picture


def test_a_hand_written_page_tells_of_contradictions_too(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    page = "---\nevidence: none\nbecause: A test.\n---\n# Rare\n\n::: contested\n\n::: disagreements\n"
    (tmp_path / "docs/index.md").write_text(page, "utf-8")
    found = loaded(tmp_path)
    assert found.dossier is not None
    assert found.findings is not None
    (few, every), notes = prose.narrate(found.dossier, found.dossier.prose[0], found.findings)
    assert "Anna Lee, owner of: Anna Lee, owner of yard / yard, owner of Anna Lee" in words(few)
    assert "Each of the two is said to be “owner of” the other." in words(every)
    assert words(notes).count("The yard owns Anna Lee") == 1
