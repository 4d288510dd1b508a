"""Dossiers as code: source articles and a curated fact sheet become a website on which every fact shows its words."""
