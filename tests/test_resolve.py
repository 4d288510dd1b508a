"""resolve: what a fact inherits, what it is about, and the address it keeps."""

from __future__ import annotations

import dataclasses
import json
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, get_args, get_type_hints

import pytest

from mkdocs_dossier import dates, entries, load, routes
from mkdocs_dossier.entries import Entry
from mkdocs_dossier.model import (
    Act,
    Aspect,
    Change,
    Citation,
    Dossier,
    Event,
    Fact,
    Inference,
    Passage,
    Voice,
)
from mkdocs_dossier.problems import Code, Place
from test_checks import MENDED
from test_golden import BASE

Load = Callable[..., Dossier]


@pytest.fixture
def dossier(tmp_path: Path) -> Load:
    """`dossier(yaml, problems=…)`: the base with one more file of the sheet, which has just these problems.

    Whether its facts are proven is not asked here.
    """

    def loaded(more: str, problems: tuple[str, ...] = ()) -> Dossier:
        folder = shutil.copytree(BASE, tmp_path / "dossier", dirs_exist_ok=True)
        (folder / "sources/facts/more.yml").write_text(more, "utf-8")
        found = load.load(folder / "sources/facts", folder)
        assert tuple(it.code.value for it in found.problems if it.code not in MENDED) == problems
        assert found.dossier is not None
        return found.dossier

    return loaded


def test_what_an_event_states_its_facts_inherit(dossier: Load) -> None:
    made = dossier(
        """
        events:
          talk:
            title: Talk
            date: 2019-05-03
            by: holm
            via: [lantern]
            reads: {she: holm}
            cite: {lantern-2019-05-03: she said}
            facts:
              - {id: inherits, says: A., cite: {lantern-2019-05-03: 36 cars}}
              - {id: own-voice, says: B., by: brandt, cite: {lantern-2019-05-03: 36 cars}}
              - {id: no-voice, says: C., by: source, cite: {lantern-2019-05-03: 36 cars}}
              - {id: own-hands, says: D., via: [courier], cite: {lantern-2019-05-03: 36 cars}}
        facts:
          - {id: elsewhere, says: E., event: talk, cite: {lantern-2019-05-03: 36 cars}}
        """
    ).by_key
    voices = {key: made[key].voice for key in ("inherits", "own-voice", "no-voice", "own-hands", "elsewhere")}
    assert {key: voice.by for key, voice in voices.items()} == {
        "inherits": "holm",
        "own-voice": "brandt",
        "no-voice": None,
        "own-hands": "holm",
        "elsewhere": "holm",
    }
    assert voices["inherits"].via == voices["elsewhere"].via == ("lantern",)
    assert voices["own-hands"].via == ("courier",)
    # Who speaks for himself, or is the article, was passed on by nobody whom the event names.
    assert voices["own-voice"].via == voices["no-voice"].via == ()
    assert voices["no-voice"].said is None
    assert str(voices["inherits"].said and voices["inherits"].said.edtf) == "2019-05-03"
    assert made["inherits"].event == made["elsewhere"].event == "talk"


def test_an_event_s_words_are_read_only_where_they_stand(dossier: Load) -> None:
    made = dossier(
        """
        events:
          talk:
            title: Talk
            date: 2019-05-03
            by: holm
            reads: {she: holm, the ferry: aurelia, council: brandt, yard: aurelia}
            cite: {lantern-2019-05-03: told reporters on Friday}
            facts:
              - {id: both, says: A., cite: {lantern-2019-05-03: [The ferry carries up to 240 passengers, she said]}}
              - {id: inside-a-word, says: B., by: source, cite: {lantern-2019-05-03: the head of the Norrvik shipyard}}
              - id: own
                says: C.
                by: brandt
                reads: {council: lindmark}
                cite: {lantern-2019-05-03: council wants cheaper ships}
        """
    ).by_key
    assert dict(made["both"].reads) == {"she": "holm", "the ferry": "aurelia"}
    assert made["both"].about == ("holm", "aurelia")
    assert dict(made["inside-a-word"].reads) == {}
    assert made["inside-a-word"].about == ("norrvik",)
    assert dict(made["own"].reads) == {"council": "lindmark"}


def test_a_name_is_seen_where_the_article_breaks_its_line(tmp_path: Path) -> None:
    folder = shutil.copytree(BASE, tmp_path / "dossier")
    article = folder / "sources/articles/lantern-2019-05-03.txt"
    article.write_text(article.read_text("utf-8").replace("Ada Holm", "Ada\nHolm"), "utf-8")
    more = "facts: [{id: one, says: She told them., cite: {lantern-2019-05-03: 'Ada Holm, told reporters'}}]"
    (folder / "sources/facts/more.yml").write_text(more, "utf-8")
    made = load.load(folder / "sources/facts", folder).dossier
    assert made is not None
    assert made.by_key["one"].citations[0].words == ("Ada\nHolm, told reporters",)
    assert made.by_key["one"].about == ("holm",)


def test_about_comes_from_names_in_the_sentence_the_quotes_and_what_they_refer_to(dossier: Load) -> None:
    made = dossier(
        """
        facts:
          - id: told
            says: Holm’s yard is ready.
            reads: {it: aurelia, she: holm, then: in the spring}
            about: [readiness]
            cite: {lantern-2019-05-03: The ferry Aurelia has left the dock}
          - id: whole-words
            says: Lindmarkers and Norrvik’s people cheer.
            cite: {lantern-2019-05-03: 36 cars}
          - id: without-spaces
            says: 船员说霍尔姆的Aurelia号来了。
            cite: {lantern-2019-05-03: 36 cars}
        actors:
          master: {kind: person, name: 霍尔姆}
        """,
        problems=("name-not-found",),
    ).by_key
    assert made["told"].about == ("aurelia", "readiness", "holm")
    assert made["whole-words"].about == ("norrvik",)
    assert made["without-spaces"].about == ("master", "aurelia")


def test_the_longest_name_is_the_one_that_is_meant(dossier: Load) -> None:
    made = dossier(
        """
        actors:
          council: {name: town council}
          town: {name: town}
        facts:
          - {id: one, says: The town council said no., cite: {lantern-2019-05-03: 36 cars}}
          - {id: two, says: The town said no., cite: {lantern-2019-05-03: 36 cars}}
        """
    ).by_key
    assert made["one"].about == ("council",)
    assert made["two"].about == ("town",)


def test_a_name_inside_a_longer_name_of_somebody_else_is_not_his(dossier: Load) -> None:
    made = dossier(
        """
        actors:
          council: {name: town council}
          town: {name: town}
          day: {name: May 3}
          month: {name: May}
        """
    )
    assert made.sources["lantern-2019-05-03"].text.count("town") == 1
    assert [it.source for it in made.subjects["council"].names[0].found] == ["lantern-2019-05-03"]
    assert [it.source for it in made.subjects["town"].names[0].found] == ["courier-2019-05-05"]
    # What stands nowhere else does stand in a source.
    assert len(made.subjects["month"].names[0].found) == 1


def test_addresses_are_by_subject_property_and_source_and_do_not_move(dossier: Load) -> None:
    first = dossier("properties: {length: {kind: text}}\n")
    keys = [fact.key for fact in first.facts]
    assert {
        "holm/head of/norrvik/lantern-2019-05-03",
        "aurelia/passengers/lantern-2019-05-03",
        "aurelia/passengers/courier-2019-05-05",
        "launch/date/lantern-2019-05-03",
        "launch/speaker/holm",
        "lantern-2019-05-03/publisher",
        "left-the-dock",
    } <= set(keys)
    # What is added elsewhere, or a quote that is made longer, moves no address.
    second = dossier("facts:\n  - {id: one, says: It holds cars., cite: {lantern-2019-05-03: and 36 cars}}\n")
    assert [fact.key for fact in second.facts if fact.key != "one"] == keys


CARS = "{property: use, value: cars, cite: {lantern-2019-05-03: 36 cars}}"
PASSENGERS = "{property: use, value: passengers, qualifier: up to, cite: {lantern-2019-05-03: up to 240 passengers}}"
BUS = "{property: use, value: cars, by: holm, cite: {lantern-2019-05-03: and 36 cars}}"


def uses(dossier: Load, *values: str, problems: tuple[str, ...] = ()) -> dict[str, Fact]:
    """The facts of some values of a subject, by key."""
    listed = "".join(f"\n              - {value}" for value in values)
    made = dossier(
        f"""
        properties: {{use: {{kind: text}}}}
        systems:
          tender:
            name: second ferry
            values:{listed}
        """,
        problems,
    )
    return {fact.key: fact for fact in made.facts if fact.subject == "tender" and fact.aspect is Aspect.VALUE}


def test_two_values_of_one_source_have_addresses_that_do_not_depend_on_their_order(dossier: Load) -> None:
    bare = "tender/use/lantern-2019-05-03"
    assert set(uses(dossier, CARS)) == {bare}
    two = uses(dossier, CARS, PASSENGERS)
    assert set(two) == {f"{bare}/cars", f"{bare}/up to passengers"}
    assert set(uses(dossier, PASSENGERS, CARS)) == set(two)
    # One more renames none, though it has the same value.
    assert set(uses(dossier, BUS, PASSENGERS, CARS)) == {*two, f"{bare}/cars holm"}
    # What led to the one that there was leads to the first now.
    assert [fact.formerly for fact in two.values()] == [(bare,), ()]
    assert routes.fact_anchors(two[f"{bare}/cars"]) == (
        "tender--use--lantern-2019-05-03--cars",
        "tender--use--lantern-2019-05-03",
    )


def test_what_is_told_twice_in_the_same_words_is_a_problem(dossier: Load) -> None:
    made = uses(dossier, CARS, CARS, "{property: use, unknown: true}", problems=("duplicate-id",))
    assert list(made) == ["tender/use/lantern-2019-05-03/cars", "tender/use"]


@pytest.mark.parametrize(
    ("one", "other"), [("-5 °C", "5 °C"), ("$5", "€5"), ("5 %", "5"), ("+5", "-5"), ("5 km/h", "5 km"), ("−5", "5")]
)
def test_signs_that_change_a_value_are_part_of_its_address(one: str, other: str) -> None:
    assert routes.slug(one) != routes.slug(other)
    assert routes.slug(f"up to {one}") != routes.slug(f"up to {other}")


def test_signs_that_only_part_words_are_not() -> None:
    assert routes.slug("S-400’s range: 20-30 km (at sea)") == "s-400-s-range-20-30-km-at-sea"


def test_dates_that_sources_give_differently_are_facts_each(dossier: Load) -> None:
    made = dossier(
        """
        events:
          voyage:
            title: First voyage
            date:
              - {date: 2019-06, printed: in June, cite: {courier-2019-05-05: The Aurelia sails in June}}
              - {date: 2019-05-03, cite: {lantern-2019-05-03: "LINDMARK, May 3"}}
          contract:
            title: Contract
            date: [..2019-05]
            cite: {courier-2019-05-05: The new ferry}
        """
    )
    facts = [fact for fact in made.by_subject["voyage"] if fact.aspect is Aspect.DATE]
    assert [(fact.date and fact.date.edtf, fact.printed) for fact in facts] == [
        ("2019-06", "in June"),
        ("2019-05-03", None),
    ]
    voyage, contract = made.subjects["voyage"], made.subjects["contract"]
    assert isinstance(voyage, Event) and isinstance(contract, Event)
    assert voyage.date == facts[0].date
    assert contract.date is not None
    assert contract.date.edtf == "[..2019-05]"


def test_citations_beside_a_date_that_has_its_own_tell_of_the_event(dossier: Load) -> None:
    made = dossier(
        """
        events:
          voyage:
            title: First voyage
            date: [{date: 2019-06, cite: {courier-2019-05-05: The Aurelia sails in June}}]
            cite: {lantern-2019-05-03: the dock}
        documents:
          plan:
            title: Plan of the voyage
            date: [{date: 2019-06, cite: {courier-2019-05-05: sails in June}}]
            cite: {lantern-2019-05-03: a well-lit deck}
        """
    )
    words = {
        (fact.subject, fact.aspect): [it.words for it in fact.citations]
        for fact in made.facts
        if fact.subject in ("voyage", "plan")
    }
    assert words == {
        ("voyage", Aspect.DATE): [("The Aurelia sails in June",)],
        ("voyage", Aspect.OCCURRENCE): [("the dock",)],
        ("plan", Aspect.DATE): [("sails in June",)],
        ("plan", Aspect.OCCURRENCE): [("a well-lit deck",)],
    }


def test_what_is_inferred_of_a_subject_is_kept_with_its_words(dossier: Load) -> None:
    inferred = "inferred: {%s: {because: So it seems., from: {lantern-2019-05-03: the dock}}}"
    made = dossier(
        f"""
        actors: {{union: {{name: Dockers, {inferred % "name"}}}}}
        systems: {{tender: {{name: Tender, {inferred % "name"}}}}}
        documents: {{plan: {{title: Plan, {inferred % "first"}}}}}
        events:
          voyage: {{title: Voyage, date: 2019-06, {inferred % "date"}}}
          strike: {{title: Strike, {inferred % "place"}}}
        """
    )
    found = {
        id_: [(it.of, it.because, [c.words for c in it.citations]) for it in subject.inferred]
        for id_, subject in made.subjects.items()
        if subject.inferred
    }
    told = "So it seems.", [("the dock",)]
    assert found == {
        "union": [("name", *told)],
        "tender": [("name", *told)],
        "plan": [("first", *told)],
        "strike": [("place", *told)],
    }
    # What is inferred of a date is the date's.
    assert [it.of for it in made.by_key["voyage/date/0"].inferred] == ["date"]


WRONG = "These words stand nowhere"
NEEDED: Mapping[type[Entry], Mapping[str, Any]] = {
    entries.SourceEntry: {"file": "lantern-2019-05-03.txt", "title": "Ferry"},
    entries.PublisherEntry: {"is": "lantern"},
    entries.NotUsedEntry: {"because": "It is a test."},
    entries.InferredEntry: {"because": "It is a test."},
    entries.ActorEntry: {"unnamed": "somebody"},
    entries.SystemEntry: {"name": "Aurelia Two"},
    entries.DocumentEntry: {"title": "Plan"},
    entries.EventEntry: {"title": "Voyage"},
    entries.DateEntry: {"date": "2019-06"},
    entries.ParticipantEntry: {"who": "holm", "role": "guest"},
    entries.RelationEntry: {"is": "head of", "of": "norrvik"},
    entries.ValueEntry: {"property": "passengers", "value": "240"},
    entries.FactEntry: {"id": "a-fact", "says": "It is so."},
}
"""What an entry that holds a citation, or holds one that does, has to have besides."""


def _entry_in(hint: Any) -> type[Entry] | None:
    """The kind of entry that a field holds, one or many."""
    if isinstance(hint, type) and issubclass(hint, Entry):
        return hint
    return next(filter(None, map(_entry_in, get_args(hint))), None)


def _citing(kind: type[Entry]) -> Iterator[tuple[str, Any]]:
    """For every field of an entry that can hold a citation, at any depth: its path, and an entry with `WRONG` there."""
    hints = get_type_hints(kind, include_extras=True)
    for it in dataclasses.fields(kind):
        within = _entry_in(get_type_hints(kind)[it.name])
        alias = next(
            (meta.alias for meta in getattr(hints[it.name], "__metadata__", ()) if hasattr(meta, "alias")), None
        )
        name = alias or it.name
        inner: Iterable[tuple[str, Any]] = ()
        if within is entries.CitationEntry:
            inner = [("", {"lantern-2019-05-03": WRONG})]
        elif kind is entries.NotUsedEntry and it.name == "quote":
            inner = [("", WRONG)]
        elif within is not None:
            inner = _citing(within)
        shape = str(get_type_hints(kind)[it.name])
        for path, made in inner:
            held = {"a-key": made} if shape.startswith("dict") else [made] if shape.startswith("tuple") else made
            yield f"{name}.{path}".rstrip("."), {**NEEDED.get(kind, {}), name: held}


CITING = dict(_citing(entries.Sheet))


def test_every_kind_of_entry_with_citations_is_walked() -> None:
    assert len(CITING) == 39
    assert {
        "sources.publisher.cite",
        "sources.not-used.quote",
        "sources.inferred.from",
        "actors.inferred.from",
        "actors.relations.inferred.from",
        "systems.values.cite",
        "documents.date.cite",
        "documents.facts.cite",
        "events.participants.inferred.from",
        "events.inferred.from",
        "facts.cite",
    } <= set(CITING)


@pytest.mark.parametrize("path", CITING)
def test_wrong_words_are_a_problem_wherever_a_citation_can_stand(path: str, tmp_path: Path) -> None:
    folder = shutil.copytree(BASE, tmp_path / "dossier")
    (folder / "sources/facts/more.yml").write_text(json.dumps(CITING[path]), "utf-8")
    wrong = [it for it in load.load(folder / "sources/facts", folder).problems if WRONG in it.message]
    assert [(it.code, it.place.file) for it in wrong] == [(Code.QUOTE_MISSING, "sources/facts/more.yml")]


def test_a_fact_has_all_that_is_told_of_it(dossier: Load) -> None:
    lines = """
        facts:
          - id: whole
            says: The ferry carries Ada Holm’s cars.
            act: promise
            date: 2019-06
            topic: readiness
            stance: ready
            formerly: [older, oldest]
            by: holm
            via: [lantern, courier]
            event: launch
            printed: on Friday
            reads: {the ferry: aurelia}
            inferred: {cars: {because: They are hers., from: {lantern-2019-05-03: she said}}}
            about: [norrvik]
            confidence: low
            because: Who would know?
            withdrawn: {date: 2019-07-01, because: It sank.}
            corrected:
              - {date: 2019-06-02, because: A slip., was: She carries.}
              - {date: 2019-06-03, because: Another.}
            accepted: {hedge-lost: Nobody doubts it.}
            cite:
              - lantern-2019-05-03: [“The ferry carries, 36 cars]
                supports: cars
                translation: Die Fähre trägt 36 Wagen
              - lantern-2019-05-03: told reporters on Friday
    """
    made = dossier(lines)

    def place(words: str) -> Place:
        before = lines[: lines.index(words)]
        line = before.count("\n") + 1
        return Place("sources/facts/more.yml", line, len(before) - before.rfind("\n"))

    def day(text: str) -> dates.Date:
        found = dates.parse(text)
        assert isinstance(found, dates.Date)
        return found

    def cited(words: tuple[str, ...], at: str, **more: str) -> Citation:
        text = made.sources["lantern-2019-05-03"]
        passages = []
        for part in words:
            start = text.text.index(part)
            end = start + len(part)
            sentence = max(i for i, (first, _) in enumerate(text.sentences) if first <= start)
            paragraph = max(i for i, (first, _) in enumerate(text.paragraphs) if first <= start)
            passages.append(Passage(text.id, start, end, sentence, paragraph))
        return Citation(text.id, words, tuple(passages), place(at), **more)

    assert made.by_key["whole"] == Fact(
        key="whole",
        aspect=Aspect.SAYS,
        subject="launch",
        property="says",
        voice=Voice("holm", ("lantern", "courier"), day("2019-05-03")),
        citations=(
            cited(
                ("“The ferry carries", "36 cars"),
                "[“The ferry carries",
                supports="cars",
                translation="Die Fähre trägt 36 Wagen",
            ),
            cited(("told reporters on Friday",), "told reporters on Friday"),
        ),
        place=place("whole"),
        says="The ferry carries Ada Holm’s cars.",
        date=day("2019-06"),
        event="launch",
        act=Act.PROMISE,
        topics=("readiness",),
        stance="ready",
        about=("holm", "norrvik", "aurelia"),
        reads={"the ferry": "aurelia"},
        printed="on Friday",
        inferred=(Inference("cars", "They are hers.", (cited(("she said",), "she said"),)),),
        confidence="low",
        because="Who would know?",
        withdrawn=Change(day("2019-07-01"), "It sank."),
        corrected=(
            Change(day("2019-06-02"), "A slip.", "She carries."),
            Change(day("2019-06-03"), "Another."),
        ),
        formerly=("older", "oldest"),
        accepted={"hedge-lost": "Nobody doubts it."},
    )


def test_a_source_in_a_language_without_rules_is_counted(tmp_path: Path) -> None:
    folder = shutil.copytree(BASE, tmp_path / "other")
    sources = folder / "sources/facts/sources.yml"
    text = sources.read_text("utf-8")
    head, tail = text.split("courier-2019-05-05:\n")
    sources.write_text(head + "courier-2019-05-05:\n" + tail.replace("language: en", "language: tlh"), "utf-8")
    loaded = load.load(folder / "sources/facts", folder)
    assert loaded.problems == ()
    assert "1 source not checked for guard words (no rules for the language)" in loaded.summary
    assert loaded.dossier is not None
    assert not loaded.dossier.sources["courier-2019-05-05"].checked
