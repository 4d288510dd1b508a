"""The templates: macros by the name of their file, always escaped, an undefined name an error."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from mkdocs_dossier.pages.page import Section

# What names a model or a type, such as B-52, A-10 or EXPO-2020: a line must not end at its hyphen.
_DESIGNATION = re.compile(r"\b[A-Z]+[-‑]\d+\w*")


def kept(text: str) -> Markup:
    """A text of our own with designations kept on one line. Never for a source's text, whose hyphens are its own."""
    # A plain str: a pattern's `sub` puts its parts together with the text's own `join`, and Markup's escapes them.
    escaped = str(escape(text))
    return Markup(_DESIGNATION.sub(r'<span class="nb">\g<0></span>', escaped))  # noqa: S704 - escaped above


def number(count: int) -> str:
    """A count with its thousands apart."""
    return f"{count:,}"


_ENVIRONMENT = Environment(
    loader=PackageLoader("mkdocs_dossier.pages"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_ENVIRONMENT.filters["kept"] = kept
_ENVIRONMENT.filters["number"] = number


@cache
def _module(template: str) -> Any:
    return _ENVIRONMENT.get_template(f"{template}.html").module


def part(template: str, name: str, *views: object) -> Markup:
    """The HTML of one macro of a template for the given views."""
    html: Markup = getattr(_module(template), name)(*views)
    return Markup(html.strip())  # noqa: S704 - a macro of ours, escaped


def plain(template: str, name: str, *views: object) -> str:
    """The same without its tags, as plain text on one line: for titles, descriptions and the search."""
    return part(template, name, *views).striptags()


def section(template: str, name: str, *views: object, text: str = "") -> Section:
    """The section that a macro fills, under the heading of the same name in the template's `headings`."""
    return Section(str(_module(template).headings[name]), name, part(template, name, *views), text)
