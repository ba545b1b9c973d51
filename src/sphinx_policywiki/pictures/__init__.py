"""Pictures of relations: which articles, laid out by Graphviz, drawn as SVG.

``neighbourhood``, ``picture``, ``words``, ``dot``, ``layout`` and ``svg`` are plain data and
pure functions; ``engine`` runs Graphviz.
"""
