"""Findings: what is to be shown to readers, computed from the whole dossier as values. Nobody has to mend them.

A module of this package imports only those named before it here.
"""

from mkdocs_dossier.findings import coverage, disagreements, uses

__all__ = ["coverage", "disagreements", "uses"]
