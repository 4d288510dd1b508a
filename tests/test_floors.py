"""The floors of the package: who may import whom, and the judge of it tried on small trees made for it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "generator" / "mkdocs_dossier"

FLOORS: tuple[frozenset[str], ...] = tuple(
    frozenset(names.split())
    for names in (
        "problems quotes dates quantities languages",
        "model yamlfile",
        "entries edits citations project",  # entries: the form of the fact sheet as it is written
        "sheet articles prose lookup",  # lookup: what entries refer to and cite
        "resolve",  # entries and articles become the dossier
        "checks findings routes",
        "addresses",
        "load",
        "pages exports",
        "publish narrative",
        "plugin cli",
    )
)

# Each of these libraries stays behind a few doors, so that changing it touches nothing else.
DOORS: dict[str, frozenset[str]] = {
    "yaml": frozenset({"yamlfile"}),
    "mkdocs": frozenset({"plugin"}),
    "pathspec": frozenset({"project"}),
    "material": frozenset({"plugin"}),
    "markdown": frozenset({"narrative"}),
    "jinja2": frozenset({"pages", "exports"}),
    # dates and quantities put into words what they hold, and the words (months, currencies, units) are CLDR's.
    "babel": frozenset({"pages", "exports", "dates", "quantities"}),
}


def breaches(package: Path) -> list[str]:
    """Every import of the package that the floors forbid, and every module that stands on none, as plain lines.

    Imports count wherever they stand: in functions, and where only the type checker looks. Names of modules are given
    from the package's root: `pages.actors`.
    """
    files = {_name(file.relative_to(package)): file for file in sorted(package.rglob("*.py"))}
    order = {top: _listed(files[top], top, files) for top in files if files[top].name == "__init__.py"}
    found: list[str] = []
    for name, file in files.items():
        top, _, inner = name.partition(".")
        if name and _floor(top) is None:
            found.append(f"{name}: stands on no floor")
        if inner and inner not in order.get(top, ()):
            found.append(f"{name}: is not listed in {top}/__init__.py")
        for line, target in _imports(file, name, package.name, files):
            if reason := _forbidden(name, target, package.name, order):
                found.append(f"{name or '__init__'}:{line}: {reason}")
    return found


def _name(file: Path) -> str:
    """The dotted name of a module from the package's root, which itself is the empty name."""
    parts = file.with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _floor(top: str) -> int | None:
    """The floor of a top-level module, or none."""
    return next((number for number, names in enumerate(FLOORS) if top in names), None)


def _imports(file: Path, name: str, root: str, files: dict[str, Path]) -> Iterator[tuple[int, str]]:
    """Line and full dotted target of every import; `from x import y` means x.y where that is a module, otherwise x."""
    home = [root, *name.split(".")] if name else [root]
    if file.name != "__init__.py":
        home.pop()
    for node in ast.walk(ast.parse(file.read_bytes())):
        match node:
            case ast.Import():
                yield from ((node.lineno, alias.name) for alias in node.names)
            case ast.ImportFrom():
                # A relative import counts its dots from the package in which the module lies.
                near = home[: len(home) - node.level + 1] if node.level else []
                base = ".".join([*near, *filter(None, [node.module])])
                for alias in node.names:
                    inner = f"{base}.{alias.name}".removeprefix(f"{root}.")
                    yield node.lineno, f"{root}.{inner}" if inner in files else base
            case ast.Call(func=ast.Name("__import__" | "import_module") | ast.Attribute(attr="import_module")):
                match node.args:
                    case [ast.Constant(str(target)), *_]:
                        yield node.lineno, target
                    case _:
                        yield node.lineno, "(a computed name)"


def _listed(init: Path, top: str, files: dict[str, Path]) -> list[str]:
    """The modules of a package in its order: the tuple `ORDER` of its `__init__`, or else the order of its imports.

    The tuple is for an order that is not the alphabet's, into which ruff would sort the imports.
    """
    for node in ast.parse(init.read_bytes()).body:
        target = node.targets[0] if isinstance(node, ast.Assign) else getattr(node, "target", None)
        if isinstance(node, ast.Assign | ast.AnnAssign) and isinstance(target, ast.Name) and target.id == "ORDER":
            return list(ast.literal_eval(node.value)) if node.value else []
    root = init.parent.parent.name if top else init.parent.name
    inside = (target.removeprefix(f"{root}.{top}.") for _, target in _imports(init, top, root, files))
    return list(dict.fromkeys(inner for inner in inside if f"{top}.{inner}" in files))


def _forbidden(name: str, target: str, root: str, order: dict[str, list[str]]) -> str | None:
    """Why the module `name` may not import `target`, or None where it may."""
    top, _, inner = name.partition(".")
    first, _, rest = target.partition(".")
    if target.startswith("("):
        return f"imports {target}: nobody can say what that is"
    if first != root:
        doors = DOORS.get(first, {top})
        return None if top in doors else f"imports {first}, which is for {', '.join(sorted(doors))}"
    to_top, _, to_inner = rest.partition(".")
    if not name:
        return f"the package's own __init__ imports {rest or root}"
    if not rest:
        return f"imports {root} whole, or a module that is not there"
    if to_top == top:
        listed = order.get(top, [])
        if not inner:
            return None if to_inner in listed else f"imports {rest}, which is no module of it"
        if inner in listed and to_inner in listed[: listed.index(inner)]:
            return None
        return f"imports {rest}, which is not listed before it in {top}/__init__.py"
    mine, other = _floor(top), _floor(to_top)
    if other is None:
        return f"imports {rest}, which stands on no floor"
    if mine is None or other < mine:
        return None
    return f"imports {rest} of floor {other} from floor {mine}"


def test_the_package_keeps_its_floors() -> None:
    """Where the order inside a package is at fault, write it down in its `__init__`: ORDER = ("first", "second")."""
    found = breaches(PACKAGE)
    assert not found, "\n".join(found)


def test_the_package_was_looked_at() -> None:
    """An empty walk would pass everything."""
    assert (PACKAGE / "problems.py").is_file()
    assert len(list(PACKAGE.rglob("*.py"))) > 1


def made(folder: Path, files: dict[str, str]) -> list[str]:
    """The breaches of a package written from path and text."""
    package = folder / "made"
    for path, text in {"__init__.py": "", **files}.items():
        (package / path).parent.mkdir(parents=True, exist_ok=True)
        (package / path).write_text(text, encoding="utf-8")
    return breaches(package)


def test_a_sound_tree_passes(tmp_path: Path) -> None:
    assert (
        made(
            tmp_path,
            {
                "problems.py": "import re\n",
                "dates.py": "from babel.dates import format_date\n",
                "model.py": "from .problems import Place\nfrom . import dates\n",
                "yamlfile.py": "import yaml\nimport made.problems\n",
                "checks/__init__.py": "from . import names, quotes\nfrom .sum import CHECKS\n",
                "checks/names.py": "from ..model import Fact\nfrom made import problems\n",
                "checks/quotes.py": "from .names import rule\nfrom made.checks.names import other\n",
                "checks/sum.py": "from . import names, quotes\n",
                "pages/__init__.py": "ORDER = ('marks', 'actors')\nfrom .actors import page\n",
                "pages/marks.py": "import jinja2\nfrom ..checks import CHECKS\nfrom ..checks.names import rule\n",
                "pages/actors.py": "from made.pages import marks\n",
                "narrative.py": "import markdown.extensions\nfrom .pages.marks import mark\n",
                "plugin.py": "from mkdocs.plugins import BasePlugin\nfrom material import plugins\n",
            },
        )
        == []
    )


@pytest.mark.parametrize(
    ("files", "told"),
    [
        ({"problems.py": "from .model import Fact"}, "problems:1: imports model of floor 1 from floor 0"),
        ({"problems.py": "import made.model"}, "problems:1: imports model of floor 1 from floor 0"),
        ({"dates.py": "from . import problems"}, "dates:1: imports problems of floor 0 from floor 0"),
        (
            {"quotes.py": "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from .sheet import read"},
            "quotes:3: imports sheet of floor 3 from floor 0",
        ),
        ({"model.py": "def f():\n    from made import load"}, "model:2: imports load of floor 7 from floor 1"),
        (
            {"model.py": "import importlib\nimportlib.import_module('made.load')"},
            "model:2: imports load of floor 7 from floor 1",
        ),
        ({"model.py": "__import__(name)"}, "model:1: imports (a computed name): nobody can say what that is"),
        ({"model.py": "from . import anything"}, "model:1: imports made whole, or a module that is not there"),
        ({"model.py": "from .helpers import x"}, "model:1: imports helpers, which stands on no floor"),
        ({"helpers.py": ""}, "helpers: stands on no floor"),
        ({"__init__.py": "from .problems import Place"}, "__init__:1: the package's own __init__ imports problems"),
        ({"pages/__init__.py": "", "pages/actors.py": ""}, "pages.actors: is not listed in pages/__init__.py"),
        (
            {"pages/__init__.py": "from . import a, b", "pages/a.py": "from .b import x", "pages/b.py": ""},
            "pages.a:1: imports pages.b, which is not listed before it in pages/__init__.py",
        ),
        (
            {"pages/__init__.py": "ORDER = ('b', 'a')", "pages/a.py": "", "pages/b.py": "from . import a"},
            "pages.b:1: imports pages.a, which is not listed before it in pages/__init__.py",
        ),
        (
            {"pages/__init__.py": "from . import a\nX = 1", "pages/a.py": "from . import X"},
            "pages.a:1: imports pages, which is not listed before it in pages/__init__.py",
        ),
        (
            {"pages/__init__.py": "from ..exports import x", "exports/__init__.py": ""},
            "pages:1: imports exports of floor 8 from floor 8",
        ),
        (
            {"exports/__init__.py": "from . import csv", "exports/csv.py": "from made.pages.a import x"},
            "exports.csv:1: imports pages.a of floor 8 from floor 8",
        ),
        ({"sheet.py": "import yaml"}, "sheet:1: imports yaml, which is for yamlfile"),
        ({"cli.py": "from mkdocs.config import load_config"}, "cli:1: imports mkdocs, which is for plugin"),
        (
            {"model.py": "from babel import Locale"},
            "model:1: imports babel, which is for dates, exports, pages, quantities",
        ),
        ({"publish.py": "import jinja2"}, "publish:1: imports jinja2, which is for exports, pages"),
        ({"prose.py": "from markdown import Markdown"}, "prose:1: imports markdown, which is for narrative"),
    ],
)
def test_each_breach_is_seen(tmp_path: Path, files: dict[str, str], told: str) -> None:
    named = {"problems.py", "model.py", "load.py", "sheet.py"} - files.keys()
    assert told in made(tmp_path, {**dict.fromkeys(named, ""), **files})
