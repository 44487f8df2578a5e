"""One article in many layouts of web pages, as browsers save them; the clutter around it is marked with `CLUTTER`."""

# ruff: noqa: E501 - pages as sites send them

from __future__ import annotations

from html import escape
from typing import NamedTuple


class Article(NamedTuple):
    """What a page tells."""

    language: str
    headline: str
    paragraphs: tuple[str, ...]
    url: str = "https://news.example.org/2020/11/15/talks"
    day: str = "2020-11-15"


ENGLISH = Article(
    "en",
    "Ministers discuss peacekeeping mission by telephone",
    (
        "The foreign ministers of the two countries discussed the deployment of a peacekeeping mission on Sunday, the ministry said.",
        "According to the statement, the parties spoke of 1,960 servicemen, 90 armoured vehicles and 380 cars that are to be sent.",
        "“The work goes on without delay,” the minister said, adding that humanitarian aid would come next.",
        "A short line closes the report.",
    ),
)
ARTICLES = (
    ENGLISH,
    Article(
        "fr",
        "Les ministres parlent de la mission de maintien de la paix",
        (
            "Les ministres des Affaires étrangères des deux pays ont discuté dimanche du déploiement d’une mission, selon le ministère.",
            "Selon le communiqué, les parties ont évoqué 1 960 militaires, 90 véhicules blindés et 380 voitures qui doivent être envoyés.",
            "«\u00a0Le travail continue sans délai\u00a0», a dit le ministre, ajoutant que l’aide humanitaire viendrait ensuite.",
        ),
    ),
    Article(
        "ru",
        "Министры обсудили миротворческую миссию по телефону",
        (
            "Министры иностранных дел двух стран обсудили в воскресенье развёртывание миротворческой миссии, сообщили в министерстве.",
            "Как говорится в заявлении, стороны говорили о 1960 военнослужащих, 90 бронетранспортёрах и 380 автомобилях.",
            "«Работа идёт без задержек», — сказал министр, добавив, что затем последует гуманитарная помощь.",
        ),
    ),
    Article(
        "hy",
        "Նախարարները քննարկել են խաղաղապահ առաքելությունը",
        (
            "Երկու երկրների արտաքին գործերի նախարարները կիրակի օրը քննարկել են խաղաղապահ առաքելության տեղակայումը, հայտնել է նախարարությունը։",
            "Հայտարարության համաձայն՝ կողմերը խոսել են 1960 զինծառայողի, 90 զրահամեքենայի և 380 ավտոմեքենայի մասին։",
        ),
    ),
    Article(
        "az",
        "Nazirlər sülhməramlı missiyanı müzakirə ediblər",
        (
            "İki ölkənin xarici işlər nazirləri bazar günü sülhməramlı missiyanın yerləşdirilməsini müzakirə ediblər, nazirlik məlumat verib.",
            "Bəyanatda deyilir ki, tərəflər 1960 hərbçi, 90 zirehli maşın və 380 avtomobil barədə danışıblar.",
        ),
    ),
    Article(
        "ar",
        "الوزيران يبحثان مهمة حفظ السلام هاتفيا",
        (
            "بحث وزيرا خارجية البلدين يوم الأحد نشر بعثة لحفظ السلام في المنطقة، حسبما أعلنت الوزارة في بيان لها اليوم.",
            "وجاء في البيان أن الطرفين تحدثا عن 1960 عسكريا و90 مدرعة و380 سيارة سترسل إلى هناك خلال الأسابيع المقبلة.",
        ),
    ),
    Article(
        "fa",
        "وزیران درباره مأموریت حفظ صلح گفتگو کردند",
        (
            "وزیران امور خارجه دو کشور روز یکشنبه درباره استقرار مأموریت حفظ صلح در منطقه گفتگو کردند، وزارتخانه اعلام کرد.",
            "بر اساس این بیانیه، دو طرف درباره ۱۹۶۰ نظامی، ۹۰ خودروی زرهی و ۳۸۰ خودرو که باید فرستاده شوند صحبت کردند.",
        ),
    ),
)
NAVIGATION = "<nav><ul><li><a href=/>CLUTTER Home</a><li><a href=/w>CLUTTER World</a></ul></nav>"
SHARE = '<div class="social-share"><a href="#">CLUTTER Facebook</a> <a href="#">CLUTTER Telegram</a></div>'
RELATED = (
    '<section class="related-articles"><h3>CLUTTER Read also</h3><ul><li><a href="/a">CLUTTER Another story of the day'
    " with a rather long headline</a></ul><p>CLUTTER The teaser of another story, in a sentence that is long enough to be prose.</p></section>"
)
COOKIES = '<div id="cookie-banner"><p>CLUTTER We and our partners use cookies to store information on your device.</p><button>CLUTTER OK</button></div>'
FOOTER = "<footer><p>CLUTTER © 2020 The Example News. All rights reserved, no part may be reproduced.</p></footer>"
SCRIPT = "<script>var clutter = '<p>CLUTTER not text</p>';</script><style>.CLUTTER {}</style>"


def paragraphs(article: Article, mark: str = "<p>{}</p>") -> str:
    return "\n".join(mark.format(escape(text, quote=False)) for text in article.paragraphs)


def news(article: Article) -> str:
    """A large site: linked data, alternates, figures with captions, share bars."""
    return f"""<!DOCTYPE html><html lang="{article.language}"><head><meta charset=utf-8><title>{article.headline} | Example News</title>
<link rel=canonical href="{article.url}"><link rel=alternate hreflang={article.language} href="{article.url}">
<script type="application/ld+json">{{"@context":"https://schema.org","@graph":[{{"@type":"WebSite","name":"Example News"}},
{{"@type":"NewsArticle","headline":"{article.headline}","datePublished":"{article.day}T21:30:00+03:00","inLanguage":"{article.language}",
"author":[{{"@type":"Person","name":"A. Reporter"}}]}}]}}</script></head><body>{COOKIES}{NAVIGATION}{SCRIPT}
<main><article><header><h1>{article.headline}</h1><div class="byline">CLUTTER By A. Reporter</div></header>{SHARE}
<figure><img src=x.jpg><figcaption>CLUTTER The ministers last year, photo by the agency, in a long caption text.</figcaption></figure>
<div class="story__body">{paragraphs(article)}<aside><p>CLUTTER Sign up for our letter and never miss a story that matters to you.</p></aside></div>
</article>{RELATED}</main>{FOOTER}</body></html>"""


def amp(article: Article) -> str:
    """A page for telephones."""
    return f"""<!doctype html><html amp lang={article.language}><head><meta property="og:title" content="{article.headline}">
<meta property="article:published_time" content="{article.day}T18:00Z"><meta property="og:url" content="{article.url}"></head><body>
<amp-sidebar><ul><li>CLUTTER Menu</ul></amp-sidebar><amp-consent><p>CLUTTER cookies are used here by us and by all of our partners</p></amp-consent>
<article><h1>{article.headline}</h1><amp-img alt=x></amp-img><section>{paragraphs(article)}</section><amp-ad>CLUTTER buy</amp-ad></article>{FOOTER}</body></html>"""


def wordpress(article: Article) -> str:
    """A journal on WordPress."""
    return f"""<html lang="{article.language}"><head><meta name=date content="{article.day}"><link rel=canonical href="{article.url}">
<title>{article.headline} – My journal</title></head><body class="post single no-sidebar"><div id=page><div id="masthead"><p><a href="/">CLUTTER My journal</a></p>{NAVIGATION}</div>
<div id=content class="site-content with-comments"><article class="post type-post hentry"><h1 class="entry-title">{article.headline}</h1>
<div class="entry-meta">CLUTTER Posted on some day by admin</div><div class="entry-content">{paragraphs(article)}
<div class="sharedaddy share">CLUTTER Share this:</div></div></article>
<div id="comments"><ol><li><p>CLUTTER First! This is a comment that someone has left below the article, long enough to be prose.</p></ol></div></div>
<div id=secondary class="widget-area sidebar"><p>CLUTTER About this journal, which has been kept for many years by its editor.</p></div></div>{FOOTER}</body></html>"""


def soup(article: Article) -> str:
    """Nothing but `div`, and class names that say nothing."""
    return f"""<html><head><meta property="og:title" content="{article.headline}"><meta itemprop=datePublished content={article.day}>
<meta property="og:url" content="{article.url}"></head><body><div class=x1><div class=x2><a href=/>CLUTTER Start</a> <a href=/b>CLUTTER World</a></div>
<div class=x3><div class=x4>{article.headline}</div></div><div class=x9><div class=x5>{paragraphs(article, "<div class=x6>{}</div>")}</div></div>
<div class=x7><a href=/c>CLUTTER A link to some other story that is far longer than the usual label is</a></div></div></body></html>"""


def table(article: Article) -> str:
    """A page of the nineties: tables and line breaks, no end tags."""
    text = "<BR><BR>\n".join(escape(text, quote=False) for text in article.paragraphs)
    return f"""<HTML><HEAD><TITLE>{article.headline}</TITLE></HEAD><BODY BGCOLOR=white><TABLE WIDTH="100%"><TR><TD WIDTH=120>
<A HREF="index.htm">CLUTTER Index</A><BR><A HREF="mail.htm">CLUTTER Mail</A><TD><FONT SIZE=5><H1>{article.headline}</H1></FONT>
<FONT FACE=Arial>{text}</FONT></TABLE><CENTER><A HREF="top.htm">CLUTTER Top</A></CENTER></BODY></HTML>"""


def liveblog(article: Article) -> str:
    """Posts one below another."""
    posts = paragraphs(article, "<section class=post><time datetime=2020-11-15T10:00>10:00</time><p>{}</p></section>")
    return f"""<html lang={article.language}><head><script type="application/ld+json">[{{"@type":["LiveBlogPosting"],"headline":"{article.headline}",
"datePublished":"{article.day}","url":"{article.url}"}}]</script></head><body>{NAVIGATION}<main><h1>{article.headline}</h1><div>{posts}</div></main>{RELATED}{FOOTER}</body></html>"""


def hidden_body(article: Article) -> str:
    """A wall before the text, and the whole text in the linked data."""
    body = "\\n\\n".join(article.paragraphs)
    return f"""<html lang={article.language}><head><link rel=canonical href="{article.url}"><script type="application/ld+json">{{"@type":"NewsArticle","headline":"{article.headline}",
"datePublished":"{article.day}","isAccessibleForFree":false,"articleBody":"{body}"}}</script></head><body>{NAVIGATION}<article><h1>{article.headline}</h1>
<p>CLUTTER A teaser.</p><div class=paywall>CLUTTER Already a subscriber? Log in to continue reading.</div></article>{FOOTER}</body></html>"""


def unclosed(article: Article) -> str:
    """Paragraphs without ends, a heading within, quotation, list, everything in one element."""
    return f"""<html lang={article.language}><head><meta name="dc.date" content="{article.day}"><link rel="canonical" href="{article.url}"><body>
<div role=banner>CLUTTER The Example</div><div role=main><h1>{article.headline}</h1>{"<p>".join(("", *article.paragraphs))}<div role=complementary>CLUTTER beside</div></div></body></html>"""


def teasers(article: Article) -> str:
    """Classes that mislead, a standfirst, a visible day, and more teasers than article."""
    cards = "".join(
        f"<div class=c-card><a href=/{number}><h3>CLUTTER Teaser {number}</h3></a><p>CLUTTER A teaser of another story, number {number}, that goes on for a while.</p></div>"
        for number in range(6)
    )
    first, *others = article.paragraphs
    rest = "".join(f"<p>{escape(text, quote=False)}</p>" for text in others)
    return f"""<html><head><meta property="og:title" content="{article.headline} | The Daily"><meta property="og:site_name" content="The Daily"></head>
<body class="page--article has-cookie-banner js"><div class="o-wrapper"><header><h1 class=logo><a href=/>CLUTTER The Daily</a></h1></header>
<div class="content-sidebar-wrap"><div class="c-article js-share-enabled share-me"><h1 class="c-article__title">{article.headline}</h1>
<p class="c-article__standfirst">{escape(first, quote=False)}</p><div class="c-article__meta">CLUTTER 15.11.2020, 21:30</div>
<div class="c-article__body article-body--with-ads">{rest}<p><b>CLUTTER <a href=/z>Read also another story about the thing that happened</a></b></p></div></div>
<div class=c-list>{cards}</div></div><div class=nl><p>CLUTTER Write to us: to continue reading such stories, tell your friends about this journal.</p></div></div></body></html>"""


def blog(article: Article) -> str:
    """A blog: the headline a third heading, paragraphs parted by breaks, the site's name before the title."""
    text = "<br /><br />".join(escape(text, quote=False) for text in article.paragraphs)
    return f"""<html><head><title>Notes: {article.headline}</title></head><body><div class='post hentry'><h3 class='post-title'>{article.headline}</h3>
<div class='post-body entry-content'>{text}<div style='clear: both;'></div></div><div class='post-footer'><div>CLUTTER Posted by me at 21:30</div></div></div>
<div class=sidebar><h2>CLUTTER Archive</h2><ul><li><a href=/1>CLUTTER 2019</a></ul></div></body></html>"""


LAYOUTS = (news, amp, wordpress, soup, table, liveblog, hidden_body, unclosed, teasers, blog)
PAYWALL = f"""<html lang=en><head><title>Ministers discuss mission</title><script type="application/ld+json">{{"@type":"NewsArticle",
"headline":"Ministers discuss mission","isAccessibleForFree":false}}</script></head><body>{NAVIGATION}<article><h1>Ministers discuss mission</h1>
<p>{ENGLISH.paragraphs[0]}</p><div class="paywall"><p>To continue reading, subscribe for one month.</p></div></article>{FOOTER}</body></html>"""
COOKIE_WALL = """<html lang=en><head><title>Before you continue</title></head><body><div><h1>Before you continue</h1>
<p>We use cookies and data to deliver and maintain our services and to track outages and protect against spam.</p>
<p>If you choose to accept, we will also use cookies to develop new services and to show personalised advertising.</p>
<button>Reject all</button><button>Accept all</button></div></body></html>"""
