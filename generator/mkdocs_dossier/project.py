"""The project as `mkdocs.yml` describes it: where the fact sheet is, and which files MkDocs builds pages of.

The file is MkDocs', and MkDocs judges it. Only what decides which dossier is read is looked at here, so that the
command finds the same as a build.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from pathspec import GitIgnoreSpec

from mkdocs_dossier import yamlfile
from mkdocs_dossier.yamlfile import Mapping, Sequence, Text, Value

SHEET = "sources/facts"
"""Where the fact sheet is, unless the plugin's option says otherwise."""

DOCS = "docs"
"""The folder of the hand-written pages, unless somebody says otherwise."""

CONFIGS = ("mkdocs.yml", "mkdocs.yaml")
"""What MkDocs takes for its file, the first that there is."""

# MkDocs leaves these out whatever else it is told.
_ALWAYS = GitIgnoreSpec.from_lines((".*", "/templates/"))

_INHERITED = 10  # files, each of which names the next


@dataclass(frozen=True, slots=True)
class Docs:
    """The hand-written files as MkDocs sees them: their folder, and what it leaves out of it.

    `folder` is None where MkDocs names none. `excluded` and `drafts` are patterns as in `.gitignore`.
    """

    folder: Path | None = None
    excluded: GitIgnoreSpec | None = None
    drafts: GitIgnoreSpec | None = None

    def left_out(self) -> Callable[[str], bool]:
        """What tells whether a file at a path below the folder is none of the site."""
        excluded = _ALWAYS if self.excluded is None else _ALWAYS + self.excluded
        drafts = self.drafts
        return lambda path: excluded.match_file(path) or (drafts is not None and drafts.match_file(path))


@dataclass(frozen=True, slots=True)
class Project:
    """The folder of the project, its fact sheet, and its hand-written files."""

    root: Path
    sheet: Path
    docs: Docs


def around(folder: Path) -> Path | None:
    """The nearest folder with a file of MkDocs', this one or above it."""
    return next((it for it in (folder, *folder.parents) if _config(it)), None)


def read(root: Path) -> Project:
    """The project in this folder. What its `mkdocs.yml` does not say, or cannot be read of it, is as by default."""
    config = _config(root)
    told: dict[str, str] = {}
    listed = False
    for text, settings in _settings(config):
        for name in ("docs_dir", "exclude_docs", "draft_docs"):
            if (value := _told(_at(settings, name), text)) is not None:
                told.setdefault(name, value)
        plugins = _at(settings, "plugins")
        option = None if listed else _told(_option(plugins, "dossier", "sheet"), text)
        if option is not None:
            told.setdefault("sheet", option)
        # A list takes the place of an inherited one; a group goes into it.
        listed = listed or isinstance(plugins, Sequence)
    return Project(
        root,
        root / told.get("sheet", SHEET),
        Docs(
            root / told.get("docs_dir", DOCS) if config else None,
            _spec(told.get("exclude_docs", "")),
            _spec(told.get("draft_docs", "")),
        ),
    )


def files(folder: Path, docs: Docs) -> Iterator[str]:
    """The files below a folder of which MkDocs would build pages or which it would copy, in order, by their paths."""
    left_out = docs.left_out()
    known: set[str] = set()
    for here, names, found in os.walk(folder, followlinks=True):
        names.sort()
        # A link to a folder above would lead round for ever.
        if (real := os.path.realpath(here)) in known:
            names.clear()
            continue
        known.add(real)
        below = PurePosixPath(Path(here).relative_to(folder).as_posix())
        yield from (path for name in sorted(found) if not left_out(path := str(below / name)))


def _spec(patterns: str) -> GitIgnoreSpec | None:
    try:
        return GitIgnoreSpec.from_lines(patterns.splitlines()) if patterns else None
    except ValueError:
        # MkDocs refuses a pattern that is none.
        return None


def _config(folder: Path) -> Path | None:
    return next((folder / name for name in CONFIGS if (folder / name).is_file()), None)


def _settings(config: Path | None) -> Iterator[tuple[str, Mapping]]:
    """The settings of a file with its text, then those of the file from which it inherits, and so on."""
    for _ in range(_INHERITED):
        if config is None:
            return
        try:
            text = config.read_bytes().decode("utf-8-sig")
        except (OSError, ValueError):
            return
        settings = yamlfile.foreign(text)
        if not isinstance(settings, Mapping):
            return
        yield text, settings
        parent = _told(_at(settings, "INHERIT"), text)
        config = config.parent / parent if parent else None


def _at(value: Value | None, name: str) -> Value | None:
    if not isinstance(value, Mapping):
        return None
    key = value.key(name)
    return None if key is None else value[key]


def _option(plugins: Value | None, name: str, option: str) -> Value | None:
    """An option of a plugin, whether the plugins are a list or a group."""
    entries = plugins if isinstance(plugins, Sequence) else [plugins]
    return next((it for entry in entries if (it := _at(_at(entry, name), option)) is not None), None)


def _told(value: Value | None, text: str) -> str | None:
    """What a setting says, read as MkDocs would where it names variables of the environment (`!ENV`)."""
    if isinstance(value, Text):
        return os.environ.get(value) if text[value.start :].startswith("!ENV") else str(value)
    if isinstance(value, Sequence) and len(value) > 1:
        # Several names, and what holds where none of them is set.
        *names, default = (str(it) for it in value if isinstance(it, Text))
        return next((os.environ[it] for it in names if it in os.environ), default)
    return None
