"""Hand-made views: one of every page, in any language, with any text; what the tests of the theme render."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from theme_parts import (
    DAY,
    ENTRY,
    LANGUAGES,
    PARAGRAPHS,
    SHA256,
    TITLE,
    TITLES,
    card,
    cards,
    chrome,
    frame,
    link,
    month_grid,
    strip,
)

from chronicle.base.languages import direction, endonym
from chronicle.plan import list_views as lists
from chronicle.plan import machine_views as machine
from chronicle.plan import name_views as names_
from chronicle.plan import reading_views as reading
from chronicle.plan import views


def choice(language: str = "en", *, title: str = TITLE) -> lists.ChoiceView:
    made = frame("choice", language, "", title=title)
    page = views.Frame(
        "choice",
        views.Route("/"),
        made.chrome,
        "/",
        (*made.alternates[:-1], views.Alternate("x-default", "/")),
        made.switcher,
    )
    latest = {tag: card(tag, title="" if title == TITLE else title) for tag in LANGUAGES[:2]}
    choices = tuple(lists.ChoiceLanguage(link(tag, ""), TITLES[tag][:20], latest.get(tag)) for tag in LANGUAGES)
    return lists.ChoiceView(page, choices)


def home(language: str = "en", *, title: str = TITLE) -> lists.HomeView:
    years = (lists.YearLink(date(2020, 1, 1), f"/{language}/2020/", 2_332),)
    return lists.HomeView(frame("home", language, "", title=title), strip(language), years, cards(language), 2_332, 1)


def year(language: str = "en", *, title: str = TITLE) -> lists.ArchiveView:
    months = tuple(month_grid(language, month) for month in range(1, 13))
    return lists.ArchiveView(
        frame("year", language, "2020/", title=title),
        "year",
        date(2020, 1, 1),
        2_332,
        strip(language),
        months,
        (),
        (),
        lists.PeriodLink(date(2016, 1, 1), f"/{language}/2016/"),
        None,
    )


def month(language: str = "en", *, title: str = TITLE) -> lists.ArchiveView:
    groups = tuple(lists.DayGroup(one.date, f"/{language}/{one.date:%Y/%m/%d}/", (one,)) for one in cards(language)[:4])
    return lists.ArchiveView(
        frame("month", language, "2020/11/", title=title),
        "month",
        date(2020, 11, 1),
        66,
        strip(language),
        (),
        groups,
        (lists.PeriodLink(date(2020, 1, 1), f"/{language}/2020/"),),
        lists.PeriodLink(date(2020, 10, 1), f"/{language}/2020/10/"),
        lists.PeriodLink(date(2020, 12, 1), f"/{language}/2020/12/"),
    )


def day(language: str = "en", *, title: str = TITLE) -> lists.ArchiveView:
    return lists.ArchiveView(
        frame("day", language, "2020/11/15/", title=title),
        "day",
        DAY,
        1,
        strip(language),
        (),
        (lists.DayGroup(DAY, f"/{language}/2020/11/15/", (card(language, title="" if title == TITLE else title),)),),
        (
            lists.PeriodLink(date(2020, 1, 1), f"/{language}/2020/"),
            lists.PeriodLink(date(2020, 11, 1), f"/{language}/2020/11/"),
        ),
        lists.PeriodLink(date(2020, 11, 1), f"/{language}/2020/11/01/"),
        None,
    )


def provenance(language: str, **facts: object) -> reading.Provenance:
    values: dict[str, object] = {
        "source": views.Labelled("TASS", "en", "ltr"),
        "source_country": "RU",
        "source_ownership": "state",
        "source_address": "https://tass.example/",
        "url": "https://tass.example/world/1223953",
        "archived": None,
        "accessed": date(2020, 11, 16),
        "author": None,
        "published": DAY,
        "original": link("en", ENTRY, language),
        "is_original": language == "en",
        "translated_from": None if language == "en" else link("en", ENTRY),
        "translator_name": None,
        "translator_method": "unknown",
        "title_source": "seed" if language == "en" else "editor",
        "rights_holder": None,
        "rights_licence": None,
        "rights_terms": None,
        "seed_path": "seeds/000_c07d530b4f2bbd59.txt",
        "seed_sha256": SHA256,
        "corrections": (),
    }
    return reading.Provenance(**(values | facts))  # type: ignore[arg-type]  # the tests vary single facts


def passages(language: str) -> tuple[reading.Passage, ...]:
    """The passages of a version: in French the fourth is a gap and the second has changed; Arabic adds the last."""
    made = []
    for number, text in enumerate(PARAGRAPHS[language], 1):
        html = (f"<p>{text}</p>",) if text else ()
        state = {("fr", 4): "gap", ("fr", 2): "outdated", ("ar", 5): "addition"}.get((language, number), "same")
        original = () if text else (f"<p>{PARAGRAPHS['en'][number - 1]}</p>",)
        also = ("p9",) if number == 3 else ()
        reason = "by-source" if number == 4 else "unknown"
        made.append(reading.Passage(f"p{number}", also, html, state, reason, original))  # type: ignore[arg-type]  # states from the table above
    return tuple(made)


def entry(language: str = "en", *, title: str = "", json_ld: str = "", **facts: object) -> reading.EntryView:
    values: dict[str, object] = {
        "frame": frame("entry", language, ENTRY, title=title or TITLE),
        "key": "2020-11-15/ministers-discuss",
        "title": title or TITLES[language],
        "extract": PARAGRAPHS[language][0],
        "date": DAY,
        "date_precision": "day",
        "date_end": None,
        "time": "14:30",
        "day_address": f"/{language}/2020/11/15/",
        "dateline": "MOSCOW, November 15. /TASS/." if language == "en" else None,
        "place": views.Labelled("Moscow", "en", "ltr"),
        "place_address": f"/{language}/names/moscow/",
        "place_precision": "near",
        "topics": (
            (views.Labelled("Diplomacy", "en", "ltr"), "/en/topics/diplomacy/"),
            (views.Labelled("Maintien de la paix", "fr", "ltr"), "/en/topics/peacekeeping/"),
        ),
        "access": "full",
        "passages": passages(language),
        "gaps": 1 if language == "fr" else 0,
        "is_confirmed": language == "en",
        "provenance": provenance(language),
        "parallels": tuple(link(tag, ENTRY + f"with-{tag}/") for tag in LANGUAGES if tag != language),
        "previous": card("fr", day=date(2020, 11, 14), slug="second"),
        "next": card("en", day=date(2020, 11, 16), slug="next-day"),
        "json_ld": json_ld or '{"@context":"https://schema.org","@type":"NewsArticle","headline":"…"}',
    }
    values["parallels"] = tuple(
        views.LanguageLink(tag, direction(tag), endonym(tag), f"/{language}/{ENTRY}with-{tag}/")
        for tag in LANGUAGES
        if tag != language
    )
    return reading.EntryView(**(values | facts))  # type: ignore[arg-type]  # the tests vary single facts


def parallel(language: str = "en", other: str = "fr", *, title: str = "") -> reading.ParallelView:
    rest = ENTRY + f"with-{other}/"
    made = frame("parallel", language, rest, languages=(language,), title=title or TITLE)
    page = views.Frame("parallel", made.route, made.chrome, f"/{language}/{ENTRY}", (), made.switcher)
    rows = tuple(
        reading.ParallelRow(
            f"p{number}",
            (),
            (f"<p>{left}</p>",) if left else (),
            (f"<p>{right}</p>",) if right else (),
            "same" if left and right else "gap",
            "not-yet-translated" if number == 4 else "unknown",
        )
        for number, (left, right) in enumerate(zip(PARAGRAPHS[language], PARAGRAPHS[other], strict=True), 1)
    )
    return reading.ParallelView(
        frame=page,
        key="2020-11-15/ministers-discuss",
        date=DAY,
        date_precision="day",
        date_end=None,
        day_address=f"/{language}/2020/11/15/",
        left=reading.ParallelSide(
            link(language, ENTRY, language), title or TITLES[language], None, language == "en", None, "unknown"
        ),
        right=reading.ParallelSide(
            link(other, ENTRY), title or TITLES[other], "TASS.", other == "en", "A. Person", "human"
        ),
        rows=(
            *rows,
            reading.ParallelRow("p6", ("p7",), ("<p>Six.</p>",), ("<p>VI.</p>",), "outdated", "unknown"),
        ),
        is_confirmed=False,
        others=(views.LanguageLink("ar", "rtl", endonym("ar"), f"/{language}/{ENTRY}with-ar/"),),
    )


def replaced(view: lists.HomeView | lists.ArchiveView, **fields: object) -> object:
    return replace(view, **fields)  # type: ignore[arg-type]  # fields of the view, as the test names them


def topic_link(language: str, *, title: str = TITLE) -> lists.TopicLink:
    return lists.TopicLink(views.Labelled(title, "en", "ltr"), f"/{language}/topics/diplomacy/", 2)


def topics(language: str = "en", *, title: str = TITLE) -> lists.TopicsView:
    return lists.TopicsView(frame("topics", language, "topics/", title=title), (topic_link(language, title=title),) * 2)


def topic(language: str = "en", *, title: str = TITLE) -> lists.TopicView:
    return lists.TopicView(
        frame("topic", language, "topics/diplomacy/", title=title),
        topic_link(language, title=title),
        f"/{language}/topics/",
        (*cards(language), card(language, title=title)),
    )


def search(language: str = "en", *, title: str = TITLE) -> lists.SearchView:
    options = (lists.SearchOption("ceasefire", views.Labelled(title, "fr", "ltr")),) * 2
    return lists.SearchView(
        frame=frame("search", language, "search/", title=title),
        root="/",
        years=(lists.YearLink(date(2020, 1, 1), f"/{language}/2020/", 3),),
        names=options,
        topics=options,
        sources=options,
        all_topics=f"/{language}/topics/",
    )


def name_link(language: str, label: str, key: str, of: str = "en") -> names_.NameLink:
    return names_.NameLink(views.Labelled(label, of, direction(of)), f"/{language}/names/{key}/")


def names(language: str = "en", *, title: str = TITLE) -> names_.NamesView:
    others = tuple(tag for tag in LANGUAGES if tag != language)
    labels = {"en": "Moscow", "fr": "Moscou", "ar": ""}
    cells = tuple(views.Labelled(labels[tag], tag, direction(tag)) if labels[tag] else None for tag in others)
    row = names_.NameRow(name_link(language, title, "moscow"), cells, 12)
    return names_.NamesView(
        frame("names", language, "names/", title=title),
        tuple(link(tag, "names/") for tag in others),
        (names_.NameGroup("person", (row, row._replace(entries=0))), names_.NameGroup("place", (row,) * 20)),
        22,
    )


def name(language: str = "en", *, title: str = TITLE, **facts: object) -> names_.NameView:
    labels = [views.Labelled(*each) for each in ((title, "en", "ltr"), ("Baku", "en", "ltr"), ("باكو", "ar", "rtl"))]
    spots = ((40.0, 40.0, "start"), (250.0, 90.0, "end"), (250.0, 95.0, ""))
    dots = tuple(
        names_.MapDot(x, y, label, x + 8, y + 4, anchor, is_subject=label is labels[0])
        for (x, y, anchor), label in zip(spots, labels, strict=True)
    )
    values = {
        "frame": frame("name", language, "names/moscow/", title=title),
        "link": name_link(language, title, "moscow"),
        "all_names": f"/{language}/names/",
        "all_of_type": f"/{language}/names/#place",
        "type": "place",
        "part": 0,
        "parts": (
            names_.NamePart(0, f"/{language}/names/moscow/", is_current=True),
            names_.NamePart(1, f"/{language}/names/moscow/1/", is_current=False),
        ),
        "count": 203,
        "spellings": (
            names_.Forms(
                "en",
                "ltr",
                (names_.Form(title, (names_.Use(labels[1], 2), names_.Use(None, 1))), names_.Form("Moskva", ())),
            ),
            names_.Forms("ar", "rtl", (names_.Form("موسكو", ()),)),
        ),
        "wikidata": "Q649",
        "latitude": 55.75,
        "longitude": -37.5,
        "locator": names_.Locator(
            320,
            200,
            (
                names_.MapLine(80, 0, 80, 200, 40, is_meridian=True),
                names_.MapLine(0, 50, 320, 50, -5, is_meridian=False),
            ),
            dots,
            (name_link(language, "Baku", "baku"), name_link(language, "باكو", "baku", "ar")),
        ),
        "entries": (
            names_.NameEntry(card(language, title=title), ("p1", "p3", "a1"), is_place=False),
            names_.NameEntry(card("fr"), (), is_place=True),
        ),
    }
    return names_.NameView(**(values | facts))  # type: ignore[arg-type]  # the tests vary single facts


def about(language: str = "en", *, title: str = TITLE) -> lists.AboutView:
    return lists.AboutView(frame("about", language, "about/", title=title))


def not_found(language: str = "en", *, title: str = TITLE) -> lists.NotFoundView:
    page = views.Frame("404", views.Route("/404.html"), chrome(language, title=title), "", (), (), is_indexed=False)
    homes, searches = (tuple(link(tag, rest) for tag in LANGUAGES) for rest in ("", "search/"))
    return lists.NotFoundView(page, homes, searches)


def redirect(language: str = "en", *, title: str = TITLE) -> machine.RedirectView:
    return machine.RedirectView(views.Route(f"/{language}/old/"), chrome(language, title=title), f"/{language}/{ENTRY}")


def feed(language: str = "en", *, title: str = "") -> machine.FeedView:
    items = tuple(machine.FeedItem(one, one.date) for one in (card(language, title=title), *cards(language)[1:]))
    page = chrome(language, title=title or TITLE)
    return machine.FeedView(views.Route(f"/{language}/feed.xml"), page, DAY, items)


def sitemap() -> machine.SitemapView:
    alternates = frame("home", "en", "").alternates
    return machine.SitemapView(
        views.Route("/sitemap.xml"),
        chrome(),
        tuple(machine.SitemapUrl(one.address, alternates) for one in alternates[:-1]),
    )
