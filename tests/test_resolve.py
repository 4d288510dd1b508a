"""resolve: what a fact inherits, what it is about, and the address it keeps."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from mkdocs_dossier import load
from mkdocs_dossier.model import Aspect, Dossier, Event
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
    assert dict(made["inherits"].reads) == {"she": "holm"}


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
        """
    ).by_key
    assert made["told"].about == ("aurelia", "readiness", "holm")
    assert made["whole-words"].about == ("norrvik",)


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


def test_two_values_of_one_source_have_two_addresses(dossier: Load) -> None:
    made = dossier(
        """
        properties: {use: {kind: text}}
        systems:
          tender:
            name: second ferry
            values:
              - {property: use, value: cars, cite: {lantern-2019-05-03: 36 cars}}
              - {property: use, value: passengers, cite: {lantern-2019-05-03: 240 passengers}}
        """
    )
    keys = [fact.key for fact in made.facts if fact.subject == "tender" and fact.aspect is Aspect.VALUE]
    assert keys == ["tender/use/lantern-2019-05-03", "tender/use/lantern-2019-05-03/2"]


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
