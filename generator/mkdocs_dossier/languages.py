"""What the evidence rule knows of a language: its guard words, its words for numbers and days, its sentences.

A language that is not here has no rules. A check that needs them is then counted as not made (evidence rule, 14),
which is why `language` answers `None` instead of falling back on English. Its sentences are cut by their signs alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import nupunkt


@dataclass(frozen=True, slots=True, eq=False)
class Language:
    """The words of one language that the evidence rule needs.

    An entry is a word or a phrase in lower case, matched without regard to case and to the form of its apostrophe.
    `*` at its beginning stands for any letters: `*n't` is "can't" as well as "didn't".
    """

    code: str
    """ISO 639-1."""
    name: str
    """The language's name in English, for messages."""

    # What a quote must not leave behind to its left, in its own clause, nor between its parts (evidence rule, 5).
    negations: tuple[str, ...]
    hedges: tuple[str, ...]
    verbs: tuple[str, ...]
    """Verbs of denying, planning, wanting, urging and threatening, with the nouns that do the same work."""
    undone: tuple[str, ...]
    """What else makes what follows it untrue, undone or uncertain, and is no negation: "wrongly", "brink of"."""
    sayings: tuple[str, ...]
    """Attribution: an alarm only where the fact names no speaker."""
    harmless: tuple[str, ...]
    """Phrases in which a guard word does no harm. Their capitals count: "May" is the month, "may" is not in it."""

    # These are regular expressions, for where words are not enough, as `quotes.Guards` explains them. Each of the first
    # three comes with pieces of words, one of which stands in all that it finds: it is looked for nowhere else.
    turned: tuple[tuple[str, str], ...]
    """What must not be left behind to the left, as "few" and "Had they bought"."""
    close: tuple[tuple[str, str], ...]
    """What must not stand directly to the left of a quote, as "former" and "half of"."""
    unsaid: tuple[tuple[str, str], ...]
    """What must not follow in the clause, as it denies what was said: "which she denied"."""
    provisos: tuple[str, ...]
    """Conditions that must not follow in the clause."""
    told: tuple[str, ...]
    """What makes no condition of them: "asked him if"."""
    introductions: tuple[str, ...]
    """What takes back the words in quotation marks behind it: "never said “"."""

    right: tuple[str, ...]
    """What must not stand directly to the right of a quote. Only those written with a comma may follow one."""
    breaks: tuple[str, ...]
    """Signs and words at which the clause to the left of a quote begins."""

    senses: Mapping[str, tuple[str, ...]]
    """What a sentence must keep of its quote, by kind: the words that hope, plan, demand, look ahead …"""
    kept_by: Mapping[str, tuple[str, ...]]
    """Words that keep a sense in a sentence of our own, besides those of `senses`: "was to" keeps a "will"."""
    qualifiers: tuple[str, ...]
    """What frames the number after it: "up to", "about"."""
    speaker: tuple[str, ...]
    """The words with which somebody speaks of himself alone."""
    third_person: tuple[str, ...]
    """The words that stand for somebody named before, as subject of a verb of saying."""
    denials: tuple[str, ...]
    """Verbs that say no by themselves: "denied that it was" is as much a negation as "was not"."""
    asked: tuple[str, ...]
    """What begins a question that is only told of: "when asked whether"."""
    negating: tuple[str, ...]
    """What turns a word into its opposite when set before it: "in" in "incompatible"."""
    endings: tuple[str, ...]
    """What two words may end in and still be forms of one: "produce", "producing", "production"."""
    variants: tuple[tuple[str, str], ...]
    """Two spellings of one and the same: "ence" and "ense" in "defence" and "defense"."""
    joining: tuple[str, ...]
    """Words that join names as equals: the order of names beside them tells nothing."""
    possessive: tuple[str, ...]
    """The words that stand for an owner named before."""
    dull: tuple[str, ...]
    """Words of four letters and more that carry no sense of their own."""
    announcing: tuple[str, ...]
    """Verbs of saying that also tell what the words do: "warned that", "vowed that"."""
    articles: tuple[str, ...]
    """Words before a noun that may come and go."""
    that: tuple[str, ...]
    """What stands between a verb of saying and what is said."""
    passive: tuple[str, ...]
    """Words that turn a sentence round: "signed by"."""
    plain: frozenset[str]
    """Words that carry the grammar rather than the matter."""

    numbers: Mapping[str, int]
    """Number words: "seven" is 7."""
    ordinals: Mapping[str, int]
    """Number words that put in order: "seventh" is 7."""
    magnitudes: Mapping[str, int]
    """What multiplies the number before it: "bn" is 10⁹."""
    dozens: tuple[str, ...]
    """What is counted like a magnitude: "two dozen"."""
    portions: tuple[str, ...]
    """Words for one part of a whole: "half", "third"."""
    several_portions: tuple[str, ...]
    """Words for more of them: "thirds"."""
    early: tuple[str, ...]
    """Words that may stand before a month or a weekday in a range: "between late May and early June"."""
    change: tuple[str, ...]
    """What stands before a number by which something changes, "rose 5 to 12", and then no range."""
    numerals: tuple[str, ...]
    """The forms in which words make one number or range, of the kinds that `number_words` gives."""
    months: Mapping[str, int]
    """Names and abbreviations of the months, without a full stop: "sept" is 9."""
    weekdays: Mapping[str, int]
    """Names and abbreviations of the weekdays, without a full stop, by ISO number: Monday is 1."""
    seasons: Mapping[str, int]
    """Names of the seasons, by EDTF number: spring is 21."""
    nearby: Mapping[str, int]
    """Words for a day near to that of the text, by how many days it lies behind it: "yesterday" is -1."""
    shifts: Mapping[str, int]
    """Words that say which of several in a row is meant, counted from the present one: "last" is -1."""
    stretches: Mapping[str, int]
    """What they count besides weekdays and seasons: a year is 1, a month 2."""

    group: tuple[str, ...]
    """The words with which somebody speaks of himself and others."""
    persons: tuple[str, ...]
    """The words that stand for one person."""
    things: tuple[str, ...]
    """The words that stand for what is no person."""
    pronouns: tuple[str, ...]
    """The words that stand for somebody or something named before, whatever their place in a sentence."""
    definite: tuple[str, ...]
    """Words before a noun that tell that it was named: "the yard", not "a yard"."""
    participles: tuple[str, ...]
    """What a verb of a passive ends in: "ed" in "signed by"."""
    fractions: Mapping[str, int]
    """Words for a part of a whole, in hundredths: "half" is 50."""
    rates: Mapping[str, str]
    """Words that tell of every such time, by its name: "annually" is a year."""
    parts: tuple[str, ...]
    """What stands between a part and its whole: "900 of the jobs"."""
    each: tuple[str, ...]
    """What stands before the name of a time to tell of every one: "a year", "per month"."""
    opposites: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]
    """Words that say the contrary of each other: "rise" and "fall", each side with all its forms."""
    twos: tuple[str, ...]
    """Words that tell of two without counting: a quote of two of them says so, but need not have a number."""
    inside: tuple[str, ...]
    """Words inside a number in words: "two hundred and six"."""
    behind: tuple[str, ...]
    """What frames the number before it: "or more"."""
    sharp: tuple[str, ...]
    """The negations that say nothing but no: the others, such as "without" and "failed", tell something as well."""
    refusals: tuple[str, ...]
    """Verbs that can be told by a negation, and the other way round: "declined to comment", "would not comment"."""
    ahead: tuple[str, ...]
    """Words besides the hedges that tell of what is still to come: "due", "scheduled"."""
    during: tuple[str, ...]
    """What frames a number, and before a length of time may as well mean during it: "over five years"."""
    conditions: tuple[str, ...]
    """What begins a condition behind a number: "30 km under fire"."""

    @property
    def number_words(self) -> Mapping[str, tuple[str, ...]]:
        """The words of which `numerals` speaks, by their kind."""
        return {
            "WORD": tuple(word for word in self.numbers if word not in self.dozens),
            "MAGNITUDE": (*(word for word in self.magnitudes if len(word) > 1), *self.dozens),
            "ORDINAL": tuple(self.ordinals),
            "FRACTION": self.portions,
            "FRACTIONS": self.several_portions,
            "DAY": tuple(word.capitalize() for word in (*self.months, *self.weekdays)),
            "EARLY": self.early,
            "CHANGE": self.change,
            "ABOUT": tuple(word for word in self.qualifiers if " " not in word),
        }

    @property
    def left(self) -> tuple[str, ...]:
        """All that is an alarm to the left of a quote or between its parts, whoever speaks."""
        return self.negations + self.hedges + self.verbs + self.undone


def language(code: str) -> Language | None:
    """The rules for a language, or `None` where there are none.

    `code` is a language tag (BCP 47); what follows its first part is not looked at: "en-GB" is English.
    """
    return _LANGUAGES.get(re.split(r"[-_]", code.strip().lower(), maxsplit=1)[0])


def sentences(text: str, code: str) -> tuple[tuple[int, int], ...]:
    """The sentences of a text, as offsets in it, in order, without the white space around them.

    A sentence never runs over a blank line. It runs over a single line break only where the line was wrapped: where
    the next line begins in lower case, or with a word for which the line before had no room. A quotation of several
    sentences is several sentences. Where the language of `code` has no rules, the signs at which sentences end in any
    script part them, with what closes a quotation behind; a full stop does not in what is known to be shortened.
    """
    known = language(code)
    return tuple(
        span
        for start, end in _blocks(text)
        for span in (
            _stripped(text, _cut(text, start, end))
            if known is None
            else _mended(text, _stripped(text, _split(text, start, end)), known)
        )
    )


# nupunkt takes a short word before a full stop for an abbreviation ("he said so. U.S. officials"). These are words.
_NO_ABBREVIATION = re.compile(
    r"\b(?:so|it|do|is|us|me|he|up|go|on|in|him|her|them|this|that|not|yes|too|did|was|are|has|had|now|out|war|way)"
    r"[.!?][”\"’')\]]*\s+(?=[“\"‘'(\[]*[A-Z0-9])"
)
# And it ends a sentence after some titles ("Lt. Col. Smith"), which no sentence does that goes on with a capital.
_TITLE_AT_END = re.compile(
    r"\b(?:Mr|Mrs|Ms|Dr|Prof|St|Lt|Col|Gen|Maj|Brig|Sgt|Capt|Adm|Cmdr|Cpl|Sen|Rep|Gov|Pres|Amb|Sec|Rev|Hon|No|Nos|vs)"
    r"\.$"
)
# The agency's mark after place and day belongs to them: "GENEVA, February 25. /AGENCY/." is one dateline.
_AGENCY = re.compile(r"/[^/\s]+/\.?")
_INITIALS = re.compile(r"(?:[A-Z]\.)+")

# What ends a sentence in scripts with spaces between words: there a space follows. The signs of Arabic, Urdu, Armenian,
# Devanagari, Ethiopic and Burmese among them.
_SPACED_END = "[.!?…‥؟۔։।॥።፧፨။‼⁇⁈⁉]"
# And in Chinese and Japanese, with nothing behind.
_WIDE_END = "[。！？｡．]"
_CLOSING = "[”’»›\"')\\]}」』》〉】〕）］｝〟]"
_WIDE = "[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
_WIDE_LETTER = re.compile(_WIDE)
_ENDS = re.compile(
    rf"(?:(?<=\D)．|[。！？｡])(?:{_WIDE_END}|{_SPACED_END})*{_CLOSING}*"
    rf"|{_SPACED_END}+{_CLOSING}*(?=\s|\Z)|(?<={_WIDE})[!?]+{_CLOSING}*(?={_WIDE})"
)
# A full stop that ends no sentence: behind an initial, a day or another number in order ("3. Liman Günleri"), a title.
_SHORTENED = re.compile(
    r"(?<![^\s(\[“‘«\"'])(?:[^\W\d_]|\d{1,2}|[IVX]+|Dr|Prof|Doç|Yrd|Uzm|Op|Av|Sn|Müh|Hz|Alb|Gen|Org|Mr|Mrs|Ms|St|Sr|Sra|Fr|Hr|M[lm]e|No|Nr"
    r"|Bd|Cad|Sok|bkz|vs|vb|örn|z\.B|ca|bzw|г|ул|им|стр)\.\Z"
)
_NEXT = re.compile(r"\s*(\S)")
_BLANK_LINE = re.compile(r"(?:\r\n|\n|\r(?!\n))[^\S\r\n]*(?:\r\n|\n|\r(?!\n))\s*|\u2029")
_LINE = re.compile(r"[^\r\n]+")


def _blocks(text: str) -> Iterator[tuple[int, int]]:
    """What stands between blank lines, and in it what stands between line breaks that were meant as such."""
    start = 0
    for blank in _BLANK_LINE.finditer(text):
        yield from _lines(text, start, blank.start())
        start = blank.end()
    yield from _lines(text, start, len(text))


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    lines = [(line.start(), line.end()) for line in _LINE.finditer(text, start, end)]
    if not lines:
        return
    widest = max(b - a for a, b in lines)
    begun, (last_start, last_end) = lines[0][0], lines[0]
    for line_start, line_end in lines[1:]:
        words = text[line_start:line_end].split(maxsplit=1)
        had_room = bool(words) and last_end - last_start + _needed(words[0]) <= widest
        if had_room and not words[0][0].islower():
            yield begun, last_end
            begun = line_start
        last_start, last_end = line_start, line_end
    yield begun, last_end


def _needed(word: str) -> int:
    """How much room in a line a word would have taken."""
    # A letter of Chinese may stand alone, with at most a sign that begins no line; and no space before it.
    return 2 if _WIDE_LETTER.match(word) else 1 + len(word)


def _split(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    block = text[start:end]
    for first, last in nupunkt.sent_spans(block):
        begun = first
        for missed in _NO_ABBREVIATION.finditer(block, first, last):
            yield start + begun, start + missed.end()
            begun = missed.end()
        yield start + begun, start + last


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """What the signs part, whatever the language."""
    begun = start
    for sign in _ENDS.finditer(text, start, end):
        # "“Is it?” she asked" goes on, and so does what stands behind dots.
        behind = _NEXT.match(text, sign.end(), end)
        goes_on = behind is not None and behind[1].islower()
        shortened = sign.group() == "." and _SHORTENED.search(text, max(begun, sign.end() - 8), sign.end())
        if not goes_on and not shortened:
            yield begun, sign.end()
            begun = sign.end()
    if begun < end:
        yield begun, end


def _stripped(text: str, spans: Iterator[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    for start, end in spans:
        words = text[start:end]
        start += len(words) - len(words.lstrip())
        if words := words.strip():
            yield start, start + len(words)


def _mended(text: str, spans: Iterator[tuple[int, int]], known: Language) -> Iterator[tuple[int, int]]:
    """The same sentences, those joined that are one."""
    open_span: tuple[int, int] | None = None
    for start, end in spans:
        if open_span is None:
            open_span = start, end
            continue
        before = text[open_span[0] : open_span[1]]
        if _joined(before, text[start:end], known):
            open_span = open_span[0], end
        else:
            yield open_span
            open_span = start, end
    if open_span is not None:
        yield open_span


def _joined(before: str, after: str, known: Language) -> bool:
    if _AGENCY.fullmatch(after):
        place, comma, day = before.partition(",")
        return bool(comma) and place.isupper() and day.split()[0].rstrip(".").lower() in known.months
    return bool(_TITLE_AT_END.search(before) or _INITIALS.fullmatch(before))


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


def _phrases(text: str) -> tuple[str, ...]:
    return tuple(phrase.strip() for phrase in text.split(",") if phrase.strip())


def _values(text: str) -> Mapping[str, int]:
    """`"one=1 two,deux=2"` as a mapping; names joined by commas share a value."""
    return MappingProxyType(
        {
            name: int(value)
            for pair in text.split()
            for names, _, value in [pair.rpartition("=")]
            for name in names.split(",")
        }
    )


def _either(*lists: tuple[str, ...] | str) -> str:
    """A regular expression for any of these words and phrases."""
    words = {word for listed in lists for word in (_words(listed) if isinstance(listed, str) else listed)}
    each = sorted(words, key=lambda word: (-len(word), word))
    return f"(?:{'|'.join(map(re.escape, each))})"


# Kept out on purpose, because they are more often something else: "states" (United States), "order", "reporting"
# (a reporting name), "remarks", "will" (a future is told as one), "decision to", "until".
_HEDGES = _words(
    """
    reportedly allegedly alleged alleges allege alleging supposedly supposed purportedly purported apparently
    ostensibly ostensible presumably presumed presumes probably probable possibly possibility possibilities perhaps
    maybe potentially hypothetically theoretically seemingly tentatively arguably conceivably likely so-called
    self-styled would-be almost nearly
    may might could would if whether unless lest assuming
    seem seems seemed seeming appear appears appeared
    suspect suspects suspected rumour rumours rumoured rumor rumors rumored
    expect expects expected expecting estimate estimates estimated estimating predict predicts predicted predicting
    forecast forecasts forecasting speculate speculates speculated speculating speculation
    suggest suggests suggested suggesting imply implies implied implying
    assume assumes assumed guess guesses guessed imagine imagines imagined
    fear fears feared fearing
    """
) + _phrases(
    """
    believed to, thought to, is said to, are said to, was said to, were said to, in theory, in case,
    provided that, as if, as though, on condition that, were to, is to be, are to be, was to be
    """
)
_VERBS = _words(
    """
    deny denies denied denying denial denials refuse refuses refused refusing refusal refute refutes refuted
    refuting reject rejects rejected rejecting rejection dispute disputes disputed disputing dismiss dismisses
    dismissed dismissing rebut rebuts rebutted disclaim disclaims disclaimed disavow disavows disavowed
    contradict contradicts contradicted contradicting repudiate repudiates repudiated repudiating
    decline declines declined declining doubt doubts doubted doubting doubtful oppose opposes opposed opposing
    objected objecting
    plan plans planned planning intend intends intended intending intention intentions aim aims aimed aiming
    consider considers considered considering contemplate contemplates contemplated contemplating mull mulls
    mulled mulling ponder ponders pondered pondering propose proposes proposed proposing proposal proposals
    prepare prepares prepared preparing promise promises promised promising pledge pledges pledged pledging
    vow vows vowed vowing swear swears swore sworn undertake undertakes undertook
    try tries tried trying attempt attempts attempted attempting seek seeks sought seeking
    endeavour endeavours endeavoured endeavor endeavors endeavored strive strives strove striving effort efforts
    want wants wanted wanting wish wishes wished wishing hope hopes hoped hoping hopeful desire desires desired
    desiring eager willing willingness unwilling reluctant keen ready poised prefer prefers preferred preferring
    urge urges urged urging demand demands demanded demanding ask asks asked asking request requests requested
    requesting recommend recommends recommended recommending recommendation encourage encourages encouraged
    encouraging advise advises advised advising appeal appeals appealed appealing plead pleads pleaded pleading
    beg begs begged begging exhort exhorts exhorted implore implores implored persuade persuades persuaded
    persuading
    pressured pressuring lobby lobbies lobbied lobbying
    should must ought
    threaten threatens threatened threatening warn warns warned warning warnings
    """
) + _phrases(
    """
    call for, calls for, called for, calling for, call on, calls on, called on, calling on, call upon, calls upon,
    called upon, calling upon, push for, pushes for, pushed for, pushing for, press for, pressed for, pressing for,
    insist on, insists on, insisted on, insisting on,
    threat of, threats of, threat that, need to, needs to, needed to, have to, has to, had to,
    offer to, offers to, offered to, offering to, decide to, decides to, decided to, deciding to,
    agree to, agrees to, agreed to, agreeing to, going to, about to, set to, scheduled to, due to be,
    look to, looks to, looked to, looking to
    """
)
# Those of the hedges that lead to words in quotation marks: "suggested “a talk”" hedges nothing between the marks.
_QUOTING = _words(
    """
    suggest suggests suggested suggesting imply implies implied implying estimate estimates estimated estimating
    predict predicts predicted predicting forecast forecasts forecasting speculate speculates speculated speculating
    expect expects expected expecting guess guesses guessed imagine imagines imagined fear fears feared fearing
    """
)


_NUMBERS = _values(
    """
    zero=0 one=1 two=2 three=3 four=4 five=5 six=6 seven=7 eight=8 nine=9 ten=10 eleven=11 twelve=12 thirteen=13
    fourteen=14 fifteen=15 sixteen=16 seventeen=17 eighteen=18 nineteen=19 twenty=20 thirty=30 forty=40 fifty=50
    sixty=60 seventy=70 eighty=80 ninety=90
    """
)

# The parts of which the regular expressions for English are made.
_WORD = r"(?:[\w’'-]+|(?:[A-Z]\.)+)"
_CLOSE = r"(?=[,.;:!?)\]”\"\n]| [–—-] |\Z)"
_LATER = rf"(?: (?:on|in|at|late|last|this|early|again|today|yesterday|by|for|during|to)(?: (?!that\b){_WORD}){{1,6}})?"
_END = rf"{_LATER}{_CLOSE}"
_PAUSE = r"(?:[,(] ?|,[”\"] |[–—]| [–—-]{1,2} )"
_IS = r"(?:is|was|are|were|has been|have been|had been)(?: \w+ly| later| also| since)?"
_SOMEBODY = (
    r"(?!(?:and|but|or|nor|while|so|then|when|after|before|because|although|though|as|since) )"
    rf"(?:(?!(?:is|was|are|were|be|been|who|which|that|never|not|said|says)\b|\w+n['’]t\b){_WORD} ){{1,6}}"
)
_ONE = r"(?=[A-Z]|(?:the|an?|his|her|its|their|our|my|one|some|most|many|several|he|she|they|it|we|I)\b|[a-z]+s\b)"
_WE = r"(?:he|she|it|they|we|you|I|anyone|anybody|[A-Z][\w’'-]*(?: [A-Z][\w’'-]*)*)"
_DONE = _either(
    """
    been bought built done felt gone had held kept known left lost made met paid put said sent sold told won
    """
)
_PARTICIPLE = rf"(?:\w+ed|\w+en|{_DONE})"
_BEGINNING = r"(?:\A|(?<=[.!?:;–—] )|(?<=[“\"‘(\n])|(?<=[.!?][”\"’] ))"
_NOT_A = r"(?<!\b[Aa] )(?<!\b[Tt]he )(?<!\b[Ee]very )(?<!\b(?:last|past|next|very) )"
_NOT_BEING = r"(?<!\b(?:is|be) )(?<!\b(?:are|was) )(?<!\b(?:were|been|also) )"
_STOPPED = "cancelled canceled scrapped halted thwarted foiled blocked vetoed"
_KEPT = "banned bans barred bars blocked blocks dissuaded discouraged deterred"
_ACQUITTED = "clear clears cleared clearing acquit acquits acquitted acquitting"
_EVIDENCE = "evidence reason chance hope prospect sign proof likelihood truth basis"
_SAY = _either(
    """
    say says said saying tell tells told telling state states stated stating claim claims claimed claiming argue argues
    argued arguing write writes wrote written announce announces announced announcing declare declares declared
    declaring call calls called calling describe describes described describing speak speaks spoke spoken speaking
    mention mentions mentioned mentioning confirm confirms confirmed confirming add adds added adding quoted used using
    """
)
_BELIEVE = _either("believe believes believed think thinks thought")
_BELIEVED = "alleged rumoured rumored believed thought claimed assumed"
_GUESSED = "allege alleges alleged joked quipped speculated guessed suspected hoped feared"
_PERHAPS = "apparently perhaps possibly probably presumably maybe"
_FALSELY = "falsely wrongly mistakenly erroneously incorrectly inaccurately misleadingly baselessly untruthfully"
_REPORTEDLY = "reportedly allegedly supposedly purportedly"
_DENY = _either(
    """
    deny denies denied denying disputed disputing refute refutes refuted refuting rebut rebuts rebutted
    contradict contradicts contradicted contradicting disavow disavows disavowed
    """
)
_DENY_PIECES = "den disput refut rebut contradict disavow"
_DENIED = _either("denied disputed refuted rebutted contradicted debunked disproved discredited")
_DISMISS = _either(
    """
    reject rejects rejected rejecting dismiss dismisses dismissed dismissing debunked disproved retracted withdrew
    withdrawn
    """
)
_UNTRUE = "false untrue baseless unfounded groundless fabricated discredited debunked fake"
_UNSURE = "unconfirmed unverified disputed"
_FALSE = _either(
    _UNTRUE,
    "wrong incorrect inaccurate bogus nonsense absurd fiction lies",
    _phrases("not true, not correct, not so, not the case, a lie, a hoax, a fake, a fabrication, an invention"),
)
_FALSE_PIECES = (
    f"{_DENY_PIECES} dis debunked false true less founded fabricat invent fake wrong correct accurate bogus nonsense"
    " absurd fiction lie not hoax"
)
_CALLED = _either(_phrases("calls, called, branded, dismissed as, described as"))
_CLAIM = _either(
    """
    claim claims charge charges accusation accusations allegation allegations assertion assertions report reports
    suggestion suggestions rumour rumours rumor rumors contention insinuation insinuations
    """
)
_CLAIM_PIECES = "claim charge accusation allegation assertion report suggestion rumo contention insinuation"
_A_CLAIM = rf"(?:(?:an?|the|this|these|those|such|all|both) )?(?:\w+ ){{0,2}}{_CLAIM}"
_NOT = r"(?:\b(?:[Nn]ot(?! only| just| least| merely| simply)|[Nn]ever|[Nn]o longer|[Nn]or)|n['’]t)"
_NO = r"\b(?:[Nn]o(?! doubt| less| fewer)|[Nn]obody|[Nn]one|[Nn]either|[Nn]othing(?! short| less))"
_REFUSE = rf"\b(?:{_DENY}|{_DISMISS}|refus(?:e|es|ed|ing) to|declin(?:e|es|ed|ing) to|stop(?:s|ped)? short of)"
_INSTEAD = r"\b(?:instead of|rather than|far from|without)"
_MERELY = r"(?: (?:\w+ly|ever|once|even|have|has|had|having|been|be|to|yet))*"
_SAYING = rf"{_MERELY} {_SAY}(?: (?!(?:why|when|how|where|whether|who|what|if|which)\b){_WORD}){{0,4}}[,:]? ?"
_ASKING = """
    ask asks asked asking wonder wonders wondered know knows knew known knowing see sees saw seen seeing say says said
    saying tell tells told telling check checks checked checking decide decides decided deciding determine determines
    determined determining doubt doubts doubted clear unclear sure unsure certain uncertain learn learned find test
    tests tested testing question questions questioned consider considered considering examine examines examined
    examining
"""
_PERIODS = (
    "second minute hour day night week fortnight month quarter year head person household tonne ton barrel litre mile"
)
_PERIOD = _either(_PERIODS)
_RATE = (
    rf"(?:(?:an?|each|every) {_PERIOD}\b(?! (?:ago|earlier|later|after|before|from|old|long)\b)|per (?!cent\b)\w"
    r"|annually\b|apiece\b)"
)

_ENGLISH = Language(
    code="en",
    name="English",
    negations=_words(
        """
        *n't not cannot no non never none nobody nothing nowhere neither nor without hardly scarcely barely rarely
        seldom unable impossible unlikely false falsely untrue
        fail fails failed failing failure lack lacks lacked lacking absence
        stop stops stopped stopping cease ceases ceased ceasing
        avoid avoids avoided avoiding prevent prevents prevented preventing refrain refrains refrained refraining
        abstain abstains abstained abstaining forbid forbids forbade forbidden forbidding
        prohibit prohibits prohibited prohibiting
        """
    )
    + _phrases(
        """
        far from, instead of, rather than, no-one, anything but, give up, gives up, gave up, giving up, given up,
        rule out, rules out, ruled out, ruling out, short of, yet to
        """
    ),
    hedges=_HEDGES,
    verbs=_VERBS,
    undone=_words(
        """
        wrongly mistakenly erroneously incorrectly inaccurately misleadingly baselessly untruthfully misquoted
        unconfirmed unverified unproven unsubstantiated unclear uncertain hinted hinting exonerated
        retract retracted retracting pretend pretends pretended pretending feign feigned joked joking jokingly
        myth hoax misconception
        """
    )
    + _phrases(
        """
        still to be, verge of, brink of, come close to, comes close to, came close to, banned from, barred from,
        blocked from, accused of, charged with, talks to, negotiating to, pressure to, bid to,
        question the, questions the, questioned the, questioning the
        """
    ),
    sayings=_words(
        """
        say says said saying tell tells told telling stated stating claim claims claimed claiming argue argues argued
        arguing noted noting announce announces announced announcing assert asserts asserted asserting
        believe believes believed believing think thinks thought reported declare declares declared declaring
        explain explains explained explaining mention mentions mentioned mentioning remarked remarking
        reply replies replied replying reveal reveals revealed revealing confirm confirms confirmed confirming
        stress stresses stressed stressing emphasise emphasises emphasised emphasising emphasize emphasizes emphasized
        emphasizing underline underlines underlined underlining underscored reiterate reiterates reiterated
        reiterating quote quotes quoted quoting cite cites cited citing admit admits admitted admitting acknowledge
        acknowledges acknowledged acknowledging concede concedes conceded conceding accuse accuses accused accusing
        write writes wrote assure assures assured assuring testify testifies testified tweeted complain complains
        complained answered recalled observed commented clarified contend contends contended contending
        insist insists insisted insisting
        """
    )
    + _phrases(
        """
        according to, point out, points out, pointed out, pointing out, added that, adds that, adding that,
        maintains that, maintained that, reports that, responded that, states that, state that, remarks that,
        statement that, view that, opinion that, in his view, in her view, in its view, in their view,
        in his opinion, in her opinion, in their opinion, in the words of
        """
    ),
    harmless=_phrases(
        """
        not only, not just, not least, not to be named, not be named, no doubt, no less than, no fewer than, no sooner,
        asked not to be named, did not want to be named, May, TRY
        """
    ),
    turned=(
        # A condition without "if": "Had they bought it", "were it to buy".
        ("Had Were", rf"{_BEGINNING}(?:Had (?!been\b|to\b)|Were (?!there\b))(?=\w)"),
        ("had", rf"(?<=, )had (?={_WE} (?:not |ever |only )?{_PARTICIPLE}\b)"),
        ("were", rf"(?<=, )were (?={_WE} (?:not )?(?:to|in|able|an?)\b)"),
        (
            "too",
            rf"\btoo (?!{_either('close near similar free eager ready quick happy willing keen likely')}\b)\w+ to\b",
        ),
        # Hardly anybody, hardly anything.
        ("few Few", rf"{_NOT_A}\b[Ff]ew(?= \w)(?! {_PERIOD}s?\b)"),
        ("ittle cant carce", rf"\b(?:[Ll]ittle|[Ss]cant|[Ss]carce) {_either(_EVIDENCE)}\b"),
        # What somebody stopped, if it was not stopped itself: "cancelled the order", and not "was cancelled in May".
        ("cancel scrap halt thwart foil block veto", rf"{_NOT_BEING}\b{_either(_STOPPED)}\b"),
        ("ban bar block dissuad discourag deter", rf"\b{_either(_KEPT)} (?:{_WORD} ){{1,5}}from\b"),
        (
            "clear acquit",
            rf"\b{_either(_ACQUITTED)} (?:{_WORD} ){{0,5}}of\b",
        ),
        ("ontrary", rf"\b[Cc]ontrary to (?:\w+ ){{0,3}}{_CLAIM} that\b"),
    ),
    close=(
        # Another office, another thing.
        (
            "ormer reviously eputy ssistant ock ake ummy ounterfeit very",
            r"(?i:\b(?:former(?:ly)?|previously|deputy|assistant|mock|fake|dummy|counterfeit|(every)(?: other)?)(?= ))",
        ),
        (
            "ice",
            rf"\b[Vv]ice(?= {_either('president chair premier chancellor minister mayor admiral governor')}| [A-Z])",
        ),
        # A part, or a multiple, of what is said.
        (
            "of but xcept xcluding",
            r"(?i:\b((?:some|most|many|several|half|one) of|(?<!at )all but|except(?: for)?|with the exception of"
            r"|excluding)( the)?(?= ))",
        ),
        (
            "alf wice ouble riple",
            r"(?i:\b(half|twice|double|triple)(?: (?:the|its|his|her|their|our)(?= )|(?= (?:that|what|as)\b)))",
        ),
    ),
    right=(
        "not",
        "never",
        "no longer",
        *(
            form
            for word in _phrases(
                """
            reportedly, allegedly, supposedly, purportedly, apparently, perhaps, except, except for, excluding,
            with the exception of, save for, in theory, in principle, in name only
            """
            )
            for form in (word, f", {word}")
        ),
    ),
    unsaid=(
        # The words are denied.
        (_DENY_PIECES, rf"{_PAUSE}(?:which|something) {_SOMEBODY}(?:{_DENY}|disputes?){_END}"),
        (_DENY_PIECES, rf",[”\"]? {_SOMEBODY}{_DENY}{_END}"),
        (_DENY_PIECES, rf"(?: [–—-] |—|\(){_SOMEBODY}{_DENY}(?: (?:it|this|that|them))?{_END}"),
        (_CLAIM_PIECES, rf"{_PAUSE}{_A_CLAIM} (?:(?:that|which) )?{_SOMEBODY}(?:{_DENY}|{_DISMISS}|corrected){_END}"),
        (_CLAIM_PIECES, rf"{_PAUSE}{_A_CLAIM} (?:\w+ ){{0,5}}?(?:{_DENY}|{_DISMISS}|corrected){_END}"),
        # They are false.
        (_CLAIM_PIECES, rf"{_PAUSE}{_A_CLAIM} (?:\w+ ){{0,5}}?{_FALSE}\b"),
        (_CLAIM_PIECES, rf"{_PAUSE}{_A_CLAIM} (?:(?:that|which) )?{_SOMEBODY}{_CALLED} {_FALSE}\b"),
        (_CLAIM_PIECES, rf"{_PAUSE}(?:an? )?{_either(_UNTRUE)} {_CLAIM}\b"),
        (
            _CLAIM_PIECES,
            rf"\b{_CLAIM} that (?P<said>[^.;:()“”\"\n]{{3,200}}?) {_IS} (?:{_FALSE}\b|{_DENIED}(?: by\b|{_END}))",
        ),
        (_FALSE_PIECES, rf"{_PAUSE}(?:which|this|that|but this|but that) {_IS} (?:{_FALSE}|{_DENIED})\b"),
        (_FALSE_PIECES, rf"\({_FALSE}\)"),
        (_FALSE_PIECES, rf"(?P<said>[”\"’'»)\]]*) {_IS} (?:{_FALSE}\b|{_DENIED}(?: by\b|{_END}))"),
        # Who says them does not know, or does not mean it.
        ("ly", rf",[”\"]? (?:{_SOMEBODY})?{_either(_FALSELY, _REPORTEDLY)} {_SAY}\b"),
        ("ly maybe perhaps", rf",[”\"]? {_either(_FALSELY, _REPORTEDLY, _PERHAPS)}{_CLOSE}"),
        (" it ", rf",[”\"]? (?:as )?it (?:is|was|has been) (?:\w+ly )?{_either(_BELIEVED)}\b"),
        (
            "according",
            rf",[”\"]? according to (?:an? |the |some )?(?:\w+ )?{_either(_UNTRUE, _UNSURE)}\b",
        ),
        ("or", rf"{_PAUSE}or so (?=\w)"),
        (
            "jest jokingly ironically sarcastically",
            rf",[”\"]? (?:{_WORD} ){{0,6}}{_either('jokingly ironically sarcastically', ('in jest',))}{_CLOSE}",
        ),
        (_GUESSED, rf",[”\"]? {_ONE}{_SOMEBODY}{_either(_GUESSED)}{_END}"),
        # Nobody says them.
        (
            "say said state told call confirm claim believe think thought",
            rf",[”\"]? (?:{_WORD} ){{0,5}}?(?:{_NOT}|{_REFUSE}|{_NO}(?: {_WORD}){{0,4}}?){_MERELY}"
            rf" (?:{_SAY}|{_BELIEVE}){_END}",
        ),
        # What is paid or done is paid or done again and again.
        (
            f"per annually apiece {_PERIODS}",
            rf"\b(?:\d+(?:[.,]\d+)*(?:k|m|bn)?|{_either(tuple(_NUMBERS))})"
            rf"(?: {_either('hundred thousand million billion trillion')})?(?: [^\W\d]+)?(?P<said>) {_RATE}",
        ),
    ),
    provisos=(
        r"\b(?:if(?! (?:any|necessary|not|at all|only|ever)\b)|unless|(?:,? but )?only if|only when|only after"
        r"|provided that|providing that|on condition that|assuming that|in case|in the event (?:that|of)"
        r"|(?:as|so) long as (?!\d))\b",
    ),
    told=(rf"\b{_either(_ASKING)} (?:{_WORD} ){{0,3}}", r"\b(?:even|as|than|that|what) "),
    introductions=(
        # "He never said", "nobody at the ministry has called it", "denied saying", "falsely claimed".
        rf"{_NOT}{_SAYING}",
        rf"{_NO}(?: {_WORD}){{0,5}}?{_SAYING}",
        rf"(?:{_REFUSE}|{_INSTEAD}){_SAYING}",
        rf"\b{_either(_FALSELY, _REPORTEDLY)}{_SAYING}",
        # "It is not", "denied that it was": the words in quotation marks are a part of the clause.
        rf"(?:{_NOT}|{_NO})(?: (?!(?:{_SAY}|until)\b){_WORD}){{0,12}} ?",
        rf"{_REFUSE}(?: (?!(?:{_SAY}|as)\b){_WORD}){{0,12}} ?",
        rf"{_INSTEAD}(?: (?!(?:{_SAY}|is|are|was|were)\b){_WORD}){{0,12}} ?",
        # "It may", "threatened to".
        rf"\b{_either(tuple(set(_HEDGES) - {*_QUOTING, 'would'}))} ",
        rf"\b{_either(_HEDGES, _VERBS)} to ",
    ),
    breaks=(*';:()“”"', "and", "but", "while", "however", "although", "because", "despite"),
    senses=MappingProxyType(
        {
            "possible": _words(
                """
                may might could can cannot can't couldn't mightn't possibly possible possibility possibilities perhaps
                maybe potentially able unable impossible
                """
            ),
            "future": _words("will would shall *'ll won't wouldn't")
            + _phrases("going to, about to, set to, scheduled to, due to be, in the run-up to, is to, are to"),
            "plan": _words(
                """
                plan plans planned planning intend intends intended intending intention intentions aim aims aimed aiming
                consider considers considered considering propose proposes proposed proposing proposal
                """
            ),
            "hope": _words("hope hopes hoped hoping hopeful hopefully"),
            "wish": _words("want wants wanted wanting wish wishes wished wishing prefer prefers preferred"),
            "expect": _words(
                """
                expect expects expected expecting forecast forecasts predict predicts predicted anticipate anticipates
                anticipated likely probably probable
                """
            ),
            "seem": _words("seem seems seemed seeming appear appears appeared apparently seemingly"),
            "allege": _words("reportedly allegedly alleged alleges allege supposedly supposed purportedly purported"),
            "attempt": _words(
                """
                try tries tried trying attempt attempts attempted attempting effort efforts seek seeks sought seeking
                lobby lobbies lobbied lobbying
                """
            ),
            "demand": _words(
                """
                urge urges urged urging demand demands demanded demanding ask asks asked asking request requests
                requested requesting recommend recommends recommended should must ought
                """
            )
            + _phrases("call for, calls for, called for, call on, calls on, called on, need to, needs to, have to"),
            "threat": _words("threaten threatens threatened threatening threat threats warn warns warned warning"),
            "promise": _words(
                "promise promises promised promising pledge pledges pledged vow vows vowed assure assured"
            ),
            "deny": _words(
                """
                deny denies denied denying denial reject rejects rejected rejecting refuse refuses refused decline
                declines declined declining dismiss dismisses dismissed dismissing
                """
            ),
            "doubt": _words("doubt doubts doubted doubtful unlikely unclear uncertain suspect suspects suspected"),
            "estimate": _words(
                "estimate estimates estimated estimating assume assumes assumed suggest suggests suggested"
            ),
            "condition": _words("if unless whether"),
            "belief": _words("think thinks thought thinking believe believes believed believing"),
        }
    ),
    kept_by=MappingProxyType(
        {
            "future": _phrases("was to, were to, is to, are to, to be, to come, in prospect"),
            "possible": _phrases("would, was to"),
            "deny": _words("*n't not no never none nobody nothing cannot neither nor without against"),
            "demand": _words("needed need had required"),
            "plan": _phrases(
                """
                was to, were to, is to, are to, think of, thinks of, thought of, thinking of, think about, thinks about,
                thought about, thinking about, weigh, weighs, weighed, weighing, mull, mulls, mulled, mulling, look at,
                looks at, looked at, looking at, look into, looks into, looked into, looking into
                """
            ),
        }
    ),
    qualifiers=_phrases(
        """
        up to, at least, at most, more than, less than, fewer than, no more than, not more than, no less than, over,
        under, above, below, about, around, approximately, roughly, some, nearly, almost, close to, as much as,
        as many as, as little as, an estimated, estimated at, exactly, only, just
        """
    ),
    speaker=("I", "me", "my"),
    third_person=("he", "she", "they", "it", "him", "her", "them"),
    denials=_words("deny denies denied denying denial denials"),
    asked=tuple(
        f"{verb} {word}"
        for verb in ("asked", "questioned", "asks", "ask")
        for word in ("whether", "if", "about", "what", "how", "why", "who", "where", "when", "which")
    ),
    negating=("un", "in", "im", "ir", "il", "dis", "non-", "non", "anti-"),
    endings=(
        "",
        *_words(
            """
            s es e d ed ing er ers ee ees or ors ion ions ation ations al ally ly ment ments y ies ied n en t
            able ible ive ance ence ity ic ful fully ness
            """
        ),
    ),
    variants=tuple(
        (british, american)
        for pair in _words(
            "ence/ense our/or ise/ize isa/iza isi/izi yse/yze ogramme/ogram ogue/og tre/ter elled/eled elling/eling"
        )
        for british, _, american in [pair.partition("/")]
    ),
    joining=("and", "or", "with", "between", "as well as"),
    possessive=("its", "his", "her", "their", "our", "my", "whose"),
    dull=_words(
        """
        that this these those there their them they then than with from into onto upon have been being were what when
        where which while whom whose will would could should might must shall also very more most much many some such
        only just even still ever again about after before over under between because although however both each other
        same own said says does did done
        """
    ),
    announcing=_words(
        """
        warn warns warned warning vow vows vowed vowing promise promises promised promising pledge pledges pledged
        pledging swear swears swore assure assures assured suggest suggests suggested suggesting
        """
    ),
    articles=("the", "a", "an", "this", "these", "those"),
    that=("that",),
    passive=("by",),
    plain=frozenset(
        _words(
            """
            a an the this that these those it its they their them he his him she her we our us i my you your
            who whom whose which what there here such of to in on at by for from with without into onto over under
            about between among after before during through as than and or but nor so if not no only also other
            another one ones more most some any each every both all is are was were be been being has have had having
            do does did will would can could shall should may might must say says said tell tells told
            """
        )
    ),
    numbers=_NUMBERS,
    ordinals=_values(
        """
        first=1 second=2 third=3 fourth=4 fifth=5 sixth=6 seventh=7 eighth=8 ninth=9 tenth=10 eleventh=11 twelfth=12
        thirteenth=13 fourteenth=14 fifteenth=15 sixteenth=16 seventeenth=17 eighteenth=18 nineteenth=19 twentieth=20
        thirtieth=30 fortieth=40 fiftieth=50 sixtieth=60 seventieth=70 eightieth=80 ninetieth=90 hundredth=100
        """
    ),
    magnitudes=_values(
        """
        dozen,dozens=12 hundred,hundreds=100 thousand,thousands,k=1000 million,millions,m,mn,mln,mio=1000000
        billion,billions,b,bn,bln=1000000000 trillion,trillions,tn,trn,trln=1000000000000
        """
    ),
    dozens=("dozen", "dozens", "score", "scores"),
    portions=_words("half third quarter fourth fifth sixth seventh eighth ninth tenth twentieth hundredth thousandth"),
    several_portions=_words(
        "halves thirds quarters fourths fifths sixths sevenths eighths ninths tenths twentieths hundredths"
    ),
    early=("early", "mid", "late"),
    change=_words(
        """
        by up down rise rises rose risen rising fall falls fell fallen falling grow grows grew grown growing
        increase increases increased increasing decrease decreases decreased drop drops dropped dropping
        climb climbs climbed climbing jump jumps jumped jumping gain gains gained gaining lose loses lost losing
        add adds added adding slip slips slipped slide slid dip dips dipped decline declines declined declining
        edge edged soar soared surge surged plunge plunged tumble tumbled shed sheds slump slumped advanced shrank
        """
    ),
    numerals=_phrases(
        """
        WORD WORD, WORD MAGNITUDE, NUMBER MAGNITUDE, MAGNITUDE WORD, MAGNITUDE and WORD, MAGNITUDE MAGNITUDE,
        MAGNITUDE ORDINAL, MAGNITUDE and ORDINAL, a MAGNITUDE, several MAGNITUDE, many MAGNITUDE, few MAGNITUDE,
        a few MAGNITUDE, couple of MAGNITUDE, a couple of MAGNITUDE, tens of MAGNITUDE, MAGNITUDE of MAGNITUDE,
        half a ANY, half an ANY, half MAGNITUDE, a half, a quarter, one FRACTION, WORD FRACTIONS,
        a FRACTION (of), a FRACTION (in), a FRACTION (on), a FRACTION (since), a FRACTION (to), a FRACTION (from),
        a FRACTION (more), a FRACTION (less), a FRACTION (over), a FRACTION (last), a FRACTION (this), a FRACTION (.),
        NUMBER and a half, NUMBER and a quarter, NUMBER and one FRACTION, NUMBER and WORD FRACTIONS,
        a FRACTION of a ANY, one FRACTION of a ANY, WORD FRACTIONS of a ANY, half of a ANY,
        WORD point WORD, WORD per cent, WORD percent, MAGNITUDE per cent, MAGNITUDE percent, WORD percentage points,
        minus NUMBER, NUMBER below zero, NUMBER degrees below zero, NUMBER degrees celsius below zero,
        WORD in WORD, one in a MAGNITUDE, NUMBER in every NUMBER, NUMBER out of NUMBER, NUMBER out of every NUMBER,
        PLAIN of PLAIN, PLAIN of the PLAIN,
        between NUMBER and NUMBER, between ABOUT NUMBER and NUMBER, between NUMBER UNIT and NUMBER (UNIT),
        between DATE and DATE, between YEAR and YEAR, (from) NUMBER to NUMBER, (from) NUMBER UNIT to NUMBER (UNIT),
        WORD to WORD, MAGNITUDE to WORD, PLAIN to PERCENT, (!CHANGE) PLAIN to PLAIN, (!CHANGE) MONEY to MONEY,
        MONEY to PLAIN, (!CHANGE) PERCENT to PERCENT, (!CHANGE) NUMBER UNIT to NUMBER (UNIT), YEAR to YEAR,
        (from) DATE to DATE, (from) NUMBER up to NUMBER, (from) NUMBER until NUMBER, (from) NUMBER till NUMBER,
        (from) DATE until DATE, (from) YEAR until YEAR, (from) YEAR till YEAR, NUMBER through NUMBER, DATE through DATE,
        YEAR through YEAR, NUMBER or NUMBER, NUMBER UNIT or NUMBER (UNIT), YEAR or YEAR, NUMBER if not NUMBER,
        NUMBER or even NUMBER
        """
    ),
    months=_values(
        """
        january,jan=1 february,feb=2 march,mar=3 april,apr=4 may=5 june,jun=6 july,jul=7 august,aug=8
        september,sept,sep=9 october,oct=10 november,nov=11 december,dec=12
        """
    ),
    weekdays=_values(
        """
        monday,mon=1 tuesday,tues,tue=2 wednesday,wed=3 thursday,thurs,thur,thu=4 friday,fri=5 saturday,sat=6
        sunday,sun=7
        """
    ),
    seasons=_values("spring=21 summer=22 autumn,fall=23 winter=24"),
    nearby=_values("yesterday=-1 today,tonight,overnight=0 tomorrow=1"),
    shifts=_values("this,current=0 last,past,previous=-1 next,coming,following=1"),
    group=("we", "us", "our", "ours", "ourselves"),
    persons=("he", "she", "him", "his", "her", "hers"),
    things=("it", "its", "itself"),
    pronouns=_words("he she him his her hers it its itself they them their theirs this these that those"),
    definite=("the", "this", "that", "these", "those"),
    participles=("ed", "en", "wn", "ught", "old", "eld", "ade", "aid", "one", "ept", "uilt"),
    fractions=_values("half,halves,halved,halving=50 thirds=33 quarters=25"),
    rates=MappingProxyType(
        {
            form: name
            for name, *forms in (
                ("year", "years", "annual", "annually", "yearly"),
                ("month", "months", "monthly"),
                ("week", "weeks", "weekly"),
                ("day", "days", "daily"),
                ("hour", "hours", "hourly"),
                ("minute", "minutes"),
                ("night", "nights", "nightly"),
                ("quarter", "quarters", "quarterly"),
            )
            for form in (name, *forms)
        }
    ),
    parts=("of",),
    each=("a", "an", "per", "each", "every"),
    opposites=tuple(
        (_words(one), _words(other))
        for pair in """
            rise rises rose risen rising increase* grew grow grows grown growing growth climb* gain gains gained gaining
            / fall falls fell fallen falling decrease* decline* drop drops dropped dropping shrink* shrank shrunk
              lose loses lost losing sink sinks sank sunk;
            raise raises raised raising lift lifts lifted lifting / lower lowers lowered lowering cut cuts cutting
              reduce* halve halves halved;
            begin begins began begun beginning start starts started starting launch launches launched open opens opened
              opening
            / end ends ended ending stop stops stopped stopping close closes closed closing closure shut shuts shutting
              finish*;
            accept* approv* agree agrees agreed support* back backs backed backing welcom* endors* favour* favor*
            / reject* refus* oppos* condemn* criticis* criticiz* disapprov* veto vetoes vetoed object objects objected;
            save saves saved saving savings / lose loses lost losing waste* spend spends spent spending;
            allow* permit permits permitted permitting / forbid* forbad* ban bans banned banning prohibit* prevent*;
            include* including / exclude* excluding;
            join joins joined joining enter enters entered entering / leave leaves left leaving quit quits quitting
              withdraw*;
            arrive* arrival / depart departs departed departure;
            hire hires hired hiring recruit* appoint* / fire fires fired firing dismiss* sack sacks sacked;
            build builds built building / demolish* destroy*;
            attack attacks attacked attacking offensive / defend* defence defense defensive;
            strengthen* improv* better / weaken* worsen* worse;
            success* succeed* / fail fails failed failing failure*;
            guilty convict* / innocent acquit*;
            remember* / forget forgets forgot forgotten;
            love loves loved / hate hates hated;
            north northern / south southern;
            east eastern / west western;
            large larger largest big bigger biggest great greater greatest / small smaller smallest little;
            high higher highest / low lower lowest;
            long longer longest / short shorter shortest;
            fast faster fastest quick quicker quickest / slow slower slowest;
            early earlier earliest / late later latest;
            new newer newest young younger youngest / old older oldest;
            first / last;
            strong stronger strongest / weak weaker weakest;
            rich richer richest / poor poorer poorest;
            cheap cheaper cheapest / expensive costly dear dearer;
            safe safer safest / unsafe dangerous;
            public publicly / private privately secret secretly;
            permanent permanently / temporary temporarily;
            minimum least / maximum most;
            more / less fewer;
            many / few;
            full fully wholly entirely completely / partial partially partly empty;
            positive positively / negative negatively;
            legal legally / illegal illegally;
            voluntary voluntarily / compulsory mandatory;
            inside within / outside beyond;
            before / after;
            above / below beneath;
            against / for;
            always / never
        """.replace("\n", " ").split(";")
        for one, other in [pair.split(" / ")]
    ),
    twos=("both", "pair"),
    inside=("and",),
    behind=("or more", "or less", "or so", "or fewer", "or over", "or under", "plus", "at least", "at most"),
    stretches=_values("year=1 month=2"),
    sharp=(*_words("*n't not cannot no non never none nobody nothing nowhere neither nor"), "no-one", "yet to"),
    refusals=_words(
        """
        declin* refus* reject* exclud* dismiss* oppos* rebuff* withh* avert* cancel* disagree* disput* ban banned bans
        bar barred bars block blocks blocked blocking halt halts halted
        """
    ),
    ahead=_phrases(
        """
        due, upcoming, forthcoming, scheduled, next, soon, later, until, before, by the end of, awaited, pending,
        planned, to be, will, would, shall, is to, are to, was to, were to, yet to, about to, once, ahead of, run-up,
        on the eve of
        """
    ),
    during=("over", "under", "above", "below"),
    conditions=_phrases(
        """
        if, unless, when, until, while, provided, assuming, under, in case, except, excluding, including, without,
        depending, as long as, so long as, on condition, subject to, only in, only with, only for, only by
        """
    ),
)

_LANGUAGES: Mapping[str, Language] = MappingProxyType({known.code: known for known in (_ENGLISH,)})
