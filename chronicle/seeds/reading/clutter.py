"""What on a saved page is not its article, by elements, by the words of their classes, and by what they say: tables."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from chronicle.model.seed import PieceKind


def reason_of(name: str, given: Mapping[str, str]) -> tuple[str, bool]:
    """Why an element is clutter, and whether it says so itself; an empty reason where it may be the article."""
    if "hidden" in given or _UNSEEN.search(given.get("style", "")):
        return "hidden", True
    if reason := ELEMENTS.get(name) or ROLES.get(given.get("role", "").lower()):
        return reason, True
    if name in _NEVER_BY_CLASS:
        return "", False
    named = f"{given.get('class', '')} {given.get('id', '')}"[:_LONGEST]
    words = _SEPARATORS.sub(" ", _STATES.sub(" ", named)).lower().split()
    return next((reason for word in words if (reason := CLASSES.get(word))), ""), False


def structure_of(name: str, given: Mapping[str, str]) -> tuple[PieceKind | None, bool]:
    """What a text in this element is, if the element says so; and whether the page calls it the article's text."""
    return KINDS.get(name), name == "article" or given.get("itemprop", "").lower() == "articlebody"


def wall_in(text: str) -> bool:
    """Whether a line asks readers to pay or to register before they read on."""
    return len(text) <= _LONGEST_LINE and bool(_WALL.search(text))


def is_consent(text: str) -> bool:
    """Whether a line speaks of cookies."""
    return bool(_CONSENT.search(text[:_LONGEST_LINE]))


ELEMENTS = {
    "nav": "navigation",
    "footer": "footer",
    "aside": "aside",
    "form": "form",
    "button": "form",
    "select": "form",
    "option": "form",
    "label": "form",
    "figcaption": "caption",
    "figure": "caption",
    "caption": "caption",
    "noscript": "without-script",
    "template": "hidden",
    "dialog": "dialog",
    "menu": "navigation",
    "svg": "picture",
    "object": "picture",
    "video": "picture",
    "audio": "picture",
    "canvas": "picture",
    "amp-sidebar": "navigation",
    "amp-consent": "consent",
    "amp-ad": "advertisement",
}
ROLES = {
    "navigation": "navigation",
    "banner": "page-head",
    "contentinfo": "footer",
    "complementary": "aside",
    "dialog": "dialog",
    "alertdialog": "dialog",
    "search": "form",
    "menu": "navigation",
}
_REASONS = {
    "navigation": "nav navbar navigation menu breadcrumb breadcrumbs pagination pager topbar sidebar skip toc",
    "related": "related recommended recommendations recirc recirculation readmore teaser teasers mostread popular "
    "trending linked promo promos outbrain taboola",
    "share": "share sharing sharebar share-bar social socials addthis",
    "consent": "cookie cookies consent gdpr cmp onetrust didomi cookiebar cookiebanner",
    "comments": "comments disqus commentlist",
    "advertisement": "ad ads advert adverts advertisement adsbygoogle sponsored sponsor",
    "newsletter": "newsletter subscribe subscription signup",
    "paywall": "paywall regwall piano subscriber offer meter metered",
    "caption": "caption captions credit credits figcaption photo",
    "byline": "byline author authors meta postmeta posted entrymeta",
    "tags": "tags taglist keywords",
    "hidden": "hidden visually sr screenreader",
    "footer": "footer copyright",
}
CLASSES = {word: reason for reason, words in _REASONS.items() for word in words.split()}
"""A word of a class or id: why its element is clutter."""
KINDS: dict[str, PieceKind] = {
    **{f"h{level}": "heading" for level in range(1, 7)},
    "li": "list",
    "blockquote": "quote",
}
_WALLS = (
    r"to (?:continue|keep) reading|already a subscriber|to read the (?:full|rest|whole)",
    r"subscribers? only|(?:only|exclusively) (?:available )?(?:to|for) (?:our )?subscribers",
    r"réservée? (?:à nos |aux )abonnés|pour lire la suite|il vous reste [\d.,\s]+% de cet article|déjà abonné",
    r"подпи[шс]\w* (?:\S+ ){0,3}чтобы (?:\S+ )?(?:читать|прочитать|продолжить)|только (?:для )?подписчик",
    r"полный текст доступен|чтобы читать дальше",
    r"лише для передплатник|тільки для передплатник|передплат\w+, щоб|щоб читати далі",
    r"բաժանորդագրվե\w*[^.։]{0,40}կարդալ|միայն բաժանորդ",
    r"oxumağa davam etmək üçün|abunə ol\w*[^.]{0,40}oxu|yalnız abunəçi",
    r"okumaya devam etmek için|abonelere özel|yalnızca abone",
    r"მხოლოდ გამომწერ|კითხვის გასაგრძელებლად",
    r"لمتابعة القراءة|للمشتركين فقط|لقراءة المقال كامل",
    r"برای ادامه (?:مطالعه|خواندن)|ویژه مشترکان|فقط برای مشترکین",
    r"um weiterzulesen|nur für abonnent|mit \S+ ?(?:plus|\+) weiterlesen|jetzt weiterlesen",
    r"para seguir leyendo|(?:solo|exclusivo) para (?:suscriptores|nuestros suscriptores)",
    r"riservat[oa] agli abbonati|per continuare a leggere|abbonati per leggere",
)
"""What walls say, in the languages of the news that is collected; one line adds one."""
_WALL = re.compile("|".join(_WALLS), re.IGNORECASE)
_CONSENT = re.compile(
    r"\bcookies?\b|\bcookie-|файл\w* cookie|куки|թխուկ|kuki fayl|çerez|ملفات تعريف الارتباط|کوکی|"
    r"témoins de connexion|ქუქი",
    re.IGNORECASE,
)
_UNSEEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_STATES = re.compile(r"(?<!\S)(?:js|is|has|with|no|without)[-_]\S*|--\S*")
"""What a class says of its element's state or of what it has, not of what it is."""
_SEPARATORS = re.compile(r"(?<=[a-z])(?=[A-Z])|[-_]+")
_LONGEST = 400
_LONGEST_LINE = 1000
"""Characters of what asks for money or consent; a longer text is an article's."""
_NEVER_BY_CLASS = frozenset(["html", "body", "main", "article", "p", "h1"])
"""Elements that are no clutter, however their classes are named."""
