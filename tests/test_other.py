"""The dossier of an invented subject under tests/other: the generator knows no subject, and the form is used in full.

That dossier and the shipped one are together the examples of the fact sheet's form: each field has a use in one of
them, or stands in `UNUSED` with the reason.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import html5lib
import pytest

import sitecheck
from browser import DESK, PHONE, OpenPage, sideways
from mkdocs_dossier import cli, entries, load, quotes, sheet
from mkdocs_dossier.entries import Entry
from mkdocs_dossier.load import Loaded
from mkdocs_dossier.model import Act, Aspect, Show, Status

ROOT = Path(__file__).parent.parent
OTHER = Path(__file__).parent / "other"

UNUSED: Mapping[str, str] = {
    "SourceEntry.accepted": "No warning of a locked source can be accepted yet; to accept nothing would be a problem.",
    "DocumentEntry.accepted": "No document has a warning; to accept nothing would be a problem.",
    "EventEntry.accepted": "No event has a warning; to accept nothing would be a problem.",
}
"""Fields that no dossier uses, each with the reason."""

# Words that a generator can have from one dossier only. Languages and currencies name countries by right.
_OF_ONE_SUBJECT = (
    "s-?[34]00s?|f-35s?|nato|turkey|ankara|erdogan|isik|rostec|rostech|chemezov|rosoboronexport|mikheyev|tass|sputnik|"
    "janes|kremlin|peskov|putin|moscow|washington|pentagon|kirby|biden|greece|mitsotakis|sstek|missiles?|weapons?"
)


@pytest.fixture(scope="module")
def other() -> Loaded:
    """The other dossier, loaded as the command and the plugin do."""
    return load.load(OTHER / "sources/facts", OTHER)


def test_nothing_in_the_other_dossier_is_to_be_mended(other: Loaded) -> None:
    assert other.problems == ()
    assert other.summary == (
        "6 sources, 178 facts, 264 citations, all of them found, "
        "3 sources not checked for guard words (no rules for the language); 0 errors, 0 warnings"
    )


def test_every_sentence_of_the_other_articles_is_cited_or_left_out_with_a_reason(other: Loaded) -> None:
    assert other.dossier and other.findings
    left = [
        other.dossier.sources[id_].text[slice(*span)] for id_, it in other.findings.coverage.items() for span in it.open
    ]
    assert left == []
    assert {id_: it.sentences for id_, it in other.findings.coverage.items()} == {
        "gazette-2023-03-16": 23,
        "coastwire-2023-03-17": 22,
        "unnamed-2024-06": 20,
        "marti-2024-06-06": 18,
        "marfa-2024-06-09": 17,
        "haiwan-2024-06-18": 17,
    }
    assert other.findings.counts.sentences == other.findings.counts.sentences_accounted == 117


def test_disagreements_are_found_across_units_and_between_days(other: Loaded) -> None:
    assert other.findings
    found = {(it.subject, it.property): it for it in other.findings.disagreements}
    assert set(found) == {
        ("contract", "price"),
        ("first-crossing", "guests"),
        ("merrow-45", "capacity in passengers"),
        ("merrow-45", "charging time"),
        ("merrow-45", "range"),
        ("saint-odran", "in service since"),
        ("signing", "date"),
    }
    values = [fact.value for group in found["merrow-45", "range"].groups for fact in group]
    assert [(it.text, it.qualifier, it.condition) for it in values if it] == [
        ("40 km", "up to", None),
        ("18 nautical miles", "about", "with the heating on"),
    ]
    assert found["merrow-45", "range"].in_ == ("value", "qualifier", "condition")
    days = [fact for group in found["signing", "date"].groups for fact in group]
    assert [(fact.aspect, str(fact.date.earliest)) for fact in days if fact.date] == [
        (Aspect.DATE, "2023-03-10"),
        (Aspect.DATE, "2023-03-13"),
    ]


def test_one_quantity_in_two_units_is_no_disagreement(other: Loaded) -> None:
    assert other.dossier and other.findings
    values = [it.value for it in other.dossier.by_subject["merrow-45"] if it.property == "battery capacity"]
    assert [it.text for it in values if it] == ["2.2 MWh", "2,200 kWh"]
    assert "battery capacity" not in {it.property for it in other.findings.disagreements}


TURKISH, ARABIC, CHINESE = "marti-2024-06-06", "marfa-2024-06-09", "haiwan-2024-06-18"


def test_what_is_not_checked_for_want_of_rules_is_counted(other: Loaded) -> None:
    assert other.dossier and other.findings
    assert [id_ for id_, it in other.dossier.sources.items() if not it.checked] == [TURKISH, ARABIC, CHINESE]
    assert other.findings.counts.not_checked == 3


def test_the_review_list_shows_a_quote_with_its_translation(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(OTHER)
    assert cli.main(["check", "--review"]) == 0
    shown = capsys.readouterr().err
    assert "    quote: 工会没有说明是否会起诉\n           The union did not say whether it would sue\n" in shown


def test_words_are_counted_by_the_habits_of_their_script(other: Loaded) -> None:
    assert other.dossier and other.findings
    covered = other.findings.coverage[CHINESE]
    letters = [
        sign for a, b in other.dossier.sources[CHINESE].sentences for sign in other.dossier.sources[CHINESE].text[a:b]
    ]
    chinese = sum("\u4e00" <= sign <= "\u9fff" for sign in letters)
    assert chinese < covered.words < len(letters)
    assert 0.9 * covered.words < covered.words_cited < covered.words


@pytest.mark.parametrize(
    ("subject", "name", "source", "times"),
    [
        ("tarrant", "Tarrant", TURKISH, 2),  # once with a suffix after an apostrophe
        ("ipekada", "İpekada", TURKISH, 3),
        ("yard", "Hallam & Oake", ARABIC, 1),
        ("kestle", "كيستل", ARABIC, 5),
        ("marfa", "صحيفة المرفأ", ARABIC, 1),
        ("tarrant", "莫德·塔兰特", CHINESE, 1),
        ("trust", "港务信托", CHINESE, 2),
        ("town", "塞尔威克港", CHINESE, 1),  # and once more as the beginning of the trust's name
    ],
)
def test_names_are_found_in_each_script(subject: str, name: str, source: str, times: int, other: Loaded) -> None:
    assert other.dossier
    (spelling,) = [it for it in other.dossier.subjects[subject].names if it.text == name]
    assert sum(passage.source == source for passage in spelling.found) == times


def test_what_a_speaker_said_at_one_event_has_one_origin_in_any_language(other: Loaded) -> None:
    assert other.findings
    assert other.findings.echoes["never-promised"].origins == (("unnamed-2024-06", TURKISH),)
    assert other.findings.echoes["never-promised"].reports == 2


def test_sources_disagree_and_agree_across_languages(other: Loaded) -> None:
    assert other.dossier and other.findings
    found = {(it.subject, it.property): it for it in other.findings.disagreements}
    guests, charging, service = (
        [[{c.source for c in fact.citations} for fact in group] for group in found[key].groups]
        for key in (
            ("first-crossing", "guests"),
            ("merrow-45", "charging time"),
            ("saint-odran", "in service since"),
        )
    )
    assert guests == [[{"unnamed-2024-06"}], [{TURKISH}]]
    assert charging == [[{"coastwire-2023-03-17"}], [{ARABIC}]]
    assert service == [[{"gazette-2023-03-16"}], [{"unnamed-2024-06", CHINESE}]]


@pytest.mark.parametrize(
    ("source", "words"),
    [
        (TURKISH, "Tarrant"),
        (TURKISH, "%25’lik bir zam"),
        (ARABIC, "كيستل"),
        (ARABIC, "من أراد قراءته فليأتِ إلى مكتبي!»"),
        (CHINESE, "１９９名乘客"),
        (CHINESE, "谁会相信呢？」"),
    ],
)
def test_a_passage_is_the_words_themselves(source: str, words: str, other: Loaded) -> None:
    assert other.dossier
    text = quotes.Text.of(other.dossier.sources[source].text)
    spans = quotes.places(text, words)
    assert spans
    assert {text.original[slice(*span)] for span in spans} == {words}


@pytest.mark.parametrize("vocabulary", [Show, Act, Status])
def test_every_word_of_the_form_is_used(vocabulary: type[Show | Act | Status], other: Loaded) -> None:
    shipped = load.load(ROOT / "sources/facts", ROOT)
    used: set[str] = set()
    for loaded in (other, shipped):
        assert loaded.dossier
        used.update(source.show for source in loaded.dossier.sources.values())
        used.update(fact.act for fact in loaded.dossier.facts)
        used.update(getattr(subject, "status", Status.HAPPENED) for subject in loaded.dossier.subjects.values())
    assert {word for word in vocabulary if word not in used} == set()


def test_every_field_of_the_form_is_used_or_excused() -> None:
    used: set[str] = set()
    for folder in (OTHER, ROOT):
        written, _ = sheet.read(folder / "sources/facts", folder)
        for section in entries.SECTIONS:
            used.update(_used(getattr(written, section)))
    assert _fields() - used - set(UNUSED) == set(), "use them in tests/other, or say in UNUSED why not"
    assert used & set(UNUSED) == set(), "these have a use now: take them out of UNUSED"
    assert set(UNUSED) <= _fields()


def _entry_classes(of: type[Entry] = Entry) -> Iterator[type[Entry]]:
    for kind in of.__subclasses__():
        yield kind
        yield from _entry_classes(kind)


def _fields() -> set[str]:
    """Every field that a curator can write, as `Class.field` with the class that declares it."""
    kinds = [kind for kind in _entry_classes() if kind is not entries.Sheet]
    return {f"{kind.__name__}.{name}" for kind in kinds for name in vars(kind).get("__annotations__", ())}


def _used(value: object) -> Iterator[str]:
    """The fields that are not at their defaults in a value of the form and in all that it holds."""
    if isinstance(value, Entry):
        for field in dataclasses.fields(value):
            held = getattr(value, field.name)
            default = field.default_factory() if callable(field.default_factory) else field.default
            if field.name not in ("place", "flaws") and held != default:
                owner = next(it for it in type(value).__mro__ if field.name in vars(it).get("__annotations__", ()))
                yield f"{owner.__name__}.{field.name}"
                yield from _used(held)
    elif isinstance(value, Mapping):
        for held in value.values():
            yield from _used(held)
    elif isinstance(value, tuple):
        for held in value:
            yield from _used(held)


def test_nothing_of_one_subject_stands_in_the_generator() -> None:
    subject = re.compile(rf"(?i)(?<![^\W_])(?:{_OF_ONE_SUBJECT})(?![^\W_])")
    files = [it for it in (ROOT / "generator").rglob("*") if it.is_file() and "__pycache__" not in it.parts]
    found = []
    for file in files:
        for number, line in enumerate(file.read_text(encoding="utf-8", errors="ignore").splitlines(), 1):
            found += [f"{file.relative_to(ROOT)}:{number}: {it[0]}" for it in subject.finditer(line)]
    assert len(files) > 20
    assert found == []


def test_the_other_dossier_becomes_a_site(other_site: Path) -> None:
    page = html5lib.parse((other_site / "systems/merrow-45/index.html").read_text(encoding="utf-8"))
    words = " ".join("".join(page.itertext()).split())
    assert "18 nautical miles" in words
    assert "no source here tells" in words


def test_every_link_of_the_other_site_leads_somewhere(other_site: Path) -> None:
    judged = sitecheck.check(other_site)
    assert judged.findings == ()
    assert judged.counts["pages"] > 100
    assert judged.counts["anchors"] > 500


@pytest.mark.parametrize(
    ("words", "printed"),
    [
        ("Not everybody is convinced", True),  # left out, of a source that may be shown in full
        (
            "He put the worth of the contract at",
            False,
        ),  # cited by nobody, of a source of which only quotes may be shown
        ("which the yard built for Brannock", True),
        ("Rooms from €60", False),  # furniture
        ("Reporting by the Brannock desk", False),
    ],
)
def test_the_site_prints_of_a_source_what_it_may(words: str, printed: bool, other_site: Path) -> None:
    texts = {
        str(file.relative_to(other_site)): _plain(file)
        for file in other_site.rglob("*")
        if file.suffix in (".html", ".json", ".js", ".txt", ".xml") and "assets" not in file.parts
    }
    assert len(texts) > 50
    assert bool([name for name, text in texts.items() if words in text]) is printed


@pytest.mark.parametrize(
    ("path", "tag", "words", "lang", "direction"),
    [
        ("sources/marfa-2024-06-09", "h1", "مدير الحوض", "ar", "rtl"),
        ("sources/marfa-2024-06-09", "p", "وقال كيستل", "ar", "rtl"),
        ("sources/marfa-2024-06-09", "bdi", "مدير الحوض", "ar", "rtl"),  # in the record, beside words of ours
        ("sources/marfa-2024-06-09", "bdi", "صحيفة المرفأ", None, None),
        ("sources/marfa-2024-06-09", "span", "1 sentence not shown", "en", "ltr"),
        ("sources/haiwan-2024-06-18", "h1", "海事局", "zh-Hans", None),
        ("sources/haiwan-2024-06-18", "p", "【本报塞尔威克港", "zh-Hans", None),
        ("sources/marti-2024-06-06", "p", "İpekada", "tr", None),
        ("facts/report-belongs-to-buyer", "blockquote", "ورفض كيستل", "ar", "rtl"),
        ("facts/report-belongs-to-buyer", "cite", "مدير الحوض", "ar", "rtl"),
        ("facts/report-belongs-to-buyer", "q", "التقرير", "ar", "rtl"),  # what the word is read as
        ("events/kestle-in-arabic", "q", "وكان كيستل", "ar", "rtl"),
        ("events/kestle-in-arabic", "span", "The report on the trials", "en", "ltr"),  # within a quote
        ("events/kestle-in-arabic", "bdi", "يوم السبت", "ar", "rtl"),
        ("events/kestle-in-arabic", "bdi", "Kestle’s interview with صحيفة المرفأ", None, None),
        ("events/inquiry-closed", "bdi", "2024年6月17日", "zh-Hans", None),
        ("index.html", "q", "لم تسخن", "ar", "rtl"),
        ("sources", "a", "海事局", "zh-Hans", None),
        ("actors/brannock/mentions", "h2", "صحيفة المرفأ\u200e, 9 June", None, None),
        ("actors/brannock/mentions", "q", "برانوك", "ar", "rtl"),
        ("actors/brannock", "bdi", "برانوك", None, None),
    ],
)
def test_words_in_another_language_say_so_and_run_their_own_way(
    path: str, tag: str, words: str, lang: str | None, direction: str | None, other_site: Path
) -> None:
    file = other_site / path if path.endswith(".html") else other_site / path / "index.html"
    page = html5lib.parse(file.read_text(encoding="utf-8"), namespaceHTMLElements=False)
    text = {it: " ".join("".join(it.itertext()).split()) for it in page.iter(tag)}
    found = [it for it, its in text.items() if its.strip("[“”„»").startswith(words)]
    assert found, [its[:60] for its in text.values()]
    assert {(it.get("lang"), it.get("dir")) for it in found} == {(lang, direction)}


@pytest.mark.parametrize(
    ("typed", "leads_to"),
    [
        ("ipekada", "actors/ipekada/"),
        ("İpekada", "actors/ipekada/"),
        ("batarya", f"sources/{TURKISH}/#text"),
        ("كيستل", "actors/kestle/"),
        ("سرا", f"sources/{ARABIC}/#text"),  # typed without the marks that the source has
        ("塔兰特", "actors/tarrant/"),
        ("传感器", f"sources/{CHINESE}/#text"),
    ],
)
def test_a_word_of_any_script_is_found(typed: str, leads_to: str, other_site: Path, open_page: OpenPage) -> None:
    page = open_page(other_site)
    page.locator("input[name=query]").click()
    page.keyboard.type(typed)
    page.keyboard.press("End")  # the search listens to keys, and some letters come from none
    link = page.locator(f".md-search-result__link[href*='{leads_to}']").first
    link.wait_for(state="attached")


@pytest.mark.parametrize("viewport", [DESK, PHONE])
@pytest.mark.parametrize(
    ("source", "words", "side"), [(TURKISH, "Çınar", "left"), (ARABIC, "وقال", "right"), (CHINESE, "海", "left")]
)
def test_a_source_s_text_runs_its_own_way(
    source: str, words: str, side: str, viewport: tuple[int, int], other_site: Path, open_page: OpenPage
) -> None:
    page = open_page(other_site, f"sources/{source}/", viewport=viewport)
    assert sideways(page) == 0
    paragraph = page.locator(".reading > p", has_text=words).first
    assert paragraph.evaluate("it => getComputedStyle(it).direction") == ("rtl" if side == "right" else "ltr")
    # The first letter stands at the side where the text begins.
    first = """it => {
      const range = document.createRange()
      const letter = document.createTreeWalker(it, NodeFilter.SHOW_TEXT).nextNode()
      range.setStart(letter, 0)
      range.setEnd(letter, 1)
      const [a, b] = [range.getBoundingClientRect(), it.getBoundingClientRect()]
      return {left: a.left - b.left, right: b.right - a.right}
    }"""
    assert paragraph.evaluate(first)[side] < 8


def test_a_preview_of_words_that_run_the_other_way_can_be_read(other_site: Path, open_page: OpenPage) -> None:
    page = open_page(other_site, "events/kestle-in-arabic/")
    page.locator("a.cite").first.focus()
    quote = page.locator(".preview q")
    assert quote.evaluate("it => [it.lang, getComputedStyle(it).direction]") == ["ar", "rtl"]
    # The theme names no scheme where no palette is set; what is shown has a ground of its own all the same.
    assert page.locator(".preview").evaluate("it => getComputedStyle(it).backgroundColor") == "rgb(252, 251, 248)"
    page.goto(page.url.replace("events/kestle-in-arabic/", f"sources/{ARABIC}/#at-154-236"))
    assert "«سفينة آمنة قبل كل شيء»" in "".join(page.locator("mark.lit").all_inner_texts())


def test_facts_are_filtered_by_words_without_their_marks(other_site: Path, open_page: OpenPage) -> None:
    page = open_page(other_site, "facts/")
    page.locator("form.filter input[name=words]").fill("ipekada CINAR")
    rows = page.locator(".facts-table tbody tr:visible").all_inner_texts()
    assert 0 < len(rows) < 5
    assert all("İpekada" in row and "Çınar" in row for row in rows)


def _plain(file: Path) -> str:
    text = file.read_text(encoding="utf-8")
    if file.suffix == ".html":
        text = "".join(html5lib.parse(text).itertext())
    return " ".join(text.split())
