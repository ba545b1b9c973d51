"""Configuration of the example wiki: articles on the governance of artificial intelligence."""

project = "Policy Window"
author = "Policy Window"
copyright = "2026, Policy Window"  # noqa: A001 - the name that Sphinx reads
version = "2026"
language = "en"
exclude_patterns = ["_build"]

extensions = ["sphinx_policywiki"]

html_theme = "furo"
html_title = "Policy Window"
html_baseurl = "https://policywindow.org/"

policywiki_permalink = "{base_url}/wiki/{slug}"
policywiki_bibliography = ["references.bib"]

latex_engine = "lualatex"
latex_documents = [
    ("index", "policywindow.tex", "Policy Window", "Policy Window", "manual"),
]
