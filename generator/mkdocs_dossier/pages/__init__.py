"""Pages: the dossier and its findings become pages as values, through templates that escape what they are given.

A module of this package imports only those named before it here.
"""
