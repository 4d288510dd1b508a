"""The words of the pages: one catalogue for each language, complete, and no word that comes from anywhere else.

The proof is a language that does not exist. Every letter of what is data is put into full-width letters, every phrase
of the catalogue into accented ones between brackets, and dates and numbers are written as in Japanese. A plain letter
that is then left on a page is a word that came past the catalogue.
"""

from __future__ import annotations

import dataclasses
import re
import shutil
import string
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any, cast

import html5lib
import pytest
from babel.support import NullTranslations
from markupsafe import Markup

import words
from browser import OpenPage
from conftest import Build
from mkdocs_dossier import dates, entries, findings, load, model, publish, quantities, routes
from mkdocs_dossier.checks.material import FIELDS
from mkdocs_dossier.model import Actor, Aspect, Block, Dossier, Fact, Inference, Prose
from mkdocs_dossier.pages import catalogue, frame, problems, rendering
from mkdocs_dossier.pages import prose as prose_pages
from mkdocs_dossier.pages.page import Page
from mkdocs_dossier.pages.rendering import Rendering
from mkdocs_dossier.problems import Code, Place
from mkdocs_dossier.prose import BLOCKS

ROOT = Path(__file__).parent.parent
OTHER = ROOT / "tests" / "other"
PACKAGE = ROOT / "generator" / "mkdocs_dossier"
PLACEHOLDER = re.compile(r"%\(\w+\)s|\{\w+\}")


# The catalogues


def test_the_catalogue_lists_every_phrase_of_the_templates() -> None:
    assert words.TEMPLATE.read_bytes() == words.written(words.collected()), "run `make words`"


def phrases(language: str) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Every phrase of a catalogue in its English forms, and in its translated ones."""
    for message in words.merged(language):
        if message.id:
            english, translated = message.id, message.string
            yield (
                (english,) if isinstance(english, str) else tuple(english),
                (translated,) if isinstance(translated, str) else tuple(cast("tuple[str, ...]", translated)),
            )


@pytest.mark.parametrize("language", catalogue.languages())
def test_a_catalogue_is_complete(language: str) -> None:
    assert words.path(language).read_bytes() == words.written(words.merged(language)), "run `make words`"
    missing = [english for english, translated in phrases(language) if not all(translated)]
    assert missing == [], "translate them"
    assert "fuzzy" not in words.path(language).read_text("utf-8")


@pytest.mark.parametrize("language", catalogue.languages())
def test_a_translation_holds_what_is_set_into_it_and_no_markup(language: str) -> None:
    for english, translated in phrases(language):
        needed = set(PLACEHOLDER.findall(english[-1]))
        for form in translated:
            # The form for one may say "one" or "a" without its number.
            assert set(PLACEHOLDER.findall(form)) in (needed, needed - {"%(num)s"}), (english, form)
            assert form == form.strip(), (english, form)
            rest = PLACEHOLDER.sub("", form)
            # Translations are not escaped, and stand in attributes too.
            assert not set('<>&"%{}') & set(rest), (english, form)


def test_there_is_a_catalogue_besides_english() -> None:
    assert "de" in catalogue.languages()


@pytest.mark.parametrize(
    ("tag", "found"),
    [("de", "de"), ("de-CH", "de"), ("DE_at", "de"), ("en", None), ("fr", None), ("", None), ("../de", None)],
)
def test_the_nearest_catalogue_is_taken(tag: str, found: str | None) -> None:
    assert catalogue.nearest(tag) == found


# A rendering


def date(text: str) -> dates.Date:
    """A date that is one."""
    found = dates.parse(text)
    assert isinstance(found, dates.Date)
    return found


@pytest.mark.parametrize(
    ("language", "day", "about", "number", "percent", "listed"),
    [
        ("en", "24 February 2021", "about February 2017", "1,234", "99%", "a, b and c"),
        ("de", "24. Februar 2021", "etwa Februar 2017", "1.234", "99\xa0%", "a, b und c"),
        # Without a catalogue the words are English, and lists with them; dates and numbers are as in the language.
        ("fr", "24 février 2021", "about février 2017", "1\u202f234", "99\xa0%", "a, b and c"),
        ("xx", "24 February 2021", "about February 2017", "1,234", "99%", "a, b and c"),
    ],
)
def test_dates_and_numbers_are_those_of_the_language(
    language: str, day: str, about: str, number: str, percent: str, listed: str
) -> None:
    it = rendering.of(language)
    assert it.date(date("2021-02-24")) == day
    assert it.date(date("2017-02~")) == about
    assert it.number(1234) == number
    assert it.percent(9999, 10000) == percent
    assert it.percent(0, 0) == percent.replace("99", "0")
    assert it.listed("abc") == listed
    assert it.listed([]) == it.commas([]) == ""
    assert it.commas("abc") == "a, b, c"


def test_what_is_listed_is_escaped_and_the_first_may_be_written_otherwise() -> None:
    it = rendering.of("de")
    assert it.listed(["<a>", Markup("<b>")]) == "&lt;a&gt; und <b>"
    assert it.listed("abc", str.lower, str.upper) == "A, b und c"
    assert it.listed(["{0}", "%s", "{x}"]) == "{0}, %s und {x}"
    assert it.commas(["{0}", "<i>"]) == "{0}, &lt;i&gt;"


def test_a_value_set_into_a_phrase_is_escaped() -> None:
    it = rendering.of("de")
    assert it.part("marks", "quoted", "<i>&%(x)s") == "„&lt;i&gt;&amp;%(x)s“"
    assert it.part("marks", "field", "<i>") == "&lt;i&gt;"
    assert it.plain("marks", "statements", 1) == "1 Aussage"
    assert it.plain("marks", "statements", 1234) == "1.234 Aussagen"


@pytest.mark.parametrize(
    ("language", "of", "direction"),
    [
        ("en", "ar", "rtl"),
        ("en", "fa-IR", "rtl"),
        ("en", "ku-Arab", "rtl"),
        ("en", "tr", "ltr"),
        ("ar", "en", "ltr"),
        ("ar", "he", "rtl"),
        ("en", "xx", "ltr"),
        ("ar", "xx", "rtl"),
        ("xx", "xx", "ltr"),
        ("en", "<i>", "ltr"),
    ],
)
def test_the_direction_of_a_language(language: str, of: str, direction: str) -> None:
    assert rendering.of(language).direction(of) == direction


@pytest.mark.parametrize(
    ("language", "of", "attributes"),
    [
        ("en", "ar", ' lang="ar" dir="rtl"'),
        ("ar", "en", ' lang="en" dir="ltr"'),
        ("en", "tr", ' lang="tr"'),
        ("ar", "fa", ' lang="fa"'),
        ("en", '"><i>', ' lang="&#34;&gt;&lt;i&gt;"'),
        ("en", None, ""),
    ],
)
def test_another_language_is_marked_with_its_direction_where_that_differs(
    language: str, of: str | None, attributes: str
) -> None:
    # Spaces at the ends are no part of what a macro says.
    assert rendering.of(language).part("marks", "lang", of) == attributes.strip()


def test_a_language_is_called_by_its_name() -> None:
    assert rendering.of("en").language_name("tr") == "Turkish"
    assert rendering.of("de").language_name("tr") == "Türkisch"
    assert rendering.of("fr").language_name("tr") == "Turkish"
    assert rendering.of("en").language_name("<i>") == "<i>"


# No word past the catalogue

PLAIN = string.ascii_letters
FULL_WIDTH = {ord(letter): ord(letter) + 0xFEE0 for letter in PLAIN}
ACCENTED = str.maketrans(dict(zip(PLAIN, "áƀćďéƒǵĥíĵķĺḿńóṕɋŕśťúṽẃẍýźÁɃĆĎÉƑǴĤÍĴĶĹḾŃÓṔɊŔŚŤÚṼẂẌÝŹ", strict=True)))


def accented(phrase: str) -> str:
    """A phrase as the language has it that does not exist; what is set into it stays as it is."""
    parts = re.split(f"({PLACEHOLDER.pattern})", phrase)
    return "⟦" + "".join(it if n % 2 else it.translate(ACCENTED) for n, it in enumerate(parts)) + "⟧"


class Accented(NullTranslations):
    """A catalogue that has every phrase."""

    def gettext(self, message: str) -> str:
        return accented(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return accented(msgid1 if n == 1 else msgid2)

    def pgettext(self, context: str, message: str) -> str:  # noqa: ARG002 - gettext's signature
        return accented(message)

    def npgettext(self, context: str, singular: str, plural: str, num: int) -> str:  # noqa: ARG002
        return accented(singular if num == 1 else plural)

    ugettext, ungettext, upgettext, unpgettext = gettext, ngettext, pgettext, npgettext


# The fields that hold words of the curator or of a source; all others are ids, places and words of the form.
DATA: Mapping[type, frozenset[str]] = {
    kind: frozenset(names.split())
    for kind, names in {
        model.Citation: "words supports translation",
        model.Inference: "of because",
        model.Value: "text items qualifier condition",
        model.Change: "because was",
        model.Fact: "property says printed because reads accepted",
        model.Name: "text use",
        model.Actor: "label kind",
        model.Document: "label kind",
        model.Event: "label kind where",
        model.System: "label kind",
        model.Topic: "label kind stances",
        model.Property: "name words",
        model.RelationKind: "name inverse words",
        model.Source: "title text author reposted rights",
        model.Tension: "note",
        model.Imprint: "title asks by contact licence",
        model.Prose: "title",
        model.Reference: "words",
        model.Dossier: "",
        model.NotUsed: "because",
        model.Voice: "",
        quantities.Quantity: "text",
    }.items()
}
KINDS = frozenset({"person", "organisation", "state", "alliance", "outlet", "programme"})


def masked(value: Any) -> Any:
    """A value with every letter of its data in full width; ids, and words of the form that pages translate, as is."""
    if type(value) in DATA:
        changed = {}
        for field in dataclasses.fields(value):
            held = getattr(value, field.name)
            is_data = field.name in DATA[type(value)] and not _of_the_form(value, field.name)
            changed[field.name] = wide(held, keys=field.name == "reads") if is_data else masked(held)
        return replace(value, **changed)
    if isinstance(value, Mapping):
        # Properties and relations go by their names.
        named = (model.Property, model.RelationKind)
        return {wide(key) if type(it) in named else key: masked(it) for key, it in value.items()}
    if isinstance(value, tuple):
        return tuple(masked(it) for it in value)
    return value


def _of_the_form(value: Any, field: str) -> bool:
    match value:
        case Fact():
            return field == "property" and value.aspect in (Aspect.DATE, Aspect.OCCURRENCE, Aspect.RECORD)
        case Actor():
            return field == "kind" and value.kind in KINDS
        case Inference():
            return field == "of" and value.of in FIELDS
    return False


def wide(value: Any, *, keys: bool = False) -> Any:
    """Text in full-width letters, also within a tuple or a mapping, whose keys may be words as well."""
    if isinstance(value, str):
        return value.translate(FULL_WIDTH)
    if isinstance(value, tuple):
        return tuple(wide(it) for it in value)
    if isinstance(value, Mapping):
        return {wide(key) if keys else key: wide(it) for key, it in value.items()}
    return value


@cache
def loaded(folder: Path) -> load.Loaded:
    """A dossier of this repository, as it is."""
    return load.load(folder / "sources" / "facts", folder)


@pytest.fixture(params=[ROOT, OTHER], ids=["shipped", "other"])
def foreign(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> load.Loaded:
    """A dossier whose data is all in full-width letters, in the language that does not exist."""
    monkeypatch.setattr(rendering, "of", lambda language: Rendering(language, "ja", Accented()))
    it = loaded(request.param)
    assert it.dossier
    dossier: Dossier = masked(it.dossier)
    dossier = replace(dossier, imprint=replace(dossier.imprint, language="ja"))
    return replace(it, dossier=dossier, findings=findings.find(dossier))


# What is printed as it is, whatever the language: ids, places in the sheet, sums, addresses, symbols of units.
_AS_IT_IS = re.compile(
    r"SHA-256|\bkm\b|(?:sources|facts|docs)/[\w./-]+(?::\d+)*|[0-9a-f]{64}|https?://\S+|[a-z0-9]+(?:-[a-z0-9]+)+"
)
_DATA = ("back", "copied", "copy", "label", "words")
_SPOKEN = ("aria-label", "title", "alt", "placeholder", "label", *(f"data-{it}" for it in _DATA))
_LETTERS = re.compile(r"[A-Za-z]+")


def plain_words(html: str) -> list[str]:
    """Every word in plain letters that a reader of this HTML sees or hears."""
    texts = []
    for element in html5lib.parseFragment(f"<div>{html}</div>", namespaceHTMLElements=False).iter():
        texts += [element.text if element.tag != "code" else "", element.tail]
        texts += [element.get(name) for name in _SPOKEN]
    return [word for text in texts if text for word in _LETTERS.findall(_AS_IT_IS.sub("", text))]


def said(page: Page) -> Iterator[str]:
    """All HTML of a page, and what is said of it elsewhere."""
    yield page.lead
    for section in page.sections:
        yield f"<h2>{Markup.escape(section.heading)}</h2>"
        yield section.html
        yield Markup.escape(section.text)
    yield from map(Markup.escape, (page.title, page.description, page.text))


def test_no_word_of_a_page_comes_past_the_catalogue(foreign: load.Loaded) -> None:
    pages = publish.publish(foreign).pages
    left = {page.path: found for page in pages if (found := [it for html in said(page) for it in plain_words(html)])}
    # The index stands under letters without marks, which are no longer those of the data.
    assert {len(word) for word in left.pop(routes.NAMES, [])} <= {1}
    assert left == {}
    assert len(pages) > 50
    assert all("⟦" in "".join(said(page)) for page in pages)


def test_no_word_in_a_hand_written_page_comes_past_the_catalogue(foreign: load.Loaded) -> None:
    assert foreign.dossier and foreign.findings
    everything = Prose("all.md", None, "", tuple(((0, 0), Block(name, Place("all.md"))) for name in BLOCKS))
    for prose in (*foreign.dossier.prose, everything):
        items, notes = prose_pages.narrate(foreign.dossier, prose, foreign.findings)
        assert [word for html in (*items, notes) for word in plain_words(html)] == []


def test_no_word_around_the_pages_comes_past_the_catalogue(foreign: load.Loaded) -> None:
    around = publish.frame(foreign)
    spoken = (around.search, around.path, around.notes, *around.titles.values(), around.checked, around.lost)
    assert [word for html in spoken for word in plain_words(html)] == []
    assert plain_words(around.made_with) == ["Material", "for", "MkDocs"]


def test_a_field_that_is_inferred_is_called_in_the_language() -> None:
    it = Rendering("ja", "ja", Accented())
    record = {"publisher", "published", "title", "author", "url", "archived", "accessed", "language", "rights"}
    assert record <= {field.name for field in dataclasses.fields(entries.SourceEntry)}
    for name in FIELDS | record:
        assert it.plain("marks", "field", name).startswith("⟦"), name


def test_the_proof_sees_a_word_that_comes_past() -> None:
    html = f'<p aria-label="Note {wide("one")}">{accented("Said by %(x)s")}<b>ｘ said</b></p>tail<code>not this</code>'
    assert sorted(plain_words(html.replace("%(x)s", wide("x")))) == ["Note", "said", "tail"]


def test_the_templates_say_nothing_outside_of_phrases() -> None:
    """Also in what neither dossier shows; problems are English."""
    for template in (PACKAGE / "pages" / "templates").glob("*.html"):
        if template.name != "problem.html":
            text = re.sub(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", "", template.read_text("utf-8"), flags=re.DOTALL)
            text = re.sub(r"<[^>]*>|&\w+;|(?m:^ (?:lang|dir)=.*$)", " ", text).replace("Material for MkDocs", "")
            assert _LETTERS.findall(_AS_IT_IS.sub("", text)) == [], template.name


def test_stylesheet_and_script_hold_no_words() -> None:
    assets = PACKAGE / "pages" / "assets"
    contents = re.findall(r"content:\s*([^;}]+)", (assets / "dossier.css").read_text("utf-8"))
    assert contents
    assert [it for it in contents if _LETTERS.search(re.sub(r"attr\([\w-]+\)", "", it))] == []
    script = (assets / "dossier.js").read_text("utf-8")
    assert re.findall(r"""(?:textContent|innerText|title|label)\s*=\s*["'`][^"'`]*[A-Za-z]""", script) == []


def test_problems_are_english_whatever_the_language(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rendering, "of", lambda language: Rendering(language, "ja", Accented()))
    page = problems.problem_page((), "1 source; 1 error")
    assert page.title == "This dossier has problems"
    assert 'lang="en" dir="ltr"' in page.lead
    assert Code.BAD_DATE.value


@pytest.mark.parametrize(
    ("language", "tag"),
    [("de", "de"), ("de_AT", "de-AT"), ("zh-Hans", "zh-Hans"), ("in two words", "en"), ("<i>", "en")],
)
def test_the_pages_bear_the_tag_of_a_language(language: str, tag: str) -> None:
    assert frame.frame(rendering.of(language), "").language == tag


# Whole sites

SECTIONS = (
    "Überblick",
    "Ereignisse",
    "Akteure",
    "Systeme",
    "Dokumente",
    "Themen",
    "Widersprüche",
    "Quellen",
    "Fakten",
    "Korrekturen",
    "Methode",
)


def site_in(language: str, folder: Path, build: Build) -> Path:
    """The other dossier as a site, said to be in another language than it is."""
    shutil.copytree(OTHER, folder / "dossier")
    sheet = folder / "dossier" / "sources" / "facts" / "dossier.yml"
    sheet.write_text(sheet.read_text("utf-8").replace("language: en", f"language: {language}"), "utf-8")
    done = build(folder / "dossier", folder / "site")
    assert done.returncode == 0, done.stdout + done.stderr
    return folder / "site"


def parsed(file: Path) -> Any:
    """A page as another parser than ours reads it."""
    return html5lib.parse(file.read_text("utf-8"), namespaceHTMLElements=False)


def text(element: Any) -> str:
    """The words of an element, on one line."""
    return " ".join("".join(element.itertext()).split())


def test_a_german_dossier_has_a_german_frame(mkdocs_build: Build, tmp_path: Path) -> None:
    site = site_in("de", tmp_path, mkdocs_build)
    for path in ("index.html", "actors/index.html", "systems/merrow-45/index.html", "404.html"):
        page = parsed(site / path)
        assert page.get("lang") == "de"
        navigation = next(it for it in page.iter("nav") if "md-nav--primary" in it.get("class", ""))
        assert set(SECTIONS) <= {text(it) for it in navigation.iter("a")}
        footer = next(it for it in page.iter("div") if it.get("class", "").endswith("dossier-summary"))
        assert re.fullmatch(
            r"\d+ Quellen, \d+ Fakten, \d+ Belege, alle gefunden.*; 0 Fehler, 0 Warnungen", text(footer)
        )
        assert 'role="dialog" aria-label="Suche"' in (site / path).read_text("utf-8")
    assert "404: Nicht gefunden" in text(parsed(site / "404.html"))
    home = parsed(site / "index.html")
    assert "Anmerkungen" in [text(it).removesuffix("¶") for it in home.iter("h2")]


@pytest.mark.parametrize("language", ["ar", "ckb"])  # Material knows the first, and has no words for the second
def test_a_dossier_written_from_right_to_left(language: str, mkdocs_build: Build, tmp_path: Path) -> None:
    site = site_in(language, tmp_path, mkdocs_build)
    page = parsed(site / "systems" / "merrow-45" / "index.html")
    assert page.get("lang") == language
    assert next(page.iter("body")).get("dir") == "rtl"
    marked = {(it.get("lang"), it.get("dir")) for it in page.iter("q") if it.get("lang")}
    assert ("en", "ltr") in marked
    assert marked <= {("en", "ltr"), ("en-GB", "ltr"), ("tr", "ltr"), ("zh-Hans", "ltr"), ("ar", None)}


def test_a_german_site_works_from_a_disk(mkdocs_build: Build, tmp_path: Path, open_page: OpenPage) -> None:
    site = site_in("de", tmp_path, mkdocs_build)
    page = open_page(site, "facts/index.html", from_disk=True)
    output = page.locator("form.filter output")
    every = int(re.fullmatch(r"(\d+) von (\d+) Fakten angezeigt", output.inner_text())[2])  # type: ignore[index]
    page.locator("form.filter input[name=words]").fill("Merrow")
    assert re.fullmatch(rf"\d+ von {every} Fakten angezeigt", output.inner_text())
    # For German, Material's search loads scripts of its own.
    page.locator("input[name=query]").first.press_sequentially("Merrow")  # the search listens to keys
    page.locator(".md-search-result__item").first.wait_for(timeout=60_000)
    assert "Suchergebnisse" in page.locator(".md-search-result__meta").inner_text()
