"""What the types and keywords of BibLaTeX are in CSL, in its types and in English words.

Types as in the CSL mappings of Zotero and pandoc, words as in biblatex's ``english.lbx``.
"""

from __future__ import annotations

from typing import Final

#: All types of CSL 1.0.2, appendix III, "Types".
CSL_TYPES: Final = frozenset(
    [
        "article",
        "article-journal",
        "article-magazine",
        "article-newspaper",
        "bill",
        "book",
        "broadcast",
        "chapter",
        "classic",
        "collection",
        "dataset",
        "document",
        "entry",
        "entry-dictionary",
        "entry-encyclopedia",
        "event",
        "figure",
        "graphic",
        "hearing",
        "interview",
        "legal_case",
        "legislation",
        "manuscript",
        "map",
        "motion_picture",
        "musical_score",
        "pamphlet",
        "paper-conference",
        "patent",
        "performance",
        "periodical",
        "personal_communication",
        "post",
        "post-weblog",
        "regulation",
        "report",
        "review",
        "review-book",
        "software",
        "song",
        "speech",
        "standard",
        "thesis",
        "treaty",
        "webpage",
    ]
)
TYPES: Final = {
    "article": "article-journal",
    "suppperiodical": "article-journal",
    "book": "book",
    "mvbook": "book",
    "collection": "book",
    "mvcollection": "book",
    "proceedings": "book",
    "mvproceedings": "book",
    "reference": "book",
    "mvreference": "book",
    "bookinbook": "chapter",
    "inbook": "chapter",
    "incollection": "chapter",
    "suppbook": "chapter",
    "suppcollection": "chapter",
    "booklet": "pamphlet",
    "inproceedings": "paper-conference",
    "conference": "paper-conference",
    "inreference": "entry-encyclopedia",
    "periodical": "periodical",
    "report": "report",
    "techreport": "report",
    "manual": "report",
    "thesis": "thesis",
    "phdthesis": "thesis",
    "mastersthesis": "thesis",
    "online": "webpage",
    "electronic": "webpage",
    "www": "webpage",
    "unpublished": "manuscript",
    "dataset": "dataset",
    "software": "software",
    "patent": "patent",
    "standard": "standard",
    "legislation": "legislation",
    "legal": "legislation",
    "legadminmaterial": "regulation",
    "constitution": "legislation",
    "jurisdiction": "legal_case",
    "artwork": "graphic",
    "image": "graphic",
    "audio": "song",
    "music": "song",
    "movie": "motion_picture",
    "video": "motion_picture",
    "performance": "performance",
    "letter": "personal_communication",
    "review": "review",
    "misc": "document",
    "commentary": "document",
    **dict.fromkeys(["customa", "customb", "customc", "customd", "custome", "customf"], "document"),
}
#: Entries that are no works (biblatex manual, 2.1.2; REVTeX's settings).
NO_WORKS: Final = frozenset({"xdata", "set", "bibnote", "control", "ieeetranbstctl"})
#: What ``entrysubtype`` or a keyword tells of an article or a document of law.
SUBTYPES: Final = {
    "magazine": "article-magazine",
    "newspaper": "article-newspaper",
    "bill": "bill",
    "case": "legal_case",
    "convention": "treaty",
    "hearing": "hearing",
    "regulation": "regulation",
    "treaty": "treaty",
}
#: What a type says that is one kind of another (biblatex manual, 2.1.2).
GENRES: Final = {
    "mastersthesis": "mathesis",
    "phdthesis": "phdthesis",
    "techreport": "techreport",
}
WORDS: Final = {
    "audiocd": "audio CD",
    "bathesis": "Bachelor’s thesis",
    "candthesis": "Candidate thesis",
    "datacd": "CD-ROM",
    "inpreparation": "in preparation",
    "inpress": "in press",
    "mathesis": "Master’s thesis",
    "patent": "Patent",
    "patentde": "German patent",
    "patenteu": "European patent",
    "patentfr": "French patent",
    "patentuk": "British patent",
    "patentus": "U.S. patent",
    "patreq": "Patent request",
    "patreqde": "German patent request",
    "patreqeu": "European patent request",
    "patreqfr": "French patent request",
    "patrequk": "British patent request",
    "patrequs": "U.S. patent request",
    "phdthesis": "PhD thesis",
    "prepublished": "pre-published",
    "resreport": "Research report",
    "software": "Computer software",
    "techreport": "Technical report",
}  # fmt: skip
#: Languages that babel and biblatex name otherwise than BCP 47 (biblatex manual, table 2).
LANGUAGES: Final = {
    "american": "en-US", "australian": "en-AU", "canadian": "en-CA", "english": "en",
    "british": "en-GB", "newzealand": "en-NZ", "ukenglish": "en-GB", "usenglish": "en-US",
    "german": "de", "ngerman": "de", "austrian": "de-AT", "naustrian": "de-AT",
    "nswissgerman": "de-CH", "swissgerman": "de-CH", "french": "fr", "acadian": "fr-CA",
    "canadien": "fr-CA", "francais": "fr", "basque": "eu", "brazil": "pt-BR",
    "brazilian": "pt-BR", "bulgarian": "bg", "catalan": "ca", "chinese": "zh", "croatian": "hr",
    "czech": "cs", "danish": "da", "dutch": "nl", "estonian": "et", "finnish": "fi",
    "galician": "gl", "greek": "el", "hebrew": "he", "hungarian": "hu", "icelandic": "is",
    "irish": "ga", "italian": "it", "japanese": "ja", "korean": "ko", "latin": "la",
    "latvian": "lv", "lithuanian": "lt", "magyar": "hu", "mexican": "es-MX", "norsk": "nb",
    "norwegian": "no", "nynorsk": "nn", "polish": "pl", "portuges": "pt", "portuguese": "pt",
    "romanian": "ro", "russian": "ru", "serbian": "sr", "slovak": "sk", "slovene": "sl",
    "slovenian": "sl", "spanish": "es", "swedish": "sv", "turkish": "tr", "ukrainian": "uk",
    "welsh": "cy", "arabic": "ar", "hindi": "hi", "vietnamese": "vi",
}  # fmt: skip


def csl_type(name: str) -> str:
    """Return the CSL type *name*, also with hyphens for underscores and the other way round.

    Nothing if there is none.
    """
    spelled = (name, name.replace("_", "-"), name.replace("-", "_"))
    return next((kind for kind in spelled if kind in CSL_TYPES), "")
