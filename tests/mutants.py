"""The mutation benchmark: a correct fact sheet is made wrong in one small way at a time, and the checks are counted.

`make mutants` runs it on the shipped sheet; `python tests/mutants.py --sheet tests/other/sources/facts` on another one.
Every mutant is the sheet with one change in its YAML text, loaded as the command line loads it. It is caught when the
load has a problem of a code that the correct sheet does not have, or has more of it. Beside the wrong mutants stand
harmless ones, which say the same in other words: what is raised for them is a false alarm.

What is made is drawn by a seed, so two runs on one sheet give one table. No mutant is made that may still be right:

- words under `inferred`, `because`, `note`, `not-used` and the like are left alone: they are reasons, not facts;
- the open end of a date only moves so that it claims more ("not after 2017" never becomes "not after 2018");
- two names are exchanged only where nothing joins them as equals ("A and B", "talks with");
- a quote moved to another source, or with another word, does not stand there too;
- a property that a subject may have several of, and that is told in free words, takes no other's value.

Nor is one made of what rests on sources alone in whose language nothing can be proven: that is counted as not checked.
"""

from __future__ import annotations

import argparse
import random
import re
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from mkdocs_dossier import dates, languages, load, quantities, quotes, sheet, yamlfile
from mkdocs_dossier.checks import terms
from mkdocs_dossier.edits import Edit, edited
from mkdocs_dossier.model import Dossier, Fact
from mkdocs_dossier.yamlfile import Mapping, Sequence, Text, Value

ROOT = Path(__file__).parent.parent
_ENGLISH = cast("languages.Language", languages.language("en"))


@dataclass(frozen=True, slots=True)
class Mutant:
    """One change to the sheet: the scalar `at` becomes `new`; or, where `text` is given, its whole file does."""

    kind: str
    at: Text
    new: str
    text: str | None = None

    @property
    def spot(self) -> tuple[str, int]:
        """Where the change is made."""
        return self.at.file, self.at.start

    def __str__(self) -> str:
        return f"{self.kind}: {self.at.place}: {self.at} → {self.new}"


@dataclass(frozen=True, slots=True)
class Told:
    """An entry of the sheet that becomes a fact, as it is written, with the entry and the section it stands under."""

    node: Mapping
    section: str
    owner: str
    parent: Mapping

    def text(self, name: str) -> Text | None:
        """A field that is one text."""
        value = self.node.get(key) if (key := self.node.key(name)) is not None else None
        return value if isinstance(value, Text) else None


class Written:
    """A fact sheet as it is written, with the dossier it becomes: where a mutant may be made, and when it is wrong."""

    def __init__(self, facts: Path, root: Path) -> None:
        loaded = load.load(facts, root)
        assert loaded.dossier is not None
        self.dossier: Dossier = loaded.dossier
        self.baseline = Counter(problem.code for problem in loaded.problems)
        self.names = terms.names(self.dossier)
        self.texts: dict[str, str] = {}
        self.says: list[Told] = []
        self.values: list[Told] = []
        self.relations: list[Told] = []
        self.events: list[Told] = []
        self.documents: list[Told] = []
        self.participants: list[Told] = []
        self.sources: list[Told] = []
        self.cites: list[tuple[Told, Text, Text]] = []
        for file in sheet.files(facts):
            name = file.relative_to(root).as_posix()
            self.texts[name] = file.read_text(encoding="utf-8")
            node, _ = yamlfile.read(self.texts[name], name)
            if isinstance(node, Mapping):
                self._walk(node)

    def _proven(self, node: Mapping) -> bool:
        """Whether a source of an entry is in a language that has rules, or none is cited."""
        cited = {str(source) for source, _ in _citations(node)}
        return not cited or any(it.checked for id_, it in self.dossier.sources.items() if id_ in cited)

    def _walk(self, node: Mapping) -> None:
        for section, entries in node.items():
            if section == "facts" and isinstance(entries, Sequence):
                self._facts(entries, "facts", "", node)
            for key, entry in entries.items() if isinstance(entries, Mapping) else ():
                if not isinstance(entry, Mapping):
                    continue
                here = Told(entry, str(section), str(key), entry)
                if section in ("events", "documents"):
                    self._cited(here)
                    if self._proven(entry):
                        (self.events if section == "events" else self.documents).append(here)
                elif section == "sources" and (source := self.dossier.sources.get(str(key))) and source.checked:
                    self.sources.append(here)
                for name, into in (("values", self.values), ("relations", self.relations)):
                    for item in _list(entry, name):
                        self._told(Told(item, str(section), str(key), entry), into)
                for item in _list(entry, "participants"):
                    self._told(Told(item, str(section), str(key), entry), self.participants)
                self._facts(_list(entry, "facts"), str(section), str(key), entry)

    def _facts(self, items: Iterable[Value | None], section: str, owner: str, parent: Mapping) -> None:
        for item in items:
            if isinstance(item, Mapping) and item.key("withdrawn") is None:
                self._told(Told(item, section, owner, parent), self.says)

    def _told(self, told: Told, into: list[Told]) -> None:
        self._cited(told)
        if self._proven(told.node):
            into.append(told)

    def _cited(self, told: Told) -> None:
        for source, quote in _citations(told.node):
            if source in self.dossier.sources:
                self.cites.append((told, source, quote))

    def fact(self, told: Told) -> Fact | None:
        """The fact that says something at an entry."""
        return self.dossier.by_key.get(str(told.text("id")))

    def claims(self) -> Iterator[Text]:
        """The words of our own in which facts are told: sentences and values."""
        for told in self.says:
            if (says := told.text("says")) is not None:
                yield says
        for told in self.values:
            yield from _texts(told.node, "value")

    def sentences(self) -> Iterator[Text]:
        """The sentences of our own."""
        for told in self.says:
            if (says := told.text("says")) is not None:
                yield says

    def days(self) -> Iterator[Text]:
        """Every date that the sheet tells of the world."""
        for told in (*self.events, *self.documents, *self.says):
            for item in _list(told.node, "date"):
                if (key := item.key("date")) is not None and isinstance(day := item[key], Text):
                    yield day
            if (day := told.text("date")) is not None:
                yield day
        for told in (*self.relations, *self.values):
            if (day := told.text("at")) is not None:
                yield day
        for told in self.values:
            declared = self.dossier.properties.get(str(told.text("property")))
            if declared is not None and declared.kind == "date":
                yield from _texts(told.node, "value")
        for told in self.sources:
            if (day := told.text("published")) is not None:
                yield day

    def source_text(self, id_: str) -> str:
        """A source's text in the form in which quotes are compared."""
        return quotes.normal(self.dossier.sources[id_].text)

    def alike(self, id_: str) -> list[str]:
        """The other subjects of the same kind."""
        subject = self.dossier.subjects[id_]
        others = [it for it in self.dossier.subjects.values() if it.type is subject.type and it.id != id_]
        return [it.id for it in others if it.kind == subject.kind] or [it.id for it in others]


def _list(node: Mapping, name: str) -> list[Mapping]:
    value = node.get(key) if (key := node.key(name)) is not None else None
    return [it for it in value if isinstance(it, Mapping)] if isinstance(value, Sequence) else []


def _texts(node: Mapping, name: str) -> Iterator[Text]:
    value = node.get(key) if (key := node.key(name)) is not None else None
    if isinstance(value, Text):
        yield value
    elif isinstance(value, Sequence):
        yield from (it for it in value if isinstance(it, Text))


def _citations(node: Mapping) -> Iterator[tuple[Text, Text]]:
    """The source and the words of every citation of an entry; of a quote in parts, each part."""
    value = node.get(key) if (key := node.key("cite")) is not None else None
    for item in value if isinstance(value, Sequence) else [value]:
        for source, quote in item.items() if isinstance(item, Mapping) else ():
            if source in ("supports", "translation"):
                continue
            for part in quote if isinstance(quote, Sequence) else [quote]:
                if isinstance(part, Text):
                    yield source, part


Change = tuple[Text, str] | tuple[Text, str, str]
"""Where a change is made, what is then written there or how it is told, and its whole file where that is not all."""

Kind = Callable[[Written, random.Random], Iterator[Change]]
"""A kind of change: all that can be made, or some drawn by chance."""


# What is wrong and stands in the words of quote, value and `says`, the speaker, the hands, the event, the relation.


def digit(it: Written, rng: random.Random) -> Iterator[Change]:
    """One digit of a sentence or a value is another."""
    for text in it.claims():
        for match in re.finditer(r"\d", text):
            others = [d for d in "123456789" if d != match.group()]
            for other in rng.sample(others, 3):
                yield text, text[: match.start()] + other + text[match.end() :]


def unit(it: Written, rng: random.Random) -> Iterator[Change]:
    """A quantity has another unit of its kind, in a value or in a sentence; a count counts something else."""
    for told in it.values:
        declared = it.dossier.properties.get(str(told.text("property")))
        kind = quantities.KINDS.get(declared.kind) if declared is not None else None
        if declared is None or kind is None or not kind.quantity or declared.kind == "money":
            continue
        for text in _texts(told.node, "value"):
            match = re.search(r"(?<=\d)\s+([^\W\d].*)$|(?<=\w)\s+([^\W\d]\w*)$", text)
            if match is None:
                continue
            others = _units((match.group(1) or match.group(2)).strip(), declared.kind)
            for other in rng.sample(others, min(8, len(others))):
                yield text, f"{text[: match.start()]} {other}"
    for text in it.sentences():
        for number in terms.numbers(it.names.without(text), _ENGLISH):
            match = re.compile(r"([\s-])([^\W\d]+)").match(text, number.end)
            for name in quantities.KINDS if match and number.units else ():
                others = _units(match.group(2), name) if match and name not in ("count", "money") else []
                for other in rng.sample(others, min(4, len(others))):
                    yield text, f"{text[: number.end]}{match.group(1)}{other}{text[match.end() :]}" if match else text


def _units(word: str, kind: str) -> list[str]:
    """Other units of a kind, in words where the word is one."""
    if kind == "count":
        return ["ships", "crews", "lorries", "tonnes"]
    units = quantities.KINDS[kind].units
    own = units.get(word) or units.get(word.lower())
    return sorted(
        name
        for name, other in units.items()
        if own is not None and other.symbol != own.symbol and (len(name) > 3) is (len(word) > 3)
    )


_SIGNS = (
    ("$", "€", "£", "¥", "₺", "₽", "CHF ", "USD ", "EUR ", "GBP "),
    ("TL", "RUB", "CHF", "USD", "EUR", "GBP", "JPY"),
    ("euros", "dollars", "pounds", "roubles", "liras"),
)


def currency(it: Written, rng: random.Random) -> Iterator[Change]:
    """A sum of money is in another currency."""
    for text in it.claims():
        for signs in _SIGNS:
            for sign in signs:
                match = re.search(rf"(?<!\w){re.escape(sign)}(?![^\W\d_])", text)
                for other in signs if match else ():
                    if match and other != sign:
                        yield text, text[: match.start()] + other + text[match.end() :]


def year(it: Written, rng: random.Random) -> Iterator[Change]:
    """A date, or a year in a sentence, is of another year."""
    yield from _moved(it, rng, 0)
    for text in it.sentences():
        for match in re.finditer(r"(?<![\w-])(?:19|20)\d\d(?![\w-])", text):
            for by in (-2, -1, 1, 2):
                yield text, f"{text[: match.start()]}{int(match.group()) + by}{text[match.end() :]}"


def month(it: Written, rng: random.Random) -> Iterator[Change]:
    """A date, or a month in a sentence, is of another month."""
    yield from _moved(it, rng, 1)
    yield from _renamed(it, rng, _MONTHS)


def day(it: Written, rng: random.Random) -> Iterator[Change]:
    """A date is of another day."""
    yield from _moved(it, rng, 2)


_DATE = re.compile(r"(?<!\d)(\d{4})(?:-(\d\d))?(?:-(\d\d))?(?!\d)")
_MONTHS = [name.capitalize() for name in _ENGLISH.months if len(name) > 4 or name in ("may", "june", "july")]
_WEEKDAYS = [name.capitalize() for name in _ENGLISH.weekdays if name.endswith("day")]


def _moved(it: Written, rng: random.Random, part: int) -> Iterator[Change]:
    """The dates with one part moved: an open end, or one of two, only so that the date claims more."""
    for text in it.days():
        found = list(_DATE.finditer(text))
        for number, match in enumerate(found):
            if match.group(part + 1) is None or (part == 1 and int(match.group(2)) > 12):
                continue
            first = (number == 0 and len(found) > 1) or (len(found) == 1 and "..]" in text)
            last = number == 1 or (len(found) == 1 and "[.." in text)
            steps = [n for n in (-3, -2, -1, 1, 2, 3) if not (first and n < 0) and not (last and n > 0)]
            for by in steps:
                parts = [match.group(1), match.group(2), match.group(3)]
                width = 4 if part == 0 else 2
                parts[part] = f"{int(parts[part]) + by:0{width}d}"
                new = text[: match.start()] + "-".join(filter(None, parts)) + text[match.end() :]
                if isinstance(dates.parse(new), dates.Date):
                    yield text, new


def weekday(it: Written, rng: random.Random) -> Iterator[Change]:
    """A sentence, or the words that are given as printed for a date, have another weekday."""
    yield from _renamed(it, rng, _WEEKDAYS)
    for told in (*it.events, *it.documents, *it.says, *it.values):
        for node in (told.node, *_list(told.node, "date")):
            for text in _texts(node, "printed"):
                for name in _WEEKDAYS:
                    if name in text:
                        for other in _WEEKDAYS:
                            if other != name:
                                yield text, text.replace(name, other)


def _renamed(it: Written, rng: random.Random, listed: list[str]) -> Iterator[tuple[Text, str]]:
    for text in it.sentences():
        for match in re.finditer(rf"(?<!\w)(?:{'|'.join(listed)})(?!\w)", text):
            for other in listed:
                if other != match.group():
                    yield text, text[: match.start()] + other + text[match.end() :]


def spelling(it: Written, rng: random.Random) -> Iterator[Change]:
    """A name in a sentence or a value is misspelt: two letters exchanged, one dropped, one doubled."""
    for text in it.claims():
        for named in it.names.find(text):
            letters = [n for n in range(len(named.text) - 1) if named.text[n : n + 2].isalpha()]
            for at in rng.sample(letters, min(2, len(letters))):
                name = named.text
                options = {
                    name[:at] + name[at + 1] + name[at] + name[at + 2 :],
                    name[: at + 1] + name[at + 2 :],
                    name[: at + 1] + name[at] + name[at + 1 :],
                }
                for wrong in sorted(options - {name}):
                    if wrong not in it.names.owners:
                        yield text, text[: named.start] + wrong + text[named.end :]


_AUXILIARY = r"\b(was|were|is|are|had|has|would|could|should|did|will|can)\b(?! not\b| no\b| never\b|n[’']t)"


def negation(it: Written, rng: random.Random) -> Iterator[Change]:
    """A sentence says the contrary: a "not" is added or dropped, or "in" of "incompatible"."""
    for text in it.sentences():
        if match := re.search(_AUXILIARY, text):
            yield text, f"{text[: match.end()]} not{text[match.end() :]}"
        for match in re.finditer(
            r" (?:not|never|no|in no way)(?= )|(?<=can)not\b|\b(?:in|im|un)(?=compatible|possible|likely)", text
        ):
            if text[match.end() :].startswith(" only"):
                continue
            yield text, text[: match.start()] + text[match.end() :]


def speaker(it: Written, rng: random.Random) -> Iterator[Change]:
    """What somebody said is said by another of the same kind."""
    for told in (*it.says, *it.values, *it.events, *it.relations):
        by = told.text("by")
        if by is not None and by in it.dossier.subjects:
            for other in it.alike(str(by)):
                yield by, other


def hand(it: Written, rng: random.Random) -> Iterator[Change]:
    """What came through one outlet came through another."""
    for told in (*it.says, *it.values, *it.events, *it.relations):
        for via in _texts(told.node, "via"):
            for other in it.alike(str(via)):
                yield via, other


def source(it: Written, rng: random.Random) -> Iterator[Change]:
    """A quote is given to another source."""
    for _, id_, quote in it.cites:
        for other in it.dossier.sources:
            if other != id_ and quotes.normal(quote) not in it.source_text(other):
                yield id_, other


def word(it: Written, rng: random.Random) -> Iterator[Change]:
    """A word of a quote is another word of the same source."""
    for _, id_, quote in it.cites:
        known = sorted(set(re.findall(r"\b[a-z]{4,}\b", it.source_text(id_))))
        for match in rng.sample(list(re.finditer(r"\b[a-z]{3,}\b", quote)) or [None], 1):
            other = rng.choice(known or [""])  # a source may have no word of such letters
            new = quote if match is None else quote[: match.start()] + other + quote[match.end() :]
            if quotes.normal(new) not in it.source_text(id_):
                yield quote, new


def cut(it: Written, rng: random.Random) -> Iterator[Change]:
    """A quote ends within a number, or just before the number that it is quoted for."""
    for told, _, quote in it.cites:
        claim = " ".join([*map(str, _texts(told.node, "says")), *map(str, _texts(told.node, "value"))])
        for match in re.finditer(r"\d[\d.,]*\d", quote):
            yield quote, quote[: match.end() - 1].rstrip(".,")
            before = quote[: match.start()].rstrip(" $€£-")
            if match.group() in claim and match.group() not in before and len(before.split()) > 2:
                yield quote, before


def other_property(it: Written, rng: random.Random) -> Iterator[Change]:
    """A value is that of another property of its kind, or a property has the value of another one of its subject."""
    for told in it.values:
        own, values = told.text("property"), list(_texts(told.node, "value"))
        declared = it.dossier.properties.get(str(own))
        if own is None or declared is None or not values:
            continue
        free = declared.kind in ("text", "list")
        for name, other in it.dossier.properties.items():
            if name != own and other.kind == declared.kind and not (free and not other.one):
                yield own, name
        for beside in it.values:
            theirs = list(_texts(beside.node, "value"))
            if beside.owner == told.owner and beside.text("property") != own and len(values) == len(theirs) == 1:
                related = it.dossier.properties.get(str(beside.text("property")))
                same = str(theirs[0]).casefold() in str(values[0]).casefold()
                if related and related.kind == declared.kind and not same and not (free and not declared.one):
                    yield values[0], str(theirs[0])


_ORDER = ("first", "second", "third", "another", "additional")


def contract(it: Written, rng: random.Random) -> Iterator[Change]:
    """What is told of the first of several is told of the second or of another one."""
    for text in it.sentences():
        for match in re.finditer(rf"\b(?:{'|'.join(_ORDER)})\b(?! and foremost)", text):
            for other in _ORDER[:3]:
                if other != match.group():
                    yield text, text[: match.start()] + other + text[match.end() :]


def role(it: Written, rng: random.Random) -> Iterator[Change]:
    """An actor's role is another's: the relation is to another subject, is another relation, or has another name."""
    roles = sorted({str(text) for told in it.relations for text in _texts(told.node, "as")})
    for told in it.relations:
        if told.node.key("withdrawn") is not None:
            continue
        to, is_ = told.text("of"), told.text("is")
        if to is not None and to in it.dossier.subjects:
            for other in it.alike(str(to)):
                yield to, other
        for other, kind in it.dossier.relations.items():
            if is_ is not None and other != is_ and not {*kind.words} & {*it.dossier.relations[str(is_)].words}:
                yield is_, other
        for text in _texts(told.node, "as"):
            yield from ((text, other) for other in roles if other.casefold() != text.casefold())
    yield from _given_away(it)


_IRREGULAR = {
    "be": "was", "give": "gave", "make": "made", "keep": "kept", "leave": "left", "take": "took", "sell": "sold",
    "build": "built", "buy": "bought", "have": "had", "find": "found", "follow": "followed", "depend": "depended",
    "set": "set", "put": "put", "get": "got", "go": "went", "come": "came", "see": "saw", "do": "did", "run": "ran",
}  # fmt: skip


def _past(verb: str) -> str:
    return _IRREGULAR.get(verb) or (verb + "d" if verb.endswith("e") else verb + "ed")


_HEDGED: tuple[tuple[str, Callable[[re.Match[str]], str]], ...] = (
    (r"\b(was|were) expected to be\b", lambda m: m[1]),
    (r"\b(?:planned|hoped|expected|wanted|intended|sought|tried|preferred) to (\w+)\b", lambda m: _past(m[1])),
    (r"\b(?:was|were) going to (\w+)\b", lambda m: _past(m[1])),
    (r"\b(?:was|were) not going to\b", lambda _: "did not"),
    (r"\b(was|were) to be\b", lambda m: m[1]),
    (r"\b(?:was|were) to (\w+)\b", lambda m: _past(m[1])),
    (r"\b(?:was|had been) threatening to (\w+)\b", lambda m: _past(m[1])),
    (r"\b(?:would|could|might|may|should) not be\b", lambda _: "was not"),
    (r"\b(?:would|could|might|may|should) (?:also )?be\b", lambda _: "was"),
    (r"\b(?:would|could|might|may) have (\w+ed)\b", lambda m: m[1]),
    (r"\b(?:would|could|might|may|should) not (?=\w)", lambda _: "did not "),
    (r"\b(?:would|could|might|may|should) never (\w+)\b", lambda m: f"never {_past(m[1])}"),
    (r"\b(?:would|could|might|may) (?!not\b|be\b|have\b|never\b|also\b)(\w+)\b", lambda m: _past(m[1])),
    (r"\b(?:seemed|appeared) to be\b", lambda _: "was"),
    (r"\bseemed (?=the\b)", lambda _: "was "),
    (r"\bwas planned\b", lambda _: "was carried out"),
    (r"\b(?:allegedly|reportedly) ", lambda _: ""),
    (r"\bwas unlikely that\b", lambda _: "was certain that"),
    (r"\bhoped that the (\w+) would (\w+)\b", lambda m: f"told that the {m[1]} {_past(m[2])}"),
    (r"\bthought that\b", lambda _: "knew that"),
)  # fmt: skip


def done(it: Written, rng: random.Random) -> Iterator[Change]:
    """What is planned, hoped, possible or alleged is told as done."""
    for text in it.sentences():
        for pattern, rewrite in _HEDGED:
            match = re.search(pattern, text)
            # "Its policy was to be open" says what the policy is.
            if match and not re.search(r"\b(?:policy|strategy|advice|aim) $", text[: match.start()]):
                yield text, text[: match.start()] + rewrite(match) + text[match.end() :]


_FRAMED = (
    ("up to", "at most", "no more than"),
    ("at least", "no fewer than", "not less than"),
    ("more than", "over"),
    ("less than", "under", "fewer than"),
    ("about", "around", "some", "approximately"),
    ("nearly", "almost"),
)
"""What frames a number, what means the same together."""


def frame(it: Written, rng: random.Random) -> Iterator[Change]:
    """What frames a number in the source, or under what it holds, is left out or told otherwise."""
    for told in it.values:
        for name in ("qualifier", "condition"):
            text = told.text(name)
            if text is not None and (key := told.node.key(name)) is not None:
                yield text, f"no {name}", _without(it.texts[text.file], key, text)
                for other in _other_frames(text):
                    yield text, other
    for text in it.sentences():
        for number in terms.framed(it.names.without(text), _ENGLISH):
            if number.words and number.frame is quantities.Frame.EXACT:
                continue
            at = text.lower().rfind(number.words.lower(), 0, number.number.start) if number.words else -1
            if at >= 0:
                behind = text[at + len(number.words) :].lstrip()
                yield text, text[:at] + behind
                for other in _other_frames(number.words):
                    yield text, f"{text[:at]}{other} {behind}"
            elif not number.number.ordinal and not terms.years(number.number.text):
                start = number.number.start
                # "A 45-metre ship" and "the two ships" take no "about" before their number.
                if not re.search(r"(?i)\b(?:a|an|the|its|all|of|by|with)\s+$", text[:start]):
                    for (first, *_), *_ in (rng.sample(_FRAMED, 1),):
                        yield text, f"{text[:start]}{first} {text[start:]}"


def _other_frames(words: str) -> list[str]:
    own = next((alike for alike in _FRAMED if words.lower() in alike), None)
    return [first for first, *_ in (it for it in _FRAMED if it is not own)] if own else []


def _without(text: str, key: Text, value: Text) -> str:
    """The text of a file without one field, on a line of its own or between commas."""
    line = text.rfind("\n", 0, key.start) + 1
    if not text[line : key.start].strip(" "):
        return text[:line] + text[text.find("\n", value.end) + 1 :]
    if behind := re.compile(r",\s*").match(text, value.end):
        return text[: key.start] + text[behind.end() :]
    return re.sub(r",\s*$", "", text[: key.start]) + text[value.end :]


def status(it: Written, rng: random.Random) -> Iterator[Change]:
    """What is still to come is told as having happened; what has happened as announced."""
    for told in it.events:
        text, title = told.text("status"), told.text("title")
        if text is not None and text in ("announced", "forecast"):
            yield text, "happened"
        elif text is None and title is not None:
            whole = it.texts[title.file]
            line = whole.rfind("\n", 0, title.start) + 1
            indent = re.match(r"\s*", whole[line:])
            for new in ("announced", "forecast"):
                yield (
                    title,
                    f"status: {new}",
                    f"{whole[:line]}{indent.group() if indent else ''}status: {new}\n{whole[line:]}",
                )


def turned(it: Written, rng: random.Random) -> Iterator[Change]:
    """A relation is told the other way round: of the other subject, to the one that it is of."""
    for told in it.relations:
        is_, of = told.text("is"), told.text("of")
        if is_ is None or of is None or told.node.key("withdrawn") is not None:
            continue
        for other in (relation for relation in it.relations if relation.owner == of):
            target = other.text("is")
            if target is not None and target.file == is_.file and told.owner in it.dossier.subjects:
                new = _carried(it, told, is_, target)
                turned_of = new[1].replace(f"of: {of}", f"of: {told.owner}", 1)
                yield is_, f"of `{of}` to `{told.owner}`", new[0].replace(new[1], turned_of, 1)


# What a machine can hardly see.


def names_exchanged(it: Written, rng: random.Random) -> Iterator[Change]:
    """Two names of a sentence stand in each other's place."""
    adjectives = {n.text for s in it.dossier.subjects.values() for n in s.names if n.use}
    for text in it.sentences():
        named = [n for n in it.names.find(text) if n.text not in adjectives]
        for number, a in enumerate(named):
            for b in named[number + 1 :]:
                between = text[a.end : b.start]
                equals = re.search(r"\b(?:and|or|with|between)\b\s*(?:the\s*)?$", between)
                if a.subject != b.subject and not equals:
                    yield text, text[: a.start] + b.text + between + a.text + text[b.end :]


def stance(it: Written, rng: random.Random) -> Iterator[Change]:
    """A fact takes another position on its question."""
    for told in it.says:
        text = told.text("stance")
        for id_ in _texts(told.node, "topic"):
            stances = getattr(it.dossier.subjects.get(id_), "stances", {})
            if text is not None and text in stances:
                yield from ((text, other) for other in stances if other != text)


def topic(it: Written, rng: random.Random) -> Iterator[Change]:
    """A fact stands under another question."""
    topics = [s.id for s in it.dossier.subjects.values() if s.type.value == "topic"]
    for told in it.says:
        mine = list(_texts(told.node, "topic"))
        for text in mine:
            for other in rng.sample(topics, min(3, len(topics))):
                if other not in mine:
                    yield text, other


def read_as(it: Written, rng: random.Random) -> Iterator[Change]:
    """A word of a quote is read as another subject."""
    for told in (*it.says, *it.values, *it.relations, *it.events):
        reads = told.node.get(key) if (key := told.node.key("reads")) is not None else None
        for meant in reads.values() if isinstance(reads, Mapping) else ():
            if isinstance(meant, Text) and meant in it.dossier.subjects:
                for other in it.alike(str(meant)):
                    yield meant, other


def participant(it: Written, rng: random.Random) -> Iterator[Change]:
    """Another took part in an event."""
    there = {(told.owner, str(told.text("who"))) for told in it.participants}
    for told in it.participants:
        who = told.text("who")
        if who is not None and who in it.dossier.subjects:
            for other in it.alike(str(who)):
                if (told.owner, other) not in there:
                    yield who, other


# What says the same in other words.


def recorded_spelling(it: Written, rng: random.Random) -> Iterator[Change]:
    """A name in another recorded spelling."""
    for text in it.sentences():
        for named in it.names.find(text):
            subject = it.dossier.subjects[named.subject or ""]
            uses = {name.text: name.use for name in subject.names}
            if uses.get(named.text) not in (None, "capital", "surname") or text[: named.start].endswith(("in ", "“")):
                continue
            for name, use in uses.items():
                if name != named.text and use in (None, "capital", "surname"):
                    yield text, text[: named.start] + name + text[named.end :]


_FIGURES = {"two": "2", "three": "3", "six": "6", "ten": "10", "first": "1st", "second": "2nd", "third": "3rd"}


def number_form(it: Written, rng: random.Random) -> Iterator[Change]:
    """A number in figures for one in words, or the other way round; a percentage or a sum of money in words."""
    words = {figure: name for name, figure in _FIGURES.items()} | {"12": "twelve", "30": "thirty", "24": "twenty-four"}
    for text in it.claims():
        if re.fullmatch(r"[\[\]\d.~?%-]+", text):
            continue
        bare = it.names.without(text)
        for match in re.finditer(r"(?<![\w-])[A-Za-z]+(?![\w-])(?! and foremost)", bare):
            figure = _FIGURES.get(match.group())
            if figure and not bare[: match.start()].endswith(" at "):
                yield text, text[: match.start()] + figure + text[match.end() :]
        for match in re.finditer(r"(?<![\w.,$€£-])\d+(?![\w.,%-]|\s*(?:million|billion))", bare):
            if name := words.get(match.group()):
                yield text, text[: match.start()] + name + text[match.end() :]
        for pattern, new in _IN_WORDS:
            if re.search(pattern, text):
                yield text, re.sub(pattern, new, text)


_IN_WORDS = (
    (r"(?<=\d)%", " per cent"),
    (r"^\$(\S+(?: million)?)$", r"\1 dollars"),
    (r"^€(\S+(?: million)?)$", r"\1 euros"),
    (r"^(\S+) km$", r"\1 kilometres"),
    (r"^(\S+) minutes$", r"\1 min"),
)


def date_form(it: Written, rng: random.Random) -> Iterator[Change]:
    """A date in another form: "Dec. 2020", "the year 2019", "February 24, 2021"."""
    for text in it.sentences():
        for name in _MONTHS:
            if match := re.search(rf"\b{name} (?=\d{{4}})", text):
                yield text, f"{text[: match.start()]}{name[:3]}. {text[match.end() :]}"
                yield text, f"{text[: match.start()]}{name} of {text[match.end() :]}"
                yield text, f"{text[: match.start()]}{name}, {text[match.end() :]}"
            elif match := re.search(rf"\bin {name}\b", text):
                yield text, f"{text[: match.start()]}in {name[:3]}.{text[match.end() :]}"
                yield text, f"{text[: match.start()]}in the month of {name}{text[match.end() :]}"
        if match := re.search(r"\bin (?=\d{4}\b)", text):
            yield text, f"{text[: match.end()]}the year {text[match.end() :]}"
        for name in _WEEKDAYS:
            if match := re.search(rf"\bon {name}\b", text):
                yield text, f"{text[: match.start()]}on {name[:3]}.{text[match.end() :]}"
                yield text, f"{text[: match.start()]}that {name}{text[match.end() :]}"


_JOINTS = ("despite", "because", "if", "while", "before", "in the coming months", "over", "under", "as long as", "in")


def clause_order(it: Written, rng: random.Random) -> Iterator[Change]:
    """The clauses of a sentence in another order."""
    for text in it.sentences():
        body = text.rstrip(".")
        if text.endswith("?") or "“" in text:
            continue
        for joint in _JOINTS:
            if match := re.search(rf",? \b(?={joint}\b)", body):
                tail, head = body[match.end() :], body[: match.start()]
                if len(head.split()) > 3 and (joint not in ("in", "under", "over") or len(tail.split()) < 7):
                    yield text, f"{tail[:1].upper()}{tail[1:]}, {_lowered(it, head)}."
        if match := re.search(r", and |; ", body):
            head, tail = body[: match.start()], body[match.end() :]
            if (
                len(head.split()) > 3
                and len(tail.split()) > 3
                and not re.search(r"\b(?:it|its|they|this|this|them)\b", tail)
            ):
                yield text, f"{tail[:1].upper()}{tail[1:]}{match.group()}{_lowered(it, head)}."


def _lowered(it: Written, head: str) -> str:
    first = it.names.find(head)
    kept = (first and first[0].start == 0) or re.match(r"[A-Z]{2}", head)
    return head if kept else head[:1].lower() + head[1:]


_SAID = ("said", "stated", "noted", "argued", "insisted", "declared", "remarked", "asserted", "explained")


def synonym_of_said(it: Written, rng: random.Random) -> Iterator[Change]:
    """Another verb of saying, in the sentence or for the speaker named behind it."""
    for told in it.says:
        fact, says = it.fact(told), told.text("says")
        if fact is not None and says is not None and _speaker(it, fact, says):
            for verb in _SAID[1:]:
                yield says, f"{says.rstrip('.')}, {_speaker(it, fact, says)} {verb}."
    for text in it.sentences():
        for match in re.finditer(rf"\b(?:{'|'.join(_SAID)})\b", text):
            for other in _SAID:
                if other != match.group():
                    yield text, text[: match.start()] + other + text[match.end() :]


def attribution(it: Written, rng: random.Random) -> Iterator[Change]:
    """The speaker, whom the fact has anyway, named in the sentence."""
    for told in it.says:
        fact, says = it.fact(told), told.text("says")
        if fact is not None and says is not None and (label := _speaker(it, fact, says)):
            yield says, f"{says.rstrip('.')}, {label} said."
            yield says, f"According to {label}, {_lowered(it, says)}"


def _speaker(it: Written, fact: Fact, says: str) -> str:
    """What a fact's speaker is called; empty where the sentence names him, or says that somebody says it."""
    if fact.voice.by is None or fact.voice.by in it.names.among(says) or says.endswith("?"):
        return ""
    if next(terms.sayings(says, _ENGLISH, announcing=True), None):
        return ""
    return it.dossier.subjects[fact.voice.by].label


_SPELT = (
    ("defence", "defense"), ("programme", "program"), ("licence", "license"), ("organized", "organised"),
    ("localization", "localisation"), ("kilometre", "kilometer"), ("harbour", "harbor"), ("under way", "underway"),
)  # fmt: skip


def other_english(it: Written, rng: random.Random) -> Iterator[Change]:
    """British spelling for American, or the other way round."""
    for text in it.sentences():
        for pair in _SPELT:
            for one, other in (pair, pair[::-1]):
                if match := re.search(rf"\b{one}(?=s?\b)", text):
                    yield text, text[: match.start()] + other + text[match.end() :]


PROVABLE: dict[str, Kind] = {
    "a digit": digit,
    "a unit": unit,
    "a currency": currency,
    "a year": year,
    "a month": month,
    "a day": day,
    "a weekday": weekday,
    "a name misspelt": spelling,
    "a negation added or dropped": negation,
    "another speaker": speaker,
    "another hand": hand,
    "another source": source,
    "a word of a quote": word,
    "a quote cut at a number": cut,
    "a value of another property": other_property,
    "first and second exchanged": contract,
    "a role given to another": role,
    "a relation turned round": turned,
    "what frames a number": frame,
    "what was planned told as done": done,
    "what is to come told as past": status,
}
HARDLY: dict[str, Kind] = {
    "two names exchanged": names_exchanged,
    "a stance flipped": stance,
    "a wrong topic": topic,
    "a wrong `reads`": read_as,
    "another participant": participant,
}
HARMLESS: dict[str, Kind] = {
    "another recorded spelling": recorded_spelling,
    "a number in words or figures": number_form,
    "a date in another form": date_form,
    "clauses in another order": clause_order,
    "a synonym of said": synonym_of_said,
    "the speaker named": attribution,
    "British or American spelling": other_english,
}


def drawn(it: Written, name: str, kind: Kind, seed: int) -> list[Mutant]:
    """All mutants of one kind: first one for every place, then a second for every place, and so on."""
    rng = random.Random(f"{seed}:{name}")
    options: dict[tuple[str, int], list[Mutant]] = {}
    for at, new, *text in kind(it, rng):
        place = options.setdefault((at.file, at.start), [])
        if new != at and new not in [mutant.new for mutant in place]:
            place.append(Mutant(name, at, new, *text))
    places = [options[spot] for spot in sorted(options)]
    for place in places:
        rng.shuffle(place)
    rng.shuffle(places)
    depth = max(map(len, places), default=0)
    return [place[n] for n in range(depth) for place in places if n < len(place)]


def chosen(it: Written, each: int, seed: int, only: str) -> list[Mutant]:
    """At most `each` wrong mutants of every kind, and as many harmless ones, of their kinds as equally as can be."""
    wrong = {name: drawn(it, name, kind, seed)[:each] for name, kind in {**PROVABLE, **HARDLY}.items() if only in name}
    harmless = {name: drawn(it, name, kind, seed) for name, kind in HARMLESS.items() if only in name}
    wanted = sum(map(len, wrong.values())) or each
    made = [mutant for mutants in wrong.values() for mutant in mutants]
    longest = max(map(len, harmless.values()), default=0)
    turns = [mutants[n] for n in range(longest) for mutants in harmless.values() if n < len(mutants)]
    return made + turns[:wanted]


def _given_away(it: Written) -> Iterator[Change]:
    """A relation taken from one actor and written under another of the same kind, which has relations of its own."""
    for told in it.relations:
        is_ = told.text("is")
        if is_ is None or told.node.key("withdrawn") is not None:
            continue
        for other in it.relations:
            mine, theirs = it.dossier.subjects.get(told.owner), it.dossier.subjects.get(other.owner)
            target = other.text("is")
            if mine is None or theirs is None or target is None or mine.id == theirs.id or mine.kind != theirs.kind:
                continue
            if target.file != is_.file or str(told.text("of")) == theirs.id or _has(it, theirs.id, told):
                continue
            yield is_, f"under `{theirs.id}`", _carried(it, told, is_, target)[0]


def _carried(it: Written, told: Told, is_: Text, target: Text) -> tuple[str, str]:
    """The text of the file with a relation before another one's, and the lines that it consists of."""
    text = it.texts[is_.file]
    block, start, end = _item(text, is_)
    _, into, _ = _item(text, target)
    cut_out = text[:start] + text[end:]
    at = into if into < start else into - (end - start)
    # A list that loses its only item is no list any more.
    if sum(1 for relation in it.relations if relation.owner == told.owner) > 1:
        return cut_out[:at] + block + cut_out[at:], block
    return text[:into] + block + text[into:], block


def _has(it: Written, id_: str, told: Told) -> bool:
    return any(
        relation.owner == id_ and relation.text("is") == told.text("is") and relation.text("of") == told.text("of")
        for relation in it.relations
    )


def _item(text: str, key: Text) -> tuple[str, int, int]:
    """The lines of the list item in which `key` is the first value, with their bounds."""
    start = text.rfind("\n", 0, key.start) + 1
    indent = len(text[start:]) - len(text[start:].lstrip())
    end = start
    for number, line in enumerate(text[start:].splitlines(keepends=True)):
        if number and line.strip() and len(line) - len(line.lstrip()) <= indent:
            break
        end += len(line)
    return text[start:end], start, end


_HOME: tuple[Path, Path, dict[str, str]] | None = None


def _begin(facts: str, root: str, where: str) -> None:
    """Make a copy of the dossier for one process, in which it may write."""
    global _HOME
    there, sheet_ = Path(root), Path(facts)
    home = Path(tempfile.mkdtemp(dir=where))
    for folder in ("sources", "docs"):
        if (there / folder).is_dir():
            shutil.copytree(there / folder, home / folder)
    copy = home / sheet_.relative_to(there)
    texts = {it.relative_to(home).as_posix(): it.read_text(encoding="utf-8") for it in sheet.files(copy)}
    _HOME = home, copy, texts


_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def _written(text: str, mutant: Mutant) -> str | None:
    """The text of the file with the change, or None where YAML cannot hold it there; an id may be a key."""
    at, new = mutant.at, mutant.new
    if _SLUG.fullmatch(at) and _SLUG.fullmatch(new) and text[at.start : at.end] == at:
        return text[: at.start] + new + text[at.end :]
    changed, refused = edited(text, [Edit(at, new)])
    return None if refused else changed


def _raised(mutant: Mutant) -> list[str] | None:
    """The codes of the problems that the sheet has with a mutant; None where it cannot be written into the YAML."""
    assert _HOME is not None
    home, copy, texts = _HOME
    text = texts[mutant.at.file]
    changed = mutant.text
    if changed is None:
        changed = _written(text, mutant)
        if changed is None:
            return None
    file = home / mutant.at.file
    file.write_text(changed, encoding="utf-8")
    try:
        return [problem.code.value for problem in load.load(copy, home).problems]
    finally:
        file.write_text(text, encoding="utf-8")


@dataclass(frozen=True, slots=True)
class Row:
    """One kind: what was made, and what raised a problem."""

    kind: str
    made: tuple[Mutant, ...]
    raised: tuple[Mutant, ...]
    codes: Counter[str]

    @property
    def share(self) -> float:
        """Raised of made, in per cent."""
        return 100 * len(self.raised) / len(self.made) if self.made else 0.0


def measured(facts: Path, root: Path, each: int, seed: int, jobs: int, only: str = "") -> dict[str, Row]:
    """Make the mutants of every kind and count what the checks raise."""
    it = Written(facts, root)
    kinds = {**PROVABLE, **HARDLY, **HARMLESS}
    mutants = chosen(it, each, seed, only)
    with tempfile.TemporaryDirectory(prefix="mutants-") as where:
        begin = str(facts), str(root), where
        with ProcessPoolExecutor(jobs, initializer=_begin, initargs=begin) as pool:
            results = list(pool.map(_raised, mutants, chunksize=8))
    baseline = Counter({code.value: count for code, count in it.baseline.items()})
    rows: dict[str, Row] = {}
    for name in kinds:
        made, raised, codes = [], [], Counter[str]()
        for mutant, result in zip(mutants, results, strict=True):
            if mutant.kind == name and result is not None:
                made.append(mutant)
                if more := Counter(result) - baseline:
                    raised.append(mutant)
                    codes.update(more.keys())
        rows[name] = Row(name, tuple(made), tuple(raised), codes)
    return rows


def table(rows: dict[str, Row], problems: int) -> str:
    """The table as it is printed; the last line is the mean over the kinds that can be proven."""
    width = max(map(len, rows))
    lines = [f"{'kind':{width}}  {'made':>5} {'caught':>6} {'missed':>6}      %"]
    for title, kinds in (("", PROVABLE), ("what a machine can hardly see", HARDLY)):
        lines += ["", title] if title else []
        lines += [_line(rows[name], width) for name in kinds if rows[name].made]
        lines.append(f"{'mean':{width}}  {'':20} {_mean(rows, kinds):6.1f}")
    lines += ["", f"{'harmless':{width}}  {'made':>5} {'alarms':>6} {'quiet':>6}      %"]
    lines += [_line(rows[name], width) for name in HARMLESS if rows[name].made]
    made = sum(len(rows[name].made) for name in HARMLESS)
    alarms = sum(len(rows[name].raised) for name in HARMLESS)
    lines.append(f"{'all':{width}}  {made:5} {alarms:6} {made - alarms:6} {100 * alarms / max(1, made):6.1f}")
    lines.append(f"{'mean':{width}}  {'':20} {_mean(rows, HARMLESS):6.1f}")
    lines += ["", f"problems of the correct sheet: {problems}"]
    lines.append(f"mean over the kinds that can be proven: {_mean(rows, PROVABLE):.1f} % caught")
    return "\n".join(lines)


def _line(row: Row, width: int) -> str:
    made, raised = len(row.made), len(row.raised)
    return f"{row.kind:{width}}  {made:5} {raised:6} {made - raised:6} {row.share:6.1f}"


def _mean(rows: dict[str, Row], kinds: Iterable[str]) -> float:
    shares = [rows[name].share for name in kinds if rows[name].made]
    return sum(shares) / len(shares) if shares else 0.0


def main(arguments: list[str] | None = None) -> int:
    """Run the benchmark and print its table."""
    parser = argparse.ArgumentParser(
        description="Make a correct fact sheet wrong in small ways, and count what is caught."
    )
    parser.add_argument("--sheet", type=Path, default=ROOT / "sources/facts", help="the fact sheet (%(default)s)")
    parser.add_argument("--each", type=int, default=100, help="mutants of each kind at most (%(default)s)")
    parser.add_argument("--seed", type=int, default=1, help="what is drawn (%(default)s)")
    parser.add_argument("--jobs", type=int, default=2, help="processes (%(default)s)")
    parser.add_argument("--kind", default="", help="only kinds with this in their name")
    parser.add_argument("--missed", action="store_true", help="list what was missed, and the false alarms")
    options = parser.parse_args(arguments)
    facts = options.sheet.resolve()
    root = facts.parent.parent
    rows = measured(facts, root, options.each, options.seed, options.jobs, options.kind)
    problems = len(load.load(facts, root).problems)
    if options.missed:
        for row in rows.values():
            wrong = row.kind not in HARMLESS
            for mutant in row.made:
                if any(it is mutant for it in row.raised) != wrong:
                    print(("missed  " if wrong else "alarm   ") + str(mutant))
            if row.kind in HARMLESS and row.codes:
                print(f"alarms of {row.kind}: {dict(row.codes)}")
    print(table(rows, problems))
    return 0


if __name__ == "__main__":
    sys.exit(main())
