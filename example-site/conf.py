"""Configuration of the example wiki: articles on the governance of artificial intelligence."""

project = "Policy Window"
author = "Policy Window"
project_copyright = "2026, Policy Window"
version = "2026"
language = "en"
exclude_patterns = ["_build"]

extensions = ["sphinx_policywiki"]

html_theme = "furo"
html_title = "Policy Window"
html_baseurl = "https://policywindow.org/"

policywiki_permalink = "{base_url}/wiki/{slug}"
policywiki_bibliography = ["references.bib"]
policywiki_review_months = 12

latex_engine = "lualatex"
latex_documents = [
    ("index", "policywindow.tex", "Policy Window", "Policy Window", "manual"),
]
latex_use_xindy = False
latex_elements = {
    "papersize": "a4paper",
    "extraclassoptions": "openany",
    "fncychap": "",
    "preamble": r"""
        \setcounter{secnumdepth}{-1}
        \titleformat{\chapter}[block]{\sffamily\bfseries\huge\raggedright}{}{0pt}{}
        \titlespacing*{\chapter}{0pt}{0pt}{6pt}
        \titleformat{\part}[display]{\sffamily\bfseries\centering}{\LARGE\partname~\thepart}{12pt}{\Huge}
    """,
}
