"""The door for MkDocs: hooks of a few lines that hand the dossier's pages to it and its problems to the curator.

MkDocs is imported only here and in this package's modules. A module imports only those named before it in `ORDER`.
"""

from __future__ import annotations

import errno
import functools
import logging
import re
import sys
import traceback
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Literal, ParamSpec, TypeVar, cast

import click
from markupsafe import Markup
from mkdocs.config import base, config_options
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, MkDocsException
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage

from mkdocs_dossier import addresses, load, publish, routes
from mkdocs_dossier.model import Prose
from mkdocs_dossier.narrative import Narrative, Swaps
from mkdocs_dossier.pages import prose as prose_pages
from mkdocs_dossier.pages.frame import Frame
from mkdocs_dossier.pages.page import Page
from mkdocs_dossier.plugin.exchange import SiteFolder, TornError
from mkdocs_dossier.plugin.frame import mended
from mkdocs_dossier.plugin.generated import GeneratedPage, asset_file, at_index, link_up, page_file
from mkdocs_dossier.plugin.navigation import navigation, set_below, titles
from mkdocs_dossier.plugin.search import add_to_search
from mkdocs_dossier.problems import Code, Place, Problem, Severity, in_order, known_as, report
from mkdocs_dossier.project import Docs

ORDER = ("exchange", "frame", "generated", "navigation", "search")

_PACKAGE = str(Path(__file__).parent.parent)

_OVERRIDES = Path(_PACKAGE, "overrides")
"""Our own templates for Material, before its own ones and after the curator's."""

_WORKER = "assets/iframe-worker.js"
"""The script below `_OVERRIDES` with which Material's search works from a disk."""

_FULL = (errno.ENOSPC, errno.EROFS, getattr(errno, "EDQUOT", errno.ENOSPC))  # Windows has no quota of that name
"""What a disk answers that takes nothing more."""

_EXCLUDED = (InclusionLevel.EXCLUDED, InclusionLevel.DRAFT)

log = logging.getLogger("mkdocs.plugins.dossier")

P = ParamSpec("P")
R = TypeVar("R")


class Settings(base.Config):  # type: ignore[no-untyped-call] # MkDocs' own __init_subclass__
    """The plugin's one option; all else stands in the fact sheet."""

    sheet = config_options.Type(str, default="sources/facts")
    """The fact sheet, a folder or a file, as seen from the folder of mkdocs.yml."""


@dataclass(frozen=True)
class _Edition:
    """What one build shows: pages, files, and what goes into the hand-written pages, by their path.

    The frame is what stands around the pages. `problems` stand at the head of each page, under `serve` only. A stale
    edition is an earlier one of this process, shown until the problems are mended, with the hand-written pages as they
    were. Lost is one of a single page that tells the problems, as nothing else can be shown. `loaded` is what it was
    made of, or, where it is stale, what could not take its place.
    """

    pages: tuple[Page, ...]
    frame: Frame
    files: tuple[tuple[str, bytes], ...] = ()
    prose: Mapping[str, tuple[Prose, Swaps]] = field(default_factory=dict)
    loaded: load.Loaded | None = None
    problems: tuple[Problem, ...] = ()
    stale: bool = False
    lost: bool = False


_NOTHING = _Edition((), Frame("en", "ltr", "", "", "", {}, {}, Markup(), Markup(), ""))
"""What there is to show before anything was loaded."""


def _edition(loaded: load.Loaded) -> _Edition:
    publication = publish.publish(loaded)
    frame = publish.frame(loaded)
    prose: dict[str, tuple[Prose, Swaps]] = {}
    if loaded.dossier and loaded.findings:
        for it in loaded.dossier.prose:
            prose[it.path] = it, Swaps(*prose_pages.narrate(loaded.dossier, it, loaded.findings), frame.notes)
    return _Edition(publication.pages, frame, publication.files, prose, loaded)


def _ours(hook: Callable[P, R]) -> Callable[P, R]:
    """A hook whose unforeseen failure is told in one line as ours, with the traceback only under `--verbose`."""

    @functools.wraps(hook)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return hook(*args, **kwargs)
        except MkDocsException:
            raise
        except Exception as error:
            _tell_defect(error)
            raise Abort("The site was not built, and is as it was.") from error

    return guarded


def _tell_defect(error: Exception, level: int = logging.ERROR) -> None:
    # The innermost line of ours; what lies below it are libraries.
    lines = [line for line in traceback.extract_tb(error.__traceback__) if line.filename.startswith(_PACKAGE)]
    where = f"{Path(lines[-1].filename).relative_to(_PACKAGE)}:{lines[-1].lineno}"
    log.log(
        level,
        f"This is a defect of mkdocs-dossier, not of your dossier: {type(error).__name__} at {where}: {error}. "
        "Please report it with what `mkdocs --verbose` prints.",
    )
    log.debug("The defect in full:", exc_info=error)


class DossierPlugin(BasePlugin[Settings]):  # type: ignore[no-untyped-call] # the same
    """Builds a dossier's site with MkDocs.

    `mkdocs build` leaves the site folder as it was unless the whole build succeeds. Under `mkdocs serve` no problem of
    the dossier stops the server: the last good dossier is shown, with the problems.
    """

    def __init__(self) -> None:
        super().__init__()
        self._begin(started=False, serving=False)

    def _begin(self, *, started: bool, serving: bool) -> None:
        self._started = started
        self._serving = serving
        self._good: _Edition | None = None
        self._edition = _NOTHING
        self._narrative = Narrative()
        self._late: list[Problem] = []  # seen only while pages are converted
        self._folder: SiteFolder | None = None
        self._built = False
        self._put_back: Callable[[], None] = lambda: None

    # MkDocs keeps a plugin from one build of `serve` to the next only if it has this or `on_shutdown`.
    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:  # noqa: ARG002
        """Forget what an earlier command of the same process left."""
        # `serve --clean` calls itself a build.
        typed = click.get_current_context(silent=True)
        self._begin(started=True, serving="serve" in (command, typed and typed.info_name))

    # Before other plugins, which may note the site folder.
    @event_priority(100)
    @_ours
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Load the dossier, stop where it has errors, and let the build write beside the site."""
        self._edition = self._load(config, self._serving)
        self._narrative, self._late = Narrative(), []
        cast("list[Any]", config.markdown_extensions).append(self._narrative)
        if config.theme.name == "material":
            config.theme.dirs.insert(1 if config.theme.custom_dir else 0, str(_OVERRIDES))
            config.extra["polyfills"] = [*config.extra.get("polyfills", ()), _WORKER]
            _speak(config, self._edition.frame)
        if self._started and not self._serving:
            self._redirect(config)
        return config

    @_ours
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add the pages and files of the dossier."""
        edition = self._edition
        for file in files.documentation_pages():
            if edition.stale and file.src_uri not in edition.prose:
                files.remove(file)
            elif not file.generated_by:
                at_index(file)
        self._stop_at(_without_collisions(files, edition, config), config)
        named = dict(titles(config.nav))
        for page in edition.pages:
            _put(files, page_file(page, config, named.get(routes.markdown_source(page.path))))
        for path, content in edition.files:
            _put(files, asset_file(path, content, config))
        if config.nav is None:
            config.nav = navigation(files.documentation_pages(), edition.frame.titles)
        if files.get_file_from_path(routes.STYLESHEET) and routes.STYLESHEET not in config.extra_css:
            config.extra_css.insert(0, routes.STYLESHEET)  # the curator's own come later and win
        if files.get_file_from_path(routes.SCRIPT) and routes.SCRIPT not in config.extra_javascript:
            config.extra_javascript.insert(0, routes.SCRIPT)
        if not config.site_url:
            config.theme.static_templates.discard("sitemap.xml")  # it would be empty, and differ from day to day
        return files

    @_ours
    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Give each page its place below its section, and its links to MkDocs to judge."""
        by_path = {file.dest_uri: file for file in files}
        level = logging.INFO if self._serving else config.validation.links.not_found
        for page in _generated(files):
            set_below(page, nav, by_path)
            for link in link_up(page, by_path):
                log.log(level, f"The page {page.value.path} links to {link}, and there is no such page.")
        return nav

    # Before other plugins change the text in which the items were found.
    @event_priority(100)
    @_ours
    def on_page_markdown(
        self,
        markdown: str,
        *,
        page: MkDocsPage,
        config: MkDocsConfig,
        files: Files,  # noqa: ARG002 - MkDocs' signature
    ) -> str:
        """Exchange the items of a hand-written page for stand-ins."""
        if isinstance(page, GeneratedPage):
            return markdown
        if unread := _unread(page.file, self._edition, config):
            self._late.append(unread)
        if unread or page.file.src_uri not in self._edition.prose:
            return markdown
        page.meta.setdefault("hide", ["navigation"])
        prose, swaps = self._edition.prose[page.file.src_uri]
        if markdown == prose.markdown or self._edition.stale:
            return self._narrative.take(prose, swaps)
        if prose.items:
            self._late.append(
                Problem(
                    Code.PROSE_NOT_SWAPPED,
                    replace(prose.items[0][1].place, line=1, column=1),
                    "Another plugin changed the text of this page before its citations could be set in.",
                    "Put `dossier` before that plugin in mkdocs.yml, or keep the plugin away from this page.",
                )
            )
        return markdown

    @event_priority(-100)
    @_ours
    def on_page_content(
        self,
        html: str,
        *,
        page: MkDocsPage,
        config: MkDocsConfig,  # noqa: ARG002 - MkDocs' signature
        files: Files,  # noqa: ARG002
    ) -> str:
        """See whether all items of a hand-written page were set in, and which anchors came with them."""
        if not isinstance(page, GeneratedPage):
            self._late += self._narrative.unset(page.file.src_uri)
            _, swaps = self._edition.prose.get(page.file.src_uri, (None, Swaps(())))
            ids = re.findall(r'\sid="([^"]+)"', "".join([*swaps.items, swaps.notes]))
            page.present_anchor_ids = {*(page.present_anchor_ids or ()), *ids}
        return html

    @_ours
    def on_env(self, env: Any, *, config: MkDocsConfig, files: Files) -> Any:
        """Hand over search entries, the line for the footer, and under `serve` the problems."""
        self._stop_at(tuple(self._late), config)
        edition = self._edition
        add_to_search([page for page in _generated(files) if page.value.text or page.value.sections], config.plugins)
        env.globals["dossier_summary"] = edition.frame.checked
        env.globals["dossier_made_with"] = edition.frame.made_with
        env.globals["dossier_method"] = any(file.dest_uri == routes.METHOD for file in files) and routes.METHOD
        if edition.problems:
            banner = publish.banner(edition.problems)
            for file in files.documentation_pages():
                if file.page:
                    file.page.content = f"{banner}{file.page.content or ''}"
        told = "".join(page.content or "" for page in _generated(files)) if edition.lost else None
        env.globals["dossier_lost"] = told or edition.frame.lost
        there = {file.dest_uri for file in files}
        env.globals["dossier_ways"] = {} if told else {at: it for at, it in edition.frame.ways.items() if at in there}
        return env

    @_ours
    def on_post_page(self, output: str, *, page: MkDocsPage, config: MkDocsConfig) -> str:  # noqa: ARG002
        """Mend the frame of a page."""
        return mended(output, self._edition.frame)

    @_ours
    def on_post_template(self, output_content: str, *, template_name: str, config: MkDocsConfig) -> str:  # noqa: ARG002
        """Mend the frame of the page that is shown where there is none."""
        return mended(output_content, self._edition.frame)

    # After all other plugins, each of which may still fail.
    @event_priority(-100)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Note that everything is written."""
        index = Path(config.site_dir, "search", "search_index.json")
        if config.theme.name == "material" and index.is_file():
            # From a disk a page can load scripts, but no data.
            index.with_suffix(".js").write_text(f"var __index = {index.read_text('utf-8')}", "utf-8")
        self._built = True

    def on_build_error(self, *, error: Exception) -> None:
        """Note that the build failed; `--strict` fails it after everything is written.

        That a file cannot be written is no defect of anybody's: it is told in one line, and not with a traceback.
        """
        self._built = False
        if self._folder is not None and isinstance(error, OSError) and _of_writing(error, self._folder.fresh):
            what = f": {error.filename}" if error.filename else ""
            raise Abort(f"The site could not be written: {error.strerror}{what}. The site is as it was.") from error

    @event_priority(-100)
    def on_shutdown(self) -> None:
        """Put the new site in the place of the old one, if the whole build succeeded."""
        folder, self._folder = self._folder, None
        if folder is None:
            return
        self._put_back()
        # MkDocs calls this in a `finally`: what was raised, Ctrl-C too, is still on its way.
        if not self._built or sys.exc_info()[1] is not None:
            folder.drop()
            return
        try:
            folder.keep()
        except OSError as error:
            state = "" if isinstance(error, TornError) else ", which is as it was"
            raise Abort(
                f"The new site could not be put in the place of {folder.site}{state}: {error}. "
                f"The new site is in {folder.fresh}."
            ) from error
        log.info(f"The new site is in {folder.site}")

    def _load(self, config: MkDocsConfig, serving: bool) -> _Edition:
        root = _root(config)
        problems: tuple[Problem, ...] = ()
        try:
            docs = Docs(Path(config.docs_dir), config.exclude_docs, config.draft_docs)
            loaded = load.load(root / self.config.sheet, root, docs)
            problems = loaded.problems
            config.watch.extend(_watchable(loaded.watched, root))
            strict = bool(config.strict) and not serving
            self._tell(problems, loaded, config)
            if any(strict or problem.severity is Severity.ERROR for problem in problems):
                if not serving:
                    raise Abort("The site was not built, and is as it was.")
                if self._good:
                    return replace(self._good, problems=problems, loaded=loaded, stale=True)
                empty = replace(loaded, dossier=None, findings=None)
                nothing, frame = publish.publish(empty), publish.frame(empty)
                page = publish.problem_page(problems, loaded.summary)
                return _Edition((page,), frame, nothing.files, loaded=loaded, stale=True, lost=True)
            self._good = _edition(loaded)
        except MkDocsException:
            raise
        except Exception as error:
            # Raising would leave every request to the server without an answer.
            if not (serving and self._good):
                raise
            _tell_defect(error, self._level(logging.ERROR, config))
            return replace(self._good, problems=problems, stale=True)
        return self._good

    def _tell(self, problems: Collection[Problem], loaded: load.Loaded, config: MkDocsConfig) -> None:
        """Print all problems once, or that there are none, and what was not checked."""
        severities = {problem.severity for problem in problems}
        told = report(problems, loaded.summary, loaded.not_checked)
        if not severities:
            log.info(told)
            return
        level = logging.ERROR if Severity.ERROR in severities or config.strict else logging.WARNING
        log.log(self._level(level, config), f"The dossier has problems.\n{told}")

    def _level(self, level: int, config: MkDocsConfig) -> int:
        """The level at which to tell: `serve --strict` raises after each warning, and then answers no request."""
        return logging.INFO if config.strict and self._serving else level

    def _stop_at(self, problems: tuple[Problem, ...], config: MkDocsConfig) -> None:
        """Stop the build at problems that only show while it goes on; under `serve`, show them."""
        edition = self._edition
        if not problems or edition.loaded is None:
            return
        loaded = replace(edition.loaded.with_problems(problems), not_checked=())  # that was told with the others
        self._tell(problems, loaded, config)
        if not self._serving:
            raise Abort("The site was not built, and is as it was.")
        self._edition = replace(edition, loaded=loaded, problems=in_order((*edition.problems, *problems)))

    def _refuse_inputs(self, config: MkDocsConfig) -> None:
        """Stop where the site would take the place of what it is made of: the exchange of folders would remove that."""
        site = Path(config.site_dir).resolve()
        if site.exists() and not site.is_dir():
            raise Abort(f"{site} is a file. Name a folder as `site_dir` in mkdocs.yml, or after --site-dir.")
        root = Path(config.config_file_path or ".").resolve().parent
        sheet = (root / self.config.sheet).resolve()
        for kept in (root, sheet, sheet.parent / load.ARTICLES, Path(config.docs_dir).resolve()):
            inside = kept != root and site.is_relative_to(kept)
            if inside or kept.is_relative_to(site):
                raise Abort(
                    f"The site folder {site} would take the place of {kept}, which the dossier is made of. "
                    "Name a folder of its own as `site_dir` in mkdocs.yml, or after --site-dir."
                )

    def _redirect(self, config: MkDocsConfig) -> None:
        declared = config.site_dir
        self._refuse_inputs(config)
        try:
            self._folder = SiteFolder(Path(declared))
        except OSError as error:
            raise Abort(f"Nothing can be written for the site {declared}: {error.strerror or error}.") from error
        self._built = False
        config.site_dir = str(self._folder.fresh)

        def put_back() -> None:
            config.site_dir = declared  # gh-deploy reads it

        self._put_back = put_back


def _of_writing(error: OSError, folder: Path) -> bool:
    """Whether the disk, or the folder into which a build writes, is what failed."""
    names = [Path(str(it)) for it in (error.filename, error.filename2) if it is not None]
    return error.errno in _FULL or any(it.is_relative_to(folder) for it in names)


def _generated(files: Files) -> list[GeneratedPage]:
    return [file.page for file in files.documentation_pages() if isinstance(file.page, GeneratedPage)]


def _speak(config: MkDocsConfig, frame: Frame) -> None:
    """Let Material's own words be in the language of the pages where it knows that, unless mkdocs.yml names another."""
    theme = config.theme
    written = [it["theme"] for it in config.user_configs if isinstance(it.get("theme"), dict)]
    if not any("language" in it for it in written):
        folders = (Path(folder, "partials", "languages") for folder in theme.dirs)
        known = {file.stem.lower(): file.stem for folder in folders for file in folder.glob("*.html")}
        tag = frame.language.lower()
        if language := known.get(tag) or known.get(tag.partition("-")[0]):
            theme["language"] = language
        elif not any("direction" in it for it in written):
            theme["direction"] = frame.direction


def _watchable(paths: Iterable[Path], root: Path) -> list[str]:
    """Each path, or the nearest folder above it that exists; the root itself is too much to watch."""
    found = []
    for path in paths:
        near = next((it for it in (path, *path.parents) if it.exists()), root)
        if near != root and near not in root.parents:
            found.append(str(near))
    return found


def _put(files: Files, file: File) -> None:
    """Add a file in the place of the theme's, if that has one of the same name."""
    if same := files.get_file_from_path(file.src_uri):
        files.remove(same)
    files.append(file)


def _without_collisions(files: Files, edition: _Edition, config: MkDocsConfig) -> tuple[Problem, ...]:
    """Take out each hand-written file that would be written where another one is, which MkDocs does in silence."""
    # Not all file systems tell upper case from lower case.
    taken = {path.casefold() for path in (*(page.path for page in edition.pages), *(path for path, _ in edition.files))}
    made = frozenset(taken)
    problems = []
    for file in list(files):
        address = file.dest_uri.casefold()
        if file.inclusion in _EXCLUDED or (file.src_dir != config.docs_dir and not file.generated_by):
            continue
        if address in taken:
            files.remove(file)
            problems.append(addresses.collision(Place(_shown(file, config)), file.dest_uri, address in made))
        taken.add(address)
    return tuple(problems)


def _unread(file: File, edition: _Edition, config: MkDocsConfig) -> Problem | None:
    """The problem that MkDocs builds a hand-written page of which the dossier knows nothing, if it is so.

    Of the pages in the docs folder that has been told with the dossier, but for what only `serve` builds.
    """
    if file.generated_by or edition.stale or edition.loaded is None or edition.loaded.dossier is None:
        return None
    if file.src_dir is not None and Path(file.src_dir) != Path(config.docs_dir):
        remedy = "Put it into the docs folder, or keep away the plugin that adds it."
    elif file.src_uri in edition.prose:
        return None
    else:
        remedy = addresses.remedy(file.src_uri)
    return addresses.not_read(Place(_shown(file, config)), remedy)


def _root(config: MkDocsConfig) -> Path:
    return Path(config.config_file_path).parent if config.config_file_path else Path.cwd()


def _shown(file: File, config: MkDocsConfig) -> str:
    return known_as(Path(file.abs_src_path or file.src_uri), _root(config))
