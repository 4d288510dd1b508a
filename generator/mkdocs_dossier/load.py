"""The whole story in one function: a fact sheet and its articles become a dossier, its findings and its problems."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from mkdocs_dossier import addresses, articles, checks, findings, project, prose, resolve, sheet
from mkdocs_dossier.edits import Edit
from mkdocs_dossier.entries import Written
from mkdocs_dossier.findings import Findings
from mkdocs_dossier.model import Dossier
from mkdocs_dossier.problems import Code, NotChecked, Problem, Severity, in_order, known_as, summed_up, tally
from mkdocs_dossier.project import Docs

ARTICLES = "articles"
"""The folder beside the fact sheet that holds the source articles."""


@dataclass(frozen=True)
class Loaded:
    """A dossier with everything about it that pages need.

    `dossier` and `findings` hold what could be read and resolved, whatever the problems; they are None where there is
    no source at all to show. `problems` are in order, each once; `fixes` mend those that are only typography. `watched`
    are the files and folders that the dossier was read from. `checked` says what was checked, in numbers, and
    `not_checked` for what there are no rules.
    """

    dossier: Dossier | None
    findings: Findings | None
    problems: tuple[Problem, ...]
    watched: tuple[Path, ...]
    checked: str
    fixes: tuple[Edit, ...] = ()
    not_checked: tuple[NotChecked, ...] = ()

    @property
    def summary(self) -> str:
        """The last line of every run: what was checked, and how many problems there are."""
        return summed_up(self.checked, self.problems)

    def with_problems(self, found: Iterable[Problem]) -> Loaded:
        """The same with problems that were found later, so that the summary counts them too."""
        return replace(self, problems=in_order((*self.problems, *found)))


def load(path: Path, root: Path, site: Docs = Docs()) -> Loaded:  # noqa: B008 - it is frozen
    """Read the dossier whose fact sheet is at `path`, a file or a folder, in the project at `root`.

    The articles stand in the folder `articles` beside the fact sheet. `site` says which hand-written files MkDocs makes
    a site of. Files are named as seen from `root`. Whatever a curator wrote, nothing is raised.
    """
    written, problems = sheet.read(path, root)
    folder = path.parent / ARTICLES
    language = str(written.dossier.language or "en") if written.dossier else "en"
    read = articles.read({str(id_): entry for id_, entry in written.sources.items()}, folder, root, language)
    resolved = resolve.resolve(written, read.articles, read.changed)
    dossier = resolved.dossier
    docs, misplaced = _docs(written, root, site)
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
    unreadable = {problem.place.file for problem in pages.problems}
    files = addresses.of_files(dossier, project.files(docs, site), known_as(docs, root), unreadable)
    placed = (misplaced,) if misplaced is not None else tuple(files)
    everything = in_order((*placed, *addresses.of_anchors(dossier), *reading, *failed, *checked))
    return Loaded(
        dossier=dossier if dossier.sources else None,
        findings=found if dossier.sources else None,
        problems=everything,
        watched=(path, folder, docs),
        checked=tally(
            sources=found.counts.sources,
            facts=found.counts.facts,
            citations=found.counts.citations + len(unresolved),
            found=found.counts.citations,
            not_checked=found.counts.not_checked,
        ),
        fixes=tuple(Edit(*it.fix) for it in unresolved if it.fix and it.source not in changed),
        not_checked=read.not_checked,
    )


def _docs(written: Written, root: Path, site: Docs) -> tuple[Path, Problem | None]:
    """The folder of the hand-written pages, or the problem that the settings name one that cannot be it."""
    setting = written.dossier.docs if written.dossier else None
    if setting is None:
        return site.folder or root / project.DOCS, None
    folder = root / setting
    if folder.is_dir() and folder.resolve().is_relative_to(root.resolve()):
        if site.folder is None or folder.resolve() == site.folder.resolve():
            return folder, None
        built = known_as(site.folder, root)
        message = f"The pages in `{setting}` are read with the dossier, and MkDocs builds those in `{built}`."
        remedy = f"Take `docs` out, or write `docs_dir: {setting}` in mkdocs.yml."
        return folder, Problem(Code.PAGE_NOT_READ, setting.place, message, remedy)
    message = f"`{setting}`, where the hand-written pages are to be, is no folder of this project."
    remedy = "Name a folder beside `sources`, as seen from the project's own folder."
    return site.folder or root / project.DOCS, Problem(Code.FILE_MISSING, setting.place, message, remedy)
