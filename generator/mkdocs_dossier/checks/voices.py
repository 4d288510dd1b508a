"""Checks of who says so (evidence rule, point 8): speakers, hands, events and relations."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from mkdocs_dossier import quotes
from mkdocs_dossier.checks import terms
from mkdocs_dossier.checks.material import Alarm, Material, alarm, evidence, quoted, spoken_of, stands
from mkdocs_dossier.checks.terms import Named
from mkdocs_dossier.languages import Language
from mkdocs_dossier.model import Aspect, Citation, Document, Event, Fact, RelationKind
from mkdocs_dossier.problems import Code


def speaker(material: Material, fact: Fact) -> Iterator[Alarm]:
    """The speaker of a fact or an event is named in the cited sentence, by name or role, or is the last one before it.

    Where the sentence has a verb of saying with its subject, that is the speaker. A state or an organisation is named
    in the sentence or not far before it, a document also by its kind.
    """
    by = fact.voice.by
    if fact.aspect in (Aspect.DATE, Aspect.OCCURRENCE):
        event = material.dossier.subjects.get(fact.subject)
        by = event.by if isinstance(event, Event) else None
    elif fact.aspect not in (Aspect.SAYS, Aspect.VALUE, Aspect.RELATION):
        return
    if by is None:
        return
    for citations, language in material.bundles(fact):
        if not any(_speaks(material, by, fact, citation, language) for citation in citations):
            yield alarm(
                fact,
                Code.SPEAKER_NOT_NAMED,
                citations[0].place,
                f"{spoken_of(fact)} is said by {material.dossier.subjects[by].label}, "
                "whom the source does not name there as speaker.",
                "Correct `by:`, or cite words of a sentence that names the speaker.",
                (f"sentence: {material.sentences(citations[0])}",),
            )


def _speaks(material: Material, by: str, fact: Fact, citation: Citation, language: Language) -> bool:
    sentence = material.sentences(citation)
    subject = material.dossier.subjects[by]
    if isinstance(subject, Document):
        if by in material.names.among(f"{material.before(citation)[-240:]} {sentence}"):
            return True
        return (subject.kind or "?").casefold() in sentence.casefold() and _likeliest(material, subject, sentence)
    told = material.read_out(fact, material.told(citation))
    if material.by_role(by, told):
        return True
    found, stood_for = _subjects(material, told, language)
    # Whoever passes words on does not say them: "she denied it, the agency reported".
    if found := found - set(fact.voice.via):
        return by in found
    if not stood_for and by in {it.subject for it in _acting(material, sentence)}:
        return True
    before = material.before(citation)
    if subject.kind == "person" and subject.unnamed:
        # "A spokesman for the yard said so. He did not say more."
        near = before[-240:]
        pronoun = any(stands(it, sentence) for it in (*language.persons, *language.third_person))
        rivals = any(_is_person(material, it) for it in _last(material, near))
        return pronoun and not rivals and material.by_role(by, near)
    if subject.kind == "person":
        persons = [it.subject for it in material.names.find(before) if _is_person(material, it)]
        others = (it.id for it in material.dossier.subjects.values() if it.kind == "person" and it.id != by)
        return bool(persons) and persons[-1] == by and not any(material.by_role(it, told) for it in others)
    kinds = {material.dossier.subjects[it.subject].kind for it in _acting(material, told) if it.subject}
    return subject.kind not in kinds and by in material.names.among(before[-240:])


def _last(material: Material, before: str) -> tuple[Named, ...]:
    """The names in the last sentence of a text."""
    return material.names.find(re.split(r"[.?!]\s+(?=[^\W\d_a-z])", before)[-1])


def _likeliest(material: Material, document: Document, sentence: str) -> bool:
    """Whether a sentence names as many parties of a document as of any other of its kind, by their proper names."""
    proper = {name.text for it in material.dossier.subjects.values() for name in it.names if name.use is None}
    named = {it.subject for it in material.names.find(sentence) if it.text in proper}
    others = [it for it in material.dossier.subjects.values() if isinstance(it, Document) and it.kind == document.kind]
    return len(named & {*document.parties}) == max(len(named & {*it.parties}) for it in others)


def _is_person(material: Material, named: Named) -> bool:
    subject = material.dossier.subjects.get(named.subject or "")
    return subject is not None and subject.kind == "person"


def _subjects(material: Material, told: str, language: Language) -> tuple[frozenset[str], bool]:
    """Who is named as the subject of a verb of saying; and whether one such verb has a pronoun for its subject."""
    found: set[str] = set()
    stood_for = False
    behind = 0
    for verb in terms.sayings(told, language, announcing=True):
        left = _clause(material, told[behind : verb.start()], language)
        if behind and found and re.search(rf"(?:{_breaks(language)})\s*$", told[behind : verb.start()]):
            # "argued that … and said": one subject for both.
            behind = verb.end()
            continue
        right = re.split(r"[.;:,]\s|…", told[verb.end() :])[0]
        backwards = bool(re.match(r"(?i)according\s+to", verb.group()))
        near = " ".join(right.split()[:6])
        named = () if backwards else _acting(material, left)
        subject = near.split(" ")[0] if backwards else left if not named else " ".join(left.split()[-2:])
        if any(stands(it, subject) for it in language.third_person):
            stood_for = True
            behind = verb.end()
            continue
        passive = re.search(r"(?i)\bas\s*$", left)
        if passive:
            # "quoted her as saying": the object of the verb before is who says it.
            named = _acting(material, told[: verb.start()])[-1:]
        if not named and (backwards or re.match(r"\s*(?:the\s+)?(?:[^\W\d_]+\s+){0,3}?[A-Z]", right)):
            named = _acting(material, near)[:1]
        persons = [it.subject for it in named if _is_person(material, it) and it.subject]
        if persons:
            found.update(persons)
        elif named and named[0].subject:
            found.add(named[0].subject)
        behind = verb.end()
    return frozenset(found), stood_for


def _clause(material: Material, before: str, language: Language) -> str:
    """The last clause of a text in which somebody is named or stood for."""
    sentence = re.split(r"[;:]\s|…|[.?!]\s+(?=[^\W\d_a-z])", before)[-1]
    clauses = re.split(_breaks(language), sentence)
    for clause in reversed(clauses):
        if material.names.find(clause) or any(stands(it, clause) for it in language.third_person):
            return clause
    return sentence


def _breaks(language: Language) -> str:
    words = "|".join(re.escape(it) for it in language.breaks if it.isalpha())
    return rf"(?i:(?<!\w)(?:{words or '(?!)'})(?!\w))"


def _acting(material: Material, words: str) -> tuple[Named, ...]:
    """The names in some words without those that only own something."""
    return tuple(it for it in material.names.find(words) if not re.match(r"[’']s?\b", words[it.end : it.end + 2]))


def nobody(material: Material, fact: Fact) -> Iterator[Alarm]:
    """Words of somebody's speech have a speaker: inside quotation marks, or beside a verb of saying.

    Quotation marks without a verb of saying in their sentence may be an inscription or a name.
    """
    if fact.voice.by is not None or fact.aspect not in (Aspect.SAYS, Aspect.VALUE):
        return
    for citations, language in material.bundles(fact):
        if fact.says and next(terms.sayings(fact.says, language), None):
            continue
        for citation in citations:
            where = _spoken(material, citation, language)
            if where:
                yield alarm(
                    fact,
                    Code.SPEAKER_MISSING,
                    citation.place,
                    f"{spoken_of(fact)} has no speaker, and its quote stands {where}.",
                    "Add `by:` with whoever says it; or, if the source vouches for it, tell it in the sentence.",
                    (f"sentence: {material.sentences(citation)}",),
                )


def _spoken(material: Material, citation: Citation, language: Language) -> str:
    source = material.dossier.sources[citation.source]
    start, end = next(((a, b) for a, b in source.paragraphs if a <= citation.start < b), (citation.start, citation.end))
    before, behind = source.text[start : citation.start], source.text[citation.end : end]
    inside = before.count('"') % 2 or before.count("“") > before.count("”") or before.count("«") > before.count("»")
    if inside and next(terms.sayings(source.text[start:end], language), None):
        return "inside quotation marks"
    tail = re.split(r"[.;]\s", behind, maxsplit=1)[0][:80]
    if re.match(r"[\"”’]?,\s", tail) and not any(re.match(rf"\W+{re.escape(it)}\b", tail) for it in language.breaks):
        verb = next(terms.sayings(tail, language), None)
        closed = tail[:1] in '"”’'
        if verb and (closed or material.names.find(tail[: verb.start()])) and material.names.find(tail):
            return f"beside “{tail.strip(' ,”’').split(',')[0].strip()}”"
    return ""


def hands(material: Material, fact: Fact) -> Iterator[Alarm]:
    """Every hand in `via` is named in a cited paragraph or took part in the event, or published the source.

    A hand of an event itself may be named before that paragraph. The publisher is not the only hand where another of
    its kind is named: then somebody else was told. None is named twice, and none is the speaker.
    """
    by, via = fact.voice.by, fact.voice.via
    event = material.dossier.subjects.get(fact.subject)
    own = fact.aspect in (Aspect.DATE, Aspect.OCCURRENCE) and isinstance(event, Event)
    if own and isinstance(event, Event):
        by, via = event.by, event.via
    cited = [citation for it, _ in material.bundles(fact) for citation in it] if via else []
    sources = dict.fromkeys(citation.source for citation in cited)
    there = {it.object for it in material.dossier.by_subject.get(fact.event or "", ())}
    for citation in cited:
        there |= material.names.among(material.paragraph(citation))
        there |= material.names.among(material.before(citation)) if own else frozenset()
    kinds = {material.dossier.subjects[it].kind for it in there if it is not None and it in material.dossier.subjects}
    for publisher in (material.dossier.sources[source].publisher for source in sources):
        if publisher is not None and (len(via) > 1 or material.dossier.subjects[publisher].kind not in kinds):
            there.add(publisher)
    for hand in via if sources else ():
        twice = hand == by or via.count(hand) > 1
        if twice or hand not in there:
            label = material.dossier.subjects[hand].label
            yield alarm(
                fact,
                Code.HAND_NOT_NAMED,
                fact.place,
                f"{spoken_of(fact)} comes via {label}, "
                + ("who is named twice." if twice else f"whom {_listed(sources)} does not name there."),
                "Correct `via:`, or cite the source that names the hand.",
            )


def _listed(sources: Iterable[str]) -> str:
    return " and ".join(f"`{it}`" for it in sources)


def occasion(material: Material, fact: Fact) -> Iterator[Alarm]:
    """What is said at an event is said by one of those who took part in it, through hands that did, in its sources.

    Asked only where the event names somebody of that kind, a person or an outlet, among those who took part; the
    publisher of a cited source is a hand anyway.
    """
    if fact.event is None or fact.withdrawn or fact.aspect not in (Aspect.SAYS, Aspect.VALUE):
        return
    here = material.dossier.by_subject.get(fact.event, ())
    there = {it.object for it in here if it.aspect is Aspect.PARTICIPATION}
    kinds = {material.dossier.subjects[it].kind for it in there if it is not None and it in material.dossier.subjects}
    publishers = {material.dossier.sources[citation.source].publisher for citation in fact.citations}
    told = {fact.voice.by, *(it for it in fact.voice.via if it not in publishers)} - there
    for who in sorted(it for it in told if it is not None):
        subject = material.dossier.subjects[who]
        if not isinstance(subject, Document) and subject.kind in kinds:
            yield alarm(
                fact,
                Code.NOT_AT_EVENT,
                fact.place,
                f"{spoken_of(fact)} is told by {material.dossier.subjects[who].label} at `{fact.event}`, "
                "of whose participants that is none.",
                "Correct `by:` or `via:`, or add the participant to the event with a citation.",
            )
    about = (Aspect.DATE, Aspect.OCCURRENCE, Aspect.PARTICIPATION)
    sources = {citation.source for it in here if it.aspect in about for citation in it.citations}
    for citation in fact.citations:
        if there and fact.voice.by and citation.source not in sources:
            yield alarm(
                fact,
                Code.NOT_AT_EVENT,
                citation.place,
                f"{spoken_of(fact)} is cited from `{citation.source}`, in which nothing tells of `{fact.event}`.",
                "Correct the event, or cite words of that source for the event itself.",
            )


def relations(material: Material, fact: Fact) -> Iterator[Alarm]:
    """A relation's quote holds one of the words declared for it, about the two that it joins.

    In "owned by" the owned one stands first, and "A owns B" tells the same of B; between the word and either end no
    other of the end's own kind stands, unless the two are joined as equals. Where all others of its name are of a
    person to a firm, none is of a firm to a person.
    """
    declared = material.dossier.relations.get(fact.property)
    if fact.aspect is not Aspect.RELATION or declared is None or not declared.words:
        return
    for citations, language in material.bundles(fact):
        quote = quoted(citations)
        if not any(_tells(word, quote, language) for word in declared.words):
            yield alarm(
                fact,
                Code.RELATION_NOT_QUOTED,
                citations[0].place,
                f"{spoken_of(fact)}: no word of this quote tells of it.",
                f"Quote one of these words too: {', '.join(declared.words)}; or declare others for the relation.",
                (f"quote: {quote}",),
            )
        elif usual := _usual(material, fact):
            yield alarm(
                fact,
                Code.RELATION_TURNED,
                fact.place,
                f"{spoken_of(fact)} is of {usual[1]} to {usual[0]}, and elsewhere of {usual[0]} to {usual[1]}.",
                f"Write it under the other subject, or as `{declared.inverse}` read from there.",
                (f"quote: {quote}",),
            )
        elif fact.subject == fact.object or _turned(material, fact, quote, declared, language):
            yield alarm(
                fact,
                Code.RELATION_TURNED,
                citations[0].place,
                f"{spoken_of(fact)} "
                + ("is to itself." if fact.subject == fact.object else "stands the other way round in this quote."),
                f"Write it under the other subject, or as `{declared.inverse}` read from there.",
                (f"quote: {quote}",),
            )
        elif nearer := _nearer(material, fact, evidence(fact, citations), declared.words, language):
            yield alarm(
                fact,
                Code.RELATION_TURNED,
                citations[0].place,
                f"{spoken_of(fact)} is rather that of “{nearer}”, who stands nearer to its word in this quote.",
                "Correct the two ends of the relation, or cite words that leave no doubt.",
                (f"quote: {quote}",),
            )


def roles(material: Material, fact: Fact) -> Iterator[Alarm]:
    """Where a participant's role stands in the quote, nobody else of the participant's kind is nearer to it."""
    if fact.aspect is not Aspect.PARTICIPATION or fact.object is None:
        return
    for citations, language in material.bundles(fact):
        quote = evidence(fact, citations)
        there = [it for it in re.findall(r"\w+", quote) if it.islower()]
        # The last word is the noun: "negotiating party".
        sought = terms.content(fact.property.split()[-1], language) if fact.property else frozenset()
        words = tuple(it for it in there if any(terms.related(it, role, language) for role in sought))
        if fact.object not in material.names.among(quote):
            continue
        nearer = _beside(material, fact.object, quote, words, language)
        nearer = nearer or _nearer(material, replace(fact, subject=fact.object), quote, words, language)
        if nearer:
            yield alarm(
                fact,
                Code.RELATION_TURNED,
                citations[0].place,
                f"{spoken_of(fact)} as “{fact.property}” is rather that of “{nearer}”, who stands nearer to this word.",
                "Correct the participant or the role, or cite words that leave no doubt.",
                (f"quote: {quote}",),
            )


def _beside(material: Material, who: str, quote: str, words: tuple[str, ...], language: Language) -> str:
    """A name of somebody's kind right beside one of some words, where his own name is beside none of them."""
    found = []
    for named in material.names.find(quote):
        near = (quote[named.end :].split()[:2], quote[: named.start].split()[-2:][::-1])
        sides = [[it for it in side if it.casefold() not in language.articles][:1] for side in near]
        if any(it.casefold() in words for side in sides for it in side):
            found.append(named)
    kind = material.dossier.subjects[who].kind
    others = [it for it in found if it.subject and material.dossier.subjects[it.subject].kind == kind]
    return others[0].text if others and who not in {it.subject for it in found} else ""


def _tells(word: str, quote: str, language: Language) -> bool:
    """Whether a declared word stands in a quote, also in another form: "members" for "member"."""
    if stands(word, quote):
        return True
    return any(terms.related(word.casefold(), it.casefold(), language) for it in re.findall(r"[\w-]+", quote))


def _usual(material: Material, fact: Fact) -> tuple[str, str] | None:
    """The kinds of the two ends of all other relations of this name, where they are those of this one turned round."""
    known = material.relation_kinds[fact.property]
    one, other = material.kinds(fact)
    return (other, one) if one != other and known[one, other] == 1 and (other, one) in known else None


def _turned(material: Material, fact: Fact, quote: str, declared: RelationKind, language: Language) -> bool:
    """Whether the quote has the relation with its two ends on the wrong sides of its words."""
    match = quotes.whole(fact.property, within=quote).search(quote)
    if match is not None:
        before = [it.subject for it in material.names.find(quote[: match.start()])]
        behind = [it.subject for it in material.names.find(quote[match.end() :])]
        if fact.subject in behind and fact.subject not in before and fact.object not in behind:
            return True
    # Whose doing it is: "built by" is told of what is built, "owner of" of whoever owns it.
    passive = terms.any_of(language.passive, fact.property)
    doer, done_to = (fact.object, fact.subject) if passive else (fact.subject, fact.object)
    told = {it for word in declared.words for it in _doings(material, word, quote, language)}
    if (done_to, doer) in told and (doer, done_to) not in told:
        return True
    held = {it for word in declared.words for it in _holders(material, word, quote, fact.property.split()[-1])}
    return fact.subject in held and fact.object not in held


def _doings(material: Material, word: str, quote: str, language: Language) -> Iterator[tuple[str | None, str | None]]:
    """Who does to whom what a word says in a quote: "A built B", "B, built by A"."""
    if not word.casefold().endswith(language.participles):
        return
    named = material.names.find(quote)
    for match in quotes.whole(word, within=quote).finditer(quote):
        left = [it for it in named if it.end <= match.start()]
        right = [it for it in named if it.start >= match.end()]
        if not left or not right or left[-1].subject == right[0].subject:
            continue
        between = quote[match.end() : right[0].start].split()
        if between and between[0].casefold() in language.passive:
            if all(it.casefold() in language.articles for it in between[1:]):
                yield right[0].subject, left[-1].subject
        elif not [it for it in between if it.casefold() not in language.articles]:
            yield from [(left[-1].subject, right[0].subject)] if not quote[left[-1].end : match.start()].strip() else []


def _holders(material: Material, word: str, quote: str, joint: str) -> Iterator[str | None]:
    """Of whom somebody is what a word says in a quote: of A in "head of A", "A’s head" and "the A head, B"."""
    named = material.names.find(quote)
    for match in quotes.whole(word).finditer(quote):
        left = [it for it in named if it.end <= match.start()]
        right = [it for it in named if it.start >= match.end()]
        behind = quote[match.end() : right[0].start].split() if right else []
        if behind and behind[0].casefold() == joint.casefold() and len(behind) < 4:
            yield right[0].subject
        elif left and right and not behind:
            # "the A head B"; "the A news channel B".
            between = quote[left[-1].end : match.start()].split()
            if len(between) < 3 and not any(re.search(r"[,.;:]", it) for it in between):
                yield left[-1].subject


def _nearer(material: Material, fact: Fact, quote: str, words: tuple[str, ...], language: Language) -> str:
    """A name that stands between the relation's word and one of its ends, and is of that end's kind."""
    named = material.names.find(quote)
    ends = [it for it in (fact.subject, fact.object) if it is not None]
    spans = [m.span() for word in words for m in re.finditer(re.escape(word), quote, re.IGNORECASE)]
    for end in ends:
        kind = material.dossier.subjects[end].kind
        mine = [it for it in named if it.subject == end]
        if not mine:
            continue
        gaps = [(min(a.end, last), max(a.start, first)) for first, last in spans for a in mine]
        crossed = [
            [
                it
                for it in named
                if low <= it.start < high and it.subject not in ends and _rival(material, it, kind, quote, language)
            ]
            for low, high in gaps
            if not any(stands(it, quote[low:high]) for it in language.possessive)
        ]
        if crossed and len(crossed) == len(gaps) and all(crossed):
            return min(crossed, key=len)[0].text
    return ""


def _rival(material: Material, named: Named, kind: str | None, quote: str, language: Language) -> bool:
    subject = material.dossier.subjects.get(named.subject or "")
    joining = "|".join(language.joining)
    joined = re.match(rf"\s+(?:{joining}|{'|'.join(language.possessive)})\s", quote[named.end :]) or re.search(
        rf"(?<!\w)(?:{joining})\s+$", quote[: named.start]
    )
    return subject is not None and subject.kind == kind and kind is not None and not joined
