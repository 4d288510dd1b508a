"""The templates in a language: macros by the name of their file, always escaped, an undefined name an error.

The words of the package stand in the templates in English, marked for translation, and a catalogue may hold them in
the language of the dossier. A translation is text of ours and trusted; a value that is set into it is escaped.
"""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal
from functools import cache, cached_property
from typing import Any, cast
from unicodedata import bidirectional

from babel import Locale, UnknownLocaleError
from babel.lists import format_list
from babel.numbers import format_decimal, format_percent
from babel.support import NullTranslations
from jinja2 import Environment, PackageLoader, StrictUndefined, pass_context
from jinja2.runtime import Context
from markupsafe import Markup, escape

from mkdocs_dossier import dates
from mkdocs_dossier.dates import Date
from mkdocs_dossier.pages.catalogue import catalogue, nearest
from mkdocs_dossier.pages.page import Section

# What names a model or a type, such as B-52, A-10 or EXPO-2020: a line must not end at its hyphen.
_DESIGNATION = re.compile(r"\b[A-Z]+[-‑]\d+\w*")

# A letter of Hebrew or Arabic, or what stands between it and a number.
_NUMBER_BEHIND = re.compile(r"[\u0590-\u08ff](?=[^\w\u0590-\u08ff]*\d)")

_ENGLISH = "en"

# Scripts that a tag may name where the CLDR does not know the language in them.
_RIGHT_TO_LEFT = frozenset({"adlm", "arab", "hebr", "mand", "nkoo", "rohg", "samr", "syrc", "thaa"})


def kept(text: str) -> Markup:
    """A text of our own with designations kept on one line. Never for a source's text, whose hyphens are its own."""
    # A plain str: a pattern's `sub` puts its parts together with the text's own `join`, and Markup's escapes them.
    escaped = str(escape(text))
    return Markup(_DESIGNATION.sub(r'<span class="nb">\g<0></span>', escaped))  # noqa: S704 - escaped above


@dataclass(frozen=True, eq=False)
class Rendering:
    """The templates in the words of a catalogue, with dates and numbers as they are written in `language`.

    `spoken` is the language of the words: where the dossier's own has no catalogue, they are English.
    """

    language: str
    spoken: str
    words: NullTranslations

    def part(self, template: str, name: str, *views: object) -> Markup:
        """The HTML of one macro of a template for the given views."""
        html: Markup = getattr(self._module(template), name)(*views)
        return Markup(html.strip())  # noqa: S704 - a macro of ours, escaped

    def plain(self, template: str, name: str, *views: object) -> str:
        """The same without its tags, as plain text on one line: for titles, descriptions and the search.

        Where no tag can isolate a name in Arabic, a mark keeps a number behind it in its place.
        """
        text = self.part(template, name, *views).striptags()
        return _NUMBER_BEHIND.sub("\\g<0>\u200e", text) if self.direction() == "ltr" and not text.isascii() else text

    def section(self, template: str, name: str, *views: object, text: str = "") -> Section:
        """The section that a macro fills, under the heading of the same name in the template's `headings`."""
        return Section(self.heading(template, name), name, self.part(template, name, *views), text)

    def heading(self, template: str, name: str) -> str:
        """One of the headings of a template, as plain text."""
        return str(self._module(template).headings[name])

    def date(self, date: Date, *, short: bool = False) -> str:
        """A date as it is written in the language, in plain text; `short` abbreviates the names of months."""
        return dates.display(date, self.language, "short" if short else "long", self._date_words)

    def number(self, number: int) -> str:
        """A number with its thousands apart."""
        return format_decimal(number, locale=self._locale)

    def percent(self, part: int, whole: int) -> str:
        """How much of a whole a part is, never rounded up: what is not all of it is not 100 %."""
        share = Decimal(part) / Decimal(whole) if whole else Decimal(0)
        return format_percent(share.quantize(Decimal("0.01"), ROUND_FLOOR), locale=self._locale)

    def listed(
        self,
        items: Iterable[Any],
        write: Callable[[Any], object] | None = None,
        opening: Callable[[Any], object] | None = None,
    ) -> Markup:
        """Items as they are listed in a sentence, "a, b and c".

        Each is written by a macro, the first by another one where the list opens the sentence.
        """
        macros = itertools.chain([opening or write], itertools.repeat(write))
        html = [escape(macro(it) if macro else it) for macro, it in zip(macros, items, strict=False)]
        return Markup(format_list(html, locale=self._spoken))  # noqa: S704 - escaped above

    def commas(self, items: Iterable[Any], write: Callable[[Any], object] | None = None) -> Markup:
        """Items with no more than commas between them, as the language has them, each written by a macro."""
        # Babel's styles for this fail for most languages.
        between = Markup(self._spoken.list_patterns["standard"]["middle"])  # noqa: S704 - the CLDR's
        written = [escape(write(it) if write else it) for it in items]
        return functools.reduce(between.format, written or [Markup()])

    def direction(self, language: str | None = None) -> str:
        """In which direction a language is written, `ltr` or `rtl`; the dossier's own if none is given.

        Of a language that the CLDR does not know nothing can be said, so it is taken for the dossier's own.
        """
        return _direction(language or self.language) or _direction(self.language) or "ltr"

    def isolated(self, text: str) -> Markup:
        """A text apart from what stands around it, where it has letters of the other direction.

        Otherwise a name in Arabic would draw the date behind it to its own other side.
        """
        return self._isolated(text, escape(text))

    def kept(self, text: str) -> Markup:
        """The same, for a text of our own: with designations kept on one line."""
        return self._isolated(text, kept(text))

    def _isolated(self, text: str, html: Markup) -> Markup:
        left_to_right = self.direction() == "ltr"
        other = ("R", "AL") if left_to_right else ("L",)
        turns = not (left_to_right and text.isascii()) and any(bidirectional(letter) in other for letter in text)
        return Markup("<bdi>{}</bdi>").format(html) if turns else html

    def language_name(self, language: str) -> str:
        """What a language is called; its tag where the CLDR does not know it."""
        try:
            return Locale.parse(language.replace("-", "_")).get_display_name(self._spoken) or language
        except (ValueError, UnknownLocaleError):
            return language

    @cached_property
    def _locale(self) -> Locale:
        return dates.cldr(self.language)

    @cached_property
    def _spoken(self) -> Locale:
        return dates.cldr(self.spoken)

    @cached_property
    def _date_words(self) -> Mapping[str, str]:
        return {key: str(self.words.pgettext("date", phrase)) for key, phrase in dates.WORDS.items()}

    @cached_property
    def _environment(self) -> Environment:
        made = Environment(
            loader=PackageLoader("mkdocs_dossier.pages"),
            extensions=["jinja2.ext.i18n"],
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        # "Newstyle" escapes each value as it is set into the phrase.
        made.install_gettext_translations(self.words, newstyle=True)  # type: ignore[attr-defined]
        for name in ("ngettext", "npgettext"):
            made.globals[name] = self._counted(cast("Callable[..., Any]", made.globals[name]))
        made.globals["direction"] = self.direction
        made.globals["language"] = self.language
        made.globals["spoken"] = self.spoken.replace("_", "-")
        made.globals["language_name"] = self.language_name
        made.globals["percent"] = self.percent
        made.filters["kept"] = self.kept
        made.filters["isolated"] = self.isolated
        made.filters["number"] = self.number
        made.filters["listed"] = self.listed
        made.filters["commas"] = self.commas
        return made

    def _counted(self, gettext: Callable[..., Any]) -> Callable[..., Any]:
        """A plural of gettext in which `num` is written as numbers are in the language."""

        @pass_context
        def counted(context: Context, *phrases_and_count: Any, **values: Any) -> Any:
            values.setdefault("num", self.number(phrases_and_count[-1]))
            return gettext(context, *phrases_and_count, **values)

        return counted

    def _module(self, template: str) -> Any:
        if template not in self._modules:
            self._modules[template] = self._environment.get_template(f"{template}.html").module
        return self._modules[template]

    @cached_property
    def _modules(self) -> dict[str, Any]:
        return {}


@cache
def of(language: str) -> Rendering:
    """The rendering for the language of a dossier, in English words where that has no catalogue."""
    found = nearest(language)
    return Rendering(language, found or _ENGLISH, catalogue(found))


@cache
def _direction(language: str) -> str | None:
    if not _RIGHT_TO_LEFT.isdisjoint(language.lower().split("-")):
        return "rtl"
    try:
        return Locale.parse(language.replace("-", "_")).text_direction
    except (ValueError, UnknownLocaleError):
        return None
