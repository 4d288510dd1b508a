"""Exports: the dossier and its problems in forms that other tools read.

A module of this package imports only those named before it here.
"""

from mkdocs_dossier.exports import reports

__all__ = ["reports"]
