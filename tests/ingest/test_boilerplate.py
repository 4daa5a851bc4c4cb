"""Boilerplate rules on both sides: what is skipped, and what looks like it and is kept."""

from __future__ import annotations

import pytest

from factcheck.ingest import read_document
from factcheck.model.text import Document

BODY = (
    "The Alder council voted on Monday to rebuild the weir after three floods in two years.\n"
    "Mayor Anna Bell said the work would cost 4.2 million crowns and take until the spring.\n"
    "The river rose by 12 feet in March, and 340 homes on Mill Street were under water.\n"
)
LAST = "A second vote is due in June, when the county will say how much of it will be paid.\n"


def read(text: str) -> Document:
    return read_document("page.txt", text.encode())


def rules(text: str) -> dict[str, str]:
    """Each skipped line with its rule."""
    document = read(text)
    return {document.text[s.span.start : s.span.end]: s.rule for s in document.skipped}


def kept(text: str) -> str:
    return "\n".join(sentence.text for sentence in read(text).sentences)


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("Share", "share buttons"),
        ("Facebook Twitter Email Print", "share buttons"),
        ("Share this article", "share buttons"),
        ("PrintveryGood! (2)", "like counter"),
        ("24 comments", "like counter"),
        ("Listen · 4 min", "listening or reading time"),
        ("4 min read", "listening or reading time"),
        ("Photo: Ann Lee / Alder Pictures", "photo credit"),
        ("(Photo by Ann Lee)", "photo credit"),
        ("Image caption The weir on Monday", "photo credit"),
        ("ADVERTISEMENT", "advertisement"),
        ("Story continues below advertisement", "advertisement"),
        ("We use cookies to improve your visit.", "cookie notice"),
        ("Sign up for our free morning newsletter.", "subscription prompt"),
        ("Subscribe now", "subscription prompt"),
        ("Follow us on Facebook", "subscription prompt"),
        ("[Disclaimer]", "disclaimer mark"),
        ("© 2024 Alder Press. All rights reserved.", "copyright line"),
        ("https://alder.example/news/weir-vo te-monday/", "bare address"),
        ("Read more: Bell wins a third term", "link to another article"),
        ("RELATED: Bell wins a third term", "link to another article"),
        ("* * *", "ornament"),
    ],
)
@pytest.mark.parametrize("where", ["top", "middle", "end"])
def test_unmistakable_lines_go_anywhere(line: str, rule: str, where: str) -> None:
    page = {
        "top": f"Weir to be rebuilt in Alder\n{line}\n{BODY}{LAST}",
        "middle": f"{BODY}{line}\n{LAST}",
        "end": f"{BODY}{LAST}{line}\n",
    }[where]
    assert rules(page).get(line) == rule
    assert all(part in kept(page) for part in (*BODY.splitlines(), LAST.strip()))


@pytest.mark.parametrize(
    "line",
    [
        "Share prices fell by 4 percent on Monday.",
        "Follow the river for 12 miles, and the mill comes into view.",
        "Copyright law changed in 2019, when the county won its suit.",
        "Photographers took 1,200 pictures of the flood that week.",
        "Related costs: 4 million crowns",
        "The report on cookies named 40 sites that set them.",
        "Votes: 1,204",
        "Read the river, the old miller told 40 pupils on Monday.",
        "Subscribers to the swimming club rose to 640 in May.",
        "Anna Bell is a politician based in Alder.",
        "Anna Bell is an editor at the county press who ran for mayor in 2019.",
        "Based in Alder, the firm employs 40 people.",
        "She previously worked for the county, where she led 12 engineers.",
        "Heavy rain contributed to the flood of 2021.",
        "Edited by hand, the list of voters shrank by 340 names.",
        "Source: the county paid 4 million crowns last year.",
        "By Monday, rain had fallen on 12 days.",
        "May 3, 2024",
        "- Antwerp",
        "Home rule was granted to 12 towns in 1962.",
    ],
)
def test_what_only_looks_like_it_is_kept_in_an_article(line: str) -> None:
    assert line.removeprefix("- ") in kept(BODY + line + "\n" + LAST)


TOP = (
    "Current:Home > MoneyGlim Tokens|Alder to rebuild its weir after three floods -Dale Finance\n"
    "Glim Tokens|Alder to rebuild its weir after three floods\n"
    "Bright Minds Think Tank Center View\n"
    "By Ann Lee\n"
    "Date:2024-05-03 13:50:46\n"
)


def test_the_top_of_a_scraped_page() -> None:
    page = TOP + BODY.replace("the weir", "Glim Tokensthe weir") + LAST
    document = read(page)
    assert document.title == "Alder to rebuild its weir after three floods"
    assert [s.text for s in document.sentences] == [
        "Alder to rebuild its weir after three floods",
        *BODY.splitlines(),
        LAST.strip(),
    ]
    assert [s.rule for s in document.skipped] == [
        "menu",
        "site name",
        "site slogan",
        "byline",
        "date line",
        "pasted name",
    ]
    sentence = document.sentences[1]
    raw = document.text[sentence.span.start : sentence.span.end]
    assert "Glim Tokensthe weir" in raw
    start = sentence.text.index("weir")
    span = sentence.place(start, start + 4)
    assert document.text[span.start : span.end] == "weir"


def test_a_name_within_a_longer_word_or_standing_alone_stays() -> None:
    top = "River News|Alder to rebuild its weir after three floods\n"
    line = "The River Newsroom asked River News for its view of the 12 floods.\n"
    assert line.strip() in kept(top + BODY + line + LAST)


def test_a_title_with_and_without_the_name_of_the_site_is_kept_once() -> None:
    title = "Alder to rebuild its weir after three floods"
    assert kept(f"{title} | Dale Post\n{title}\n{BODY}").count(title) == 1
    assert kept(f"{title} - Dale Post\n{title}\n{BODY}").count(title) == 1
    assert kept(f"{title}\n{BODY}").count(title) == 1


def test_menus_at_the_top() -> None:
    assert kept("Home\nNews\nSports\nTown Hall\nWeather\n" + BODY).startswith("The Alder council")
    assert kept("News > Rivers > Weirs\n" + BODY).startswith("The Alder council")
    assert kept("Weir to be rebuilt\n" + BODY).startswith("Weir to be rebuilt")


def test_a_copy_cut_short_gives_way_to_the_complete_text() -> None:
    first = BODY.splitlines()[0]
    page = f"{first[:60]}...\n{BODY}"
    assert kept(page).startswith(first)
    assert rules(page)[first[:60] + "..."] == "copy cut short"
    assert kept(f"{first[:45]} {BODY}").startswith(first)
    assert kept(BODY + BODY) == kept(BODY) * 1 + "\n" + kept(BODY)


def test_byline_and_date_below_a_summary() -> None:
    page = (
        "Weir to be rebuilt\nThree floods in two years have cost the town 4 million crowns.\n"
        "By Ann Lee\nMay 3, 2024\n" + BODY
    )
    assert rules(page) == {"By Ann Lee": "byline", "May 3, 2024": "date line"}
    assert str(read(page).published) == "2024-05-03"


def test_bylines_below_a_summary_and_its_buttons() -> None:
    top = (
        "The weir, rebuilt\nAlder has a plan to hold the river, and 40 doubts about it.\n"
        "Listen to this article · 7:41 min Learn more\nShare full article\n"
        "By Ann Lee and Bo Hart\nAnn Lee reported from Alder, and Bo Hart from Dale.\n"
        "May 3, 2024\n"
    )
    document = read(top + BODY)
    assert str(document.published) == "2024-05-03"
    assert [s.rule for s in document.skipped][-3:] == ["byline", "credit", "date line"]
    assert len(document.sentences) == 5


def test_the_foot_of_a_page() -> None:
    foot = (
        "Reporting by Ann Lee; Editing by Bo Hart\nOur Standards\nTerms of Use\nAbout Us\n"
        "Privacy Policy\n© 2024 Dale Post\n"
    )
    assert kept(BODY + LAST + foot) == (BODY + LAST).strip() + "\nOur Standards"


def test_a_chronicle_keeps_its_dates() -> None:
    page = BODY + "May 3, 2024\nThe weir broke at noon, and 40 people fled.\nMay 4, 2024\n" + LAST
    assert not rules(page)
    assert read(page).published is None


TAIL = (
    "Bo Hart contributed to this report.\n"
    "- In:\n- Anna Bell\n- Alder\n- Floods\n"
    "Ann Lee\n"
    "Ann Lee is a county reporter at the Dale Post and is based in Alder. She previously worked "
    "for the Mill Echo and won a 2022 prize.\n"
    "Based in Alder, she covers rivers.\n"
    "Source:\n"
    "https://dale.example/weir\n"
)


def test_the_tail_of_a_page() -> None:
    document = read(BODY + LAST + TAIL)
    assert [s.text for s in document.sentences] == [*BODY.splitlines(), LAST.strip()]
    assert [s.rule for s in document.skipped] == [
        "credit",
        *["tags"] * 4,
        "byline",
        *["biography"] * 2,
        "source line",
        "bare address",
    ]


LINKS = (
    "- Three held after fire at the Alder mill. More could follow soon\n"
    "- Why did the ferry stop? Owner says ice to blame\n"
    "- Fire in the port of Dale kills at least 4, minister says\n"
)
PLAIN_LINKS = (
    "Ferry to return in June, owner says\n"
    "Bo Hart is facing great expectations. The No. 1 pick isn't scared.\n"
    "Dale school board passes its 2024 budget after a long night\n"
    "Two hurt as a bus leaves the road near the Alder bridge\n"
)


@pytest.mark.parametrize(
    "head",
    ["Related", "Related stories", "More from Dale Post", "Most read", "Most Popular",
     "Read more", "You may also like", "Trending now", "Recommended for you"],
)  # fmt: skip
def test_link_lists_to_the_end(head: str) -> None:
    for links in (LINKS, PLAIN_LINKS):
        page = f"{BODY}{LAST}{head}\n{links}"
        assert kept(page) == (BODY + LAST).strip()
        assert set(rules(page).values()) == {"link list"}


def test_heads_that_can_be_an_articles_own_need_a_list_before_them() -> None:
    page = f"{BODY}{LAST}Related\n{LINKS}Ranking\n{LINKS}Recommendation\n{PLAIN_LINKS}"
    assert kept(page) == (BODY + LAST).strip()


def test_an_articles_own_ranking_and_recommendations_are_kept() -> None:
    table = "Ranking\n- Alder Rovers won 12 games\n- Dale Town won 9 games\n"
    advice = "Recommendations\n- The county should build 200 barriers by 2030\n- Alder should pay\n"
    for part in (table, advice):
        assert not rules(BODY + part)
        assert not rules(BODY + part + LAST)


def test_links_amid_an_article_end_where_it_goes_on() -> None:
    page = f"{BODY}Related\n{LINKS}{LAST}{BODY}"
    assert kept(page) == (BODY + LAST + BODY).strip()
    page = f"{BODY}Related\nFerry to return in June, owner says\n{LAST}"
    assert kept(page) == (BODY + LAST).strip()


@pytest.mark.parametrize(
    "part",
    [
        "What You Need To Know\n- Rain fell on 12 days\n- The weir broke twice\n",
        "Q: How high was the water?\nA: It rose by 12 feet.\nQ: Why?\nA: It rained.\n",
        "10:45 a.m.\nThe weir has broken.\n11:20 a.m.\n“Run!” police said.\n",
        "It broke.\nNobody knew.\nThen the rain came.\n",
        "Standings\n1. Alder 34 points\n2. Dale 31 points\n",
        "The latest\nThe weir broke at noon, and 40 people fled to the school hall.\n",
    ],
)
def test_short_paragraphs_lists_and_questions_are_kept(part: str) -> None:
    assert not rules(BODY + part + LAST)
    assert not rules(BODY + LAST + part)
    assert not rules("Weir to be rebuilt in Alder\n" + part + BODY)


def test_a_biography_at_the_top() -> None:
    bio = "Ann Lee is a reporter at the Dale Post who covers rivers and towns."
    assert rules(f"Weir to be rebuilt\n{bio}\n{BODY}")[bio] == "biography"
    lede = "Ann Lee is a journalist whose film of the flood won 12 prizes last year."
    assert lede in kept(f"Weir film wins prizes\n{lede}\n{BODY}")


def test_the_rules_hold_in_markdown() -> None:
    page = "# Weir to be rebuilt\n\n" + BODY.replace("\n", "\n\n") + "## Related\n\n" + LINKS
    document = read_document("page.md", page.encode())
    assert [s.kind for s in document.sentences] == ["headline", "body", "body", "body"]
