"""The few nodes of our own.

Markers live from a directive to composition; placeholders hold what depends on other
pages until the post-transform; the rest are standard nodes under a name of their own,
so that a writer that does not know them treats them as what they derive from.
"""

from __future__ import annotations

from docutils import nodes


class marker(nodes.General, nodes.Element):
    """Stands where a directive was, until the page is composed."""


class article_marker(marker):
    """An article; ``index`` counts those of the page, the children are the summary."""


class glance_box(marker):
    """An At-a-glance box; ``rows`` chooses rows, the children are extra fields."""


class cite_block(marker):
    """A block of citations; ``styles`` chooses styles, ``accessed`` is a date or ``reader``."""


class unresolved(nodes.Element):
    """A node that resolution replaces or adds to."""


class placeholder(unresolved, nodes.General, nodes.Element):
    """Stands for what other pages decide; ``docname`` is the page on which it stands."""


class relation_rows(placeholder):
    """The rows of ``relations``, which are names, of ``article``, which is the id of one."""


class source_row(placeholder):
    """A row on the primary source of ``article``: ``what`` is its text or its address."""


class successor(placeholder, nodes.Inline):
    """The link to what supersedes ``article``."""


class index_link(placeholder, nodes.Inline):
    """A word that links to the index page ``target`` where there are index pages."""


class namesake_notes(placeholder):
    """The notes on the names that ``article`` shares with others."""


class article_listing(placeholder):
    """A list of articles; ``query`` says which and how."""


class backlink_listing(placeholder):
    """The list of pages that link to an article, as ``around`` says."""


class relation_listing(placeholder):
    """The relations around an article or of the whole wiki, as ``around`` says."""


class relation_graph(nodes.container):
    """A picture of relations, with its caption."""

    tagname = "container"


class relation_picture(nodes.General, nodes.Element):
    """A ``picture`` that ``engine`` draws, called ``label``.

    The children are the links of its boxes, each with the number of its ``box``.
    """


class graph_caption(nodes.paragraph):
    """What stands below a picture of relations."""

    tagname = "paragraph"


class graph_lists(nodes.container):
    """The relations of a picture in words; ``open`` if readers see them at once."""

    tagname = "container"


class change_listing(placeholder):
    """A list of what has changed ``since`` an earlier edition."""


class review_note(placeholder):
    """A line on the review of ``article``, if that is overdue when the wiki is built."""


class changed_row(placeholder):
    """The row on when the page was last changed, if the project asks git."""


class source_listing(placeholder):
    """A list of sources: ``scope`` is ``page`` or ``wiki``."""


class glance_section(nodes.section):
    """The section of the At-a-glance box; HTML makes it an aside."""

    tagname = "section"


class article_header(unresolved, nodes.container):
    """The lines between the title and the summary."""

    tagname = "container"


class citation_list(unresolved, nodes.definition_list):
    """The citations of ``article``, which is an id: a term and a definition for each style.

    ``sections`` has those of its sections, as data for scripts.
    """

    tagname = "definition_list"


class article_table(nodes.container):
    """The frame of a table of articles, which a script makes more of; ``total`` counts them."""

    tagname = "container"


class print_note(nodes.paragraph):
    """The line on printing, which only browsers show."""

    tagname = "paragraph"


class generated_time(unresolved, nodes.inline):
    """When the page was generated; ``datetime`` is the machine-readable form."""

    tagname = "inline"


class foreign_text(nodes.inline):
    """Text in another language than the page: ``lang`` is its tag, ``dir`` its direction."""

    tagname = "inline"


class missing_link(nodes.inline):
    """A link to an article that does not exist."""

    tagname = "inline"


class accessed_date(nodes.inline):
    """Where the reader's date goes; ``form`` is ``dmy`` or ``mdy``."""

    tagname = "inline"


class small_caps(nodes.inline):
    """Text in small capitals."""

    tagname = "inline"


class own_paragraph(nodes.paragraph):
    """A paragraph that we made; writers of lines keep its addresses whole."""

    tagname = "paragraph"


class italic_text(nodes.emphasis):
    """Text in italics because a style of citation wants it, not to stress it."""

    tagname = "emphasis"


class hatnote(own_paragraph):
    """A note above an article for those who look for another; ``role="note"`` in HTML."""


class web_address(nodes.reference):
    """A link to a place on the web, from a citation, a box or a header."""

    tagname = "reference"


class chapter_title(nodes.title):
    """The title of a chapter of a manual page."""

    tagname = "title"


class node_name(nodes.Titular, nodes.TextElement):
    """The name of the section in which it stands, for Info; nowhere printed."""

    tagname = "inline"


class node_link(nodes.reference):
    """A link to the node of Info that is made of ``section``, an element of the document."""

    tagname = "reference"
