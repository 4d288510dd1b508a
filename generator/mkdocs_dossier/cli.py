"""The command `dossier`: the door for curators who are not building the site just now."""

from __future__ import annotations

import argparse
import io
import json
import os
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from mkdocs_dossier import articles, citations, edits, entries, load, project, quotes, sheet
from mkdocs_dossier.edits import Edit
from mkdocs_dossier.exports import reports
from mkdocs_dossier.load import Loaded
from mkdocs_dossier.problems import Problem, Severity, as_text, counted, report
from mkdocs_dossier.project import Project

CLEAN, PROBLEMS, MISUSE = 0, 1, 2

_ROUNDS = 20
"""How often quotes are mended and looked up again: more often than any quote has parts."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command with these arguments, those of the process by default; returns the exit status.

    0: clean. 1: there are problems. 2: the command was used in a way it does not know.
    """
    # A console that cannot write a sign shall show it in another way, and not swallow the report.
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    parser = _parser()
    given = parser.parse_args(arguments)
    command: Callable[[argparse.Namespace], int] = given.command
    try:
        return command(given)
    except BrokenPipeError:
        # The reader of our output has gone; nothing is left to say to it.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return PROBLEMS
    except Exception as error:
        if given.verbose:
            raise
        print(
            f"This is a defect of mkdocs-dossier, not of your dossier: {type(error).__name__}: {error}. "
            "Run the command again with --verbose and report what it prints.",
            file=sys.stderr,
        )
        return PROBLEMS


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="dossier", description="Check and tend a dossier's fact sheet.")
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument(
        "--sheet", type=Path, help=f"the fact sheet, a file or a folder (default: as in mkdocs.yml, or {project.SHEET})"
    )
    common.add_argument("--verbose", action="store_true", help="show the traceback of a defect of the tool itself")
    commands = parser.add_subparsers(metavar="COMMAND", required=True)

    check = commands.add_parser("check", parents=[common], help="find every problem, without building the site")
    check.add_argument("--format", choices=reports.FORMATS, default="text", help="how to print the problems")
    check.add_argument("--strict", action="store_true", help="let warnings count as errors")
    check.add_argument(
        "--fix", action="store_true", help="write the source's own typography into quotes that differ in nothing else"
    )
    check.add_argument(
        "--review",
        action="store_true",
        help="list the words of the facts' sentences that no quote has, for a reader's eyes",
    )
    check.set_defaults(command=_check)

    lock = commands.add_parser("lock", parents=[common], help="write each source's sha256 into the fact sheet")
    lock.set_defaults(command=_lock)

    schema = commands.add_parser("schema", parents=[common], help="print the JSON Schema of the fact sheet")
    schema.add_argument("--output", type=Path, help="write it to this file instead")
    schema.set_defaults(command=_schema)

    quote = commands.add_parser("quote", parents=[common], help="print the shortest unique citation of some words")
    quote.add_argument("source", metavar="SOURCE", help="the id of a source")
    quote.add_argument("words", metavar="WORDS", nargs="+", help="some of its words")
    quote.set_defaults(command=_quote)
    return parser


def _project(given: argparse.Namespace) -> Project:
    """The project in which the command was run, or that of the fact sheet it was given: the nearest with a mkdocs.yml.

    Its hand-written pages are that project's, and files are named as seen from there, which is said.
    """
    here = Path.cwd()
    sheet = here / given.sheet if given.sheet else None
    root = project.around(sheet.resolve().parent if sheet else here.resolve())
    if sheet is None and (here / project.SHEET).exists():
        root = here.resolve()  # a dossier inside another project, and without a mkdocs.yml of its own
    if root is None or root == here.resolve():
        root = here
    else:
        print(f"Files are named as seen from {root}.", file=sys.stderr)
        sheet = sheet.resolve() if sheet else None
    found = project.read(root)
    return replace(found, sheet=sheet) if sheet else found


def _check(given: argparse.Namespace) -> int:
    within = _project(given)

    def loading() -> Loaded:
        return load.load(within.sheet, within.root, within.docs)

    loaded = loading()
    if given.fix:
        fixed = 0
        # Of a quote in several parts one is judged at a time.
        for _ in range(_ROUNDS):
            made, _left = _write(within.root, loaded.fixes)
            if not made:
                break
            fixed += made
            loaded = loading()
        if fixed:
            print(f"{counted(fixed, 'quote')} now in the source's own typography.", file=sys.stderr)
        for edit in loaded.fixes:
            print(f"{edit.at.place}: not changed; write it by hand: {edit.new}", file=sys.stderr)
    if given.review and loaded.findings is not None:
        for it in loaded.findings.review:
            print(f"{it.fact.place}: {', '.join(it.words)}\n    fact:  {it.fact.says}", file=sys.stderr)
            for citation in it.fact.citations:
                print(f"    quote: {quotes.normal(' … '.join(citation.words))}", file=sys.stderr)
                if citation.translation:
                    print(f"           {quotes.normal(citation.translation)}", file=sys.stderr)
    print(reports.formatted(given.format, loaded.problems, loaded.summary, loaded.not_checked))
    return _status(loaded.problems, given.strict)


def _status(problems: Sequence[Problem], strict: bool) -> int:
    return PROBLEMS if any(strict or it.severity is Severity.ERROR for it in problems) else CLEAN


def _lock(given: argparse.Namespace) -> int:
    within = _project(given)
    path, root = within.sheet, within.root
    written, problems = sheet.read(path, root)
    sources = {str(id_): entry for id_, entry in written.sources.items()}
    read = articles.read(sources, path.parent / load.ARTICLES, root, "en")
    changes = []
    for id_, article in read.articles.items():
        entry = sources[id_]
        if entry.sha256 is None:
            changes.append(Edit(entry.file, article.sha256, "sha256"))
        elif entry.sha256 != article.sha256:
            changes.append(Edit(entry.sha256, article.sha256))
    done, left = _write(root, changes)
    for edit in left:
        print(f"{edit.at.place}: add `sha256: {edit.new}` by hand; this entry is not written one field a line.")
    # What keeps an article from being read keeps it from being locked; what locking mends is no longer a problem.
    unread = [it for it in (*problems, *read.problems) if it.severity is Severity.ERROR]
    print(report(unread, f"{counted(done, 'checksum')} written, {len(read.articles) - len(changes)} already right"))
    return PROBLEMS if unread or left else CLEAN


def _schema(given: argparse.Namespace) -> int:
    text = json.dumps(entries.schema(), indent=2, ensure_ascii=False) + "\n"
    if given.output:
        _replace(given.output, text)
    else:
        print(text, end="")
    return CLEAN


def _quote(given: argparse.Namespace) -> int:
    within = _project(given)
    path, root = within.sheet, within.root
    written, problems = sheet.read(path, root)
    sources = {str(id_): entry for id_, entry in written.sources.items()}
    if given.source not in sources:
        known = ", ".join(sources) or "none"
        print(report(problems, f"There is no source `{given.source}`. There are: {known}."), file=sys.stderr)
        return MISUSE if sources else PROBLEMS
    language = str(written.dossier.language or "en") if written.dossier else "en"
    read = articles.read({given.source: sources[given.source]}, path.parent / load.ARTICLES, root, language)
    article = read.articles.get(given.source)
    if article is None:
        print(report(read.problems, "The source cannot be read."), file=sys.stderr)
        return PROBLEMS
    found = citations.shortest(article, " ".join(given.words))
    if isinstance(found, Problem):
        print(as_text(found), file=sys.stderr)
        return PROBLEMS
    print(_as_yaml(given.source, found), end="")
    return CLEAN


def _as_yaml(source: str, found: Sequence[str]) -> str:
    lines = ["cite:"]
    if len(found) > 1:
        lines.append(f"  # These words stand in {len(found)} places: keep the one that is meant.")
    # JSON's strings are YAML's double-quoted ones, so no word of a source can mean anything to YAML.
    lines += [f"  - {source}: {json.dumps(quote, ensure_ascii=False)}" for quote in found]
    return "\n".join(lines) + "\n"


def _write(root: Path, changes: Sequence[Edit]) -> tuple[int, tuple[Edit, ...]]:
    """Make the edits in their files; how many were made, and those that were not."""
    left: list[Edit] = []
    for file in sorted({edit.at.file for edit in changes}):
        path = root / file
        raw = path.read_bytes().decode("utf-8")
        bom = "\ufeff" if raw.startswith("\ufeff") else ""
        mine = [edit for edit in changes if edit.at.file == file]
        edit_all = edits.edited_page if path.suffix == ".md" else edits.edited
        text, refused = edit_all(raw.removeprefix(bom), mine)
        left.extend(refused)
        if len(refused) < len(mine):
            _replace(path, bom + text)
    return len(changes) - len(left), tuple(left)


def _replace(path: Path, text: str) -> None:
    """Write a file so that it is either the old one or the new one, whatever happens meanwhile. A link stays one."""
    path = path.resolve()
    with tempfile.NamedTemporaryFile("wb", dir=path.parent, prefix=f".{path.name}.", delete=False) as new:
        new.write(text.encode("utf-8"))
    made = Path(new.name)
    try:
        if path.exists():
            made.chmod(path.stat().st_mode & 0o777)
        else:
            made.chmod(0o644)
        made.replace(path)
    except OSError:
        made.unlink(missing_ok=True)
        raise


if __name__ == "__main__":
    sys.exit(main())
