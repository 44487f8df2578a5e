"""Pelican's settings: every page in both languages, which needs the plugin i18n_subsites."""  # noqa: INP001 - Pelican runs it

SITENAME = "Chronicle"
SITEURL = "https://example.org"
AUTHOR = "Chronicle"
PATH, OUTPUT_PATH, THEME = "content", "output", "theme"
TIMEZONE = "UTC"
LOCALE = "C.utf8"
DEFAULT_LANG = "en"
LABELS = {"en": "English", "fr": "Français"}
MONTHS = {
    "en": "January February March April May June July August September October November December".split(),  # noqa: SIM905 - a list would take twelve lines
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split(),  # noqa: SIM905 - as above
}

ARTICLE_PATHS = [""]
PAGE_PATHS: list[str] = []
STATIC_PATHS: list[str] = []
PLUGINS = ["pelican.plugins.i18n_subsites"]
I18N_SUBSITES: dict[str, dict[str, object]] = {"fr": {"STATIC_PATHS": []}}
MARKDOWN = {"extension_configs": {"markdown.extensions.extra": {}}, "output_format": "html5"}

USE_FOLDER_AS_CATEGORY = False
DEFAULT_CATEGORY = "entry"
DEFAULT_PAGINATION = False
ARTICLE_URL = "{date:%Y}/{date:%m}/{slug}/"
ARTICLE_LANG_URL = "{lang}/{date:%Y}/{date:%m}/{slug}/"
YEAR_ARCHIVE_URL = "{date:%Y}/"
MONTH_ARCHIVE_URL = "{date:%Y}/{date:%m}/"
TAG_URL = "tags/{slug}/"
ARTICLE_SAVE_AS, ARTICLE_LANG_SAVE_AS = ARTICLE_URL + "index.html", ARTICLE_LANG_URL + "index.html"
YEAR_ARCHIVE_SAVE_AS, MONTH_ARCHIVE_SAVE_AS = YEAR_ARCHIVE_URL + "index.html", MONTH_ARCHIVE_URL + "index.html"
TAG_SAVE_AS = TAG_URL + "index.html"
DIRECT_TEMPLATES = ["index", "tags", "sitemap"]
TAGS_SAVE_AS = "tags/index.html"
SITEMAP_SAVE_AS = "sitemap.xml"
AUTHOR_SAVE_AS = CATEGORY_SAVE_AS = ""

FEED_ALL_ATOM = "atom.xml"
TRANSLATION_FEED_ATOM = CATEGORY_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
FEED_MAX_ITEMS = 20
