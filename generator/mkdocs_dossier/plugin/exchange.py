"""The site folder, replaced as a whole or not at all. Knows nothing of MkDocs."""

from __future__ import annotations

import glob
import os
import secrets
import shutil
import tempfile
from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows, where two builds of one site at the same time are therefore not kept apart
    fcntl = None  # type: ignore[assignment]

_HIDDEN = ".mkdocs-dossier-"
"""How the folder begins through which the content of a site is exchanged."""


class TornError(OSError):
    """The new site could not be put in place, nor all of the old one back."""


class SiteFolder:
    """A folder beside the site into which a build writes, and which then takes the site's place.

    The site is left byte for byte as it was until `keep`, which renames the old folder away and the new one into its
    place. A run that was killed leaves folders behind; the next one for the same site removes them, and puts the old
    site back if it was killed between the two renames. The folder of a run that still goes on is not touched.
    """

    def __init__(self, site: Path) -> None:
        # What a link points to is exchanged, not the link.
        self.site = site.resolve()
        self._held: int | None = None
        self.fresh = self._begin()

    def keep(self) -> None:
        """Put what was built in the site's place, with the names that begin with a dot (`.gitignore`, `.git`) kept.

        Raises OSError when that cannot be done: the site is then as it was, unless it is a TornError, which says where
        the rest of it is; the new one stands in `fresh`. Where the site's folder cannot be renamed (it is a mount
        point, or its parent is read-only), its content is exchanged instead, which is not one step: a run that is
        killed meanwhile leaves some of both, and the next whole build makes it good.
        """
        self._carry_dot_files()
        try:
            self._rename()
        except OSError:
            if not self.site.is_dir():
                raise
            _pour(self.fresh, self.site)
        self.drop()

    def drop(self) -> None:
        """Remove what was built, if it is still there. The site is left alone."""
        if self._held is not None:
            os.close(self._held)
            self._held = None
        shutil.rmtree(self.fresh, ignore_errors=True)

    def _begin(self) -> Path:
        fresh = self._neighbour("new")
        try:
            self.site.parent.mkdir(parents=True, exist_ok=True)
            self._clear_leftovers()
            fresh.mkdir()
            self._held = _hold(fresh)
        except OSError:
            # Nothing can be written beside the site; perhaps inside it.
            return Path(tempfile.mkdtemp(prefix="mkdocs-dossier-"))
        return fresh

    def _neighbour(self, kind: str) -> Path:
        return self.site.with_name(f".{self.site.name}-{kind}-{secrets.token_hex(4)}")

    def _clear_leftovers(self) -> None:
        name = glob.escape(self.site.name)
        olds = sorted(self.site.parent.glob(f".{name}-old-*"))
        if olds and not self.site.exists():
            olds.pop().rename(self.site)
        for old in olds:
            shutil.rmtree(old, ignore_errors=True)
        for new in self.site.parent.glob(f".{name}-new-*"):
            held = _hold(new)
            if held is not None or fcntl is None:
                shutil.rmtree(new, ignore_errors=True)
            if held is not None:
                os.close(held)

    def _carry_dot_files(self) -> None:
        for kept in sorted(self.site.glob(".*")) if self.site.is_dir() else []:
            target = self.fresh / kept.name
            if os.path.lexists(target) or kept.name.startswith(_HIDDEN):
                continue
            if kept.is_dir() and not kept.is_symlink():
                shutil.copytree(kept, target, symlinks=True)
            else:
                shutil.copy2(kept, target, follow_symlinks=False)

    def _rename(self) -> None:
        if not self.site.exists():
            self.fresh.rename(self.site)
            return
        self.fresh.chmod(self.site.stat().st_mode)
        old = self._neighbour("old")
        try:
            self.site.rename(old)
            self.fresh.rename(self.site)
        except BaseException as error:
            if old.exists() and not self.site.exists():
                try:
                    old.rename(self.site)
                except OSError as worse:
                    raise TornError(f"{error}; then {worse}. The old site is in {old}") from error
            raise
        shutil.rmtree(old, ignore_errors=True)


def _hold(folder: Path) -> int | None:
    """Lock a folder until the number given back is closed or the process ends, however it ends; None: it is taken."""
    if fcntl is None:
        return None
    number = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(number)
        return None
    return number


def _pour(fresh: Path, site: Path) -> None:
    """Make the content of `site` that of `fresh`, except for names that begin with a dot, which `site` keeps.

    Everything is copied into a hidden folder of the site before the first entry of it is touched; then entries are only
    renamed, and renamed back where one cannot be.
    """
    hidden = Path(tempfile.mkdtemp(prefix=_HIDDEN, dir=site))
    new, old = hidden / "new", hidden / "old"
    renamed: list[tuple[Path, Path]] = []
    try:
        shutil.copytree(fresh, new, symlinks=True)
        old.mkdir()
        for name in sorted({it.name for it in (*site.iterdir(), *new.iterdir())}):
            if name.startswith(".") and os.path.lexists(site / name):
                continue
            for source, target in ((site / name, old / name), (new / name, site / name)):
                if os.path.lexists(source):
                    renamed.append((source, target))
                    source.rename(target)
    except BaseException as error:
        try:
            for source, target in reversed(renamed):
                if os.path.lexists(target) and not os.path.lexists(source):
                    target.rename(source)
        except OSError as worse:
            raise TornError(f"{error}; then {worse}. What is missing of the site is in {old}") from error
        shutil.rmtree(hidden, ignore_errors=True)
        raise
    for leftover in site.glob(f"{_HIDDEN}*"):
        shutil.rmtree(leftover, ignore_errors=True)
