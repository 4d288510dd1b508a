"""What is set into hand-written pages, by Python-Markdown alone: everywhere HTML can stand, and nowhere else."""

from __future__ import annotations

import re

import pytest
from markdown import Markdown
from markupsafe import Markup

from mkdocs_dossier.model import Block, Citation, Passage, Prose, Reference
from mkdocs_dossier.narrative import Narrative, Swaps
from mkdocs_dossier.problems import Code, Place

MARK = Markup('<sup class="mark">1</sup>')
LINK = Markup('<a href="r">Rostec &amp; Co</a>')
BLOCK = Markup("<section>made</section>")

_ITEM = re.compile(r'\[@\w+ "[^"]*"\]|\[\[\w+\]\]|^::: \w+$', re.MULTILINE)


def prose(markdown: str, path: str = "index.md") -> Prose:
    """A page whose items are found as simply as these tests need."""
    items: list[tuple[tuple[int, int], Citation | Reference | Block]] = []
    for found in _ITEM.finditer(markdown):
        place = Place(f"docs/{path}", markdown.count("\n", 0, found.start()) + 1)
        item: Citation | Reference | Block
        if found[0].startswith("[@"):
            item = Citation("tass", ("words",), (Passage("tass", 0, 5, 0, 0),), place)
        elif found[0].startswith("[["):
            item = Reference(found[0][2:-2], None, place)
        else:
            item = Block(found[0][4:], place)
        items.append((found.span(), item))
    return Prose(path, None, markdown, tuple(items))


def swaps(page: Prose, notes: Markup = Markup()) -> Swaps:  # noqa: B008 - it is immutable
    html = {Citation: MARK, Reference: LINK, Block: BLOCK}
    return Swaps(tuple(html[type(item)] for _, item in page.items), notes)


def converted(markdown: str, *extensions: str, notes: Markup = Markup()) -> tuple[str, list[str], Markdown]:  # noqa: B008
    """The HTML, the messages about what was not set in, and the converter."""
    narrative = Narrative()
    page = prose(markdown)
    md = Markdown(extensions=["tables", "fenced_code", "toc", *extensions, narrative])
    html = md.convert(narrative.take(page, swaps(page, notes)))
    assert "\uf0d0" not in html
    return html, [f"{problem.place.line} {problem.message}" for problem in narrative.unset("index.md")], md


CITED = '[@tass "a | b"]'


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        (f"Said.{CITED} More.", f"<p>Said.{MARK} More.</p>"),
        (f"_RT_{CITED}", f"<p><em>RT</em>{MARK}</p>"),
        (f"{CITED}_RT_ **x{CITED}**", f"<p>{MARK}<em>RT</em> <strong>x{MARK}</strong></p>"),
        (f"- a{CITED}\n- [[rostec]]", f"<ul>\n<li>a{MARK}</li>\n<li>{LINK}</li>\n</ul>"),
        (f"<div>\n<b>raw</b>{CITED}\n</div>", f"<div>\n<b>raw</b>{MARK}\n</div>"),
        (f"<p title='>'>x{CITED}</p>", f"<p title='>'>x{MARK}</p>"),
        (f"> {CITED}\n", f"<blockquote>\n<p>{MARK}</p>\n</blockquote>"),
        ("a\n\n::: timeline\n\nb", f"<p>a</p>\n{BLOCK}\n<p>b</p>"),
        ("::: timeline\n::: counts", f"{BLOCK}\n{BLOCK}"),
        ("- a\n\n::: timeline\n", f"<ul>\n<li>a</li>\n</ul>\n{BLOCK}"),
        ("a < b [[rostec]] > c", f"<p>a &lt; b {LINK} &gt; c</p>"),
        ("nothing here", "<p>nothing here</p>"),
        ("", ""),
    ],
)
def test_items_are_set_in(markdown: str, html: str) -> None:
    assert converted(markdown)[:2] == (html, [])


def test_a_bar_in_a_quote_does_not_cut_a_table() -> None:
    html, missing, _ = converted(f"| who | what |\n| --- | --- |\n| [[rostec]] | said{CITED} |\n")
    assert missing == []
    assert f"<td>{LINK}</td>\n<td>said{MARK}</td>" in html


def test_what_stands_in_a_footnote_is_set_in() -> None:
    html, missing, _ = converted(f"x[^1]\n\n[^1]: note{CITED}\n", "footnotes")
    assert missing == []
    assert f"note{MARK}" in html


@pytest.mark.parametrize(
    ("markdown", "kept"),
    [
        ('```\n[@tass "<b>"]\n```', "[@tass &quot;&lt;b&gt;&quot;]"),
        ("    [[rostec]]", "<pre><code>[[rostec]]"),
        ("a `[[rostec]]` b", "<code>[[rostec]]</code>"),
        ('<img alt="[[rostec]]">', 'alt="[[rostec]]"'),
        ("<!-- [[rostec]] -->", "<!-- [[rostec]] -->"),
        ("<script>let a = '[[rostec]]'</script>", "let a = '[[rostec]]'"),
        ("![[[rostec]]](x.png)", 'alt="[[rostec]]"'),
    ],
)
def test_in_code_and_attributes_the_source_text_stays_and_is_told(markdown: str, kept: str) -> None:
    html, missing, _ = converted(markdown)
    assert kept in html
    assert len(missing) == 1
    assert "stands in code or in an attribute" in missing[0]


def test_a_block_in_a_line_of_text_is_told() -> None:
    html, missing, _ = converted("a\n::: timeline\nb")
    assert html == "<p>a\n::: timeline\nb</p>"
    assert missing == ["2 The block `timeline` stands in a line of text, code or an attribute, so it cannot be set in."]


def test_headings_are_named_by_their_words() -> None:
    html, missing, md = converted(f"## What [[rostec]] said{CITED}\n")
    assert missing == []
    assert html == f'<h2 id="what-rostec-co-said">What {LINK} said{MARK}</h2>'
    assert md.toc_tokens[0]["name"] == "What Rostec &amp; Co said"  # type: ignore[attr-defined]


def test_notes_stand_at_the_end_and_in_the_contents() -> None:
    html, missing, md = converted(f"# T\n\nx{CITED}", notes=Markup("<ol></ol>"))
    assert missing == []
    assert html.endswith('<h2 id="notes">Notes</h2>\n<ol></ol>')
    assert [it["id"] for it in md.toc_tokens[0]["children"]] == ["notes"]  # type: ignore[attr-defined]


@pytest.mark.parametrize("end", ["<script>", "<pre>"])
def test_notes_that_are_swallowed_are_told(end: str) -> None:
    _, missing, _ = converted(f"x{CITED}\n\n{end}", notes=Markup("<ol></ol>"))
    assert missing == ["1 The notes of this page could not be set at its end."]


def test_what_another_extension_took_away_is_told() -> None:
    narrative = Narrative()
    page = prose("a [[rostec]]\n\n[[gone]]")
    taken = narrative.take(page, swaps(page)).split("\n")[0]
    Markdown(extensions=[narrative]).convert(taken)
    [problem] = narrative.unset("index.md")
    assert (problem.code, problem.place) == (Code.PROSE_NOT_SWAPPED, Place("docs/index.md", 3))


def test_pages_do_not_mix() -> None:
    narrative = Narrative()
    one, two = prose("[[a]]", "one.md"), prose("[[b]]", "two.md")
    md = Markdown(extensions=[narrative])
    texts = [narrative.take(one, Swaps((Markup("1"),))), narrative.take(two, Swaps((Markup("2"),)))]
    assert [md.reset().convert(text) for text in reversed(texts)] == ["<p>2</p>", "<p>1</p>"]
    assert narrative.unset("one.md") == narrative.unset("two.md") == ()


def test_our_own_characters_in_a_page_are_text() -> None:
    html, missing, _ = converted("a\uf0d00\uf0d1b [[rostec]]")
    assert (html, missing) == (f"<p>a\ufffd0\ufffdb {LINK}</p>", [])
