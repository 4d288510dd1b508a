"""The checks that prove facts: each golden case of one, mended as its remedy says, has no problem any more.

What fails stands in `golden/problems`, one file for each code. Here stands what is written there instead.
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from pathlib import Path

import pytest

from mkdocs_dossier import checks, dates, languages
from mkdocs_dossier.checks import calendar, proof, terms
from mkdocs_dossier.problems import Code
from test_golden import BASE, PROBLEMS, loaded, prepared

FERRY, MORE = "ferry.yml", "more.yml"

MENDED: dict[Code, tuple[str, str, str]] = {
    Code.EXPLAINS_NOTHING: (
        FERRY,
        "  why-two-costs:\n    between: [aurelia]\n    property: costs\n    note: One counts the quay.\n",
        "",
    ),
    Code.SHOWN_TOO_MUCH: (FERRY, "show-at-most: 60", "show-at-most: 80"),
    Code.NUMBER_NOT_QUOTED: (MORE, "250", "240"),
    Code.VALUE_NOT_QUOTED: (FERRY, "230 passengers", "220 people"),
    Code.QUALIFIER_LOST: (FERRY, "value: 240 passengers\n", "value: 240 passengers\n        qualifier: up to\n"),
    Code.PROPERTY_NOT_QUOTED: (FERRY, "words: [crew]", "words: [carries, takes]"),
    Code.NAME_NOT_QUOTED: (FERRY, "says: Jon Brandt gave", "says: The head of the shipyard gave"),
    Code.NEGATION_DIFFERS: (FERRY, "council approved the", "council never approved the"),
    Code.HEDGE_LOST: (MORE, "The council got", "The council would prefer"),
    Code.NAMES_TURNED: (MORE, "Lindmark paid Norrvik for the quay", "Lindmark was paid by Norrvik for the quay"),
    Code.READ_OTHERWISE: (FERRY, "{Ada Holm: brandt}", "{Ada Holm: holm}"),
    Code.VERB_EXCHANGED: (MORE, "is owned by", "is part of"),
    Code.OPPOSITE_SAID: (MORE, "ferry rose", "ferry dropped"),
    Code.NUMBERS_TURNED: (MORE, "412 people in 2017 and 655", "655 people in 2017 and 412"),
    Code.POSITION_ELSEWHERE: (MORE, "stance: taxes", "stance: fees"),
    Code.DATE_NOT_QUOTED: (MORE, "2019-07", "2019-06"),
    Code.PRINTED_NOT_QUOTED: (FERRY, "printed: late on Friday", "printed: reporters on Friday"),
    Code.WEEKDAY_WRONG: (FERRY, "date: 2019-05-04", "date: 2019-05-03"),
    Code.EVENT_NOT_PAST: (MORE, "    date:", "    status: announced\n    date:"),
    Code.EVENT_NOT_AHEAD: (MORE, "    status: announced\n", ""),
    Code.EVENT_ORDER: (FERRY, "    after: [first-voyage]\n", ""),
    Code.SPEAKER_NOT_NAMED: (MORE, "by: brandt", "by: holm"),
    Code.SPEAKER_MISSING: (MORE, "    cite:", "    by: holm\n    cite:"),
    Code.HAND_NOT_NAMED: (FERRY, "via: courier", "via: lantern"),
    Code.NOT_AT_EVENT: (FERRY, "says: Ada Holm gave no answer.", "by: source\n        says: Ada Holm gave no answer."),
    Code.RELATION_NOT_QUOTED: (FERRY, "words: [mayor]", "words: [mayor, head]"),
    Code.RELATION_TURNED: (FERRY, "{is: owned by,", "{is: owner of,"),
    Code.INFERRED_UNUSED: (FERRY, "        inferred: {Aurelia: {because: The harbour has no other ferry.}}\n", ""),
    Code.SENTENCES_OPEN: (FERRY, "coverage: 100", "coverage: 70"),
    Code.ACCEPTED_NOTHING: (FERRY, "    accepted: {hedge-lost: It is certain., quote-missing: It is there.}\n", ""),
    Code.PROSE_NOT_CITED: (
        "../../docs/index.md",
        "It cost €14 million, in 2019.\n\nNobody asked Ada Holm.\n",
        '[[courier-2019-05-05|In 2019]] it cost €14 million.[@courier-2019-05-05 "the Aurelia cost €14 million"]\n\n'
        "Nobody asked [[holm]].\n",
    ),
}


@pytest.mark.parametrize("code", MENDED)
def test_mended_as_the_remedy_says_nothing_is_left(code: Code, tmp_path: Path) -> None:
    folder = prepared(PROBLEMS / f"{code.value}.txt", tmp_path / "dossier")
    assert {problem.code for problem in loaded(folder).problems} >= {code}
    name, old, new = MENDED[code]
    file = folder / "sources" / "facts" / name
    text = file.read_text("utf-8")
    assert text.count(old) == 1
    file.write_text(text.replace(old, new), "utf-8")
    if code is Code.VALUE_NOT_QUOTED:
        # "people" are not "passengers": the unit is the quote's, too.
        assert [problem.code for problem in loaded(folder).problems] == [code]
        file.write_text(text.replace(old, "220 passengers"), "utf-8")
    assert [f"{problem.place} {problem.message}" for problem in loaded(folder).problems] == []


# Open sentences and pages are of no fact that could accept them; a relation in braces is no place for a line more.
@pytest.mark.parametrize(
    "code",
    [
        code
        for code in MENDED
        if code.severity.value == "warning"
        and code not in (Code.SENTENCES_OPEN, Code.SHOWN_TOO_MUCH, Code.RELATION_TURNED, Code.PROSE_NOT_CITED)
    ],
)
def test_a_warning_of_a_fact_is_accepted_with_a_reason(code: Code, tmp_path: Path) -> None:
    folder = prepared(PROBLEMS / f"{code.value}.txt", tmp_path / "dossier")
    first, *_ = (problem for problem in loaded(folder).problems if problem.code is code)
    file = folder / first.place.file
    lines = file.read_text("utf-8").split("\n")
    above = (n for n in range(first.place.line - 1, -1, -1) if lines[n].strip().startswith("cite"))
    # These two point at the entry, not at its quote.
    cite = first.place.line if code in (Code.HAND_NOT_NAMED, Code.POSITION_ELSEWHERE) else next(above)
    indent = lines[cite][: len(lines[cite]) - len(lines[cite].lstrip())]
    lines.insert(cite, f"{indent}accepted: {{{code.value}: It is known to be so.}}")
    file.write_text("\n".join(lines), "utf-8")
    left = [problem.code for problem in loaded(folder).problems]
    assert first not in loaded(folder).problems
    assert Code.ACCEPTED_NOTHING not in left


def test_every_check_says_its_rule_and_can_fail() -> None:
    rules = [check.__doc__ or "" for check in checks.CHECKS]
    assert all(len(rule.split(".")[0].split()) > 6 for rule in rules)
    assert len(set(rules)) == len(rules) == len(checks.CHECKS)
    source = "".join(
        (Path(checks.__file__).parent / f"{name}.py").read_text("utf-8")
        for name in ("sources", "proof", "turns", "readings", "positions", "days", "voices", "pages")
    )
    raised = {code for code in Code if f"Code.{code.name}," in source}
    assert raised <= {*MENDED, Code.SOURCE_CHANGED}


ENGLISH = languages.language("en")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("purchase", "purchasing", True),
        ("plan", "planned", True),
        ("defence", "defense", True),
        ("programme", "programs", True),
        ("organised", "organize", True),
        ("direct", "direction", True),
        ("sheet", "sheeet", False),
        ("better", "battery", False),
        ("threat", "three", False),
        ("change", "remarks", False),
        ("in", "started", False),
    ],
)
def test_words_are_related_by_endings_and_spelling_alone(one: str, other: str, same: bool) -> None:
    assert ENGLISH
    assert terms.related(one, other, ENGLISH) is terms.related(other, one, ENGLISH) is same


@pytest.mark.parametrize(
    ("ours", "theirs", "equal"),
    [
        ("It did not threaten anybody.", "It threatens nobody", True),
        ("It threatened somebody.", "It threatens nobody", False),
        ("She denied that it burns.", "it does not burn", True),
        ("The two are not compatible.", "the two are incompatible", True),
        ("The two are compatible.", "the two are incompatible", False),
        ("It is not only quick.", "It is quick", True),
        (
            "He told the agency that it could sail.",
            "who asked not to be named, told the agency that it could sail",
            True,
        ),
    ],
)
def test_negations_are_counted_beside_those_of_the_quote(ours: str, theirs: str, equal: bool) -> None:
    assert ENGLISH
    mine, other = terms.negations(ours, theirs, ENGLISH), terms.negations(theirs, ours, ENGLISH)
    assert (mine[0] <= other[1] and other[0] <= mine[1]) is equal


@pytest.mark.parametrize(
    ("quote", "senses"),
    [
        ("it plans to sail", {"plan"}),
        ("it will sail", {"future"}),
        ("it cannot sail", {"possible"}),
        ("asked whether it sails", {"condition"}),
        ("they urged it to sail", {"demand"}),
        ("in May it sails", set[str]()),
    ],
)
def test_hedges_are_read_off_the_words(quote: str, senses: set[str]) -> None:
    assert ENGLISH
    found = terms.senses(quote, ENGLISH)
    assert found == senses or (quote.startswith("asked") and found <= senses)


def test_a_question_that_is_only_told_of_is_no_part_of_the_answer() -> None:
    assert ENGLISH
    assert terms.answered("When asked whether it may sail, she said that it does", ENGLISH).split() == [
        "she", "said", "that", "it", "does",
    ]  # fmt: skip
    assert terms.answered("He asked for bread, and got it", ENGLISH) == "He asked for bread, and got it"


@pytest.mark.parametrize(
    ("text", "meanings"),
    [
        ("€12.5 million", {("12500000", "EUR", False, False)}),
        ("12.5 million euros", {("12500000", "EUR", False, False)}),
        ("$750,000", {("750000", "USD", False, False)}),
        ("100%", {("100", "", True, False)}),
        ("100 per cent", {("100", "", True, False)}),
        ("the second of two", {("2", "", False, True), ("2", "", False, False)}),
        ("one of them", set[tuple[str, str, bool, bool]]()),
        ("twenty-four", {("24", "", False, False)}),
        ("two hundred and six", {("206", "", False, False)}),
        ("two and six", {("2", "", False, False), ("6", "", False, False)}),
        ("two dozen", {("24", "", False, False)}),
        ("the twenty-first", {("21", "", False, True)}),
        ("three million dollars", {("3000000", "USD", False, False)}),
        ("ten per cent", {("10", "", True, False)}),
        ("$3m", {("3000000", "USD", False, False)}),
        ("45 m", {("45", "", False, False)}),
        ("400km", {("400", "", False, False)}),
        ("the 1990s", {("1990", "", False, False)}),
        ("4x4 and 3D", {("4", "", False, False)}),
    ],
)
def test_numbers_are_read_with_what_belongs_to_them(text: str, meanings: set[tuple[str, str, bool, bool]]) -> None:
    assert ENGLISH
    found = {it.meaning for it in terms.numbers(text, ENGLISH)}
    assert {(f"{value:f}".split(".")[0], *rest) for value, *rest in found} == meanings


@pytest.mark.parametrize(
    ("claim", "quote", "missing"),
    [
        ("It is 35 km long.", "it is 35 kilometres long", []),
        ("It is 35 km long.", "a 35-km road", []),
        ("It is 35 miles long.", "it is 35 km long", ["35 miles"]),
        ("It is 2 km long.", "it is 2,000 m long", []),
        ("From 5 km on.", "between 5 and 10 km", []),
        ("From 5 km on.", "with 5 men", ["5 km"]),
        ("It took six weeks.", "it took six months", ["six weeks"]),
        ("It cost 3 million dollars.", "it cost $3m", []),
        ("Thousands came.", "2,300 people came", []),
        ("Thousands came.", "300 people came", ["Thousands"]),
        ("Both came.", "Ada and Jon came", []),
        ("Two came.", "both came", []),
    ],
)
def test_a_number_keeps_its_unit(claim: str, quote: str, missing: list[str]) -> None:
    assert ENGLISH
    assert list(proof.missing_numbers(claim, quote, ENGLISH)) == missing


@pytest.mark.parametrize(
    ("claim", "quote", "left"),
    [
        ("on 14 March 2022", "on Monday", ""),
        ("on March 14", "today", ""),
        ("on 13 March 2022", "yesterday", ""),
        ("on 7 March 2022", "on Monday", "7 March 2022"),
        ("on 7 March 2022", "last Monday", ""),
        ("on 21 March 2022", "last Monday", "21 March 2022"),
        ("in 2021", "last year", ""),
        ("in 2020", "last year", "2020"),
        ("in February 2022", "last month", ""),
        ("in December 2021", "in December", ""),
        ("in December 2022", "in December", "December 2022"),
        ("on 30 April 2022", "by April 30", ""),
        ("in the autumn of 2021", "last autumn", ""),
        ("on Monday", "on 14 March", ""),
        ("on Tuesday", "on 14 March", "Tuesday"),
        ("in March 2020", "it may march on", "March 2020"),
    ],
)
def test_a_date_is_what_the_words_mean_against_the_day_of_the_source(claim: str, quote: str, left: str) -> None:
    assert ENGLISH
    published = dates.parse("2022-03-14")
    assert isinstance(published, dates.Date)
    rest = calendar.unproven(claim, quote, published, ENGLISH)
    assert re.sub(r"\b(?:in|on|the|autumn|of)\b", "", rest).strip() == left
    # Without a known day a source tells nothing but what it writes out.
    assert calendar.unproven("in 2021", "last year", None, ENGLISH) == "in 2021"


def told(folder: Path, article: str, sheet: str) -> list[str]:
    """The codes of the problems of the base with one article, `note`, and a sheet more."""
    shutil.copytree(BASE, folder)
    text = f"A note\n\n{article}\n"
    (folder / "sources/articles/note.txt").write_text(text, "utf-8")
    record = {"file": "note.txt", "title": "A note", "sha256": hashlib.sha256(text.encode()).hexdigest()}
    sources = json.dumps({"note": {**record, "published": "2019-05-06", "not-used": []}})
    (folder / "sources/facts/more.yml").write_text(f"sources: {sources}\n{sheet}", "utf-8")
    return [problem.code.value for problem in loaded(folder).problems if problem.place.file.endswith("more.yml")]


def says(words: str, quote: str, more: str = "") -> str:
    return f"facts:\n  - id: it\n    says: >-\n      {words}\n    cite:\n      note: >-\n        {quote}\n{more}"


@pytest.mark.parametrize(
    ("words", "quote", "codes"),
    [
        ("The Norrvik yard paid Lindmark.", "The Norrvik yard paid Lindmark", []),
        ("Lindmark was paid by Norrvik.", "The Norrvik yard paid Lindmark", []),
        ("Norrvik was paid by Lindmark.", "The Norrvik yard paid Lindmark", ["names-turned"]),
        ("Lindmark paid Norrvik.", "The Norrvik yard paid Lindmark", ["names-turned"]),
        ("Norrvik would not comment.", "Norrvik declined to comment", []),
        ("Norrvik commented.", "Norrvik declined to comment", ["hedge-lost"]),
        ("Norrvik did not decline to comment.", "Norrvik declined to comment", ["negation-differs"]),
        ("A strike was not excluded.", "Norrvik did not rule out a strike", []),
        ("Norrvik ruled out a strike.", "Norrvik did not rule out a strike", ["negation-differs"]),
        ("Norrvik thought of a strike.", "Norrvik was considering a strike", []),
        ("Norrvik went on strike.", "Norrvik was considering a strike", ["hedge-lost"]),
        ("It cost more than €12 million.", "It cost over 12 million euros", []),
        ("It cost €12 million.", "It cost over 12 million euros", ["qualifier-lost"]),
        ("It cost about €12 million.", "It cost over 12 million euros", []),
        ("It cost less than €12 million.", "It cost over 12 million euros", ["qualifier-lost"]),
        ("Three or more of them sailed.", "at least three of them sailed", []),
        ("Three of them sailed.", "at least three of them sailed", ["qualifier-lost"]),
        ("In five years it sailed twice.", "over five years it sailed twice", []),
        ("It cost no more than €12 million.", "It cost up to €12 million", []),
        ("It sailed on 6 May 2019.", "It sailed on Monday", []),
        ("It sailed on 7 May 2019.", "It sailed on Monday", ["number-not-quoted"]),
        ("It sailed in 2018.", "It sailed last year", []),
        ("It sailed in 2019.", "It sailed last year", ["number-not-quoted"]),
        ("It sails for six months.", "a six-month voyage: it sails", []),
        ("It sails for six weeks.", "a six-month voyage: it sails", ["number-not-quoted"]),
    ],
)
def test_a_sentence_says_what_its_quote_says(words: str, quote: str, codes: list[str], tmp_path: Path) -> None:
    assert told(tmp_path / "it", f"{quote}.", says(words, quote)) == codes


@pytest.mark.parametrize(
    ("words", "quote", "codes"),
    [
        ("The fare rose.", "The fare increased", []),
        ("The fare rose.", "The fare fell", ["opposite-said"]),
        ("The fare rose, then fell.", "The fare fell", []),
        ("The fare did not fall.", "The fare rose", ["negation-differs"]),
        ("The northern quay was closed.", "The southern quay was closed", ["opposite-said"]),
        ("He voted for the quay.", "He voted against the quay", ["opposite-said"]),
        ("The quay is not cheap.", "The quay is not expensive", ["opposite-said"]),
        ("It takes 36 cars and 240 people.", "It takes 240 people and 36 cars", []),
        ("It takes 36 people and 240 cars.", "It takes 240 people and 36 cars", ["numbers-turned"]),
        ("They voted 2 to 7.", "They voted 7 to 2", ["numbers-turned"]),
        ("With seven votes to two.", "They voted 7 to 2", []),
        ("900 jobs go.", "900 of its 1,400 jobs go", []),
        ("1,400 of its 900 jobs go.", "900 of its 1,400 jobs go", ["numbers-turned"]),
        ("From €5 million in 2017 to €3 million.", "from €5 million in 2017 to €3 million", []),
        ("From €3 million in 2017 to €5 million.", "from €5 million in 2017 to €3 million", ["numbers-turned"]),
        ("It fell from 12 per cent to 9 per cent.", "it fell from 12 per cent in 2018 to 9 per cent", []),
        ("It cost €3 million a year.", "it cost €3 million annually", []),
        ("It cost €3 million a month.", "it cost €3 million a year", ["number-not-quoted"]),
        ("Half of them went.", "50 per cent of them went", []),
        ("Half of them went.", "40 per cent of them went", ["number-not-quoted"]),
        ("More than half went.", "less than half went", ["opposite-said", "qualifier-lost"]),
        ("It has not paid.", "it has yet to pay", []),
        ("It could not be avoided.", "it was unavoidable", []),
        ("It was avoided.", "it was unavoidable", ["negation-differs"]),
        # Only the second clause is told.
        ("The quay was shut.", "They will build a bridge; the quay was shut", []),
    ],
)
def test_nothing_is_told_the_other_way_round(words: str, quote: str, codes: list[str], tmp_path: Path) -> None:
    sheet = says(words, quote, "    accepted: {hedge-lost: It was possible.}\n" if "could" in words else "")
    assert sorted(set(told(tmp_path / "it", f"{quote}.", sheet)) - {"accepted-nothing"}) == codes


VERBS = """
relations:
  owned by: {inverse: owner of, words: [owned]}
properties:
  maker: {kind: text, one: true, words: [built]}
  buyer: {kind: text, one: true, words: [delivered]}
"""


@pytest.mark.parametrize(
    ("words", "quote", "codes"),
    [
        ("The Aurelia was built for Lindmark.", "The Aurelia was delivered to Lindmark", ["verb-exchanged"]),
        ("The Aurelia was delivered to Lindmark.", "The Aurelia was delivered to Lindmark", []),
        ("The Aurelia is owned by Lindmark.", "The Aurelia was delivered to Lindmark", ["verb-exchanged"]),
        ("The Aurelia went to Lindmark.", "The Aurelia was delivered to Lindmark", []),
        # One of the two is told of, and the other left out.
        ("The Aurelia was built there.", "The Aurelia, built there, was delivered to Lindmark", []),
    ],
)
def test_no_declared_verb_is_exchanged_for_another(words: str, quote: str, codes: list[str], tmp_path: Path) -> None:
    assert told(tmp_path / "it", f"{quote}.", says(words, quote, VERBS)) == codes


@pytest.mark.parametrize(
    ("event", "quote", "codes"),
    [
        ("{title: The ferry is sold", "the ferry was sold to Lindmark", []),
        ("{title: The ferry is sold", "the ferry will be sold to Lindmark", ["event-not-past"]),
        ("{title: The ferry is sold", "the ferry will be sold to Lindmark, Brandt said", ["event-not-past"]),
        ("{title: The ferry is sold", "Norrvik plans to sell the ferry", ["event-not-past"]),
        ("{title: The ferry is sold", "Norrvik allegedly sold the ferry", ["event-not-past"]),
        ("{title: A plan to sell the ferry", "Norrvik plans to sell the ferry", []),
        ("{title: A meeting with the press", "the ferry will be sold to Lindmark, Brandt said", []),
        ("{title: The ferry is sold, status: announced", "the ferry will be sold to Lindmark", []),
        ("{title: The ferry is sold, status: announced", "Norrvik plans to sell the ferry", []),
        ("{title: The ferry is sold, status: announced", "the ferry was sold to Lindmark", ["event-not-ahead"]),
        ("{title: The ferry is sold, status: forecast", "the ferry was sold to Lindmark", ["event-not-ahead"]),
        ("{title: A vote, status: announced, date: 2019-05-07, printed: on Tuesday", "the vote on Tuesday", []),
        (
            "{title: A vote, status: ongoing, date: 2019-05-07, printed: on Tuesday",
            "the vote on Tuesday",
            ["event-not-past"],
        ),
    ],
)
def test_an_event_is_told_as_past_or_as_still_to_come(event: str, quote: str, codes: list[str], tmp_path: Path) -> None:
    cite = f"cite: {{note: {json.dumps(quote)}}}"
    assert told(tmp_path / "it", f"{quote}.", f"events:\n  it: {event}, {cite}}}\n") == codes


RELATIONS = """
relations:
  built by: {{inverse: builder of, words: [built]}}
  owner of: {{inverse: owned by, words: [owned]}}
  member of: {{inverse: has as member, words: [member]}}
actors:
  yard: {{kind: yard, name: Old Yard, relations: [{0}]}}
  town: {{kind: place, name: Old Town, relations: [{1}]}}
"""


@pytest.mark.parametrize(
    ("subject", "relation", "quote", "codes"),
    [
        ("town", "built by, of: yard", "the Old Yard built the Old Town", []),
        ("yard", "built by, of: town", "the Old Yard built the Old Town", ["relation-turned"]),
        ("town", "built by, of: yard", "the Old Town, built by the Old Yard, is small", []),
        ("yard", "built by, of: town", "the Old Town, built by the Old Yard, is small", ["relation-turned"]),
        ("yard", "owner of, of: town", "the Old Yard owned the Old Town", []),
        ("town", "owner of, of: yard", "the Old Yard owned the Old Town", ["relation-turned"]),
        ("yard", "owner of, of: town", "the Old Town is owned by the Old Yard", []),
        ("town", "owner of, of: yard", "the Old Town is owned by the Old Yard", ["relation-turned"]),
        ("yard", "member of, of: town", "the members are the Old Yard and the Old Town", []),
        ("yard", "head of, of: town", "the head of the Old Town is the Old Yard", []),
        ("town", "head of, of: yard", "the head of the Old Town is the Old Yard", ["relation-turned"]),
        ("yard", "head of, of: town", "the Old Town head Old Yard", []),
        ("town", "head of, of: yard", "the Old Town head Old Yard", ["relation-turned"]),
        ("yard", "member of, of: town", "a membership of the Old Yard and the Old Town", ["relation-not-quoted"]),
    ],
)
def test_a_relation_is_told_in_its_direction(
    subject: str, relation: str, quote: str, codes: list[str], tmp_path: Path
) -> None:
    entry = f"{{is: {relation}, cite: {{note: {json.dumps(quote)}}}}}"
    entries = [entry if subject == it else "" for it in ("yard", "town")]
    assert told(tmp_path / "it", f"{quote}.", RELATIONS.format(*entries)) == codes


READINGS = """
actors:
  anna:
    kind: person
    name: Anna Berg
    relations: [{is: mayor of, of: lindmark, cite: {note: "Anna Berg, mayor of Lindmark"}}]
  oldby: {kind: town, name: Oldby}
  seamen: {kind: union, name: Seamen}
relations:
  mayor of: {inverse: has as mayor, words: [mayor]}
"""


def test_a_relation_joins_the_kinds_that_it_joins_elsewhere(tmp_path: Path) -> None:
    sheet = """
actors:
  yard: {{kind: organisation, name: Old Yard, relations: [{}]}}
  kim: {{kind: person, name: Kim Old, relations: [{}]}}
"""
    relation = "{{is: head of, of: {}, cite: {{note: at the head Kim Old stands in the Old Yard}}}}"
    article = "There at the head Kim Old stands in the Old Yard."
    assert told(tmp_path / "right", article, sheet.format("", relation.format("yard"))) == []
    assert told(tmp_path / "wrong", article, sheet.format(relation.format("kim"), "")) == ["relation-turned"]


@pytest.mark.parametrize(
    ("word", "meant", "quote", "codes"),
    [
        ("we", "lindmark", "we shall pay", []),
        ("we", "anna", "we shall pay", []),
        ("we", "oldby", "we shall pay", ["read-otherwise"]),
        # Nobody is told to belong to a union, so that the rule has nothing to say.
        ("we", "seamen", "we shall pay", []),
        ("I", "anna", "I asked", []),
        ("I", "oldby", "I asked", ["read-otherwise"]),
        ("she", "anna", "she left", []),
        ("she", "lindmark", "she left", ["read-otherwise"]),
        ("It", "lindmark", "It needs a ferry", []),
        ("It", "anna", "It needs a ferry", ["read-otherwise"]),
        ("It", "oldby", "It needs a ferry", ["read-otherwise"]),
        ("the town", "lindmark", "the town is poor", []),
        ("the town", "seamen", "the town is poor", ["read-otherwise"]),
    ],
)
def test_a_word_is_read_as_what_it_can_mean(
    word: str, meant: str, quote: str, codes: list[str], tmp_path: Path
) -> None:
    article = (
        "Anna Berg, mayor of Lindmark, said: “I asked, and we shall pay.” It needs a ferry, and the town is poor, "
        "and she left.\n\nOldby has one. The Seamen have none."
    )
    speaker = "    by: anna\n" if word in ("we", "I") else ""
    fact = f"{speaker}    reads: {{{word}: {meant}}}\n    accepted: {{hedge-lost: It is so.}}\n"
    words = {"we": "They shall pay.", "I": "She asked.", "she": "She left.", "It": "A ferry is needed."}
    found = told(tmp_path / "it", article, says(words.get(word, "It is poor."), quote, fact) + READINGS)
    assert [code for code in found if code != "accepted-nothing"] == codes


TOPICS = """
topics:
  money:
    asks: Where does the money for the ferry come from?
    stances: {fees: From fees of the harbour, taxes: From taxes, none: There is none}
  noise:
    asks: Does the noise of the engine disturb the birds?
"""


@pytest.mark.parametrize(
    ("words", "topic", "codes"),
    [
        ("Fees pay for it.", "topic: money\n    stance: fees", []),
        ("Fees pay for it.", "topic: money\n    stance: taxes", ["position-elsewhere"]),
        ("Fees and taxes pay for it.", "topic: money\n    stance: taxes", []),
        ("No fees pay for it.", "topic: money\n    stance: taxes", []),
        ("The town pays for it.", "topic: money\n    stance: taxes", []),
        ("The birds fear the noise.", "topic: noise", []),
        ("The birds fear the noise.", "topic: money", ["position-elsewhere"]),
        ("The birds fear nothing.", "topic: money", []),
    ],
)
def test_a_fact_stands_where_its_words_speak_for(words: str, topic: str, codes: list[str], tmp_path: Path) -> None:
    sheet = says(words, words.rstrip("."), f"    {topic}\n") + TOPICS
    assert told(tmp_path / "it", words, sheet) == codes


@pytest.mark.parametrize(
    ("role", "who", "codes"),
    [
        ("seller", "yard", []),
        ("seller", "town", ["relation-turned"]),
        ("buyer", "town", []),
        ("buyer", "yard", ["relation-turned"]),
        ("witness", "yard", []),
        ("meeting party", "town", []),
    ],
)
def test_a_role_that_the_quote_tells_is_whose_it_is_there(
    role: str, who: str, codes: list[str], tmp_path: Path
) -> None:
    quote = "the seller Old Yard met the buyer Old Town"
    cite = f"cite: {{note: {quote}}}"
    sheet = f"""
actors:
  yard: {{kind: firm, name: Old Yard}}
  town: {{kind: firm, name: Old Town}}
events:
  it: {{title: A sale, {cite}, participants: [{{role: {role}, who: {who}, {cite}}}]}}
"""
    assert told(tmp_path / "it", f"There {quote}.", sheet) == codes


@pytest.mark.parametrize(
    ("front", "problems"),
    [
        ("evidence: none\nbecause: It tells of this site.", []),
        ("evidence: none", [Code.PROSE_SYNTAX]),
        ("evidence: some", [Code.PROSE_NOT_CITED, Code.PROSE_NOT_CITED]),
    ],
)
def test_a_page_needs_no_evidence_where_it_says_why(front: str, problems: list[Code], tmp_path: Path) -> None:
    folder = prepared(PROBLEMS / "prose-not-cited.txt", tmp_path / "dossier")
    page = folder / "docs" / "index.md"
    page.write_text(page.read_text("utf-8").replace("title: The ferry", front), "utf-8")
    assert [problem.code for problem in loaded(folder).problems] == problems


def test_names_are_found_by_their_first_word_in_every_script_and_the_longest_first() -> None:
    owners = {"Ann": "ann", "Ann Lee": "lee", "S-400": "s-400", "港": "port", "Lee": "general", "“Tern”": "ship"}
    names = terms.Names(owners)
    text = "Ann Lee met Ann-Marie, Anna and _Ann_ by the S-400 of 塞港的船 “Tern”, said Lee."
    assert [it.subject for it in names.find(text)] == ["lee", "s-400", "port", "ship", "general"]
    assert names.among(text) == frozenset(owners.values())
    assert names.among("Annette, Leeds and an S-4000") == frozenset()
