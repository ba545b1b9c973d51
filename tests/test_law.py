"""Law in every style of sources; each expected text is the guide's own, or follows its rule.

Examples that a guide prints itself are marked with its section.
"""

from __future__ import annotations

from dataclasses import fields, replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sphinx_policywiki.citation.locators import parse_locator
from sphinx_policywiki.citation.names import Name
from sphinx_policywiki.citation.source import Source
from sphinx_policywiki.citation.sources import SOURCE_STYLES, Cite, law
from sphinx_policywiki.citation.sources.law.jurisdictions import place_of
from sphinx_policywiki.citation.sources.law.kinds import kind_of
from sphinx_policywiki.citation.sources.law.states import state_of
from sphinx_policywiki.citation.text import RichText, plain
from sphinx_policywiki.model import PartialDate

STYLES = [
    "apa",
    "chicago",
    "chicago-notes",
    "harvard-cite-them-right",
    "oscola",
    "mla",
    "ieee",
    "vancouver",
]


def shown(text: RichText) -> str:
    return "".join(f"*{run.text}*" if run.italic else run.text for run in text)


def law_of(type_: str, title: str, issued: tuple[int, ...] = (), **values: object) -> Source:
    date = PartialDate(*issued) if issued else None
    return Source("key", type_, title, issued=date, **values)


AI_TITLE = (
    "Regulation (EU) 2024/1689 of the European Parliament and of the Council of 13 June 2024 "
    "laying down harmonised rules on artificial intelligence (Artificial Intelligence Act)"
)
AI_HEADLINE = AI_TITLE.replace(
    "laying down harmonised rules on artificial intelligence",
    "Laying down Harmonised Rules on Artificial Intelligence",
)
ELI = "http://data.europa.eu/eli/reg/2024/1689/oj"
EO_TITLE = (
    "Executive Order 14110 of October 30, 2023: Safe, Secure, and Trustworthy Development and "
    "Use of Artificial Intelligence"
)
EO_URL = "https://www.federalregister.gov/d/2023-24283"
OSA_URL = "https://www.legislation.gov.uk/ukpga/2023/50"
BILL_URL = "https://www.congress.gov/bill/117th-congress/house-bill/6580"
THALER = "Thaler v Comptroller-General of Patents, Designs and Trade Marks"
THALER_US = THALER.replace(" v ", " v. ")
THALER_URL = "https://www.supremecourt.uk/cases/uksc-2021-0201"
NAIIA_TITLE = "National Artificial Intelligence Initiative Act of 2020"

AI_ACT = law_of(
    "legislation",
    AI_TITLE,
    (2024, 6, 13),
    container_title="OJ L",
    number="2024/1689",
    title_short="Artificial Intelligence Act",
    authority="European Union",
    url=ELI,
)
EO = law_of(
    "legislation",
    EO_TITLE,
    (2023, 10, 30),
    container_title="Fed. Reg.",
    volume="88",
    pages="75191",
    number="14110",
    url=EO_URL,
)
OSA = law_of(
    "legislation",
    "Online Safety Act 2023",
    (2023, 10, 26),
    number="50",
    jurisdiction="gb",
    url=OSA_URL,
)
NAIIA = law_of(
    "legislation",
    NAIIA_TITLE,
    (2021, 1, 1),
    container_title="Stat.",
    volume="134",
    pages="4523",
    number="Pub. L. No. 116-283",
    jurisdiction="us",
)
HR6580 = law_of(
    "bill",
    "Algorithmic Accountability Act of 2022",
    (2022, 2, 3),
    number="H.R. 6580",
    authority="117th Congress",
    url=BILL_URL,
)
DONOGHUE = law_of(
    "legal_case",
    "Donoghue v Stevenson",
    (1932,),
    container_title="AC",
    pages="562",
    authority="HL",
)
THALER_CASE = law_of(
    "legal_case", THALER, (2023, 12, 20), number="49", authority="UKSC", url=THALER_URL
)
FIXED = {
    "eu-ai-act": AI_ACT,
    "eo14110": EO,
    "uk-osa2023": OSA,
    "us-naiia": NAIIA,
    "us-hr6580": HR6580,
    "donoghue": DONOGHUE,
    "thaler2023": THALER_CASE,
}

#: Style by style: source, entry, name in the text.
FIXED_EXPECTED = {
    # OSCOLA 4th ed.: 2.6.1 (with the number that the Official Journal has had since October
    # 2023 in the place of issue and page), 2.4.1, 2.1.4, 2.1.3, 2.8.
    "oscola": {
        "eu-ai-act": (f"{AI_TITLE} [2024] OJ L2024/1689", "Artificial Intelligence Act"),
        "eo14110": ("Exec Order No 14,110, 88 Fed Reg 75191 (2023)", "Executive Order 14110"),
        "uk-osa2023": ("Online Safety Act 2023", "Online Safety Act 2023"),
        "us-naiia": (f"{NAIIA_TITLE}, Pub L No 116-283, 134 Stat 4523 (2021)", NAIIA_TITLE),
        "us-hr6580": (
            "Algorithmic Accountability Act of 2022, HR 6580, 117th Cong (2022)",
            "Algorithmic Accountability Act of 2022",
        ),
        "donoghue": ("*Donoghue v Stevenson* [1932] AC 562 (HL)", "*Donoghue v Stevenson*"),
        "thaler2023": (f"*{THALER}* [2023] UKSC 49", f"*{THALER}*"),
    },
    # APA 7th ed., 11.4 to 11.7, with The Bluebook 21st ed. R21.9.1 and T2.43 for the EU and UK.
    "apa": {
        "eu-ai-act": (
            f"{AI_HEADLINE}, 2024 O.J. (L 2024/1689). {ELI}",
            "Artificial Intelligence Act",
        ),
        "eo14110": (
            f"Exec. Order No. 14,110, 88 Fed. Reg. 75191 (2023). {EO_URL}",
            "Exec. Order No. 14,110",
        ),
        "uk-osa2023": (f"Online Safety Act 2023, c. 50 (UK). {OSA_URL}", "Online Safety Act"),
        "us-naiia": (f"{NAIIA_TITLE}, Pub. L. No. 116-283, 134 Stat. 4523 (2021).", NAIIA_TITLE),
        "us-hr6580": (
            f"Algorithmic Accountability Act of 2022, H.R. 6580, 117th Cong. (2022). {BILL_URL}",
            "Algorithmic Accountability Act",
        ),
        "donoghue": ("Donoghue v. Stevenson, [1932] AC 562 (HL).", "*Donoghue v. Stevenson*"),
        "thaler2023": (f"{THALER_US}, [2023] UKSC 49. {THALER_URL}", f"*{THALER_US}*"),
    },
    # Chicago 18th ed., 14.170 and following, with The Bluebook R6.2(a) and R18.2.2.
    "chicago": {
        "eu-ai-act": (
            f"{AI_HEADLINE}, 2024 O.J. (L 2024/1689), {ELI}.",
            "Artificial Intelligence Act",
        ),
        "eo14110": (
            f"Exec. Order No. 14,110, 88 Fed. Reg. 75,191 (2023), {EO_URL}.",
            "Exec. Order No. 14,110",
        ),
        "uk-osa2023": (f"Online Safety Act 2023, c. 50 (UK), {OSA_URL}.", "Online Safety Act"),
        "us-naiia": (f"{NAIIA_TITLE}, Pub. L. No. 116-283, 134 Stat. 4523 (2021).", NAIIA_TITLE),
        "us-hr6580": (
            f"Algorithmic Accountability Act of 2022, H.R. 6580, 117th Cong. (2022), {BILL_URL}.",
            "Algorithmic Accountability Act",
        ),
        "donoghue": ("Donoghue v. Stevenson, [1932] AC 562 (HL).", "*Donoghue v. Stevenson*"),
        "thaler2023": (f"{THALER_US}, [2023] UKSC 49, {THALER_URL}.", f"*{THALER_US}*"),
    },
    # Cite Them Right 12th ed., "Legal material".
    "harvard-cite-them-right": {
        "eu-ai-act": (
            f"‘{AI_TITLE}’ (2024) *Official Journal* L, 2024/1689. Available at: {ELI}.",
            "‘Artificial Intelligence Act’",
        ),
        "eo14110": (
            f"*{EO_TITLE}*, 88 Fed. Reg. 75191 (2023). Available at: {EO_URL}.",
            "*Executive Order 14110*",
        ),
        "uk-osa2023": (
            f"*Online Safety Act 2023, c. 50*. Available at: {OSA_URL}.",
            "*Online Safety Act 2023*",
        ),
        "us-naiia": (
            f"*{NAIIA_TITLE}*, Pub. L. No. 116-283, 134 Stat. 4523 (2021).",
            f"*{NAIIA_TITLE}*",
        ),
        "us-hr6580": (
            (
                "*Algorithmic Accountability Act of 2022*, H.R. 6580, 117th Cong. (2022). "
                f"Available at: {BILL_URL}."
            ),
            "*Algorithmic Accountability Act of 2022*",
        ),
        "donoghue": ("*Donoghue v Stevenson* [1932] AC 562 (HL).", "*Donoghue v Stevenson*"),
        "thaler2023": (
            f"*{THALER}* [2023] UKSC 49. Available at: {THALER_URL}.",
            f"*{THALER}*",
        ),
    },
    # MLA Handbook 9th ed., 2.109, 5.31 and 6.1: the entry begins with what the text names.
    "mla": {
        "eu-ai-act": (
            (
                f"Artificial Intelligence Act. {AI_HEADLINE.rpartition(' (')[0]}. European Union, "
                "13 June 2024. *Official Journal of the European Union*, L series, no. 2024/1689, "
                f"{ELI}."
            ),
            "Artificial Intelligence Act",
        ),
        "eo14110": (
            (
                f"{EO_TITLE}. Executive Office of the President of the United States, "
                f"30 Oct. 2023. *Federal Register*, vol. 88, p. 75191, {EO_URL}."
            ),
            "Executive Order 14110",
        ),
        "uk-osa2023": (
            (
                "Online Safety Act 2023. Chapter 50, Parliament of the United Kingdom, "
                f"26 Oct. 2023, {OSA_URL}."
            ),
            "Online Safety Act 2023",
        ),
        "us-naiia": (
            (
                f"{NAIIA_TITLE}. Public Law 116-283, United States Congress, 1 Jan. 2021. "
                "*United States Statutes at Large*, vol. 134, p. 4523."
            ),
            NAIIA_TITLE,
        ),
        "us-hr6580": (
            (
                "Algorithmic Accountability Act of 2022. House Bill 6580, "
                f"117th United States Congress, 3 Feb. 2022, {BILL_URL}."
            ),
            "Algorithmic Accountability Act of 2022",
        ),
        "donoghue": (
            "*Donoghue v. Stevenson*. House of Lords, 1932. *Appeal Cases*, p. 562.",
            "*Donoghue v. Stevenson*",
        ),
        "thaler2023": (
            (
                f"*{THALER_US}*. [2023] UKSC 49, Supreme Court of the United Kingdom, "
                f"20 Dec. 2023, {THALER_URL}."
            ),
            f"*{THALER_US}*",
        ),
    },
    # IEEE Reference Guide, "Government documents" and "Legal citations".
    "ieee": {
        "eu-ai-act": (
            (
                f"European Union. (2024, Jun. 13). *{AI_TITLE}*, Off. J. Eur. Union, L 2024/1689. "
                f"[Online]. Available: {ELI}"
            ),
            "Artificial Intelligence Act",
        ),
        "eo14110": (
            (
                f"Executive Office of the President of the U.S. (2023, Oct. 30). *{EO_TITLE}*, "
                f"88 Fed. Reg. 75191. [Online]. Available: {EO_URL}"
            ),
            "Executive Order 14110",
        ),
        "uk-osa2023": (
            (
                "U.K. Parliament. (2023, Oct. 26). *Online Safety Act 2023*, c. 50. "
                f"[Online]. Available: {OSA_URL}"
            ),
            "Online Safety Act 2023",
        ),
        "us-naiia": (
            f"U.S. Congress. (2021, Jan. 01). Pub. L. No. 116-283, *{NAIIA_TITLE}*, 134 Stat. 4523.",
            NAIIA_TITLE,
        ),
        "us-hr6580": (
            (
                "U.S. Congress. 117th Congress. (2022, Feb. 03). H.R. 6580, *Algorithmic "
                f"Accountability Act of 2022*. [Online]. Available: {BILL_URL}"
            ),
            "Algorithmic Accountability Act of 2022",
        ),
        "donoghue": ("*Donoghue v. Stevenson*, [1932] AC 562 (HL).", "*Donoghue v. Stevenson*"),
        "thaler2023": (
            f"*{THALER_US}*, [2023] UKSC 49. [Online]. Available: {THALER_URL}",
            f"*{THALER_US}*",
        ),
    },
    # Citing Medicine 2nd ed., "Legal documents": The Bluebook, and where it was found.
    "vancouver": {
        "eu-ai-act": (
            f"{AI_HEADLINE}, 2024 O.J. (L 2024/1689). Available from: {ELI}",
            "Artificial Intelligence Act",
        ),
        "eo14110": (
            f"Exec. Order No. 14,110, 88 Fed. Reg. 75,191 (2023). Available from: {EO_URL}",
            "Executive Order 14110",
        ),
        "uk-osa2023": (
            f"Online Safety Act 2023, c. 50 (UK). Available from: {OSA_URL}",
            "Online Safety Act 2023",
        ),
        "us-naiia": (f"{NAIIA_TITLE}, Pub. L. No. 116-283, 134 Stat. 4523 (2021).", NAIIA_TITLE),
        "us-hr6580": (
            (
                "Algorithmic Accountability Act of 2022, H.R. 6580, 117th Cong. (2022). "
                f"Available from: {BILL_URL}"
            ),
            "Algorithmic Accountability Act of 2022",
        ),
        "donoghue": ("Donoghue v. Stevenson, [1932] AC 562 (HL).", "*Donoghue v. Stevenson*"),
        "thaler2023": (
            f"{THALER_US}, [2023] UKSC 49. Available from: {THALER_URL}",
            f"*{THALER_US}*",
        ),
    },
}
# Notes have the same full form, and the name in a sentence keeps its year.
FIXED_EXPECTED["chicago-notes"] = FIXED_EXPECTED["chicago"] | {
    "uk-osa2023": (FIXED_EXPECTED["chicago"]["uk-osa2023"][0], "Online Safety Act 2023"),
    "us-hr6580": (
        FIXED_EXPECTED["chicago"]["us-hr6580"][0],
        "Algorithmic Accountability Act of 2022",
    ),
}


@pytest.mark.parametrize(("style", "key"), [(style, key) for style in STYLES for key in FIXED])
def test_the_fixed_sources_in_every_style(style, key):
    entry, name = FIXED_EXPECTED[style][key]
    assert shown(law.reference(FIXED[key], style)) == entry
    assert shown(law.short(FIXED[key], style)) == name


MERGERS = law_of(
    "legislation",
    "Council Regulation (EC) 139/2004 on the control of concentrations between undertakings "
    "(EC Merger Regulation)",
    (2004,),
    container_title="OJ L",
    volume="24",
    pages="1",
)
SWINE_FEVER = law_of(
    "legislation",
    "Council Directive 2002/60/EC of 27 June 2002 laying down specific provisions for the "
    "control of African swine fever",
    (2002, 6, 27),
    container_title="Official Journal of the European Communities",
    volume="L 192",
    pages="27–46",
)
GDPR = law_of(
    "legislation",
    "Regulation (EU) 2016/679 on the protection of natural persons",
    (2016, 4, 27),
    container_title="OJ L",
    volume="2016",
    issue="119",
    pages="1-88",
    number="2016/679",
)
TEU = law_of(
    "treaty",
    "Consolidated Version of the Treaty on European Union",
    (2008,),
    container_title="OJ C",
    issue="115",
    pages="13",
)
COM = law_of(
    "bill",
    "Proposal for a Council Decision on the signing of the Agreement",
    (2013, 2, 7),
    authority="European Commission",
    number="COM(2013) 59 final",
)
WASTE = law_of(
    "legal_case",
    "Commission v Council",
    (2005,),
    number="C-176/03",
    container_title="ECR",
    pages="I-7879",
)
KADI = law_of(
    "legal_case",
    "Kadi and Al Barakaat v Council",
    (2008,),
    number="Joined Cases C-402/05 P and C-415/05 P",
    container_title="ECR",
    pages="I-6351",
)
MAS = law_of(
    "legal_case",
    "MAS and MB",
    (2017, 12, 5),
    number="C-42/17",
    authority="Court of Justice of the European Union",
    note="ECLI:EU:C:2017:936",
)
CORR = law_of(
    "legal_case",
    "Corr v IBC Vehicles Ltd.",
    (2008,),
    number="[2008] UKHL 13",
    container_title="AC",
    volume="1",
    pages="884",
)
PAGE = law_of(
    "legal_case",
    "Page v. Smith",
    (1996,),
    container_title="AC",
    pages="155-198",
    authority="House of Lords",
)
CALLERY = law_of(
    "legal_case",
    "Callery v Gray",
    (2001,),
    number="EWCA Civ 1117",
    container_title="WLR",
    volume="1",
    pages="2112",
)
BRIDGES = law_of(
    "legal_case",
    "R (Bridges) v South Wales Police",
    (2019,),
    number="2341",
    authority="EWHC (Admin)",
)
LEEDS = law_of(
    "legal_case",
    "R v Leeds County Court, ex p Morris",
    (1990,),
    container_title="QB",
    pages="523",
    authority="QB",
)
OMOJUDI = law_of(
    "legal_case", "Omojudi v UK", (2010,), container_title="EHRR", volume="51", pages="10"
)
OSMAN = law_of(
    "legal_case",
    "Osman v UK",
    (1998,),
    container_title="ECHR",
    volume="1998-VIII",
    pages="3124",
)
BALOGH = law_of(
    "legal_case", "Balogh v Hungary", (2004, 7, 20), number="App no 47940/99", authority="ECtHR"
)
HRA = law_of("legislation", "Human Rights Act 1998", (1998,), number="c. 42", jurisdiction="gb")
PENALTIES = law_of(
    "legislation",
    "Penalties for Disorderly Behaviour (Amendment of Minimum Age) Order 2004",
    (2004,),
    number="SI 2004/3166",
)
FUND = law_of("bill", "Consolidated Fund Bill", (2008,), number="HC Bill (2008-09) [5]")
ACADEMIES = law_of(
    "bill",
    "Academies Bill [HL]",
    (2010,),
    number="1",
    authority="House of Lords",
    chapter_number="2010–11",
)
REFUGEES = law_of(
    "treaty",
    "Convention Relating to the Status of Refugees",
    (1951, 7, 28),
    title_short="Refugee Convention",
    note="entered into force 22 April 1954",
    container_title="UNTS",
    volume="189",
    pages="137",
)
CETS = law_of(
    "treaty",
    "Framework Convention on Artificial Intelligence",
    (2024, 9, 5),
    container_title="Council of Europe Treaty Series",
    number="No. 225",
)
ROE = law_of(
    "legal_case", "Roe v. Wade", (1973,), container_title="U.S.", volume="410", pages="113"
)
ACCIDENTS = law_of("legislation", "Accident Compensation Act 1972", (1972,), jurisdiction="nz")
BGBL = law_of(
    "legislation",
    "Netzwerkdurchsetzungsgesetz",
    (2017, 9, 1),
    container_title="BGBl. I",
    volume="2017",
    pages="3352",
    jurisdiction="de",
    language="de",
)
PIPL = law_of(
    "legislation",
    "Personal Information Protection Law",
    (2021,),
    jurisdiction="China",
    url="https://npc.gov.cn/x",
    accessed=PartialDate(2024, 5, 4),
)
FDCA = law_of(
    "regulation",
    "Protection of Human Subjects",
    (2009,),
    container_title="C.F.R.",
    volume="45",
    section="46",
)


@pytest.mark.parametrize(
    ("source", "text"),
    [
        pytest.param(MERGERS, f"{MERGERS.title} [2004] OJ L24/1", id="2.6.1 EC Merger Regulation"),
        pytest.param(SWINE_FEVER, f"{SWINE_FEVER.title} [2002] OJ L192/27", id="2.6.1 directive"),
        pytest.param(GDPR, f"{GDPR.title} [2016] OJ L119/1", id="2.6.1 the year is no issue"),
        pytest.param(TEU, f"{TEU.title} [2008] OJ C115/13", id="2.6.1 treaty"),
        pytest.param(
            COM, f"Commission, ‘{COM.title}’ COM (2013) 59 final", id="3.4.3 COM document"
        ),
        pytest.param(
            WASTE, "Case C–176/03 *Commission v Council* [2005] ECR I–7879", id="2.6.2 ECR"
        ),
        pytest.param(
            KADI,
            "Joined Cases C–402/05 P and C–415/05 P *Kadi and Al Barakaat v Council* "
            "[2008] ECR I–6351",
            id="2.6.2 joined cases",
        ),
        pytest.param(MAS, "Case C–42/17 *MAS and MB* EU:C:2017:936", id="FAQs ECLI"),
        pytest.param(
            CORR, "*Corr v IBC Vehicles Ltd* [2008] UKHL 13, [2008] 1 AC 884", id="2.1.1 Corr"
        ),
        pytest.param(PAGE, "*Page v Smith* [1996] AC 155 (HL)", id="2.1.1 Page"),
        pytest.param(
            CALLERY, "*Callery v Gray* [2001] EWCA Civ 1117, [2001] 1 WLR 2112", id="2.1.6"
        ),
        pytest.param(
            BRIDGES, "*R (Bridges) v South Wales Police* [2019] EWHC 2341 (Admin)", id="2.1.3"
        ),
        pytest.param(OMOJUDI, "*Omojudi v UK* (2010) 51 EHRR 10", id="2.7.1 EHRR"),
        pytest.param(OSMAN, "*Osman v UK* ECHR 1998–VIII 3124", id="2.7.1 ECHR"),
        pytest.param(
            BALOGH,
            "*Balogh v Hungary* App no 47940/99 (ECtHR, 20 July 2004)",
            id="2.7.1 unreported",
        ),
        pytest.param(HRA, "Human Rights Act 1998", id="2.4.1"),
        pytest.param(PENALTIES, f"{PENALTIES.title}, SI 2004/3166", id="2.5.1"),
        pytest.param(FUND, "Consolidated Fund HC Bill (2008–09) [5]", id="2.4.5 Commons"),
        pytest.param(ACADEMIES, "Academies HL Bill (2010–11) 1", id="2.4.5 Lords"),
        pytest.param(
            REFUGEES,
            "Convention Relating to the Status of Refugees (adopted 28 July 1951, entered into "
            "force 22 April 1954) 189 UNTS 137 (Refugee Convention)",
            id="OSCOLA 2006 IV A",
        ),
        pytest.param(
            CETS,
            "Framework Convention on Artificial Intelligence (adopted 5 September 2024) CETS 225",
            id="treaty with a number",
        ),
        pytest.param(ROE, "*Roe v Wade* 410 US 113 (1973)", id="2.8.1"),
        pytest.param(ACCIDENTS, "Accident Compensation Act 1972 (NZ)", id="2.8.2"),
        pytest.param(BGBL, "Netzwerkdurchsetzungsgesetz, 2017 BGBl I 3352 (Ger)", id="2.8.2 year"),
        pytest.param(
            PIPL,
            "Personal Information Protection Law (2021) (China) <https://npc.gov.cn/x> "
            "accessed 4 May 2024",
            id="3.1.4",
        ),
        pytest.param(FDCA, "Protection of Human Subjects, 45 CFR § 46 (2009)", id="2.8.2 CFR"),
    ],
)
def test_oscola(source, text):
    assert shown(law.reference(source, "oscola")) == text


@pytest.mark.parametrize(
    ("source", "locator", "ending"),
    [
        pytest.param(HRA, "s 15(1)(b)", "Act 1998, s 15(1)(b)", id="2.4.2"),
        pytest.param(MERGERS, "art 5", "OJ L24/1, art 5", id="2.6.1"),
        pytest.param(WASTE, "paras 47-48", "ECR I–7879, paras 47–48", id="2.6.2"),
        pytest.param(REFUGEES, "art 33", "(Refugee Convention) art 33", id="OSCOLA 2006 IV A"),
        pytest.param(ACADEMIES, "cl 8(2)", "(2010–11) 1, cl 8(2)", id="2.4.5"),
        pytest.param(CALLERY, "para 42, 45", "1 WLR 2112 [42], [45]", id="2.1.6 paragraphs"),
        pytest.param(CALLERY, "para 42-45", "1 WLR 2112 [42]–[45]", id="2.1.6 range"),
        pytest.param(LEEDS, "530-531", "[1990] QB 523 (QB) 530–31", id="2.1.6 after the court"),
        pytest.param(OMOJUDI, "para 45", "51 EHRR 10, para 45", id="2.7.1"),
        pytest.param(NAIIA, "s 5101", "(2021), § 5101", id="2.8.2"),
        pytest.param(PENALTIES, "reg 4", "SI 2004/3166, reg 4", id="2.5.2"),
        pytest.param(OSA, "", "Online Safety Act 2023", id="none"),
    ],
)
def test_notes_in_oscola_name_the_part(source, locator, ending):
    note = plain(law.note(source, "oscola", parse_locator(locator)))
    assert note.endswith(ending)


BROWN = law_of(
    "legal_case",
    "Brown v. Board of Education",
    (1954,),
    container_title="U.S.",
    volume="347",
    pages="483",
    url="https://www.oyez.org/cases/1940-1955/347us483",
)
OBERGEFELL = law_of(
    "legal_case",
    "Obergefell v. Hodges",
    (2015,),
    container_title="U.S.",
    volume="576",
    url="https://www.supremecourt.gov/opinions/14pdf/14-556_3204.pdf",
)
DAUBERT = law_of(
    "legal_case",
    "Daubert v. Merrell Dow Pharmaceuticals, Inc.",
    (1991,),
    container_title="F.2d",
    volume="951",
    pages="1128",
    authority="9th Cir.",
)
DOCKET = law_of(
    "legal_case",
    "Doe v Roe",
    (2020, 3, 5),
    number="12-345",
    authority="S.D.N.Y.",
    jurisdiction="us",
)
ESSA = law_of(
    "legislation",
    "Every Student Succeeds Act",
    (2015,),
    container_title="U.S.C.",
    volume="20",
    section="§ 6301",
    url="https://www.congress.gov/114/plaws/publ95/PLAW-114publ95.pdf",
)
LEDBETTER = law_of(
    "legislation",
    "Lilly Ledbetter Fair Pay Act of 2009",
    (2009,),
    container_title="Stat.",
    volume="123",
    pages="5",
    number="Public Law 111-2",
)
CAMPUS = law_of(
    "bill",
    "Mental Health on Campus Improvement Act",
    (2017,),
    number="HR 1100",
    jurisdiction="us",
    chapter_number="115",
    url="https://www.congress.gov/bill/115th-congress/house-bill/1100",
)
SENATE = law_of("bill", "An Act", (2017,), number="S.3040", authority="115th Congress")
RESOLUTION = law_of(
    "bill", "A Resolution", (1991,), number="H. Con. Res. 1", authority="102nd Congress"
)
EO13676 = law_of(
    "legislation",
    "Executive Order No. 13,676",
    (2014,),
    container_title="C.F.R.",
    volume="3",
    pages="294",
    url="https://www.govinfo.gov/x",
)
PROPOSED = law_of(
    "regulation",
    "Defining and delimiting the exemptions",
    (2016, 5, 23),
    container_title="Fed. Reg.",
    volume="81",
    pages="32391",
    status="proposed",
)
CHILD = law_of(
    "treaty",
    "United Nations Convention on the Rights of the Child",
    (1989, 11, 20),
    url="https://www.ohchr.org/crc",
)
HEARING = law_of(
    "hearing",
    "Oversight of A.I.: Hearing Before the Subcomm. on Privacy",
    (2023, 5, 16),
    authority="118th Congress",
    authors=(Name("Altman", "Sam"),),
)


@pytest.mark.parametrize(
    ("source", "text"),
    [
        pytest.param(
            BROWN, f"Brown v. Board of Education, 347 U.S. 483 (1954). {BROWN.url}", id="11.4"
        ),
        pytest.param(
            OBERGEFELL,
            f"Obergefell v. Hodges, 576 U.S. ___ (2015). {OBERGEFELL.url}",
            id="11.4 without a page",
        ),
        pytest.param(
            DAUBERT,
            "Daubert v. Merrell Dow Pharmaceuticals, Inc., 951 F.2d 1128 (9th Cir. 1991).",
            id="11.4 appeals",
        ),
        pytest.param(DOCKET, "Doe v. Roe, No. 12-345 (S.D.N.Y. Mar. 5, 2020).", id="R10.8.1"),
        pytest.param(
            ESSA, f"Every Student Succeeds Act, 20 U.S.C. § 6301 (2015). {ESSA.url}", id="11.5"
        ),
        pytest.param(
            LEDBETTER,
            "Lilly Ledbetter Fair Pay Act of 2009, Pub. L. No. 111-2, 123 Stat. 5 (2009).",
            id="11.5 public law",
        ),
        pytest.param(
            CAMPUS,
            f"Mental Health on Campus Improvement Act, H.R. 1100, 115th Cong. (2017). {CAMPUS.url}",
            id="11.6",
        ),
        pytest.param(SENATE, "An Act, S. 3040, 115th Cong. (2017).", id="11.6 Senate"),
        pytest.param(
            RESOLUTION, "A Resolution, H. Con. Res. 1, 102nd Cong. (1991).", id="11.6 resolution"
        ),
        pytest.param(
            HEARING,
            "*Oversight of A.I.: Hearing Before the Subcomm. on Privacy*, 118th Cong. (2023) "
            "(testimony of Sam Altman).",
            id="11.6 testimony",
        ),
        pytest.param(
            EO13676, f"Exec. Order No. 13,676, 3 C.F.R. 294 (2014). {EO13676.url}", id="11.7"
        ),
        pytest.param(
            FDCA, "Protection of Human Subjects, 45 C.F.R. § 46 (2009).", id="11.7 regulation"
        ),
        pytest.param(
            PROPOSED,
            "Defining and Delimiting the Exemptions, 81 Fed. Reg. 32391 (proposed May 23, 2016).",
            id="11.7 register",
        ),
        pytest.param(
            CHILD,
            "United Nations Convention on the Rights of the Child, November 20, 1989, "
            "https://www.ohchr.org/crc",
            id="11.9",
        ),
        pytest.param(
            MERGERS,
            "Council Regulation (EC) 139/2004 on the Control of Concentrations between "
            "Undertakings (EC Merger Regulation), 2004 O.J. (L 24) 1.",
            id="R21.9.1",
        ),
        pytest.param(
            WASTE, "Case C-176/03, Commission v. Council, 2005 E.C.R. I-7879.", id="R21.5.2"
        ),
        pytest.param(
            MAS, "Case C-42/17, MAS and MB, ECLI:EU:C:2017:936 (Dec. 5, 2017).", id="R21.5.2 ECLI"
        ),
        pytest.param(OSMAN, "Osman v. UK, 1998-VIII Eur. Ct. H.R. 3124.", id="R21.5.3"),
        pytest.param(OMOJUDI, "Omojudi v. UK, 51 Eur. H.R. Rep. 10 (2010).", id="R21.5.3 EHRR"),
        pytest.param(
            BALOGH, "Balogh v. Hungary, App. No. 47940/99, Eur. Ct. H.R. (2004).", id="R21.5.3 App"
        ),
        pytest.param(
            CORR, "Corr v. IBC Vehicles Ltd., [2008] UKHL 13, [2008] 1 AC 884.", id="T2.43"
        ),
        pytest.param(PENALTIES, f"{PENALTIES.title}, SI 2004/3166 (UK).", id="T2.43 instrument"),
        pytest.param(FUND, "Consolidated Fund Bill, 2008–09, HC Bill [5] (UK).", id="T2.43 bill"),
        pytest.param(
            COM,
            "*Proposal for a Council Decision on the Signing of the Agreement*, COM (2013) 59 "
            "final (Feb. 7, 2013).",
            id="R21.9.3",
        ),
        pytest.param(CETS, f"{CETS.title}, September 5, 2024, C.E.T.S. No. 225.", id="R21.4 T4"),
        pytest.param(ACCIDENTS, "Accident Compensation Act 1972 (N.Z.).", id="R20.5"),
        pytest.param(BGBL, "Netzwerkdurchsetzungsgesetz, 2017 BGBl. I 3352 (Ger.).", id="R20.5 T2"),
    ],
)
def test_apa_and_the_bluebook(source, text):
    assert shown(law.reference(source, "apa")) == text


@pytest.mark.parametrize(
    ("source", "locator", "text"),
    [
        pytest.param(
            replace(BROWN, url=""),
            "495",
            "Brown v. Board of Education, 347 U.S. 483, 495 (1954)",
            id="B10.1.2",
        ),
        pytest.param(
            replace(OSA, url=""), "s 9", "Online Safety Act 2023, c. 50, § 9 (UK)", id="T2.43"
        ),
        pytest.param(
            NAIIA,
            "ss 5101-5102",
            f"{NAIIA_TITLE}, Pub. L. No. 116-283, §§ 5101–5102, 134 Stat. 4523 (2021)",
            id="R12.4",
        ),
        pytest.param(
            AI_ACT, "art 5", f"{AI_HEADLINE}, art. 5, 2024 O.J. (L 2024/1689), {ELI}", id="R21.9.1"
        ),
        pytest.param(
            REFUGEES,
            "art 33",
            "Convention Relating to the Status of Refugees, art. 33, July 28, 1951, "
            "189 U.N.T.S. 137",
            id="R21.4.6",
        ),
    ],
)
def test_notes_in_chicago_have_the_part_in_its_place(source, locator, text):
    assert plain(law.note(source, "chicago-notes", parse_locator(locator))) == text


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        (law_of("legislation", "Online Safety Act 2023", (2023,)), "act"),
        (replace(OSA, jurisdiction=""), "uk-act"),
        (replace(NAIIA, jurisdiction=""), "us-statute"),
        (replace(AI_ACT, container_title="", authority="", url=""), "eu-act"),
        (law_of("legal_case", "A v B", (2020,)), "case"),
        (replace(THALER_CASE, publisher="UKSC", authority="", url=""), "uk-case"),
        (law_of("legislation", "T", container_title="UNTS"), "treaty"),
        (law_of("bill", "Some Bill"), "bill"),
        (law_of("legislation", "An Act", number="H.R. 5", jurisdiction="us:ca"), "us-bill"),
        (law_of("bill", "Canada Bill", number="C-27", jurisdiction="ca"), "bill"),
    ],
)
def test_whose_law_it_is_comes_only_from_what_is_certain(source, kind):
    assert kind_of(source) == kind


def test_the_act_of_the_union_needs_no_container_since_october_2023():
    bare = replace(AI_ACT, container_title="", number="", authority="", url="")
    assert plain(law.reference(bare, "oscola")).endswith("[2024] OJ L2024/1689")
    older = replace(GDPR, container_title="", volume="", issue="", pages="")
    assert plain(law.reference(older, "oscola")) == GDPR.title


def test_a_jurisdiction_that_is_named_decides():
    assert place_of(replace(OSA, jurisdiction="nz")) == ""
    assert place_of(law_of("legal_case", "A v B", container_title="AC", jurisdiction="au")) == ""


def test_markup_in_titles_takes_effect():
    ship = law_of(
        "legal_case", "The <i>Alabama</i> v Crown", (1872,), container_title="AC", pages="1"
    )
    assert shown(law.reference(ship, "oscola")) == "*The *Alabama* v Crown* [1872] AC 1"


STATE_ACT = "Transparency in Frontier Artificial Intelligence Act"
SB53 = law_of(
    "legislation",
    STATE_ACT,
    (2025, 9, 29),
    jurisdiction="us:ca",
    container_title="Cal. Stat.",
    volume="2025",
    number="ch. 138",
)


@pytest.mark.parametrize(
    "jurisdiction",
    ["us:ca", "US-CA", "us;ca", "California", "State of California", "Cal.", "California, US"],
)
@pytest.mark.parametrize("style", STYLES)
def test_a_state_may_be_named_in_many_ways(style, jurisdiction):
    named = replace(SB53, jurisdiction=jurisdiction)
    assert law.reference(named, style) == law.reference(SB53, style)


@pytest.mark.parametrize(
    ("jurisdiction", "state"),
    [
        ("ca", ""),
        ("us:c9", ""),
        ("us", ""),
        ("Georgia", ""),
        ("us:ga", "Georgia"),
        ("US-NY", "New York"),
    ],
)
def test_a_code_or_name_that_is_a_country_s_is_no_state(jurisdiction, state):
    found = state_of(jurisdiction)
    assert (found.name if found else "") == state


@pytest.mark.parametrize(
    ("style", "text"),
    [
        ("apa", f"{STATE_ACT}, ch. 138, 2025 Cal. Stat."),
        ("chicago", f"{STATE_ACT}, ch. 138, 2025 Cal. Stat."),
        ("harvard-cite-them-right", f"*{STATE_ACT}*, ch. 138, 2025 Cal. Stat."),
        ("oscola", f"{STATE_ACT}, ch 138, 2025 Cal Stat"),
        (
            "mla",
            (
                f"{STATE_ACT}. Chapter 138, California Legislature, 29 Sept. 2025. "
                "*California Statutes*, 2025."
            ),
        ),
        (
            "ieee",
            f"California Legislature. (2025, Sep. 29). *{STATE_ACT}*, ch. 138, 2025 Cal. Stat.",
        ),
        ("vancouver", f"{STATE_ACT}, ch. 138, 2025 Cal. Stat."),
    ],
)
def test_session_laws_of_a_state(style, text):
    assert shown(law.reference(SB53, style)) == text


STATE_CODE = replace(
    SB53, number="", volume="", container_title="Cal. Bus. & Prof. Code", section="§ 22757.10"
)
STATE_BILL = law_of(
    "bill", "An Act", (2025,), jurisdiction="us:ca", number="S.B. 53", chapter_number="2025-26"
)
STATE_ORDER = law_of(
    "legislation", "Executive Order N-12-23", (2023,), jurisdiction="us:ca", number="N-12-23"
)


@pytest.mark.parametrize(
    ("source", "style", "text"),
    [
        (STATE_CODE, "apa", f"{STATE_ACT}, Cal. Bus. & Prof. Code § 22757.10 (2025)."),
        (STATE_CODE, "oscola", f"{STATE_ACT}, Cal Bus & Prof Code § 22757.10 (2025)"),
        (
            STATE_CODE,
            "mla",
            (
                f"{STATE_ACT}. California Legislature, 29 Sept. 2025. "
                "*California Business and Professions Code*, sec. 22757.10."
            ),
        ),
        (
            STATE_CODE,
            "ieee",
            (
                f"California Legislature. (2025, Sep. 29). *{STATE_ACT}*, "
                "Cal. Bus. & Prof. Code § 22757.10."
            ),
        ),
        (STATE_BILL, "apa", "An Act, S.B. 53, 2025–26 Leg. (Cal. 2025)."),
        (STATE_BILL, "mla", "An Act. S.B. 53, California Legislature, 2025."),
        (STATE_ORDER, "apa", "Executive Order N-12-23 (Cal. 2023)."),
        (STATE_ORDER, "oscola", "Executive Order N-12-23 (Cal 2023)"),
    ],
)
def test_codes_bills_and_orders_of_a_state(source, style, text):
    assert shown(law.reference(source, style)) == text


@pytest.mark.parametrize(
    ("style", "text"),
    [
        ("chicago-notes", f"{STATE_ACT}, ch. 138, § 3, 2025 Cal. Stat."),
        ("oscola", f"{STATE_ACT}, ch 138, 2025 Cal Stat, § 3"),
    ],
)
def test_sections_of_state_law_have_their_sign(style, text):
    assert plain(law.note(SB53, style, parse_locator("s 3"))) == text


OPINION = law_of(
    "legislation",
    "Commission Opinion on the assessment of the Code of Practice",
    (2025, 8, 1),
    authority="European Commission",
    number="C(2025) 5361 final",
)


def test_oscola_names_the_commission_once():
    assert plain(law.reference(OPINION, "oscola")) == f"‘{OPINION.title}’ C (2025) 5361 final"


BARE_ORDER = replace(EO, title=EO_TITLE.partition(": ")[2], number="Executive Order 14110", url="")


def test_an_order_begins_with_the_number_that_the_text_names():
    harvard = law.reference(BARE_ORDER, "harvard-cite-them-right")
    assert shown(harvard) == (
        f"*Executive Order 14110: {BARE_ORDER.title}*, 88 Fed. Reg. 75191 (2023)."
    )
    numbered = plain(law.reference(EO13676, "mla"))
    assert numbered.startswith("Executive Order 13676. Executive Office")


@pytest.mark.parametrize(
    ("source", "text"),
    [
        (
            DAUBERT,
            (
                "*Daubert v. Merrell Dow Pharmaceuticals, Inc.* United States Court of Appeals for the "
                "Ninth Circuit, 1991. *Federal Reporter, 2d series*, vol. 951, p. 1128."
            ),
        ),
        (
            DOCKET,
            (
                "*Doe v. Roe*. 12-345, United States District Court for the Southern District of New "
                "York, 5 Mar. 2020."
            ),
        ),
        (
            replace(REFUGEES, container_title="ETS", number="5", volume="", pages=""),
            (
                "Refugee Convention. Convention Relating to the Status of Refugees. 28 July 1951. "
                "*European Treaty Series*, no. 5."
            ),
        ),
        (
            replace(FDCA, url=""),
            (
                "Protection of Human Subjects. United States, 2009. "
                "*Code of Federal Regulations*, title 45, sec. 46."
            ),
        ),
    ],
)
def test_courts_and_collections_are_spelt_out_in_mla(source, text):
    assert shown(law.reference(source, "mla")) == text


@pytest.mark.parametrize(
    "source", [*FIXED.values(), SB53, BARE_ORDER, EO13676, REFUGEES, HEARING, COM, OPINION]
)
def test_citations_in_mla_lead_to_the_first_words_of_the_entry(source):
    printed = SOURCE_STYLES["mla"]
    name = plain(printed.cite([Cite(source)]))[1:-1]
    assert plain(printed.reference(source)).startswith(name)


ALTMAN = Name("Altman", "Sam")
HEARING_NAME = "Oversight of A.I.: Hearing Before the Subcomm. on Privacy"


@pytest.mark.parametrize(
    ("style", "cited", "narrative"),
    [
        ("apa", f"(*{HEARING_NAME}*, 2023, p. 5)", f"*{HEARING_NAME}* (2023, p. 5)"),
        ("chicago", f"(*{HEARING_NAME}* 2023, 5)", f"*{HEARING_NAME}* (2023, 5)"),
        ("chicago-notes", None, f"*{HEARING_NAME}*"),
        (
            "harvard-cite-them-right",
            f"(*{HEARING_NAME}*, 2023, p. 5)",
            f"*{HEARING_NAME}* (2023, p. 5)",
        ),
        ("oscola", None, HEARING_NAME),
        ("mla", f"({HEARING_NAME} 5)", f"{HEARING_NAME} (5)"),
        ("ieee", "[3, p. 5]", f"{HEARING_NAME} [3, p. 5]"),
        ("vancouver", "(3, p. 5)", f"{HEARING_NAME} (3, p. 5)"),
    ],
)
def test_law_with_authors_goes_by_its_title_in_the_text(style, cited, narrative):
    cite = Cite(HEARING, parse_locator("p 5"), 3)
    printed = SOURCE_STYLES[style]
    assert shown(printed.narrative(cite)) == narrative
    if cited is not None:
        assert shown(printed.cite([cite])) == cited


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("role", ["authors", "editors", "translators"])
@pytest.mark.parametrize("source", FIXED.values(), ids=FIXED.keys())
def test_people_in_the_record_change_no_citation_of_law(style, role, source):
    named = replace(source, **{role: (ALTMAN,)})
    printed = SOURCE_STYLES[style]
    for locator in (None, parse_locator("s 3")):
        bare, signed = Cite(source, locator, 3), Cite(named, locator, 3)
        assert printed.cite([signed]) == printed.cite([bare])
        assert printed.narrative(signed) == printed.narrative(bare)
    assert printed.reference(named) == printed.reference(source)
    assert plain(law.short(source, style)) in plain(printed.narrative(Cite(named, None, 3)))


@pytest.mark.parametrize(
    ("style", "cited", "narrative"),
    [
        ("apa", "(Online Safety Act, 2023)", "Online Safety Act (2023)"),
        ("chicago", "(Online Safety Act 2023)", "Online Safety Act (2023)"),
        ("chicago-notes", None, "Online Safety Act 2023"),
        ("harvard-cite-them-right", "(*Online Safety Act 2023*)", "*Online Safety Act 2023*"),
        ("oscola", "Online Safety Act 2023.", "Online Safety Act 2023"),
        ("mla", "(Online Safety Act 2023)", "Online Safety Act 2023"),
        ("ieee", "[3]", "Online Safety Act 2023 [3]"),
        ("vancouver", "(3)", "Online Safety Act 2023 (3)"),
    ],
)
def test_the_year_of_an_act_stands_once(style, cited, narrative):
    cite = Cite(OSA, None, 3)
    printed = SOURCE_STYLES[style]
    assert shown(printed.narrative(cite)) == narrative
    if cited is not None:
        assert shown(printed.cite([cite])) == cited


def test_two_laws_in_one_citation_in_mla_have_their_names_alone():
    cites = [Cite(OSA, parse_locator("s 3")), Cite(replace(HRA, authors=(ALTMAN,)))]
    printed = plain(SOURCE_STYLES["mla"].cite(cites))
    assert printed == "(Online Safety Act 2023, sec. 3; Human Rights Act 1998)"


STANDARD = law_of(
    "standard",
    "Conformity Assessment",
    (2020,),
    number="ISO/IEC 17000:2020",
    authors=(Name("", "", literal="ISO"),),
)


@pytest.mark.parametrize(
    ("style", "text"),
    [
        ("harvard-cite-them-right", "ISO (2020) *ISO/IEC 17000:2020: Conformity Assessment*."),
        ("oscola", "ISO, ‘Conformity Assessment’ (2020) ISO/IEC 17000:2020"),
        ("vancouver", "ISO. Conformity Assessment. 2020. Standard ISO/IEC 17000:2020."),
    ],
)
def test_standards_have_their_numbers(style, text):
    assert shown(SOURCE_STYLES[style].reference(STANDARD)) == text


@pytest.mark.parametrize("style", STYLES)
def test_apostrophes_are_set_in_all_that_is_printed_but_addresses(style):
    page = law_of(
        "webpage",
        "It's a Title",
        (2020,),
        container_title="Editors' Weekly at Lloyd's",
        url="https://example.org/o'clock",
    )
    printed = plain(SOURCE_STYLES[style].reference(page))
    assert printed.replace(page.url, "").count("'") == 0
    assert "Editors’ Weekly at Lloyd’s" in printed
    assert page.url in printed


def test_a_style_that_is_not_known_is_an_error():
    with pytest.raises(KeyError):
        law.reference(OSA, "nowhere")
    with pytest.raises(KeyError):
        law.note(OSA, "mla")


_SCRAPS = st.sampled_from(
    [
        *(
            getattr(source, field.name)
            for source in FIXED.values()
            for field in fields(Source)
            if isinstance(getattr(source, field.name), str)
        ),
        "OJ",
        "[2001] EWCA Civ",
        "COM(",
        "<i>",
        "§",
        "v",
        "v.",
        "()",
        "٣",
        "²",
        "Executive Order ,",
        "H.R.",
        "1998-VIII",
        "us",
        "eu",
        "gb",
    ]
)
_TEXTS = st.one_of(st.just(""), _SCRAPS, st.text(max_size=12))


@st.composite
def sources(draw):
    texts = {
        field.name: draw(_TEXTS)
        for field in fields(Source)
        if field.type == "str" and field.name not in {"key", "type"}
    }
    issued = draw(st.none() | st.builds(PartialDate, st.integers(1, 2100), st.integers(1, 12)))
    return Source("key", draw(st.sampled_from(sorted(law.LEGAL_TYPES))), issued=issued, **texts)


@settings(max_examples=300, deadline=None)
@given(source=sources(), style=st.sampled_from(STYLES), locator=_TEXTS)
def test_half_empty_and_hostile_sources_are_printed_all_the_same(source, style, locator):
    assert isinstance(law.reference(source, style), tuple)
    assert isinstance(law.short(source, style), tuple)
    for notes in ("oscola", "chicago-notes"):
        assert isinstance(law.note(source, notes, parse_locator(locator)), tuple)
