"""The whole story in one function: a fact sheet and its articles become a dossier, its findings and its problems."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from mkdocs_dossier import articles, checks, findings, prose, resolve, sheet
from mkdocs_dossier.edits import Edit
from mkdocs_dossier.entries import Written
from mkdocs_dossier.findings import Findings
from mkdocs_dossier.model import Dossier
from mkdocs_dossier.problems import Code, Problem, Severity, in_order, summed_up

ARTICLES = "articles"
"""The folder beside the fact sheet that holds the source articles."""

DOCS = "docs"
"""The folder of the hand-written pages, where the dossier's settings name no other."""


@dataclass(frozen=True)
class Loaded:
    """A dossier with everything about it that pages need.

    `dossier` and `findings` hold what could be read and resolved, whatever the problems; they are None where there is
    no source at all to show. `problems` are in order, each once; `fixes` mend those that are only typography. `watched`
    are the files and folders that the dossier was read from. `summary` is the last line of every run: what was checked,
    and how many problems there are.
    """

    dossier: Dossier | None
    findings: Findings | None
    problems: tuple[Problem, ...]
    watched: tuple[Path, ...]
    summary: str
    fixes: tuple[Edit, ...] = ()


def load(path: Path, root: Path) -> Loaded:
    """Read the dossier whose fact sheet is at `path`, a file or a folder, in the project at `root`.

    The articles stand in the folder `articles` beside the fact sheet. Files are named as seen from `root`. Whatever a
    curator wrote, nothing is raised.
    """
    written, problems = sheet.read(path, root)
    folder = path.parent / ARTICLES
    language = str(written.dossier.language or "en") if written.dossier else "en"
    read = articles.read({str(id_): entry for id_, entry in written.sources.items()}, folder, root, language)
    resolved = resolve.resolve(written, read.articles, read.changed)
    dossier = resolved.dossier
    docs, misplaced = _docs(written, root)
    known = prose.Known(
        sources={*map(str, written.sources)},
        ids={*map(str, written.sources), *dossier.subjects, *written.lost, *written.fact_ids()},
        all_sources=not (written.incomplete or written.lost_sources),
        all_ids=not (written.incomplete or written.lost_facts),
    )
    pages = prose.read(docs, root, read.articles, known) if misplaced is None else prose.ReadProse((), (), ())
    dossier = resolve.with_prose(dossier, pages.pages)
    found = findings.find(dossier)
    unresolved = (*resolved.unresolved, *pages.unresolved)
    locks = {str(id_): entry.sha256 for id_, entry in written.sources.items() if id_ in read.changed}
    changed = {id_: sha256.place for id_, sha256 in locks.items() if sha256 is not None}
    left = {id_: covered.open for id_, covered in found.coverage.items()}
    shown = {id_: (covered.words_shown, covered.words) for id_, covered in found.coverage.items()}
    disputed = frozenset((it.subject, it.property) for it in found.disagreements)
    reading = (*problems, *read.problems, *resolved.problems, *pages.problems)
    unread = (*reading, *(it.problem for it in unresolved))
    whole = not any(problem.severity is Severity.ERROR for problem in unread)
    checked = checks.run(checks.Material(dossier, unresolved, changed, left, shown, disputed, whole))
    # A quote that a changed text no longer holds is told with the change.
    failed = tuple(it.problem for it in unresolved if it.source not in changed)
    told = () if misplaced is None else (misplaced,)
    everything = in_order((*told, *reading, *failed, *checked))
    return Loaded(
        dossier=dossier if dossier.sources else None,
        findings=found if dossier.sources else None,
        problems=everything,
        watched=(path, folder, docs),
        summary=summed_up(
            everything,
            sources=found.counts.sources,
            facts=found.counts.facts,
            citations=found.counts.citations + len(unresolved),
            found=found.counts.citations,
            not_checked=found.counts.not_checked,
        ),
        fixes=tuple(Edit(*it.fix) for it in unresolved if it.fix and it.source not in changed),
    )


def _docs(written: Written, root: Path) -> tuple[Path, Problem | None]:
    """The folder of the hand-written pages, or the problem that the settings name one that cannot be it."""
    setting = written.dossier.docs if written.dossier else None
    folder = root / (setting or DOCS)
    if setting is None or (folder.is_dir() and folder.resolve().is_relative_to(root.resolve())):
        return folder, None
    message = f"`{setting}`, where the hand-written pages are to be, is no folder of this project."
    remedy = "Name a folder beside `sources`, as seen from the project's own folder."
    return root / DOCS, Problem(Code.FILE_MISSING, setting.place, message, remedy)
