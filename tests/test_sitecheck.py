"""The judge of written sites sees each defect it promises to see, and finds nothing wrong with a sound site."""

from __future__ import annotations

from pathlib import Path

import pytest

import sitecheck

PAGE = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>A title</title>{head}</head>
<body><nav><a href="#__skip">Skip</a></nav><main id="__skip"><article>{body}</article></main></body></html>
"""


def page(body: str, head: str = "") -> str:
    """A sound page but for what is put into it."""
    return PAGE.format(body=body, head=head)


def made(folder: Path, files: dict[str, str]) -> Path:
    """A site written from path and text."""
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    return folder


def told(folder: Path, files: dict[str, str], *, prefix: str = "/", from_disk: bool = False) -> list[str]:
    return [
        str(finding) for finding in sitecheck.check(made(folder, files), prefix=prefix, from_disk=from_disk).findings
    ]


SOUND = {
    "index.html": page(
        "<h1>Home</h1><h2 id='şırnak'>Şırnak</h2><h3>Deeper</h3><h2>Up again</h2>"
        "<a href='a/'>folder</a> <a href='a/index.html#at-1-2'>mark</a> <a href='./a/../a/#at-1-2'>walk</a>"
        "<a href='#%C5%9F%C4%B1rnak'>coded</a> <a href='#şırnak'>plain</a> <a href='#'>top</a> <a href=''>self</a>"
        "<a href='data/all%20facts.csv?download=1'>data</a> <a href='a/#at-1-2:~:text=words'>words</a>"
        "<a href='https://example.org/x'>elsewhere</a> <a href='mailto:a@example.org'>write</a>"
        "<img src='p.svg' srcset='p.svg 1x, a/p2.svg 2x' alt='' style='background: url(p.svg)'>"
        "<img src='data:image/gif;base64,R0lGODlhAQABAAAAACw=' alt=''>"
        "<svg role='group'><a href='a/'><use href='#şırnak'></use></a></svg>"
        "<label for='q'>Filter</label><input id='q'>",
        "<link rel='stylesheet' href='s.css'><link rel='canonical' href='https://example.org/'>"
        "<script src='f.js'></script>",
    ),
    "a/index.html": page("<h1>A</h1><mark id='at-1-2'>x</mark><a href='..'>up</a> <a href='../#şırnak'>there</a>"),
    "old/index.html": page("<h1>Moved</h1>", "<meta http-equiv='refresh' content='0; url=../a/#at-1-2'>"),
    "404.html": page(
        "<h1>Not found</h1><a href='/'>home</a><a href='/a/#at-1-2'>a</a>", "<link rel='icon' href='/p.svg'>"
    ),
    "s.css": "/* url(https://example.org/x) */ @import 'b.css'; a { background: url(\"p.svg\") }",
    "b.css": "a { b: url( 'data:image/gif;base64,R0' ) }",
    "f.js": "const svg = 'http://www.w3.org/2000/svg'; fetch('data/x.json'); // see https://example.org/y\n",
    "p.svg": "<svg/>",
    "a/p2.svg": "<svg/>",
    "data/all facts.csv": "",
    "assets/javascripts/theme.js": "const theirs = 'https://example.org/repos/'",
    "search/search_index.json": '{"docs": [{"location": ""}, {"location": "a/#at-1-2"}]}',
}


def test_a_sound_site_has_no_findings_and_its_links_out_are_listed(tmp_path: Path) -> None:
    report = sitecheck.check(made(tmp_path, SOUND))
    assert [str(finding) for finding in report.findings] == []
    assert report.foreign == (("index.html", "https://example.org/x"), ("index.html", "mailto:a@example.org"))
    assert (report.counts["pages"], report.counts["ids"]) == (4, 7)
    assert report.counts["links"] > 15
    assert report.counts["loads"] > 8


BODY = [
    ("<a href='b/'>", "broken-link: b/"),
    ("<a href='A/'>", "broken-link: A/"),
    ("<a href='../index.html'>", "broken-link: ../index.html"),
    ("<a href='p.svg/'>", "broken-link: p.svg/"),
    ("<a href='data/'>", "broken-link: data/"),
    ("<area href='b.html'>", "broken-link: b.html"),
    ("<svg><a xlink:href='b.html'></a></svg>", "broken-link: b.html"),
    ("<a href='#gone'>", "broken-anchor: #gone (no such id in index.html)"),
    ("<a href='a/#at-1-3'>", "broken-anchor: a/#at-1-3 (no such id in a/index.html)"),
    ("<svg><use href='#gone'></use></svg>", "broken-anchor: #gone (no such id in index.html)"),
    ("<a href='/a/'>", "from-root: /a/ breaks where the site does not lie at the root"),
    ("<a href='javascript:void(0)'>", "bad-address: 'javascript:void(0)' is neither of this site nor of the web"),
    ("<a href='http://[x'>", "bad-address: 'http://[x': Invalid IPv6 URL"),
    ("<a href='a/ '>", "bad-address: 'a/ ' has white space in it"),
    ("<i id='x'></i><b id='x'></b>", "duplicate-id: 'x' stands 2 times"),
    ("<i id=''></i>", "bad-id: ''"),
    ("<h1>Again</h1>", "headings: has 2 headings of level 1"),
    ("<h3>Low</h3>", "headings: 'Low' of level 3 follows on level 1"),
    ("<h2> </h2>", "headings: a heading of level 2 is empty"),
    ("<p><div></p>", "markup: line 3: unexpected-end-tag"),
    ("</b>", "markup: line 3: unexpected-end-tag"),
    ("<i title='x'title='y'></i>", "markup: line 3: duplicate-attribute"),
    ("<b><p>x</b></p>", "markup: line 3: adoption-agency-1.3"),
    ("<table><p>x</p></table>", "markup: line 3: unexpected-start-tag-implies-table-voodoo"),
    ("&nosuch;", "markup: line 3: expected-named-entity"),
    ("<i aria-describedby='q r'></i>", "reference: aria-describedby='r' names no id of the page"),
    ("<label for='r'></label>", "reference: for='r' names no id of the page"),
    ("<img src='https://example.org/i.png' alt=''>", "foreign-load: https://example.org/i.png"),
    ("<img src='//example.org/i.png' alt=''>", "foreign-load: //example.org/i.png"),
    ("<img srcset='p.svg, //example.org/i.png 2x' alt=''>", "foreign-load: //example.org/i.png"),
    ("<img src='q.svg' alt=''>", "broken-link: q.svg"),
    ("<iframe src='https://example.org/'></iframe>", "foreign-load: https://example.org/"),
    ("<form action='https://example.org/'></form>", "foreign-load: https://example.org/"),
    ("<button formaction='https://example.org/'>x</button>", "foreign-load: https://example.org/"),
    ("<video poster='https://example.org/'></video>", "foreign-load: https://example.org/"),
    ("<object data='https://example.org/'></object>", "foreign-load: https://example.org/"),
    ("<svg><image xlink:href='https://example.org/'/></svg>", "foreign-load: https://example.org/"),
    ("<a href='a/' ping='https://example.org/'>x</a>", "foreign-load: https://example.org/"),
    ("<i style='background:url(//example.org/i)'></i>", "foreign-load: //example.org/i"),
    ("<script>fetch('https://example.org/')</script>", "foreign-load: https://example.org/"),
]
HEAD = [
    ("<link rel='stylesheet' href='https://example.org/s.css'>", "foreign-load: https://example.org/s.css"),
    ("<link rel='preconnect' href='https://example.org'>", "foreign-load: https://example.org"),
    ("<link rel='alternate icon' href='https://example.org/i'>", "foreign-load: https://example.org/i"),
    ("<link rel='alternate' href='feed.xml'>", "broken-link: feed.xml"),
    ("<script src='https://example.org/f.js'></script>", "foreign-load: https://example.org/f.js"),
    ("<style>@import 'https://example.org/s.css'</style>", "foreign-load: https://example.org/s.css"),
    ("<style>a { b: url(gone.png) }</style>", "broken-link: gone.png"),
    ("<meta http-equiv='refresh' content='0; url=gone/'>", "broken-link: gone/"),
    ("<meta http-equiv='refresh' content='0; url=https://example.org/'>", "foreign-load: https://example.org/"),
    ("<meta http-equiv='refresh' content='soon'>", "refresh: cannot be read: 'soon'"),
    ("<base href='/'>", "base: a <base> element moves every link of the page"),
    ("<title>Two</title>", "title: has 2 titles with words in them"),
]


@pytest.mark.parametrize(("defect", "words"), BODY)
def test_each_defect_in_a_page_is_seen(tmp_path: Path, defect: str, words: str) -> None:
    home = SOUND["index.html"].replace("<h1>Home</h1>", f"<h1>Home</h1>{defect}")
    assert f"index.html: {words}" in told(tmp_path, {**SOUND, "index.html": home})


@pytest.mark.parametrize(("defect", "words"), HEAD)
def test_each_defect_in_a_head_is_seen(tmp_path: Path, defect: str, words: str) -> None:
    home = SOUND["index.html"].replace("</head>", f"{defect}</head>")
    assert f"index.html: {words}" in told(tmp_path, {**SOUND, "index.html": home})


@pytest.mark.parametrize(
    ("file", "text", "words"),
    [
        ("s.css", "@import url(https://example.org/f.css);", "foreign-load: https://example.org/f.css"),
        ("s.css", "@font-face { src: url( '//example.org/f.woff2' ) }", "foreign-load: //example.org/f.woff2"),
        ("s.css", "a { b: url(gone.png) }", "broken-link: gone.png"),
        ("f.js", "fetch(`https://example.org/${x}`)", "foreign-load: https://example.org/${x}"),
        ("f.js", "const x = 'https://example.org/api'", "foreign-load: https://example.org/api"),
        (
            "assets/javascripts/theme.js",
            'importScripts("https://example.org/w.js")',
            "foreign-load: https://example.org/w.js",
        ),
        ("assets/javascripts/theme.js", "r.open('GET', '//example.org/')", "foreign-load: //example.org/"),
        ("search/search_index.json", '{"docs": [{"location": "b/"}]}', "broken-link: b/"),
        (
            "search/search_index.json",
            '{"docs": [{"location": "a/#b"}]}',
            "broken-anchor: a/#b (no such id in a/index.html)",
        ),
        ("404.html", page("<h1>Lost</h1><a href='/b/'>x</a>"), "broken-link: /b/"),
        ("404.html", page("<h1>Lost</h1><a href='a/'>x</a><img src='/q.svg' alt=''>"), "broken-link: /q.svg"),
        ("b.html", page("<h2>No first</h2>"), "headings: has 0 headings of level 1"),
        ("b.html", page("<h1>x</h1>").replace(' lang="en"', ""), "language: does not say its language"),
        ("b.html", "", "title: has 0 titles with words in them"),
    ],
)
def test_each_defect_in_another_file_is_seen(tmp_path: Path, file: str, text: str, words: str) -> None:
    assert f"{file}: {words}" in told(tmp_path, {**SOUND, file: text})


def test_a_page_that_is_not_utf8_is_seen(tmp_path: Path) -> None:
    made(tmp_path, SOUND)
    (tmp_path / "b.html").write_bytes("<h1>Şırnak</h1>".encode("windows-1254"))
    assert [finding.rule for finding in sitecheck.check(tmp_path).findings] == ["markup"]


def test_errors_of_the_frame_around_the_articles_are_the_theme_s(tmp_path: Path) -> None:
    files = {"index.html": page("<h1>x</h1>").replace("<nav>", "<nav></b>").replace("</main>", "</b></main>")}
    assert told(tmp_path, files) == []
    bare = {"index.html": files["index.html"].replace("<article>", "").replace("</article>", "")}
    assert told(tmp_path, bare) == ["index.html: markup: line 3: unexpected-end-tag"]


def test_a_folder_without_pages_does_not_pass(tmp_path: Path) -> None:
    assert told(tmp_path, {}) == [".: empty: there is no page here"]


def test_the_page_for_lost_readers_may_lie_below_a_prefix(tmp_path: Path) -> None:
    lost = {**SOUND, "404.html": page("<h1>Lost</h1><a href='/dossier/a/'>a</a><a href='/dossier/'>b</a>")}
    assert told(tmp_path, lost, prefix="/dossier/") == []
    assert told(tmp_path, lost) == ["404.html: broken-link: /dossier/", "404.html: broken-link: /dossier/a/"]
    lost["404.html"] = page("<h1>Lost</h1><a href='/dossiers/a/'>a</a><a href='/a/'>b</a>")
    assert told(tmp_path, lost, prefix="/dossier") == [
        "404.html: broken-link: /a/",
        "404.html: broken-link: /dossiers/a/",
    ]


def test_from_disk_a_link_to_a_folder_is_a_defect(tmp_path: Path) -> None:
    files = {
        "index.html": page(
            "<h1>x</h1><a href='a/'>a</a><a href='a'>b</a><a href='a/index.html'>c</a><a href='#__skip'>d</a>"
        ),
        "a/index.html": page("<h1>x</h1><a href='..'>up</a>"),
    }
    assert told(tmp_path, files) == []
    assert told(tmp_path, files, from_disk=True) == [
        "a/index.html: folder-link: .. shows a listing where no server is",
        "index.html: folder-link: a shows a listing where no server is",
        "index.html: folder-link: a/ shows a listing where no server is",
    ]


def test_a_large_site_is_judged_alike(tmp_path: Path) -> None:
    """Beyond some number of pages several processes read them."""
    many = {
        f"p{n}/index.html": page(f"<h1>x</h1><a href='../p{n + 1}/#a{n}'>n</a><i id='a{n - 1}'></i>") for n in range(60)
    }
    assert told(tmp_path, many) == ["p59/index.html: broken-link: ../p60/#a59"]


def test_the_command_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    site = str(made(tmp_path, SOUND))
    assert sitecheck.main([site]) == 0
    assert capsys.readouterr().out.splitlines()[:-1] == ["links to example.org: 1", "links to mailto:a@example.org: 1"]
    (tmp_path / "p.svg").unlink()
    assert sitecheck.main([site]) == 1
    assert "index.html: broken-link: p.svg\n" in capsys.readouterr().out
