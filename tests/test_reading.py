"""What readers ask of the pages of the two dossiers: who stands where, in which words, and where is who mentioned."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import html5lib
import pytest
from markupsafe import Markup

from mkdocs_dossier import findings, load, publish, routes
from mkdocs_dossier.model import Actor, Aspect, Dossier, Event, Kind, Show, Status, Tension, Topic
from mkdocs_dossier.pages import mentions, prose
from mkdocs_dossier.pages.page import Page
from mkdocs_dossier.problems import Place

ROOT = Path(__file__).parent.parent
ROOTS = {"shipped": ROOT, "other": ROOT / "tests" / "other"}


@cache
def loaded(name: str) -> tuple[Dossier, dict[str, Page]]:
    found = load.load(ROOTS[name] / "sources/facts", ROOTS[name])
    assert found.dossier is not None
    return found.dossier, {page.path: page for page in publish.publish(found).pages}


@pytest.fixture(params=sorted(ROOTS))
def made(request: pytest.FixtureRequest) -> tuple[Dossier, dict[str, Page]]:
    return loaded(request.param)


def section(page: Page, anchor: str) -> Any:
    """The tree of one section of a page."""
    html = next(it.html for it in page.sections if it.anchor == anchor)
    return html5lib.parse(f"<body>{html}</body>", namespaceHTMLElements=False)


def text(tree: Any) -> str:
    return re.sub(r"\s+", " ", "".join(tree.itertext())).strip()


def classed(tree: Any, name: str) -> list[Any]:
    return [it for it in tree.iter() if name in (it.get("class") or "").split()]


def test_a_matrix_has_every_position_that_somebody_took_and_no_other(made: tuple[Dossier, dict[str, Page]]) -> None:
    dossier, pages = made
    seen = 0
    for topic in dossier.of_kind(Topic):
        assert isinstance(topic, Topic)
        page = pages[routes.subject(Kind.TOPIC, topic.id)]
        taken = {
            (fact.voice.by, fact.stance): routes.told_anchor(fact)
            for fact in dossier.by_topic.get(topic.id, ())
            if fact.stance in topic.stances and fact.voice.by and not fact.withdrawn
        }
        if not taken:
            continue
        tree = section(page, "matrix")
        cells = {it.get("id"): it for it in tree.iter("td")}
        for (who, stance), anchor in taken.items():
            cell = cells[routes.position_anchor(who, stance or "", teller=False)]
            assert f"#{anchor}" in [it.get("href") for it in cell.iter("a")]
            assert anchor in page.anchors
            seen += 1
        spoken = [it for id_, it in cells.items() if not id_.startswith("told-by--")]
        assert sum(1 for it in spoken if list(it.iter("a"))) == len(taken)
    assert seen > 10


def test_who_only_tells_of_a_position_is_not_said_to_take_it() -> None:
    dossier, pages = loaded("shipped")
    page = pages[routes.subject(Kind.TOPIC, "keeping-the-system")]
    told = [it for it in dossier.by_topic["keeping-the-system"] if it.voice.by is None and it.stance]
    assert told
    rows = [it for it in section(page, "matrix").iter("tr") if "TASS" in text(it)]
    assert [text(next(iter(it.iter("th")))) for it in rows] == ["told by TASS"]
    assert "told by TASS" in text(html5lib.parse(pages[routes.index(Kind.TOPIC)].lead, namespaceHTMLElements=False))


def test_reports_of_one_fact_stand_in_one_row_with_their_own_words_marked() -> None:
    _, pages = loaded("shipped")
    tree = section(pages[routes.subject(Kind.EVENT, "rt-interview")], "accounts")
    heads = [text(it) for it in tree.iter("th")]
    assert heads == ["unknown publisher, about 24 February 2021", "TASS, 25 February 2021"]
    row = next(it for it in tree.iter("tr") if "ensures the security" in text(it))
    own = [[text(mark) for mark in cell.iter("u")] for cell in row.iter("td")]
    assert own == [["countries"], ["members"]]
    (alone,) = classed(tree, "alone")
    assert not list(alone.iter("u"))


def test_no_words_are_lost_or_doubled_in_the_accounts(made: tuple[Dossier, dict[str, Page]]) -> None:
    dossier, pages = made
    seen = 0
    for event, facts in dossier.by_event.items():
        page = pages[routes.home(dossier, event)]
        anchors = [it.anchor for it in page.sections]
        if "accounts" not in anchors:
            continue
        tree = section(page, "accounts")
        shown = [text(it) for it in tree.iter("q")]
        assert len(set(shown)) == len(shown)
        for citation in (it for fact in facts for it in fact.citations):
            words = re.sub(r"\s+", " ", " […] ".join(citation.words)).strip()
            assert any(words in quote for quote in shown) or len(citation.words) > 1, words
            seen += 1
    assert seen > 20


def test_every_sentence_that_names_an_actor_and_may_be_shown_is_shown(made: tuple[Dossier, dict[str, Page]]) -> None:
    dossier, pages = made
    paged = 0
    for actor in dossier.of_kind(Actor):
        path = routes.mentions(Kind.ACTOR, actor.id)
        page = pages.get(path, pages[routes.subject(Kind.ACTOR, actor.id)])
        paged += path in pages
        html = "".join(it.html for it in page.sections if it.anchor == "mentioned" or it.anchor.startswith("in-"))
        tree = html5lib.parse(f"<body>{html}</body>", namespaceHTMLElements=False)
        shown = [text(it) for it in tree.iter("q")]
        for name in actor.names:
            for passage in name.found:
                source = dossier.sources[passage.source]
                spans = [it for it in source.sentences if it[0] <= passage.start < it[1]]
                cited = any(
                    it.start < end and start < it.end
                    for start, end in spans
                    for fact in dossier.by_source.get(source.id, ())
                    for citation in fact.citations
                    for it in citation.passages
                    if citation.source == source.id
                )
                if spans and source.show is Show.EXCERPTS and cited:
                    assert re.sub(r"\s+", " ", source.text[slice(*spans[0])]).strip() in shown
    assert paged > 1


def test_few_mentions_stand_on_the_page_itself() -> None:
    _, pages = loaded("shipped")
    few = next(it for it in pages[routes.subject(Kind.ACTOR, "putin")].sections if it.anchor == "mentioned")
    assert few.html.count("<q") == 1 <= mentions.FEW
    many = next(it for it in pages[routes.subject(Kind.ACTOR, "turkey")].sections if it.anchor == "mentioned")
    assert "<q" not in many.html
    assert routes.mentions(Kind.ACTOR, "turkey") in pages


def test_who_took_part_in_the_same_events_is_named_with_them() -> None:
    dossier, pages = loaded("shipped")
    tree = section(pages[routes.subject(Kind.ACTOR, "rt")], "companions")
    assert text(tree) == "Sergei Chemezov Chemezov’s interview with RT"
    together = {it.object for it in dossier.by_subject["rt-interview"] if it.aspect is Aspect.PARTICIPATION}
    assert together == {"chemezov", "rt"}


def test_statements_stand_by_topic_each_once_and_the_rest_is_counted() -> None:
    dossier, pages = loaded("shipped")
    tree = section(pages[routes.subject(Kind.ACTOR, "chemezov")], "said")
    said = [it for it in dossier.by_speaker["chemezov"] if it.aspect in (Aspect.SAYS, Aspect.VALUE)]
    shown = [it.get("id") for it in classed(tree, "say")]
    assert len(shown) == len(set(shown)) == 20
    (more,) = [it for it in tree.iter("a") if "by=chemezov" in it.get("href")]
    assert text(more) == f"{len(said) - 20} more statements"
    heads = [text(it) for it in tree.iter("h3")]
    assert heads[0] == "Will Russia deliver more of the S-400 to Turkey?"
    assert len(set(heads)) == len(heads)


def test_an_event_names_its_neighbours_in_time() -> None:
    _, pages = loaded("shipped")
    assert text(section(pages[routes.subject(Kind.EVENT, "rt-interview")], "around")).startswith(
        "Before Kirby’s press briefing 23 February 2021 After "
    )


def test_no_event_stands_before_another_that_may_be_older() -> None:
    _, pages = loaded("shipped")
    tree = section(pages[routes.subject(Kind.EVENT, "first-contract-carried-out")], "around")
    # Erdogan's words of October 2020 stand above it in the list, and its own date is "by 7 December 2020".
    assert text(tree).startswith("Before Russia and Turkey sign the S-400 contract 2017 After Chemezov’s briefing")
    tree = section(pages[routes.subject(Kind.EVENT, "lobbying-contract-signed")], "around")
    assert text(tree) == "After Mikheyev speaks to reporters at MAKS-2021 July 2021"


def test_the_ground_of_an_inference_keeps_its_own_voice() -> None:
    _, pages = loaded("shipped")
    page = pages[routes.subject(Kind.DOCUMENT, "lobbying-contract")]
    (note,) = [text(it) for it in section(page, "notes").iter("li") if "MOSCOW, February 25" in text(it)]
    assert "Reuters" not in note
    page = pages[routes.subject(Kind.EVENT, "own-programme")]
    (note,) = [text(it) for it in section(page, "notes").iter("li") if "not yet ready" in text(it)]
    assert "Fikri Isik; reported by Jane’s" in note


def test_everything_inferred_is_listed() -> None:
    found = load.load(ROOT / "sources/facts", ROOT)
    assert found.dossier is not None and found.findings is not None
    page = next(it for it in found.dossier.prose if it.path == "method.md")
    items, _ = prose.narrate(found.dossier, page, found.findings)
    (block,) = [it for it in items if "The source has the plural only." in it]
    tree = html5lib.parse(f"<body>{block}</body>", namespaceHTMLElements=False)
    assert len(classed(tree, "ground")) == found.findings.counts.inferred


def test_every_name_stands_in_the_index_in_every_spelling(made: tuple[Dossier, dict[str, Page]]) -> None:
    dossier, pages = made
    page = pages[routes.NAMES]
    entries = [
        (next(it.iter("a")).get("href"), text(next(it.iter("a"))))
        for letter in page.sections
        for it in html5lib.parse(f"<body>{letter.html}</body>", namespaceHTMLElements=False).iter("li")
    ]
    for subject in dossier.subjects.values():
        home = routes.relative(routes.home(dossier, subject.id), page.path)
        for name in {subject.label, *(it.text for it in subject.names)}:
            assert (home, re.sub(r"\s+", " ", name)) in entries
    assert len(entries) == len(set(entries))
    letters = [it.heading for it in page.sections if it.anchor != "letter-0"]
    assert letters == sorted(letters)


def test_a_page_does_not_link_to_itself(made: tuple[Dossier, dict[str, Page]]) -> None:
    dossier, pages = made
    for id_ in dossier.subjects:
        page = pages[routes.home(dossier, id_)]
        html = str(Markup().join([page.lead, *(it.html for it in page.sections)]))
        assert 'href="index.html"' not in html, page.path


def test_a_value_in_another_unit_is_shown_in_that_of_the_first_as_well() -> None:
    dossier, pages = loaded("other")
    units = {
        it.value.quantity.unit
        for it in dossier.facts
        if it.subject == "merrow-45" and it.property == "range" and it.value and it.value.quantity
    }
    tree = section(pages[routes.DISAGREEMENTS], routes.disagreement_anchor("merrow-45", "range"))
    shown = [text(it) for it in classed(tree, "versus-value")]
    assert len(units) > 1
    assert any("≈" in it or "=" in it for it in shown), shown
    assert not any("=" in it or "≈" in it for it in shown[:1])


def test_the_front_page_names_what_is_contested() -> None:
    found = load.load(ROOT / "sources/facts", ROOT)
    assert found.dossier is not None
    assert found.findings is not None
    page = next(it for it in found.dossier.prose if it.path == "index.md")
    items, _ = prose.narrate(found.dossier, page, found.findings)
    (block,) = [html for html in items if "What is contested" in html]
    tree = html5lib.parse(f"<body>{block}</body>", namespaceHTMLElements=False)
    lines = [text(it) for it in tree.iter("li")]
    assert (
        lines[1]
        == "S-400 Triumf, engagement altitude: up to 35 km / up to 30 km under intensive enemy fire and jamming"
    )
    assert lines[-1] == "All disagreements · All questions"
    assert len(lines) == 3 + 4 + 1


def test_a_source_tells_how_it_knows_and_how_much_of_it_is_printed() -> None:
    dossier, pages = loaded("shipped")
    page = pages[routes.subject(Kind.SOURCE, "tass-2021-02-25")]
    record = text(section(page, "record"))
    quoted = [
        it for it in dossier.by_source["tass-2021-02-25"] if it.voice.by == "chemezov" and it.voice.via == ("rt",)
    ]
    assert f"{len(quoted)} facts from Sergei Chemezov, through RT" in record
    assert "Printed here are 100% of its" in text(section(page, "text"))


def test_what_the_curator_says_of_a_disagreement_stands_with_it() -> None:
    found = load.load(ROOT / "sources/facts", ROOT)
    assert found.dossier is not None
    note = Tension("why", ("s-400",), "One names a condition.", True, Place("f.yml"), "engagement altitude")
    told = replace(found.dossier, tensions=(*found.dossier.tensions, note))
    made = {it.path: it for it in publish.publish(replace(found, dossier=told)).pages}
    page = made[routes.DISAGREEMENTS]
    tree = section(page, routes.disagreement_anchor("s-400", "engagement altitude"))
    assert "Why both may be said: One names a condition." in text(tree)
    assert "One names a condition." not in text(section(page, "tensions"))


def test_relations_that_exclude_each_other_stand_side_by_side() -> None:
    found = load.load(ROOT / "sources/facts", ROOT)
    assert found.dossier is not None
    owned = next(it for it in found.dossier.facts if it.property == "owned by")
    turned = replace(owned, key="turned", subject=owned.object or "", object=owned.subject)
    told = replace(found.dossier, facts=(*found.dossier.facts, turned))
    made = {it.path: it for it in publish.publish(replace(found, dossier=told, findings=findings.find(told))).pages}
    anchor = routes.contradiction_anchor(owned.subject, "owned by", "turned", owned.object or "")
    tree = section(made[routes.DISAGREEMENTS], anchor)
    assert text(tree).startswith("Each of the two is said to be “owned by” the other.")
    assert [text(it) for it in classed(tree, "versus-value")] == ["Rostec, owned by Russia", "Russia, owned by Rostec"]


def test_what_is_only_alleged_or_forecast_is_said_to_be(made: tuple[Dossier, dict[str, Page]]) -> None:
    dossier, pages = made
    badges = 0
    for actor in dossier.of_kind(Actor):
        page = pages[routes.subject(Kind.ACTOR, actor.id)]
        if "events" not in [it.anchor for it in page.sections]:
            continue
        for line in section(page, "events").iter("li"):
            target = next(iter(line.iter("a"))).get("href")
            event = next(it for it in dossier.of_kind(Event) if f"/{it.id}/" in target)
            assert isinstance(event, Event)
            assert bool(classed(line, "badge")) == (event.status is not Status.HAPPENED)
            badges += len(classed(line, "badge"))
    assert badges


def test_a_value_that_only_a_speaker_gives_is_named_with_the_speaker_on_the_front_page() -> None:
    found = load.load(ROOT / "sources/facts", ROOT)
    assert found.dossier is not None
    facts = tuple(
        replace(it, voice=replace(it.voice, by="isik")) if it.property == "engagement altitude" else it
        for it in found.dossier.facts
    )
    told = replace(found.dossier, facts=facts)
    page = next(it for it in told.prose if it.path == "index.md")
    items, _ = prose.narrate(told, page, findings.find(told))
    (block,) = [it for it in items if "What is contested" in it]
    tree = html5lib.parse(f"<body>{block}</body>", namespaceHTMLElements=False)
    assert "engagement altitude: up to 35 km (Fikri Isik) / up to 30 km under" in text(tree)
