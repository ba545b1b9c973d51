"""A wiki of hard cases for the look: long, wide, deep, and in other directions."""

project = "Policy Window"
author = "Policy Window"
project_copyright = "2026, Policy Window"
extensions = ["sphinx_policywiki"]
html_title = "Policy Window"
html_baseurl = "https://policywindow.org/"
myst_enable_extensions = ["attrs_inline", "colon_fence", "deflist"]
policywiki_permalink = (
    "{base_url}/wiki/an-address-that-is-much-longer-than-any-screen-of-a-telephone-is-wide/and-has-"
    "several/parts/which-cannot-be-broken-at-a-space-because-there-is-none/{slug}"
)
policywiki_bibliography = ["sources.bib"]
policywiki_backlinks = True
policywiki_review_months = 12
policywiki_statuses = {
    "note": {"label": "Stub", "notice": "This article is a stub.", "severity": "note"},
    "danger": {"label": "Repealed", "notice": "This is no longer law.", "severity": "danger"},
}
suppress_warnings = [
    "toc.not_included",
    "policywiki.missing_article",
    "policywiki.graph",  # it looks well without Graphviz too
]
