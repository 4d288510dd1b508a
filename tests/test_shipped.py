"""The shipped dossier as its readers and its publisher have it: built, followed in a browser, broken and mended."""

from __future__ import annotations

import filecmp
import json
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

import browser as harness
import sitecheck
from mkdocs_dossier import cli, load
from mkdocs_dossier.problems import Severity

ROOT = Path(__file__).parent.parent
Build = Callable[..., "subprocess.CompletedProcess[str]"]

# A page of every kind, by its path.
KINDS = [
    "index.html",
    "actors/index.html",
    "actors/chemezov/index.html",
    "events/index.html",
    "events/rt-interview/index.html",
    "systems/index.html",
    "systems/s-400/index.html",
    "documents/index.html",
    "documents/lobbying-contract/index.html",
    "topics/index.html",
    "topics/threat-to-nato/index.html",
    "facts/index.html",
    "facts/no-threat/index.html",
    "sources/index.html",
    "sources/tass-2021-12-09/index.html",
    "disagreements/index.html",
    "corrections/index.html",
    "method/index.html",
    "404.html",
]


def files(folder: Path) -> dict[str, bytes]:
    """Every file of a folder with its bytes, dot-files included."""
    return {it.relative_to(folder).as_posix(): it.read_bytes() for it in folder.rglob("*") if it.is_file()}


def words(article: str, quote: str) -> str:
    """The anchor of a quote in an article, counted from the article itself."""
    text = (ROOT / "sources/articles" / f"{article}.txt").read_bytes().decode("utf-8")
    start = text.index(quote)
    assert text.count(quote) == 1
    return f"at-{start}-{start + len(quote)}"


def test_the_sheet_is_clean_and_every_sentence_is_accounted_for() -> None:
    loaded = load.load(ROOT / "sources/facts", ROOT)
    assert loaded.problems == ()
    assert loaded.findings is not None
    assert {id_: it.open for id_, it in loaded.findings.coverage.items()} == dict.fromkeys(
        ("janes-2017-02", "tass-2020-12-07", "unnamed-2021-02-24", "tass-2021-02-25", "tass-2021-12-09"), ()
    )


def test_the_site_is_sound(shipped_site: Path) -> None:
    report = sitecheck.check(shipped_site)
    assert report.findings == ()
    assert {page for page in KINDS if not (shipped_site / page).is_file()} == set()


def test_the_site_is_sound_on_a_disk(shipped_site: Path) -> None:
    assert sitecheck.check(shipped_site, from_disk=True).findings == ()


def test_a_page_of_an_actor_an_event_or_a_system_is_light(shipped_site: Path) -> None:
    weights = {
        str(page.relative_to(shipped_site)): page.stat().st_size
        for kind in ("actors", "events", "systems")
        for page in (shipped_site / kind).glob("*/**/index.html")
    }
    assert len(weights) > 60
    assert {path: size for path, size in weights.items() if size > 40_000} == {}


def test_two_builds_are_the_same_byte_for_byte(shipped_site: Path, mkdocs_build: Build, tmp_path: Path) -> None:
    again = tmp_path / "again"
    done = mkdocs_build(ROOT, again)
    assert done.returncode == 0, done.stderr
    assert files(again) == files(shipped_site)


@pytest.mark.parametrize("javascript", [True, False])
@pytest.mark.parametrize("viewport", [harness.DESK, harness.PHONE])
def test_the_citation_behind_35_km_leads_to_its_words_and_back(
    open_page: harness.OpenPage, shipped_site: Path, javascript: bool, viewport: tuple[int, int]
) -> None:
    page = open_page(shipped_site, "systems/s-400/index.html", javascript=javascript, viewport=viewport)
    value = page.locator("[id^='s-400--engagement-altitude']").filter(has_text="35 km").first
    expect(value).to_contain_text("up to 35 km")
    value.locator("a.cite").first.click()

    anchor = words("tass-2020-12-07", "at an altitude of up to 35 km")
    expect(page).to_have_url(re.compile(rf"/sources/tass-2020-12-07/index\.html#{anchor}$"))
    marked = page.locator(":target")
    expect(marked).to_have_text("at an altitude of up to 35 km")
    assert marked.evaluate("it => it.closest('mark') !== null")
    expect(marked).to_be_in_viewport()

    back = page.locator(f"a[href*='systems/s-400/index.html#s-400--engagement-altitude'][data-at='{anchor}']").first
    back.click()
    expect(page).to_have_url(re.compile(r"/systems/s-400/index\.html#s-400--engagement-altitude"))
    expect(page.locator(":target")).to_contain_text("35 km")
    expect(page.locator(":target")).to_be_in_viewport()


def test_a_fact_of_two_reports_leads_into_both_articles(open_page: harness.OpenPage, shipped_site: Path) -> None:
    page = open_page(shipped_site, "facts/cannot-imagine/index.html", from_disk=True)
    found = {re.sub(r".*/sources/", "", it.get_attribute("href") or "") for it in page.locator("a.cite").all()}
    assert found == {
        f"{id_}/index.html#{words(id_, quote)}"
        for id_, quote in (
            ("tass-2021-02-25", "I cannot imagine how it can affect the security of other NATO states"),
            ("unnamed-2021-02-24", "I cannot imagine how they can affect NATO countries’ security"),
        )
    }


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", KINDS)
def test_every_kind_of_page_fits_reads_and_asks_nothing_of_others(
    open_page: harness.OpenPage, shipped_site: Path, path: str, scheme: harness.Scheme
) -> None:
    """No sideways scroll on a phone, no finding of axe (WCAG 2.2 AA); the fixture fails on any foreign request."""
    page = open_page(shipped_site, path, viewport=harness.PHONE, scheme=scheme)
    assert harness.sideways(page) == 0
    assert harness.axe(page) == []


def test_both_altitudes_stand_under_disagreements(open_page: harness.OpenPage, shipped_site: Path) -> None:
    page = open_page(shipped_site, "disagreements/index.html")
    here = page.locator("section, div, article").filter(has=page.locator("#s-400--engagement-altitude")).last
    text = _section_text(page, "s-400--engagement-altitude")
    assert here.count()
    assert "up to 35 km" in text
    assert "up to 30 km" in text
    assert "under intensive enemy fire and jamming" in text
    assert "7 December 2020" in text
    assert "9 December 2021" in text
    assert "disagree" not in (ROOT / "sources/facts/systems.yml").read_text("utf-8")


def _section_text(page: Page, anchor: str) -> str:
    """The words from the heading with this anchor up to the next heading of its rank."""
    text: str = page.evaluate(
        """anchor => {
            const head = document.getElementById(anchor).closest("h2, h3") || document.getElementById(anchor);
            let text = head.innerText;
            for (let it = head.nextElementSibling; it && it.tagName !== head.tagName; it = it.nextElementSibling)
                text += "\\n" + it.innerText;
            return text.replaceAll("\\u2011", "-").replaceAll("\\u00a0", " ");
        }""",
        anchor,
    )
    return text


def test_a_changed_digit_stops_the_build_and_leaves_the_site(dossier_copy: Path, mkdocs_build: Build) -> None:
    assert mkdocs_build(dossier_copy).returncode == 0
    before = files(dossier_copy / "site")
    sheet = dossier_copy / "sources/facts/systems.yml"
    good = sheet.read_text("utf-8")
    sheet.write_text(good.replace("at an altitude of up to 35 km", "at an altitude of up to 36 km"), "utf-8")

    done = mkdocs_build(dossier_copy)
    line = next(n for n, it in enumerate(sheet.read_text("utf-8").splitlines(), 1) if "36 km" in it)
    column = sheet.read_text("utf-8").splitlines()[line - 1].index("at an altitude") + 1
    assert done.returncode != 0
    told = done.stdout + done.stderr
    assert f"sources/facts/systems.yml:{line}:{column}:" in told
    assert "at an altitude of up to ⟦35⟧ km" in told
    assert "Traceback" not in told
    assert files(dossier_copy / "site") == before

    sheet.write_text(good, "utf-8")
    assert mkdocs_build(dossier_copy).returncode == 0
    assert files(dossier_copy / "site") == before


def test_a_broken_link_leaves_the_site(dossier_copy: Path, mkdocs_build: Build) -> None:
    assert mkdocs_build(dossier_copy).returncode == 0
    before = files(dossier_copy / "site")
    page = dossier_copy / "docs/method.md"
    page.write_text(page.read_text("utf-8") + "\n[nowhere](nowhere.md)\n", "utf-8")
    assert mkdocs_build(dossier_copy).returncode != 0
    assert files(dossier_copy / "site") == before


# Shown on a page, each would run or break out of its place: as markup, in an attribute, in a script, as a template.
HOSTILE = "</title></script><script>window.ran=1</script><img src=x onerror=window.ran=1>\"'{{ 7*7 }}{% x %}"


def test_no_script_of_any_text_field_runs(dossier_copy: Path, mkdocs_build: Build, open_page: harness.OpenPage) -> None:
    """The hostile text stands in every text field of a small dossier, in its article and in its hand-written page."""
    text = json.dumps(HOSTILE, ensure_ascii=False)
    for old in (dossier_copy / "sources/facts").iterdir():
        old.unlink()
    why = json.dumps(f"{HOSTILE} It was 2019.")
    one, two, three = (json.dumps(f"{HOSTILE} {it}", ensure_ascii=False) for it in ("Ada", "Bea", "Cia"))
    article = f"{HOSTILE}\n\nBetter: {HOSTILE} and {HOSTILE} Ada 5 km in 2020, they said.\n\nIt is {HOSTILE} Bea.\n"
    (dossier_copy / "sources/articles/hostile.txt").write_text(article, "utf-8")
    quote = json.dumps(f"Better: {HOSTILE} and {HOSTILE} Ada 5 km in 2020")
    (dossier_copy / "sources/facts/all.yml").write_text(
        f"""
dossier: {{title: {text}, asks: {text}, by: {text}, contact: {text}, licence: {text}}}
sources:
  a: {{file: hostile.txt, title: {text}, publisher: {{is: w, cite: they}}, author: {text},
       url: "javascript:window.ran=1", reposted: {text}, rights: {text}, show: full,
       not-used: [{{quote: said, because: {text}}}],
       inferred: {{author: {{because: {text}, from: [they]}}}}}}
properties: {{{text}: {{kind: text, one: true}}}}
relations: {{{text}: {{inverse: {text}, words: [they]}}}}
actors:
  w:
    kind: {text}
    name: {one}
    relations: [{{is: {text}, of: w, as: {text}, cite: {{a: {quote}}}}}]
    values:
      - {{property: {text}, value: {text}, qualifier: {text}, condition: {text}, cite: {{a: {quote}}}}}
      - {{property: {text}, value: "5", cite: {{a: {quote}, translation: {text}}}}}
systems: {{s: {{name: {two}}}}}
documents: {{d: {{title: {three}, kind: {text}, cite: {{a: {quote}}}}}}}
topics: {{t: {{asks: {text}, stances: {{{text}: {text}}}}}}}
tensions: {{n: {{between: [w, s], note: {text}}}}}
events:
  e:
    title: {text}
    date: 2019
    printed: {text}
    kind: {text}
    place: {text}
    cite: {{a: {quote}}}
    inferred: {{date: {{because: {why}, from: {{a: they}}}}}}
    participants: [{{role: {text}, who: w, cite: {{a: {quote}}}}}]
    facts:
      - id: f
        says: {text}
        by: w
        topic: t
        stance: {text}
        reads: {{{text}: {text}}}
        confidence: low
        because: {text}
        corrected: [{{date: 2021, was: {text}, because: {text}}}]
        cite: {{a: {quote}}}
""",
        "utf-8",
    )
    (dossier_copy / "docs/index.md").write_text(
        "# [[f]] and [[w]]\n\n[[e]] [@a " + quote + "]\n\n::: timeline\n\n::: disagreements\n\n::: imprint\n", "utf-8"
    )
    (dossier_copy / "docs/method.md").write_text("# Method\n\n::: inferred\n\n::: corrections\n", "utf-8")
    loaded = load.load(dossier_copy / "sources/facts", dossier_copy)
    assert [it for it in loaded.problems if it.severity is Severity.ERROR] == []
    done = mkdocs_build(dossier_copy, None, "--no-strict")
    assert done.returncode == 0, done.stdout + done.stderr
    pages = sorted(it.relative_to(dossier_copy / "site").as_posix() for it in (dossier_copy / "site").rglob("*.html"))
    assert len(pages) > 15
    for path in pages:
        page = open_page(dossier_copy / "site", path, from_disk=path != "404.html")
        assert page.evaluate("window.ran") is None, path
        assert page.locator("img[onerror]").count() == 0, path
        assert page.locator("a[href^='javascript:']").count() == 0, path
    search = open_page(dossier_copy / "site", "index.html")
    search.locator("input[name=query]").first.click()
    search.keyboard.type("better")
    search.wait_for_timeout(1000)
    assert search.evaluate("window.ran") is None


def test_the_schema_named_in_the_sheet_is_the_model_s(tmp_path: Path) -> None:
    made = tmp_path / "schema.json"
    assert cli.main(["schema", "--output", str(made)]) == 0
    for sheet in (ROOT / "sources/facts").glob("*.yml"):
        first = sheet.read_text("utf-8").splitlines()[0]
        assert first == "# yaml-language-server: $schema=../schema.json", sheet
    assert filecmp.cmp(made, ROOT / "sources/schema.json", shallow=False)


def test_the_package_carries_all_it_needs(tmp_path: Path) -> None:
    """The wheel holds every file of the package; the articles are in neither of the two that are released."""
    env = {**os.environ, "SOURCE_DATE_EPOCH": "1764547200"}
    command = [sys.executable, "-m", "hatchling", "build", "-d", str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    package = ROOT / "generator/mkdocs_dossier"
    expected = {
        it.relative_to(package.parent).as_posix()
        for it in package.rglob("*")
        if it.is_file() and "__pycache__" not in it.parts
    }
    with zipfile.ZipFile(next(tmp_path.glob("*.whl"))) as wheel:
        assert expected <= set(wheel.namelist())
    assert all("articles" not in name.parts for name in map(Path, wheel.namelist()))
