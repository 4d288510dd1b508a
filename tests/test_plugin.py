"""The plugin in real builds: MkDocs and Material as a curator runs them, on a small publication made for the test."""

from __future__ import annotations

import contextlib
import json
import os
import re
import signal
import socket
import subprocess
import sys
import textwrap
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import html5lib
import pytest

from browser import DESK, PHONE, OpenPage, axe
from mkdocs_dossier.plugin.exchange import SiteFolder, TornError
from mkdocs_dossier.plugin.frame import MENDS
from mkdocs_dossier.plugin.search import plain
from test_golden import PROBLEMS, RULE, prepared

HOSTILE = "<script>alert(1)</script> & \"x\" {{ 7 * 7 }} 'y'"

# Runs in the process of MkDocs as one of its hooks: what the plugin asks for comes out of sources/facts/sheet.json.
FAKE = r"""
import json
import re
from html import escape
from pathlib import Path
from types import SimpleNamespace

from markupsafe import Markup
from mkdocs_dossier import load, publish
from mkdocs_dossier.model import Block, Prose, Reference
from mkdocs_dossier.pages import frame, prose as prose_pages, rendering
from mkdocs_dossier.pages.page import Page, Section
from mkdocs_dossier.problems import Code, Place, Problem


def _prose(docs):
    for file in sorted(docs.rglob("*.md")):
        text = re.sub(r"\A---\n.*?\n---\n+", "", file.read_text("utf-8"), flags=re.S)
        items = []
        for found in re.finditer(r"\[\[(\w+)\]\]|^::: (\w+)$", text, re.M):
            place = Place(f"docs/{file.relative_to(docs)}", text.count("\n", 0, found.start()) + 1)
            items.append((found.span(), Reference(found[1], None, place) if found[1] else Block(found[2], place)))
        yield Prose(file.relative_to(docs).as_posix(), None, text, tuple(items))


def _load(sheet, root, docs):
    written = json.loads((sheet / "sheet.json").read_text("utf-8"))
    if "raise" in written:
        raise RuntimeError(written["raise"])
    problems = tuple(Problem(Code(code), Place("sources/facts/sheet.json"), message, "Mend it.")
                     for code, message in written.get("problems", ()))
    dossier = SimpleNamespace(prose=tuple(_prose(docs.folder)))
    return load.Loaded(dossier, written, problems, (sheet, docs.folder), "1 source, 2 facts")


def _page(written):
    sections = tuple(Section(it["heading"], it["anchor"], Markup(it.get("html", "<p>x</p>")), it.get("text", ""))
                     for it in written.get("sections", ()))
    title = written["title"]
    return Page(written["path"], title, written.get("description", title), "actor",
                Markup("<h1>{}</h1>").format(title) + Markup(written.get("lead", "")), sections,
                written.get("text", ""), tuple(written.get("anchors", ())), tuple(written.get("links", ())))


def _publish(loaded):
    if loaded.dossier is None:
        return SimpleNamespace(pages=(), files=(("assets/dossier.css", b"p {}"),))
    files = tuple((path, text.encode()) for path, text in loaded.findings.get("files", {}).items())
    return SimpleNamespace(pages=tuple(map(_page, loaded.findings.get("pages", ()))), files=files)


def _frame(loaded):
    return frame.frame(rendering.of("en"), loaded.summary)


def _narrate(dossier, prose, findings):
    html = tuple(Markup(f'<a href="#here" id="ref-{n}">the {item.target}</a>') if isinstance(item, Reference)
                 else Markup(f'<div class="block">{item.name}</div>') for n, (_, item) in enumerate(prose.items))
    return html, Markup('<ol><li id="note-1">a note</li></ol>') if "[[noted]]" in prose.markdown else Markup()


load.load = _load
publish.publish = _publish
publish.frame = _frame
publish.banner = lambda problems: Markup("<aside>{}</aside>").format(problems[0].message)
publish.problem_page = lambda problems, summary: Page("index.html", "Problems", "", "problems",
                                                      Markup("<h1>Problems</h1><p>{}</p>").format(problems[0].message))
prose_pages.narrate = _narrate
"""

SITE = """
site_name: Trial
use_directory_urls: false
theme:
  name: material
  font: false
  features: [navigation.tabs, navigation.path]
  palette: {scheme: default, primary: white}
extra: {generator: false}
validation: {links: {anchors: warn}}
plugins: [search, dossier]
hooks: [fake.py]
"""

PAGES: list[dict[str, Any]] = [
    {"path": "actors/index.html", "title": "Actors", "links": ["actors/rostec/index.html#said"]},
    {
        "path": "actors/rostec/index.html",
        "title": "Rostec",
        "text": "A corporation.",
        "sections": [
            {"heading": "What it said", "anchor": "said", "text": "No threat."},
            {"heading": "Listed", "anchor": "listed"},
        ],
    },
    {"path": "facts/index.html", "title": "Facts"},
]


class Project:
    """A small dossier in a folder of its own, to be changed and built."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.site = root / "site"
        for path, text in {"mkdocs.yml": SITE, "fake.py": FAKE, "docs/index.md": "# Home\n\nHello.\n"}.items():
            self.write(path, text)
        self.sheet()

    def write(self, path: str, text: str) -> None:
        target = self.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")

    def sheet(self, **written: Any) -> None:
        """Write the fact sheet: the pages above, unless others are given."""
        self.write("sources/facts/sheet.json", json.dumps({"pages": PAGES, **written}))

    def hook(self, text: str) -> None:
        """Let MkDocs run this hook too."""
        self.write("more.py", textwrap.dedent(text))
        self.write("mkdocs.yml", SITE.replace("[fake.py]", "[fake.py, more.py]"))

    def run(self, *options: str, command: str = "build", **environment: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "mkdocs", command, *options],
            cwd=self.root,
            env={**os.environ, "SOURCE_DATE_EPOCH": "1764547200", "NO_MKDOCS_2_WARNING": "1", **environment},
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )

    def build(self, *options: str) -> str:
        """Build, which must succeed, and give back what was printed."""
        done = self.run(*options)
        assert done.returncode == 0, done.stderr
        assert "Traceback" not in done.stderr
        return done.stderr

    def fail(self, *options: str) -> str:
        """Build, which must fail, and give back what was printed."""
        done = self.run(*options)
        assert done.returncode == 1, done.stderr
        return done.stderr + done.stdout

    def read(self, path: str) -> str:
        return (self.site / path).read_text("utf-8")

    def parsed(self, path: str) -> Any:
        return html5lib.parse(self.read(path), namespaceHTMLElements=False)

    def search(self) -> list[dict[str, str]]:
        entries: list[dict[str, str]] = json.loads(self.read("search/search_index.json"))["docs"]
        return entries


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project(tmp_path / "project")


def contents(folder: Path) -> dict[str, bytes]:
    return {str(it.relative_to(folder)): it.read_bytes() for it in sorted(folder.rglob("*")) if it.is_file()}


def neighbours(site: Path) -> list[str]:
    return [it.name for it in site.parent.iterdir() if it.name.startswith(f".{site.name}-")]


# What is handed to MkDocs


def test_pages_are_written_with_contents_and_frame(project: Project) -> None:
    printed = project.build("--strict")
    assert "WARNING" not in printed
    assert "not included in the" not in printed
    assert "1 source, 2 facts" in printed
    page = project.parsed("actors/rostec/index.html")
    assert page.findtext(".//title") == "Rostec - Trial"
    assert page.find(".//meta[@name='description']").get("content") == "Rostec"
    assert [it.text for it in page.iterfind(".//article//h2")] == ["What it said", "Listed"]
    assert {"#said", "#listed"} <= {it.get("href") for it in page.iterfind(".//nav//a")}
    assert page.find(".//a[@class='md-skip']").get("href") == "#__top"


def test_the_navigation_holds_sections_and_no_entities(project: Project) -> None:
    project.write("docs/method.md", "# How we work\n\n[Rostec](actors/rostec/index.md#said)\n")
    project.write("docs/more/reading.md", "# Reading\n")
    project.build("--strict")
    tabs = [
        ("".join(it.itertext()).strip(), it.get("href"))
        for it in project.parsed("actors/rostec/index.html").iterfind(".//nav[@class='md-tabs']//a")
    ]
    assert tabs == [
        ("Overview", "../../index.html"),
        ("Actors", "../index.html"),
        ("Facts", "../../facts/index.html"),
        ("Method", "../../method/index.html"),
        ("More", "../../more/reading/index.html"),
    ]
    # The section of a page that is not in the navigation is the current one.
    assert len(re.findall("md-tabs__item--active", project.read("actors/rostec/index.html"))) == 1
    assert 'href="../actors/rostec/index.html#said"' in project.read("method/index.html")


def test_a_navigation_of_the_curator_s_is_obeyed(project: Project) -> None:
    nav = "nav:\n  - index.md\n  - The firm: actors/rostec/index.md\n"
    project.write("mkdocs.yml", SITE + nav)
    assert "not included in the" not in project.build("--strict")
    tabs = project.parsed("index.html").iterfind(".//nav[@class='md-tabs']//a")
    assert ["".join(it.itertext()).strip() for it in tabs] == ["Home", "The firm"]
    assert project.parsed("actors/rostec/index.html").findtext(".//title") == "Rostec - Trial"


def test_files_are_written_and_the_stylesheet_and_script_are_linked(project: Project) -> None:
    project.sheet(files={"assets/dossier.css": "p {}", "assets/dossier.js": "1", "data/facts.csv": "a,b\n"})
    project.build("--strict")
    assert project.read("data/facts.csv") == "a,b\n"
    page = project.parsed("actors/rostec/index.html")
    assert "../../assets/dossier.css" in [it.get("href") for it in page.iterfind(".//link[@rel='stylesheet']")]
    assert "../../assets/dossier.js" in [it.get("src") for it in page.iterfind(".//script")]


def test_hostile_titles_come_out_as_text(project: Project) -> None:
    section = {"heading": HOSTILE, "anchor": "a", "text": HOSTILE}
    hostile = {"title": HOSTILE, "text": HOSTILE, "sections": [section]}
    project.sheet(pages=[{"path": "actors/index.html", **hostile}, {"path": "actors/x/index.html", **hostile}])
    project.build("--strict")
    for path in ("actors/index.html", "actors/x/index.html", "index.html"):
        page = project.parsed(path)
        assert [it for it in page.iter("script") if "alert" in (it.text or "")] == [], path
        assert "&amp;lt;" not in project.read(path), path
    page = project.parsed("actors/index.html")
    assert page.findtext(".//title") == f"{HOSTILE} - Trial"
    assert page.find(".//meta[@name='description']").get("content") == HOSTILE
    assert page.findtext(".//article//h2") == HOSTILE
    for entry in project.search():
        assert "<script" not in entry["title"] + entry["text"]


def test_search_knows_each_page_and_each_section_with_words(project: Project) -> None:
    project.build()
    ours = [entry for entry in project.search() if entry["location"].startswith("actors/rostec")]
    assert ours == [
        {"location": "actors/rostec/index.html", "title": "Rostec", "text": "A corporation."},
        {"location": "actors/rostec/index.html#said", "title": "What it said", "text": "No threat."},
    ]
    assert [entry["title"] for entry in project.search()].count("Rostec") == 1


@pytest.mark.parametrize("plugins", ["[dossier]", "[material/search: {enabled: false}, dossier]"])
def test_it_builds_without_search(project: Project, plugins: str) -> None:
    project.write("mkdocs.yml", SITE.replace("[search, dossier]", plugins))
    project.build("--strict")
    assert not (project.site / "search").exists()


def test_it_builds_with_mkdocs_own_theme_and_search(project: Project) -> None:
    project.write("mkdocs.yml", re.sub(r"theme:\n(  .*\n)+", "theme: mkdocs\n", SITE))
    project.build("--strict")
    assert any(entry["location"] == "actors/rostec/index.html#said" for entry in project.search())


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("The keeper, twice: the keeper", ""),
        ("İpekada’da Işıl Çınar", "ipekada isil cinar"),
        ("Erdoğan, erdoğan", "erdogan"),
        ("سرًّا إلى ١٨٠", "سرا الى 180"),
        ("１９９人 海事局", "199人"),
        ("한국어 हिन्दी", ""),  # marks that are no ornaments stay
        ("&lt;b&gt;É", "e"),
    ],
)
def test_words_are_found_as_they_are_typed(text: str, typed: str) -> None:
    assert plain(text) == typed


def test_search_parts_words_as_their_scripts_do_unless_the_curator_says_how(project: Project) -> None:
    project.build("--strict")
    settings = json.loads(project.read("search/search_index.json"))["config"]
    separator = re.compile(settings["separator"])
    assert [it for it in separator.split("“Late”, he said: 2.2 (not 3)") if it] == [
        *["Late", "he", "said", "2.2", "not", "3"]
    ]
    assert settings["fields"]["title"] == {"boost": 1000.0}
    assert "(?=" not in settings["separator"]
    project.write("mkdocs.yml", SITE.replace("[search, dossier]", "[search: {separator: '[ ]+'}, dossier]"))
    project.build("--strict")
    assert json.loads(project.read("search/search_index.json"))["config"]["separator"] == "[ ]+"


def test_search_works_from_a_disk(project: Project, open_page: OpenPage) -> None:
    project.build()
    page = open_page(project.site, "facts/index.html", from_disk=True)
    page.locator("input[name=query]").click()
    page.keyboard.type("corporation")
    page.locator(".md-search-result__link").click()
    page.wait_for_url("**/actors/rostec/index.html**")


@pytest.mark.parametrize("viewport", [DESK, PHONE])
def test_the_frame_has_no_barriers(project: Project, open_page: OpenPage, viewport: tuple[int, int]) -> None:
    project.build()
    assert axe(open_page(project.site, "actors/rostec/index.html", viewport=viewport)) == []
    assert axe(open_page(project.site, "index.html", viewport=viewport)) == []


def test_a_link_to_no_page_and_to_no_anchor_is_seen(project: Project) -> None:
    project.sheet(pages=[{**PAGES[0], "links": ["actors/none/index.html", "facts/index.html#none"]}, *PAGES[1:]])
    printed = project.fail("--strict")
    assert "links to actors/none/index.html, and there is no such page" in printed
    assert "does not contain an anchor '#none'" in printed


@pytest.mark.parametrize(
    ("path", "address"),
    [
        ("actors/rostec.md", "actors/rostec/index.html"),
        ("actors/rostec/index.md", "actors/rostec/index.html"),
        ("Facts/index.html", "Facts/index.html"),
        ("data/facts.csv", "data/facts.csv"),
    ],
)
def test_a_hand_written_file_at_a_generated_address_is_an_error(project: Project, path: str, address: str) -> None:
    project.sheet(files={"data/facts.csv": "a"})
    project.write(f"docs/{path}", "# Rostec\n")
    printed = project.fail()
    assert f"docs/{path}:1:1: error: This file would be written to {address}, where a page" in printed
    assert "page-collision" in printed
    assert not project.site.exists()


def test_two_hand_written_pages_at_one_address_are_an_error(project: Project) -> None:
    project.write("docs/a.md", "# A\n")
    project.write("docs/a/index.md", "# A\n")
    assert "would be written to a/index.html, where another file stands" in project.fail()


def last_line(printed: str) -> str:
    """The summary of the last report."""
    return next(line for line in reversed(printed.splitlines()) if re.search(r"; \d+ errors?, \d+ warnings?$", line))


def test_the_last_line_counts_what_only_the_build_finds(project: Project) -> None:
    project.sheet(problems=[("source-unlocked", "Not locked.")])
    project.write("docs/facts.md", "# Mine\n")
    assert last_line(project.fail()) == "1 source, 2 facts; 1 error, 1 warning"
    (project.root / "docs/facts.md").unlink()
    project.write("docs/index.md", "# Home\n\n![picture [[inside]]](x.png)\n\n`x` ![picture [[inside]]](x.png)\n")
    assert last_line(project.fail()) == "1 source, 2 facts; 2 errors, 1 warning"


@pytest.mark.parametrize(
    "name", ["page-collision", "page-elsewhere", "page-missing", "page-not-read", "sheet-elsewhere", "not-checked"]
)
def test_both_doors_say_the_same(tmp_path: Path, name: str) -> None:
    case = PROBLEMS / f"{name}.txt"
    folder = prepared(case, tmp_path / "dossier")
    if not (folder / "mkdocs.yml").exists():
        (folder / "mkdocs.yml").write_text("{site_name: x, theme: mkdocs, plugins: [dossier]}")
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build"], cwd=folder, capture_output=True, text=True, timeout=120, check=False
    )
    told = case.read_text("utf-8").partition(RULE)[2]
    assert told in done.stderr
    assert last_line(done.stderr) == told.splitlines()[-1]
    assert (done.returncode == 0) == ("; 0 errors" in told)


def test_the_frame_is_mended(project: Project) -> None:
    """Fails where Material has changed what is mended."""
    project.build()
    for found, better in MENDS:
        mended = better.format(language="en", search="Search", path="Path")
        assert mended in project.read("actors/rostec/index.html")
        for page in ("index.html", "actors/rostec/index.html", "404.html"):
            assert {mended} >= set(re.findall(found, project.read(page)))
    assert "1 source, 2 facts" in project.read("actors/rostec/index.html")


def test_nothing_is_loaded_from_elsewhere(project: Project) -> None:
    project.build()
    for path in ("index.html", "actors/rostec/index.html"):
        for element in project.parsed(path).iter():
            for name in ("src", "href"):
                assert not (element.get(name) or "").startswith(("http:", "https:", "//")), element.attrib


def test_two_builds_are_the_same(project: Project) -> None:
    project.write("mkdocs.yml", SITE + "site_url: https://example.org/\n")
    project.build("-d", "one", "--strict")
    project.build("-d", "two", "--strict")
    assert contents(project.root / "one") == contents(project.root / "two")
    assert "sitemap.xml.gz" in contents(project.root / "one")


def test_without_a_site_address_there_is_no_empty_sitemap(project: Project) -> None:
    project.build()
    assert not list(project.site.glob("sitemap*"))


# Problems


def test_errors_are_told_once_and_all_and_stop_the_build(project: Project) -> None:
    project.sheet(problems=[("bad-id", "First."), ("bad-date", "Second.")])
    printed = project.fail()
    assert printed.count("First.") == printed.count("Second.") == 1
    assert "sources/facts/sheet.json:1:1: error: First. [bad-id]" in printed
    assert "Traceback" not in printed
    assert not project.site.exists()
    assert neighbours(project.site) == []


def test_warnings_stop_the_build_only_under_strict(project: Project) -> None:
    project.sheet(problems=[("source-unlocked", "Not locked.")])
    assert project.build().count("Not locked.") == 1
    assert "Not locked." in project.fail("--strict")
    project.fail("--strict", "-q")


def test_a_defect_of_ours_is_one_line_and_a_traceback_only_when_asked_for(project: Project) -> None:
    project.sheet(**{"raise": "oh"})
    printed = project.fail()
    assert "This is a defect of mkdocs-dossier, not of your dossier: RuntimeError at plugin/__init__.py:" in printed
    assert "Traceback" not in printed
    assert "Traceback" in project.fail("--verbose")


# Hand-written pages


def test_what_the_dossier_says_is_set_into_hand_written_pages(project: Project) -> None:
    project.write(
        "docs/index.md",
        "---\ntitle: Start\n---\n\n# About [[noted]]\n\nIt is [[rostec]].\n\n::: timeline\n\n<div>[[raw]]</div>\n",
    )
    project.sheet(pages=[{**PAGES[0], "links": ["index.html#note-1", "index.html#ref-1"]}, *PAGES[1:]])
    project.build("--strict")
    page = project.parsed("index.html")
    text = project.read("index.html")
    assert 'It is <a href="#here" id="ref-1">the rostec</a>.' in text
    assert '<p><div class="block">' not in text
    assert '<div class="block">timeline</div>' in text
    assert '<div><a href="#here" id="ref-3">the raw</a></div>' in text
    assert page.find(".//h1").get("id") == "about-the-noted"
    assert "#notes" in [it.get("href") for it in page.iterfind(".//nav//a")]
    assert "\uf0d0" not in text + project.read("search/search_index.json")


def test_what_cannot_be_set_in_is_an_error_at_its_place(project: Project) -> None:
    project.write("docs/index.md", "# Home\n\nA ::: b\n\n![picture [[inside]]](x.png)\n\ntext\n::: timeline\nmore\n")
    printed = project.fail()
    assert "docs/index.md:5:1: error: This reference to `inside` stands in code or in an attribute" in printed
    assert "docs/index.md:8:1: error: The block `timeline` stands in a line of text" in printed
    assert "prose-not-swapped" in printed


BOGUS = '# Home\n\n[@a "bogus"] [[nobody]]\n'


def unread(path: str, remedy: str) -> str:
    message = "MkDocs builds this page, but it was not read with the dossier, so nothing that it cites is checked."
    return f"{path}:1:1: error: {message} [page-not-read]\n  → {remedy}\n"


@pytest.mark.parametrize("suffix", ["markdown", "mdown", "mkdn", "mkd"])
def test_a_page_that_the_dossier_takes_for_no_page_is_an_error(project: Project, suffix: str) -> None:
    project.write(f"docs/more/foo.{suffix}", BOGUS)
    assert unread(f"docs/more/foo.{suffix}", "Rename it to `foo.md`.") in project.fail()
    assert not project.site.exists()


def test_pages_are_read_from_the_folder_of_which_mkdocs_makes_the_site(project: Project) -> None:
    project.write("mkdocs.yml", f"{SITE}docs_dir: pages\n")
    project.write("pages/index.md", "# Home\n\nIt is [[rostec]].\n")
    project.write("docs/index.md", BOGUS)
    project.build("--strict")
    assert 'It is <a href="#here" id="ref-0">the rostec</a>.' in project.read("index.html")


def test_pages_in_a_linked_folder_are_errors_and_a_linked_page_is_none(project: Project) -> None:
    project.write("elsewhere/foo.md", "# Foo\n")
    (project.root / "docs/foo.md").symlink_to("../elsewhere/foo.md")
    project.build("--strict")
    (project.root / "docs/more").symlink_to("../elsewhere")
    printed = project.fail()
    assert "docs/more/foo.md:1:1: error: MkDocs builds this page" in printed
    assert "not a link to its folder" in printed


def test_pages_that_are_not_built_or_that_a_plugin_generates_need_not_be_read(project: Project) -> None:
    project.write("docs/drafts/foo.mkd", BOGUS)
    project.hook(
        """
        from mkdocs.structure.files import File
        def on_config(config):
            config.plugins._current_plugin = "more"
        def on_files(files, config):
            files.append(File.generated(config, "tags.md", content="# Tags"))
        """
    )
    project.write("mkdocs.yml", (project.root / "mkdocs.yml").read_text() + "exclude_docs: drafts/\n")
    project.build("--strict")
    assert (project.site / "tags.html").is_file()


def test_a_plugin_that_changes_the_text_first_is_told(project: Project) -> None:
    project.write("docs/index.md", "# Home\n\n[[rostec]]\n")
    project.hook(
        """
        def on_page_read_source(page, config):
            return "# Other\\n" if page.file.src_uri == "index.md" else None
        """
    )
    printed = project.fail()
    assert "docs/index.md:1:1: error: Another plugin changed the text of this page" in printed


# The site folder


def test_the_site_is_exchanged_and_dot_files_stay(project: Project) -> None:
    project.build()
    project.write("site/.gitignore", "*\n")
    project.write("site/.git/config", "x")
    project.write("site/gone.html", "x")
    (project.site / ".git/config").chmod(0o444)
    mode = project.site.stat().st_mode
    assert f"The new site is in {project.site}" in project.build()
    assert project.read(".gitignore") == "*\n"
    assert project.read(".git/config") == "x"
    assert not (project.site / "gone.html").exists()
    assert project.site.stat().st_mode == mode
    assert neighbours(project.site) == []


@pytest.mark.parametrize(
    "hook",
    [
        "def on_post_page(output, page, config):\n    raise RuntimeError(page.url)\n",
        "def on_post_build(config):\n    raise RuntimeError\n",
        "def on_post_build(config):\n    raise KeyboardInterrupt\n",
        "import logging\ndef on_post_build(config):\n    logging.getLogger('mkdocs').warning('hm')\n",
    ],
    ids=["while writing", "after writing", "interrupted", "a warning"],
)
def test_a_failed_build_leaves_the_site_byte_for_byte(project: Project, hook: str) -> None:
    project.build()
    project.write("site/.gitignore", "*\n")
    before = contents(project.site)
    project.sheet(pages=PAGES[:2])
    project.hook(hook)
    assert project.run("--strict").returncode != 0
    assert contents(project.site) == before
    assert neighbours(project.site) == []


@pytest.mark.parametrize(
    ("hook", "told"),
    [
        ("OSError(errno.ENOSPC, 'No space left on device')", "No space left on device. The site"),
        ("OSError(errno.EACCES, 'Permission denied', config.site_dir + '/x')", "Permission denied: "),
    ],
)
def test_a_disk_that_takes_nothing_is_told_in_one_line(project: Project, hook: str, told: str) -> None:
    project.build()
    before = contents(project.site)
    project.hook(f"import errno\ndef on_post_page(output, page, config):\n    raise {hook}\n")
    printed = project.fail()
    assert f"The site could not be written: {told}" in printed
    assert "Traceback" not in printed
    assert "defect" not in printed
    assert contents(project.site) == before
    assert neighbours(project.site) == []


def test_another_plugin_s_own_failure_is_left_to_mkdocs(project: Project) -> None:
    project.hook("def on_post_page(output, page, config):\n    open('/nowhere/x')\n")
    assert "Traceback" in project.fail()


@pytest.mark.parametrize("site", ["mkdocs.yml/site", "/proc/site"])
def test_a_folder_that_cannot_be_made_is_told_in_one_line(project: Project, site: str) -> None:
    printed = project.fail("-d", site)
    assert "Traceback" not in printed
    assert "defect" not in printed
    assert "could not be put in the place of" in printed


def test_where_nothing_can_be_written_the_build_says_so(project: Project) -> None:
    project.hook(
        """
        from mkdocs_dossier import plugin
        def full(site):
            raise OSError(28, "No space left on device")
        plugin.SiteFolder = full
        """
    )
    printed = project.fail()
    assert f"Nothing can be written for the site {project.site}: No space left on device." in printed
    assert "Traceback" not in printed


def test_a_file_is_not_taken_for_the_site_s_folder(project: Project) -> None:
    printed = project.fail("-d", "fake.py")
    assert f"{project.root / 'fake.py'} is a file" in printed
    assert (project.root / "fake.py").is_file()


def test_a_build_into_a_folder_named_like_one_of_serve_is_a_build(project: Project, tmp_path: Path) -> None:
    project.sheet(problems=[("quote-missing", "Not there.")])
    site = tmp_path / "mkdocs_out"
    done = project.run("--strict", "-d", str(site), TMPDIR=str(tmp_path))
    assert done.returncode == 1
    assert "Not there." in done.stderr
    assert not site.exists()


def test_a_failed_first_build_leaves_no_site(project: Project) -> None:
    project.hook("def on_post_page(output, page, config):\n    raise RuntimeError\n")
    project.fail()
    assert not project.site.exists()
    assert neighbours(project.site) == []


def test_a_killed_build_leaves_the_site_and_the_next_clears_up(project: Project) -> None:
    project.build()
    before = contents(project.site)
    project.hook(
        """
        import os, signal
        def on_post_page(output, page, config):
            os.kill(os.getpid(), signal.SIGKILL)
        """
    )
    assert project.run().returncode == -signal.SIGKILL
    assert contents(project.site) == before
    assert len(neighbours(project.site)) == 1
    project.write("mkdocs.yml", SITE)
    project.build()
    assert neighbours(project.site) == []


def test_other_commands_see_the_site_where_it_is(project: Project) -> None:
    """gh-deploy reads the site folder after the build."""
    project.write("deploy.py", DEPLOY)
    done = subprocess.run(
        [sys.executable, "deploy.py"], cwd=project.root, capture_output=True, text=True, check=True, timeout=120
    )
    assert done.stdout.splitlines() == [str(project.site), "True"]


DEPLOY = """
from pathlib import Path
from mkdocs.commands.build import build
from mkdocs.config import load_config
config = load_config("mkdocs.yml")
config.plugins.on_startup(command="gh-deploy", dirty=False)
try:
    build(config)
finally:
    config.plugins.on_shutdown()
print(config.site_dir)
print((Path(config.site_dir) / "actors/rostec/index.html").is_file())
"""


def built(folder: SiteFolder, text: str) -> SiteFolder:
    (folder.fresh / "index.html").write_text(text)
    return folder


def test_a_run_killed_between_the_two_renames_is_made_good(tmp_path: Path) -> None:
    site = tmp_path / "site"
    (tmp_path / ".site-old-12345678").mkdir()
    (tmp_path / ".site-old-12345678" / "index.html").write_text("old")
    folder = SiteFolder(site)
    assert (site / "index.html").read_text() == "old"
    folder.drop()
    assert (site / "index.html").read_text() == "old"
    assert neighbours(site) == []


def test_a_run_that_still_goes_on_is_left_alone(tmp_path: Path) -> None:
    first = built(SiteFolder(tmp_path / "site"), "first")
    second = built(SiteFolder(tmp_path / "site"), "second")
    first.keep()
    second.keep()
    assert (tmp_path / "site" / "index.html").read_text() == "second"
    assert neighbours(tmp_path / "site") == []


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "www").mkdir()
    (tmp_path / "site").symlink_to(tmp_path / "www")
    built(SiteFolder(tmp_path / "site"), "new").keep()
    assert (tmp_path / "site").is_symlink()
    assert (tmp_path / "www" / "index.html").read_text() == "new"


@pytest.fixture
def mounted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A site whose folder cannot be renamed, nor another to its name."""
    site = tmp_path / "site"
    rename = Path.rename

    def refuse(self: Path, target: Path) -> Path:
        if site in (self, target):
            raise OSError(f"{self} is a mount point: {target}")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", refuse)
    for path in (".git/config", "a/old.html", "index.html", "old/index.html"):
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_text("old")
    return site


def test_a_folder_that_cannot_be_renamed_gets_its_content_exchanged(mounted: Path) -> None:
    (mounted / ".mkdocs-dossier-killed" / "old").mkdir(parents=True)
    folder = built(SiteFolder(mounted), "new")
    (folder.fresh / "a").mkdir()
    (folder.fresh / ".nojekyll").touch()
    folder.keep()
    assert contents(mounted) == {".git/config": b"old", ".nojekyll": b"", "index.html": b"new"}
    assert sorted(it.name for it in mounted.iterdir()) == [".git", ".nojekyll", "a", "index.html"]
    assert neighbours(mounted) == []


@pytest.mark.parametrize("failing", ["copy", "rename"])
def test_content_that_cannot_be_exchanged_is_left_as_it_was(
    mounted: Path, monkeypatch: pytest.MonkeyPatch, failing: str
) -> None:
    folder = built(SiteFolder(mounted), "new")
    before = contents(mounted)

    def full(*_: object, **__: object) -> None:
        raise OSError("No space left on device")

    rename = Path.rename

    def stuck(self: Path, target: Path) -> Path:
        if target == mounted / "index.html" and self.parent.name == "new":
            raise OSError("No space left on device")
        return rename(self, target)

    if failing == "copy":
        (folder.fresh / ".git").mkdir()  # so that nothing is copied before
        monkeypatch.setattr("shutil.copytree", full)
    else:
        monkeypatch.setattr(Path, "rename", stuck)
    with pytest.raises(OSError, match="No space left") as raised:
        folder.keep()
    assert not isinstance(raised.value, TornError)
    assert contents(mounted) == before
    assert sorted(it.name for it in mounted.iterdir()) == [".git", "a", "index.html", "old"]
    assert (folder.fresh / "index.html").read_text() == "new"


def test_what_cannot_be_put_back_is_kept_and_named(mounted: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = built(SiteFolder(mounted), "new")
    rename = Path.rename

    def stuck(self: Path, target: Path) -> Path:
        if target == mounted / "index.html":
            raise OSError("Input/output error")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", stuck)
    with pytest.raises(TornError) as raised:
        folder.keep()
    rest = Path(str(raised.value).rpartition(" is in ")[2])
    assert (rest / "index.html").read_text() == "old"


def test_the_leftovers_of_a_site_with_a_bracket_in_its_name_are_removed(tmp_path: Path) -> None:
    (tmp_path / ".si[te]-new-12345678").mkdir()
    (tmp_path / ".sit-new-12345678").mkdir()
    (tmp_path / ".si[te]-old-12345678").mkdir()
    (tmp_path / ".si[te]-old-12345678" / "index.html").write_text("old")
    SiteFolder(tmp_path / "si[te]").drop()
    assert sorted(it.name for it in tmp_path.iterdir()) == [".sit-new-12345678", "si[te]"]
    assert (tmp_path / "si[te]" / "index.html").read_text() == "old"


def test_a_second_rename_that_fails_is_taken_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = tmp_path / "site"
    built(SiteFolder(site), "old").keep()
    folder = built(SiteFolder(site), "new")
    rename = Path.rename

    def fail(self: Path, target: Path) -> Path:
        if self == folder.fresh:
            raise KeyboardInterrupt
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", fail)
    with pytest.raises(KeyboardInterrupt):
        folder.keep()
    assert (site / "index.html").read_text() == "old"


# `mkdocs serve`


class Server:
    """`mkdocs serve` on a free port, stopped at the end."""

    def __init__(self, root: Path, *options: str) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.address = f"127.0.0.1:{free.getsockname()[1]}"
        self.log = root.parent / "serve.log"
        command = [sys.executable, "-m", "mkdocs", "serve", "-a", self.address, *options]
        with self.log.open("w") as log:
            self.process = subprocess.Popen(command, cwd=root, stderr=log, stdout=log)

    def get(self, path: str = "") -> str:
        """A page, found or not; fails when there is no answer."""
        try:
            with urllib.request.urlopen(f"http://{self.address}/{path}", timeout=20) as answer:
                return str(answer.read().decode("utf-8"))
        except urllib.error.HTTPError as error:
            return error.read().decode("utf-8")

    def until(self, holds: Callable[[str], bool], path: str = "") -> str:
        """The page as soon as it is so."""
        end = time.monotonic() + 40
        text = "(no answer)"
        while time.monotonic() < end and self.process.poll() is None:
            with contextlib.suppress(urllib.error.URLError, TimeoutError):
                text = self.get(path)
                if holds(text):
                    return text
            time.sleep(0.1)
        pytest.fail(f"{path or '/'} never came to be so:\n{text[:3000]}\n{self.log.read_text()}")


@pytest.fixture
def serve() -> Iterator[Callable[..., Server]]:
    started: list[Server] = []

    def start(root: Path, *options: str) -> Server:
        started.append(Server(root, *options))
        return started[-1]

    yield start
    for server in started:
        server.process.terminate()
        server.process.wait(20)


Serve = Callable[..., Server]


@pytest.mark.parametrize("options", [(), ("--strict",), ("--clean",)])
def test_serve_shows_the_last_good_dossier_with_the_problems(
    project: Project, serve: Serve, options: tuple[str, ...]
) -> None:
    project.write("docs/index.md", "# Home\n\nIt is [[rostec]].\n")
    server = serve(project.root, *options)
    server.until(lambda text: "It is <a" in text)
    project.write("docs/index.md", "# Home\n\nChanged.\n")
    project.sheet(pages=[], problems=[("bad-id", "Wrong id.")])
    text = server.until(lambda text: "<aside>Wrong id.</aside>" in text)
    assert "It is <a" in text
    assert "<aside>Wrong id.</aside>" in server.get("actors/rostec/index.html")
    project.sheet(**{"raise": "oh"})
    server.until(lambda text: "Wrong id." not in text and "It is <a" in text)
    project.sheet(pages=PAGES[:1])
    assert "<aside>" not in server.until(lambda text: "Changed." in text)
    assert "Not found" in server.get("actors/rostec/index.html")
    assert not project.site.exists()
    assert "Traceback" not in server.log.read_text()


def test_serve_shows_problems_alone_where_nothing_was_good_yet(project: Project, serve: Serve) -> None:
    project.sheet(problems=[("bad-id", "Wrong id.")])
    server = serve(project.root, "--strict")
    server.until(lambda text: "<h1>Problems</h1><p>Wrong id.</p>" in text)
    assert server.get("assets/dossier.css") == "p {}"
    assert "Wrong id." in server.get("actors/rostec/index.html")
    project.sheet()
    server.until(lambda text: "Hello." in text)
    assert "Rostec" in server.get("actors/rostec/index.html")


def test_serve_shows_a_collision(project: Project, serve: Serve) -> None:
    project.write("docs/facts.md", "# Mine\n")
    server = serve(project.root)
    page = server.until(lambda text: "would be written to facts/index.html" in text, "facts/index.html")
    assert "<h1>Facts</h1>" in page
    (project.root / "docs/facts.md").unlink()
    server.until(lambda text: "would be written" not in text)


def test_serve_shows_a_page_that_was_not_read(project: Project, serve: Serve) -> None:
    project.write("docs/foo.mkd", BOGUS)
    server = serve(project.root)
    server.until(lambda text: "<aside>MkDocs builds this page, but it was not read" in text)
    (project.root / "docs/foo.mkd").unlink()
    server.until(lambda text: "MkDocs builds" not in text)


def test_serve_follows_the_shipped_dossier(dossier_copy: Path, serve: Serve) -> None:
    server = serve(dossier_copy)
    good = server.until(lambda text: "<h1" in text and "</article>" in text)
    assert "zz.yml" not in good
    added = dossier_copy / "sources" / "facts" / "zz.yml"
    added.write_text("actors:\n  nobody: {nmae: Nobody}\n", encoding="utf-8")
    assert "zz.yml:2" in server.until(lambda text: "zz.yml" in text)
    assert "zz.yml" in server.get("actors/index.html")
    assert "zz.yml" in server.get("method/index.html")
    added.unlink()
    server.until(lambda text: "zz.yml" not in text)
    assert "Traceback" not in server.log.read_text()


@pytest.mark.parametrize("folder", [".", "sources", "sources/facts", "docs", "docs/built", ".."])
def test_a_site_in_the_place_of_what_it_is_made_of_is_refused(project: Project, folder: str) -> None:
    before = contents(project.root)
    told = project.fail("-d", str(project.root / folder))
    # Folders that hold or lie in docs/ MkDocs refuses by itself.
    assert ("would take the place of" in told) == folder.startswith("sources")
    assert "Traceback" not in told
    assert {name: it for name, it in contents(project.root).items() if "__pycache__" not in name} == before


def test_a_folder_that_somebody_named_like_ours_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / ".site-old-backup").mkdir()
    (tmp_path / ".site-new-design").mkdir()
    built(SiteFolder(tmp_path / "site"), "new")
    assert {it.name for it in tmp_path.iterdir()} >= {".site-old-backup", ".site-new-design"}
