"""Pages: the dossier and its findings become pages as values, through templates that escape what they are given.

Each kind of page has a module that prepares frozen view values, and a template that prints them: templates neither
sort nor filter nor decide, and hold every word that the package itself says on a page. A module imports only those
named before it in `ORDER`.
"""

ORDER = (
    "page",
    "catalogue",
    "rendering",
    "frame",
    "context",
    "folio",
    "telling",
    "passages",
    "accounts",
    "subjects",
    "mentions",
    "figures",
    "actors",
    "events",
    "systems",
    "documents",
    "topics",
    "disagreements",
    "facts",
    "sources",
    "names",
    "corrections",
    "problems",
    "prose",
)
