"""Configuration of the example wiki."""

project = "Policy Window"
author = "Policy Window"
language = "en"
extensions = ["sphinx_policywiki"]
html_theme = "furo"
html_title = "Policy Window"
html_baseurl = "https://policywindow.org/"
exclude_patterns = ["_build"]

policywiki_permalink = "{base_url}/wiki/{slug}"
policywiki_bibliography = ["references.bib"]

latex_engine = "lualatex"
