"""The pages as values: a small dossier made of two of the real articles, printed, and judged by a parser not ours."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

import html5lib
import pytest
from markupsafe import Markup

from mkdocs_dossier import dates, findings, publish, quantities, routes
from mkdocs_dossier.findings.uses import pieces
from mkdocs_dossier.load import Loaded
from mkdocs_dossier.model import (
    Act,
    Actor,
    Aspect,
    Block,
    Change,
    Citation,
    Document,
    Dossier,
    Event,
    Fact,
    Imprint,
    Inference,
    Kind,
    Name,
    NotUsed,
    Passage,
    Property,
    Prose,
    Reference,
    RelationKind,
    Show,
    Source,
    Status,
    Subject,
    System,
    Tension,
    Topic,
    Value,
    Voice,
)
from mkdocs_dossier.pages import folio
from mkdocs_dossier.pages import prose as prose_pages
from mkdocs_dossier.pages.context import Context
from mkdocs_dossier.pages.page import Page
from mkdocs_dossier.pages.rendering import kept
from mkdocs_dossier.problems import Code, Place, Problem
from mkdocs_dossier.prose import BLOCKS

ROOT = Path(__file__).parent.parent
PAGES = ROOT / "generator" / "mkdocs_dossier" / "pages"
HERE = Place("sources/facts/sheet.yml", 7, 3)
HOSTILE = "<script>alert(1)</script> & \"x\" 'y' {{ 7 * 7 }} {% raw %} <img src=x onerror=y> \u202e"


def date(text: str) -> dates.Date:
    """A date that is one."""
    found = dates.parse(text)
    assert isinstance(found, dates.Date)
    return found


def source(id_: str, text: str, **fields: Any) -> Source:
    """A source of paragraphs and sentences, found as simply as these tests need."""
    paragraphs = tuple((m.start(), m.end()) for m in re.finditer(r"[^\n]+", text))
    sentences = tuple(
        (a + m.start(), a + m.end())
        for a, b in paragraphs
        for m in re.finditer(r"\S.*?(?:[.?!][\"”]?(?=\s)|$)", text[a:b])
    )
    made: dict[str, Any] = {
        "file": f"sources/articles/{id_}.txt",
        "place": HERE,
        "title": f"Title of {id_}",
        "sha256": "0" * 64,
        "furniture": (),
        "language": "en",
        "checked": True,
    }
    return Source(id=id_, text=text, paragraphs=paragraphs, sentences=sentences, **{**made, **fields})


def cite(source: Source, *parts: str, **fields: Any) -> Citation:
    """The citation of words that stand in a source."""
    passages: list[Passage] = []
    for part in parts:
        start = source.text.index(part, passages[-1].end if passages else 0)
        paragraph = next(n for n, (a, b) in enumerate(source.paragraphs) if a <= start < b)
        sentence = next(n for n, (a, b) in enumerate(source.sentences) if a <= start < b)
        passages.append(Passage(source.id, start, start + len(part), sentence, paragraph))
    return Citation(source.id, parts, tuple(passages), HERE, **fields)


def fact(key: str, aspect: Aspect, subject: str, *citations: Citation, **fields: Any) -> Fact:
    """A fact with what it needs."""
    made = {"property": aspect.value, "voice": Voice(), "place": HERE}
    return Fact(key=key, aspect=aspect, subject=subject, citations=citations, **{**made, **fields})


def _quantity(text: str) -> quantities.Quantity:
    found = quantities.parse(text, "length")
    assert isinstance(found, quantities.Quantity)
    return found


@cache
def article(id_: str) -> str:
    """The text of a real article."""
    return (ROOT / "sources" / "articles" / f"{id_}.txt").read_text("utf-8")


def dossier(**changes: Any) -> Dossier:
    """A small dossier with one of everything."""
    first = source("tass-2020-12-07", article("tass-2020-12-07"), publisher="tass", published=date("2020-12-07"))
    second = source(
        "tass-2021-12-09",
        article("tass-2021-12-09"),
        publisher="tass",
        published=date("2021-12-09"),
        url="https://example.org/a?b=1&c=2",
    )
    turkish = source(
        "haber",
        "Rusya S-400 sistemini teslim etti. Bunu Chemezov söyledi.\nHava güzeldi. Kimse itiraz etmedi.",
        title="Haber başlığı",
        language="tr",
        checked=False,
        show=Show.FULL,
    )
    first = replace(
        first,
        inferred=(
            Inference("published", "The dateline gives no year.", (cite(first, "MOSCOW, December 7. /TASS/."),)),
        ),
        not_used=(NotUsed(cite(first, "All news"), "A menu."),),
    )
    turkish = replace(turkish, not_used=(NotUsed(cite(turkish, "Hava güzeldi."), "The weather."),))
    executed = cite(first, "the first S-400 contract with Turkey has been fully executed")
    inner = cite(first, "S-400 contract with Turkey")
    across = cite(
        first,
        "the first S-400 contract with Turkey has been fully executed, all components of the systems have been "
        'delivered to Turkey and Russia has received full payment. "The ball is now in Turkey’s court',
    )
    parts = cite(second, "Peskov was interviewed by the television channel", "Greek Prime Minister Kyriakos Mitsotakis")
    subjects: tuple[Subject, ...] = (
        Actor(
            id="chemezov",
            label="Sergey Chemezov",
            place=HERE,
            kind="person",
            names=(
                Name("Sergei Chemezov", None, cite(first, "Sergei Chemezov").passages, HERE),
                Name("Chemezov", "surname", (), HERE),
            ),
            formerly=("tschemesow",),
        ),
        Actor(id="rostec", label="Rostec", place=HERE, kind="organisation"),
        Actor(id="tass", label="TASS", place=HERE, kind="outlet"),
        Actor(id="anchor", label="ANT1’s anchor", place=HERE, unnamed=True),
        Document(id="contract", label="The first contract", place=HERE, parties=("rostec",), date=date("2017")),
        Event(
            id="briefing",
            label="Chemezov’s briefing",
            place=HERE,
            kind="briefing",
            date=date("2020-12-07"),
            by="chemezov",
            where="Moscow",
            after=("signing",),
        ),
        Event(id="signing", label="Signing of the contract", place=HERE, date=date("[..2020-12-08]")),
        Event(id="second-deal", label="A second deal", place=HERE, status=Status.FORECAST, by="chemezov"),
        System(id="s-400", label="S-400 Triumf", place=HERE),
        Topic(id="done", label="Was the S-400 delivered?", place=HERE, stances=MappingProxyType({"yes": "It was"})),
    )
    spoken = Voice("chemezov", ("tass",), date("2020-12-07"))
    facts = (
        fact(
            "tass-2020-12-07/publisher",
            Aspect.RECORD,
            first.id,
            cite(first, "/TASS/"),
            property="publisher",
            object="tass",
        ),
        fact(
            "executed",
            Aspect.SAYS,
            "briefing",
            executed,
            cite(turkish, "Rusya S-400 sistemini teslim etti.", translation="Russia delivered the S-400."),
            says="The first S-400 contract was fully executed.",
            voice=spoken,
            event="briefing",
            topics=("done",),
            stance="yes",
            about=("s-400", "chemezov", "rostec"),
            reads=MappingProxyType({"Turkey": "contract"}),
            inferred=(Inference("contract", "Only one is told of.", (inner,)),),
            formerly=("done-and-over",),
            accepted=MappingProxyType({"quote-guard": "It is harmless."}),
            confidence="high",
            because="Both tell it.",
        ),
        fact("all-of-it", Aspect.SAYS, "briefing", across, says="It was all done.", voice=spoken, event="briefing"),
        fact(
            "hope",
            Aspect.SAYS,
            "chemezov",
            cite(first, "there are prospects for Russian-Turkish defense cooperation"),
            says="There were prospects.",
            voice=Voice("chemezov"),
            act=Act.HOPE,
            withdrawn=Change(date("2026-02-01"), "It was a statement."),
        ),
        fact(
            "first-buyer",
            Aspect.SAYS,
            "s-400",
            cite(first, "Turkey became the first NATO country to purchase these systems from Russia"),
            cite(second, "thereby making it the first NATO member"),
            says="Turkey was the first NATO country to buy the S-400.",
            topics=("done",),
            corrected=(Change(date("2026-01-01"), "Clearer so.", "Turkey bought first."),),
        ),
        fact("interviewed", Aspect.SAYS, "s-400", parts, says="There was an interview before a meeting."),
        fact(
            "s-400/engagement altitude/tass-2020-12-07",
            Aspect.VALUE,
            "s-400",
            cite(first, "at an altitude of up to 35 km"),
            property="engagement altitude",
            value=Value("35 km", qualifier="up to", quantity=_quantity("35 km")),
        ),
        fact(
            "s-400/engagement altitude/tass-2021-12-09",
            Aspect.VALUE,
            "s-400",
            cite(second, "at an altitude of up to 30 km under intensive enemy fire and jamming"),
            property="engagement altitude",
            value=Value(
                "30 km",
                qualifier="up to",
                condition="under intensive enemy fire and jamming",
                quantity=_quantity("30 km"),
            ),
        ),
        fact("s-400/price", Aspect.VALUE, "s-400", property="price", value=Value("", unknown=True)),
        fact(
            "chemezov/head of/rostec/tass-2020-12-07",
            Aspect.RELATION,
            "chemezov",
            cite(first, "head of the Rostec State Corporation Sergei Chemezov"),
            property="head of",
            object="rostec",
            value=Value("CEO"),
            date=date("2020-12-07"),
        ),
        fact(
            "briefing/date/tass-2020-12-07",
            Aspect.DATE,
            "briefing",
            cite(first, "said at a briefing on Monday"),
            property="date",
            value=Value("2020-12-07", date=date("2020-12-07")),
            date=date("2020-12-07"),
            event="briefing",
            printed="on Monday",
        ),
        fact(
            "briefing/speaker/chemezov",
            Aspect.PARTICIPATION,
            "briefing",
            cite(first, "Sergei Chemezov said at a briefing"),
            property="speaker",
            object="chemezov",
            event="briefing",
        ),
        fact(
            "contract/date/tass-2020-12-07",
            Aspect.DATE,
            "contract",
            cite(first, "Moscow signed a contract with Ankara on the delivery of the S-400 systems in 2017"),
            property="date",
            value=Value("2017", date=date("2017")),
            date=date("2017"),
        ),
        fact("second-deal/occurrence", Aspect.OCCURRENCE, "second-deal", cite(first, "a second deal will depend")),
    )
    written = "# Overview\n\n"
    items: list[tuple[tuple[int, int], Citation | Reference | Block]] = [
        ((12, 13), cite(first, "According to him, the first S-400 contract with Turkey has been fully executed")),
        ((13, 14), Reference("s-400", None, HERE)),
        ((14, 15), Reference("executed", "done", HERE)),
        ((15, 16), Reference("haber", None, HERE)),
    ]
    items += [((16 + n, 17 + n), Block(name, HERE)) for n, name in enumerate(BLOCKS)]
    made: dict[str, Any] = {
        "imprint": Imprint(
            "The S-400 and Turkey",
            "What happened?",
            ("The makers",),
            "makers@example.org",
            "CC BY 4.0",
            date("2026-11-22"),
            "en",
            "https://example.org/edit/main/",
        ),
        "sources": {it.id: it for it in (first, second, turkish)},
        "subjects": {it.id: it for it in subjects},
        "properties": {"engagement altitude": Property("engagement altitude", "length", True, HERE)},
        "relations": {"head of": RelationKind("head of", "headed by", ("head",), HERE)},
        "facts": facts,
        "tensions": (Tension("two-buyers", ("executed", "s-400"), "One says done, the other hopes.", True, HERE),),
        "prose": (
            Prose("index.md", "Overview", written, tuple(items)),
            Prose("notes/more.md", None, written, tuple(items[:2])),
        ),
    }
    return Dossier(**{**made, **changes})


def loaded(it: Dossier) -> Loaded:
    """A dossier as it comes from being loaded."""
    return Loaded(it, findings.find(it), (), (), "3 sources")


def printed(it: Dossier) -> dict[str, Page]:
    """The pages of a dossier by path."""
    pages = publish.publish(loaded(it)).pages
    by_path = {page.path: page for page in pages}
    assert len(by_path) == len(pages)
    return by_path


@pytest.fixture(scope="module")
def made() -> Dossier:
    return dossier()


@pytest.fixture(scope="module")
def pages(made: Dossier) -> dict[str, Page]:
    return printed(made)


def html(page: Page) -> str:
    """The content of a page as it will be written."""
    sections = [Markup('<h2 id="{}">{}</h2>{}').format(it.anchor, it.heading, it.html) for it in page.sections]
    return str(Markup().join([page.lead, *sections]))


def parsed(content: str) -> Any:
    """The tree of some content, by a parser that raises at the first fault of the HTML."""
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    return parser.parse(f"<!DOCTYPE html><html><head><title>x</title></head><body>{content}</body></html>").find("body")


def text(element: Any) -> str:
    """All text of an element."""
    return "".join(element.itertext())


def classed(tree: Any, name: str) -> Iterator[Any]:
    """The elements of a class, in order."""
    return (it for it in tree.iter() if isinstance(it.tag, str) and name in it.get("class", "").split())


def narrated(made: Dossier) -> dict[str, str]:
    """What is set into each hand-written page, by the page's path."""
    found = findings.find(made)
    return {
        routes.written(it.path): "".join(map(str, (*items, notes)))
        for it in made.prose
        for items, notes in [prose_pages.narrate(made, it, found)]
    }


def test_there_is_a_page_for_everything(made: Dossier, pages: dict[str, Page]) -> None:
    expected = {routes.home(made, id_) for id_ in (*made.subjects, *made.sources)}
    expected |= {routes.fact(made, it) for it in made.facts if it.aspect is Aspect.SAYS}
    expected |= {routes.index(kind) for kind in Kind}
    expected |= {routes.FACTS, routes.DISAGREEMENTS, routes.CORRECTIONS, routes.NAMES}
    expected |= {routes.mentions(Kind.SYSTEM, "s-400")}  # nobody else is mentioned so often
    expected |= {"facts/done-and-over/index.html", "actors/tschemesow/index.html"}
    assert set(pages) == expected


def test_a_page_declares_what_a_parser_finds(pages: dict[str, Page]) -> None:
    for page in pages.values():
        tree = parsed(html(page))
        ids = [it.get("id") for it in tree.iter() if it.get("id")]
        assert [id_ for id_, times in Counter(ids).items() if times > 1] == [], page.path
        assert sorted(ids) == sorted(page.anchors)
        assert not any(re.search(r"\s", id_) for id_ in ids)
        links = set()
        for it in (*tree.iter("a"), *tree.iter("{http://www.w3.org/2000/svg}a")):
            target, hash_, anchor = it.get("href").partition("#")
            if not target.startswith("https:"):
                path = posixpath.normpath(posixpath.join(posixpath.dirname(page.path), target)) if target else page.path
                links.add(path + hash_ + anchor)
        assert links == set(page.links)


def test_every_link_and_anchor_leads_somewhere(made: Dossier, pages: dict[str, Page]) -> None:
    written = {path: set(re.findall(r'\sid="([^"]+)"', it)) for path, it in narrated(made).items()}
    anchors = {path: set(page.anchors) for path, page in pages.items()} | written
    for page in pages.values():
        for link in page.links:
            path, _, anchor = link.partition("#")
            assert path in anchors, (page.path, link)
            assert not anchor or anchor in anchors[path], (page.path, link)


def test_every_fact_and_every_citation_stands_at_its_address(made: Dossier, pages: dict[str, Page]) -> None:
    for it in made.facts:
        path, _, anchor = routes.fact(made, it).partition("#")
        assert not anchor or anchor in pages[path].anchors, it.key
    for used in findings.find(made).uses.values():
        for use in used:
            path, _, anchor = routes.passage(use.citation).partition("#")
            assert anchor in pages[path].anchors


def test_what_is_set_into_hand_written_pages_is_sound(made: Dossier) -> None:
    for path, content in narrated(made).items():
        tree = parsed(content)
        ids = [it.get("id") for it in tree.iter() if it.get("id")]
        assert len(ids) == len(set(ids))
        assert routes.use_anchor(0) in ids
        up = "../" * path.count("/")
        assert all(it.get("href").startswith((up or "", "#")) for it in tree.iter("a"))


@pytest.mark.parametrize("name", BLOCKS)
def test_every_block_is_made(made: Dossier, name: str) -> None:
    page = Prose("index.md", None, "", (((0, 1), Block(name, HERE)),))
    (block,), _ = prose_pages.narrate(made, page, findings.find(made))
    assert text(parsed(block)).strip()


def test_every_block_says_so_where_there_is_nothing() -> None:
    empty = Dossier(Imprint("Empty"), {}, {}, {}, {}, ())
    for name in set(BLOCKS) - {"timeline", "sources", "topics"}:
        page = Prose("index.md", None, "", (((0, 1), Block(name, HERE)),))
        (block,), notes = prose_pages.narrate(empty, page, findings.find(empty))
        assert text(parsed(block)).strip()
        assert notes == ""


def test_marks_are_numbered_in_order_of_first_use_and_have_notes(made: Dossier, pages: dict[str, Page]) -> None:
    contents = {path: html(page) for path, page in pages.items()} | narrated(made)
    marked = 0
    for path, content in contents.items():
        tree = parsed(content)
        marks = list(classed(tree, "cite"))
        marked += len(marks)
        first = list(dict.fromkeys(int(text(it)) for it in marks))
        assert first == list(range(1, len(first) + 1)), path
        assert all(it.get("id").startswith(f"mark-{text(it)}-") for it in marks)
        assert all(it.get("aria-label").startswith(f"Note {text(it)}: ") for it in marks)
        backs = [it.get("href") for it in classed(tree, "back")]
        if "/" in path and path.startswith("facts/"):
            continue  # the evidence is printed in full there, in the place of notes
        assert sorted(backs) == sorted(f"#{it.get('id')}" for it in marks)
        notes = [it for notes in classed(tree, "notes") for it in notes.findall("li")]
        assert [it.get("id") for it in notes] == [routes.note_anchor(number) for number in first]
        hrefs = {int(text(it)): it.get("href") for it in marks}
        for number, note in enumerate(notes, 1):
            assert hrefs[number] in [it.get("href") for it in note.iter("a")]
    assert marked > 25


def test_words_of_one_passage_and_voice_share_a_note(made: Dossier) -> None:
    (items, notes) = prose_pages.narrate(
        made,
        replace(made.prose[0], items=(made.prose[0].items[0],) * 3),
        findings.find(made),
    )
    assert [re.findall(r"mark-\d-\d", it) for it in items] == [["mark-1-1"], ["mark-1-2"], ["mark-1-3"]]
    assert notes.count("<li ") == 1


def test_a_speaker_stands_in_the_same_sentence(made: Dossier, pages: dict[str, Page]) -> None:
    """What a speaker vouches for is never printed as the site's own statement."""
    voices = {it.says: it.voice.by for it in made.facts if it.says}
    seen = 0
    contents = [(page.path, page.kind, html(page)) for page in pages.values()]
    contents += [(path, "prose", content) for path, content in narrated(made).items()]
    for path, kind, content in contents:
        for element in parsed(content).iter():
            if element.tag not in ("p", "li", "h1", "tr", "a"):
                continue
            sentence = squeezed(text(element))
            for says, by in voices.items():
                if says in sentence and (element.tag != "a" or "data-at" in element.attrib):
                    seen += 1
                    name = made.subjects[by].label if by else "TASS"
                    # On a source's own page its own voice needs no name.
                    assert name in sentence or (not by and kind == "source"), (path, sentence)
    assert seen > 20
    for page in pages.values():
        for says, by in voices.items():
            if says in page.title and by:
                assert made.subjects[by].label in page.title


def test_the_act_is_told_by_its_verb(pages: dict[str, Page]) -> None:
    assert text(parsed(pages["facts/hope/index.html"].lead).find(".//h1")) == (
        "Sergey Chemezov expressed a hope: There were prospects."
    )
    assert pages["facts/executed/index.html"].title == (
        "Sergey Chemezov said, through TASS: The first S-400 contract was fully executed."
    )
    assert pages["facts/first-buyer/index.html"].title.startswith("TASS writes: ")


def reading(page: Page) -> Any:
    """The text of a source as its page shows it, without the margin."""
    (tree,) = classed(parsed(html(page)), "reading")
    for parent in list(tree.iter()):
        for child in list(parent):
            if child.tag == "details":
                parent.remove(child)
    return tree


def squeezed(content: str) -> str:
    return " ".join(content.split())


def test_a_source_shown_in_full_is_its_text(made: Dossier, pages: dict[str, Page]) -> None:
    assert squeezed(text(reading(pages["sources/haber/index.html"]))) == squeezed(made.sources["haber"].text)


def test_of_a_source_shown_in_excerpts_nothing_else_is_printed(made: Dossier, pages: dict[str, Page]) -> None:
    page = pages["sources/tass-2021-12-09/index.html"]
    shown = squeezed(text(reading(page)))
    it = made.sources["tass-2021-12-09"]
    spans = [(p.start, p.end) for use in findings.find(made).uses[it.id] for p in use.citation.passages]
    for a, b in it.sentences:
        used = any(a < end and start < b for start, end in spans)
        assert (squeezed(it.text[a:b]) in shown) == used
    hidden = sum(int(n.replace(",", "")) for n in re.findall(r"\[(\d+) sentences? not shown\]", shown))
    assert hidden == sum(1 for a, b in it.sentences if not any(a < end and start < b for start, end in spans))
    everything = squeezed(" ".join(html(page) for page in pages.values()))
    assert "Turkey has not caved to US pressure" in it.text
    assert "Turkey has not caved to US pressure" not in everything


def test_of_a_source_shown_as_a_record_only_quotes_are_printed(made: Dossier) -> None:
    sources = {id_: replace(it, show=Show.RECORD) for id_, it in made.sources.items()}
    by_path = printed(dossier(sources=sources))
    shown = squeezed(text(reading(by_path["sources/tass-2020-12-07/index.html"])))
    assert "has been fully executed" in shown
    assert "has been fully executed" in html(by_path["facts/executed/index.html"])
    everything = " ".join(map(html, by_path.values()))
    assert "The S-400 system can engage targets" not in everything
    assert "Hava güzeldi" not in everything


def test_passages_that_overlap_are_cut_and_lose_nothing(made: Dossier, pages: dict[str, Page]) -> None:
    it = made.sources["tass-2020-12-07"]
    used = findings.find(made).uses[it.id]
    tree = reading(pages["sources/tass-2020-12-07/index.html"])
    marks = {mark.get("data-at"): text(mark) for mark in tree.iter("mark")}
    for span, words in marks.items():
        a, b = map(int, span.split("-"))
        assert it.text[a:b] == words
        assert all(piece.uses for piece in pieces(a, b, used))
        assert len(pieces(a, b, used)) == 1
    covered = sorted(tuple(map(int, span.split("-"))) for span in marks)
    for use in used:
        for passage in use.citation.passages:
            inside = [(a, b) for a, b in covered if passage.start <= a and b <= passage.end]
            assert "".join(it.text[a:b] for a, b in inside) == it.text[passage.start : passage.end]
    for mark in tree.iter("mark"):
        for anchored in (mark, *mark.iter("span")):
            if anchored.get("id"):
                assert anchored.get("id").split("-")[1] == mark.get("data-at").split("-")[0]


def test_a_quote_in_parts_names_its_spans(pages: dict[str, Page]) -> None:
    tree = reading(pages["sources/tass-2021-12-09/index.html"])
    (parts,) = [it.get("data-parts") for it in tree.iter() if it.get("data-parts")]
    assert len(parts.split()) == 2
    assert "Peskov was interviewed by the television channel […] Greek Prime Minister" in squeezed(
        text(parsed(html(pages["systems/s-400/index.html"])))
    )


def test_the_margin_leads_back_to_what_rests_on_the_words(made: Dossier, pages: dict[str, Page]) -> None:
    page = pages["sources/tass-2020-12-07/index.html"]
    anchors = set(page.anchors)
    notes = [it for margin in classed(parsed(html(page)), "margin") for it in margin.iter("a")]
    homes = {routes.relative(routes.fact(made, it), page.path) for it in made.by_source["tass-2020-12-07"]}
    assert homes <= {it.get("href") for it in notes}
    assert "../../index.html#use-0" in {it.get("href") for it in notes}
    assert "../../notes/more/index.html#use-0" in {it.get("href") for it in notes}
    assert all(set(it.get("data-at").split()) <= anchors for it in notes)


def test_a_sources_words_are_never_altered(made: Dossier, pages: dict[str, Page]) -> None:
    """Inside a quote nothing stands but the source's characters, and what is visibly ours."""
    texts = [squeezed(it.text) for it in made.sources.values()]
    quotes = 0
    for page in pages.values():
        for quote in parsed(html(page)).iter("q"):
            for parent in list(quote.iter()):
                for child in list(parent):
                    if child.get("class") in ("gloss", "cut"):
                        child.text = "\0"
            for part in text(quote).split("\0"):
                quotes += 1
                assert (
                    not part.strip()
                    or any(squeezed(part) in it for it in texts)
                    or page.kind
                    in (
                        "fact",
                        "corrections",
                    )
                )
            assert not list(classed(quote, "nb"))
    assert quotes > 30


def test_what_words_refer_to_is_told_beside_them() -> None:
    words = "Again, we urge them not to retain it; they know it"
    assert folio.read(words, {"we": "us", "it": "S-400"}) == (
        ("Again, we", "us"),
        (" urge them not to retain it", "S-400"),
        ("; they know it", None),
    )
    assert folio.read(words, {"her": "x"}) == ((words, None),)
    assert folio.read("[have] never (so)", {"[have]": "has", "(so)": "x"}) == (
        ("[have]", "has"),
        (" never (so)", "x"),
        ("", None),
    )


def test_what_is_shown_of_the_same_words_in_another_way_has_a_note_of_its_own(made: Dossier) -> None:
    fact = replace(made.by_key["executed"], reads=MappingProxyType({}))
    first = fact.citations[0]
    page = folio.Folio(Context(made, findings.find(made)), "x.html")
    word = first.words[0].split()[-1]
    others = [
        page.cite(first, fact),
        page.cite(replace(first, translation="Other words."), fact),
        page.cite(replace(first, supports="the day"), fact),
        page.cite(first, replace(fact, reads=MappingProxyType({word: "another thing"}))),
        page.cite(first, replace(fact, reads=MappingProxyType({"not there": "another thing"}))),
    ]
    assert [it.number for it in others] == [1, 2, 3, 4, 1]
    notes = page.notes()
    assert [it.supports for it in notes] == [first.supports, first.supports, "the day", first.supports]
    assert notes[1].quote.translation == "Other words."
    assert "another thing" in str(notes[3].quote)
    assert len(notes[0].marks) == 2


def test_quotes_that_share_their_ends_only_are_two(made: Dossier) -> None:
    fact = made.by_key["executed"]
    first = fact.citations[0]
    a, c = first.passages[0].start, first.passages[-1].end
    passages = [
        tuple(replace(first.passages[0], start=start, end=end) for start, end in ((a, a + 1), (b, b + 1), (c - 1, c)))
        for b in (a + 3, a + 5)
    ]
    both = tuple(replace(first, passages=it) for it in (*passages, passages[0]))
    other = replace(both[0], translation="Other words.")
    assert [it for it, _ in folio.apart(replace(fact, citations=(*both, other)))] == [both[0], both[1], other]


def test_quotes_in_another_language_say_so(pages: dict[str, Page]) -> None:
    tree = parsed(html(pages["facts/executed/index.html"]))
    assert [it.get("lang") for it in tree.iter("blockquote")] == [None, "tr"]
    assert "Our translation: Russia delivered the S-400." in text(tree)
    assert parsed(pages["sources/haber/index.html"].lead).find(".//h1").get("lang") == "tr"
    assert any(it.get("lang") == "tr" for it in parsed(html(pages["events/briefing/index.html"])).iter("q"))


def test_a_fact_page_holds_all_that_is_told_of_it(pages: dict[str, Page]) -> None:
    page = pages["facts/executed/index.html"]
    shown = squeezed(text(parsed(html(page))))
    for words in (
        "Carried by 2 quotes from 2 sources, with 1 origin",
        "Was the S-400 delivered? It was",
        "confidence: high",
        "Both tell it.",
        "It is harmless. (quote-guard)",
        "Turkey is The first contract",
        "Only one is told of.",
        "One says done, the other hopes.",
        "In: The S-400 and Turkey, as of 22 November 2026, fact executed, facts/executed/.",
    ):
        assert words in shown
    assert 'href="https://example.org/edit/main/sources/facts/sheet.yml#L7"' in html(page)
    (marked,) = {text(it) for it in parsed(html(page)).iter("mark") if "executed" in text(it)}
    assert marked == "the first S-400 contract with Turkey has been fully executed"


def test_without_an_address_to_edit_the_place_is_text(made: Dossier) -> None:
    page = printed(dossier(imprint=replace(made.imprint, edit=None)))["facts/executed/index.html"]
    assert "In the fact sheet: <code>sources/facts/sheet.yml:7:3</code>" in html(page)


def test_values_that_differ_stand_together(pages: dict[str, Page]) -> None:
    (row,) = [it for it in parsed(html(pages["systems/s-400/index.html"])).iter("tr") if "altitude" in text(it)]
    assert [squeezed(text(it)) for it in classed(row, "cell")] == [
        "up to 35 km1",
        "up to 30 km under intensive enemy fire and jamming2",
    ]
    (badge,) = classed(row, "badge")
    assert badge.get("href") == "../../disagreements/index.html#s-400--engagement-altitude"
    sides = next(classed(parsed(html(pages[routes.DISAGREEMENTS])), "versus"))
    assert len(sides) == 2
    assert "no source here tells" in html(pages["systems/s-400/index.html"])


def test_relations_are_read_from_both_sides(pages: dict[str, Page]) -> None:
    assert "head of Rostec" in squeezed(text(parsed(html(pages["actors/chemezov/index.html"]))))
    assert "headed by Sergey Chemezov as “CEO”, 7 December 2020" in squeezed(
        text(parsed(html(pages["actors/rostec/index.html"])))
    )


def test_events_are_in_order_and_say_how_exact_they_are(pages: dict[str, Page]) -> None:
    tree = parsed(html(pages["events/index.html"]))
    entries = [
        (squeezed(text(it)), it.get("class")) for timeline in classed(tree, "timeline") for it in timeline.iter("li")
    ]
    assert [kind for _, kind in entries] == ["vague", None, "vague"]
    # The signing, "by 8 December 2020", came before the briefing of the 7th, as the curator says.
    assert entries[0][0].startswith("by 8 December 2020 Signing")
    assert entries[1][0].startswith("7 December 2020 “on Monday” Chemezov’s briefing1")
    assert entries[2][0] == "A second deal2 forecast by Sergey Chemezov"


def test_events_that_came_after_each_other_in_a_circle_are_all_shown(made: Dossier) -> None:
    subjects = dict(made.subjects)
    signing = subjects["signing"]
    assert isinstance(signing, Event)
    subjects["signing"] = replace(signing, after=("briefing", "no-such-event"))
    tree = parsed(html(printed(dossier(subjects=subjects))["events/index.html"]))
    assert len(list(next(classed(tree, "timeline")).iter("li"))) == 3


def test_what_changed_is_kept(pages: dict[str, Page]) -> None:
    shown = squeezed(text(parsed(html(pages[routes.CORRECTIONS]))))
    assert shown.index(
        "1 February 2026 Withdrawn: Sergey Chemezov expressed a hope: There were prospects."
    ) < shown.index("1 January 2026 Corrected: TASS writes: Turkey was the first")
    assert "Before, it read: Turkey bought first." in shown
    assert "so far" in html(printed(dossier(facts=(), tensions=(), prose=()))[routes.CORRECTIONS])


def test_a_former_address_leads_on(pages: dict[str, Page]) -> None:
    assert pages["facts/done-and-over/index.html"].links == ("facts/executed/index.html",)
    assert pages["actors/tschemesow/index.html"].links == ("actors/chemezov/index.html",)


def test_the_search_finds_names_in_every_spelling(pages: dict[str, Page]) -> None:
    assert pages["actors/chemezov/index.html"].text == "Sergey Chemezov · Sergei Chemezov · Chemezov"
    assert pages["facts/executed/index.html"].text == "The first S-400 contract was fully executed."
    said = {it.anchor: it.text for it in pages["actors/chemezov/index.html"].sections}
    assert "fully executed" in said["said"]
    assert said["notes"] == ""


def test_hostile_text_stays_text(made: Dossier) -> None:
    """Markup, templates and scripts in every field come out as the characters they are."""
    bad = Voice("chemezov")
    first = replace(
        made.sources["tass-2020-12-07"],
        title=HOSTILE,
        author=HOSTILE,
        rights=HOSTILE,
        reposted=HOSTILE,
        url="javascript:alert(1)",
        archived="data:text/html,<script>1</script>",
        inferred=(Inference(HOSTILE, HOSTILE, ()),),
        not_used=tuple(replace(it, because=HOSTILE) for it in made.sources["tass-2020-12-07"].not_used),
    )
    hostile = source("hostile", f"{HOSTILE}\n{HOSTILE}".replace("\n", " end.\n"), title=HOSTILE, show=Show.FULL)
    subjects: dict[str, Subject] = {
        id_: replace(it, label=f"{it.label} {HOSTILE}", kind=HOSTILE, names=(Name(HOSTILE, HOSTILE, (), HERE),))
        for id_, it in made.subjects.items()
    }
    subjects["done"] = Topic(id="done", label=HOSTILE, place=HERE, stances=MappingProxyType({"yes": HOSTILE}))
    facts = tuple(
        replace(
            it,
            property=it.property if it.aspect is not Aspect.RELATION else HOSTILE,
            says=HOSTILE if it.says else None,
            because=HOSTILE,
            printed=HOSTILE,
            confidence=HOSTILE,
            reads=MappingProxyType({"Turkey": HOSTILE}),
            inferred=(Inference(HOSTILE, HOSTILE, ()),),
            accepted=MappingProxyType({HOSTILE: HOSTILE}),
            citations=tuple(replace(c, supports=HOSTILE, translation=HOSTILE) for c in it.citations),
            value=replace(it.value, text=HOSTILE, quantity=None, date=None, qualifier=HOSTILE, condition=HOSTILE)
            if it.value and not it.value.unknown
            else it.value,
            withdrawn=Change(date("2026-01-01"), HOSTILE, HOSTILE),
            corrected=(Change(date("2026-01-01"), HOSTILE, HOSTILE),),
        )
        for it in made.facts
    )
    facts += (fact("bad", Aspect.SAYS, "s-400", cite(hostile, HOSTILE), says=HOSTILE, voice=bad),)
    it = dossier(
        sources={**made.sources, first.id: first, "hostile": hostile},
        subjects=subjects,
        facts=facts,
        imprint=Imprint(HOSTILE, HOSTILE, (HOSTILE,), HOSTILE, HOSTILE, None, "en", "javascript:alert(1)"),
        tensions=(Tension("t", ("bad", "s-400"), HOSTILE, True, HERE),),
    )
    problem = Problem(Code.BAD_ID, Place(HOSTILE), HOSTILE, HOSTILE, (HOSTILE,))
    contents = [html(page) for page in printed(it).values()] + list(narrated(it).values())
    contents += [html(publish.problem_page((problem,), HOSTILE)), publish.banner((problem,))]
    for content in contents:
        for element in parsed(content).iter():
            assert element.tag not in ("script", "img"), content[:200]
            assert not any(name.startswith("on") for name in element.attrib)
            assert not element.get("href", "").startswith(("javascript:", "data:"))
        assert "49" not in re.sub(r"at-\d+-\d+|\d{4,}", "", content) or "7 * 7" in content
    titles = [page.title for page in printed(it).values()]
    assert any("<script>alert(1)</script>" in title for title in titles)


def test_only_addresses_of_the_web_are_linked(made: Dossier) -> None:
    for url, linked in (
        ("https://example.org/x", True),
        ("HTTP://example.org", True),
        ("ftp://x", False),
        ("//x", False),
    ):
        sources = {**made.sources, "haber": replace(made.sources["haber"], url=url)}
        content = html(printed(dossier(sources=sources))["sources/haber/index.html"])
        assert (f'href="{url}"' in content) == linked
        assert url in content


def test_designations_stay_on_one_line() -> None:
    assert kept("The S-400 & MAKS-2021") == Markup(
        'The <span class="nb">S-400</span> &amp; <span class="nb">MAKS-2021</span>'
    )
    assert kept("<b>F-35</b>") == Markup('&lt;b&gt;<span class="nb">F-35</span>&lt;/b&gt;')


def test_the_same_dossier_is_printed_the_same() -> None:
    assert publish.publish(loaded(dossier())) == publish.publish(loaded(dossier()))


def test_without_a_source_there_are_no_pages() -> None:
    empty = Loaded(None, None, (), (), "")
    assert publish.publish(empty).pages == ()
    assert [path for path, _ in publish.publish(empty).files] == [routes.STYLESHEET, routes.SCRIPT]


def test_problems_are_told_all_at_once() -> None:
    problems = (
        Problem(Code.QUOTE_MISSING, HERE, "It is not there.", "Look again.", ("a ^ b",)),
        Problem(Code.SOURCE_UNLOCKED, HERE, "No lock.", "Run `dossier lock`."),
    )
    page = publish.problem_page(problems, "2 sources; 1 error, 1 warning")
    shown = squeezed(text(parsed(html(page))))
    assert page.path == routes.OVERVIEW
    assert "sources/facts/sheet.yml:7:3 error: It is not there. [quote-missing]" in shown
    assert "→ Look again." in shown
    assert "1 error, 1 warning in this dossier" in text(parsed(publish.banner(problems)))


def test_templates_only_print() -> None:
    """They neither trust a text nor sort, filter or look up; and they load nothing."""
    for template in sorted((PAGES / "templates").glob("*.html")):
        content = template.read_text("utf-8")
        for word in (
            "| safe",
            "|safe",
            "autoescape",
            "| sort",
            "selectattr",
            "groupby",
            "rejectattr",
            "<script",
            "<style",
        ):
            assert word not in content, (template.name, word)
        assert not re.search(r"\bon[a-z]+=", content)
        # All that Page.anchors and Page.links are read from stands in quotation marks.
        assert not re.search(r"<[^>]*\s(?:href|id)=[^\"]", content), template.name


def test_the_assets_are_small_and_ask_no_host() -> None:
    files = dict(publish.publish(Loaded(None, None, (), (), "")).files)
    assert sum(map(len, files.values())) < 30_000
    for content in files.values():
        assert b"url(" not in content
        assert b"//" not in content.replace(b"\n//", b"")
        assert b"@import" not in content
        assert b"fetch" not in content


def _luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(a: str, b: str) -> float:
    light, dark = sorted((_luminance(a), _luminance(b)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", ["default", "slate"])
def test_colours_have_the_contrast_that_reading_needs(scheme: str) -> None:
    css = (PAGES / "assets" / "dossier.css").read_text("utf-8")
    # The theme names no scheme where the curator has set no palette: the light one is that of the root.
    light = scheme == "default"
    block = re.search(
        rf'^{":root, " * light}\[data-md-color-scheme="{scheme}"\] \{{(.*?)\}}', css, re.DOTALL | re.MULTILINE
    )
    both = re.search(r"^:root, \[data-md-color-scheme\] \{(.*?)\}", css, re.DOTALL | re.MULTILINE)
    assert block
    assert both
    colour = dict(re.findall(r"--d-([\w-]+): (#[0-9a-f]{6});", block[1] + both[1]))
    for ink, grounds in {
        "ink": ("paper", "panel", "tint"),
        "soft": ("paper", "panel", "tint"),
        "accent": ("paper", "panel", "tint"),
        "warn": ("paper", "panel", "tint"),
        "mark-ink": ("mark",),
    }.items():
        for ground in grounds:
            assert contrast(colour[ink], colour[ground]) >= 4.5, (scheme, ink, ground)
    # What marks used words is no text, but has to be seen.
    assert contrast(colour["edge"], colour["paper"]) >= 3
