"""What CLDR does not list of each language's calendar: case endings, other spellings, the abbreviations of agencies."""

from __future__ import annotations

MONTH_ENDINGS = {
    "az": "ın|in|un|ün|da|də|dan|dən|a|ə|ı|i|u|ü|ına|inə|una|ünə|ında|ində|unda|ündə|dək|adək|ədək",
    "hy": "ի|ին|ից|ում|իս|ն|ը|ով",
    "ka": "ი|ს|ის|ში|ისთვის|იდან|ამდე|მდე|ით|სა",
    "ru": "ь|я|е|ю|ем|ём|а|у|ом|й",
    "tr": "ın|in|un|ün|da|de|ta|te|dan|den|tan|ten|a|e|ı|i|u|ü",
    "uk": "ь|я|ю|і|ем|а|у|ом|ові|ого|ому|им|ий",
}
"""Language: what its month words may end in beyond the stem."""
MONTHS = {
    "ar": {
        "كانون ثاني": 1,
        "كانون ثان": 1,
        "اذار": 3,
        "ابريل": 4,
        "إبريل": 4,
        "افريل": 4,
        "ايار": 5,
        "آيار": 5,
        "يونية": 6,
        "يولية": 7,
        "اغسطس": 8,
        "ايلول": 9,
        "اكتوبر": 10,
        "تشرين أول": 10,
        "تشرين اول": 10,
        "تشرين الاول": 10,
        "تشرين ثاني": 11,
        "تشرين ثان": 11,
        "كانون أول": 12,
        "كانون الاول": 12,
        "نونبر": 11,
        "ديسمبر": 12,
    },
    "de": {"jänner": 1, "feber": 2, "maerz": 3},
    "es": {"setiembre": 9},
    "fa": {"ژانویه": 1, "فوریه": 2, "اپریل": 4, "مه": 5, "می": 5, "جون": 6, "ژوئیه": 7, "ژوییه": 7, "جولای": 7}
    | {"اوت": 8, "آگوست": 8, "اگست": 8, "اوگست": 8, "سپتمبر": 9, "اکتوبر": 10, "نومبر": 11, "دسمبر": 12},
    "fr": {"fevrier": 2, "aout": 8, "decembre": 12},
    "hy": {"նոեմբեր": 11, "նոեմբերի": 11},
    "uk": {"лют": 2},
    "ka": {"იანვრ": 1, "თებერვლ": 2, "სექტემბრ": 9, "ოქტომბრ": 10, "ნოემბრ": 11, "დეკემბრ": 12},
}
"""Language: whole month words besides CLDR's, and stems that lose a vowel before an ending."""
SHORT_MONTHS = {
    "de": {"jan": 1, "feb": 2, "mär": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "okt": 10, "nov": 11},
    "en": {"sept": 9},
    "es": {"sep": 9, "set": 9},
    "fr": {"jan": 1, "fev": 2, "fév": 2, "jul": 7, "sep": 9, "dec": 12},
    "it": {"sett": 9},
    "pt": {"dez": 12},
    "ru": {"янв": 1, "фев": 2, "апр": 4, "июн": 6, "июл": 7, "авг": 8, "сен": 9, "окт": 10, "ноя": 11, "дек": 12},
    "tr": {"agu": 8, "agustos": 8, "eylul": 9, "subat": 2},
    "uk": {"кві": 4, "тра": 5, "чер": 6, "сер": 8, "жов": 10, "лис": 11, "гру": 12},
}
"""Language: month words that take no ending, besides CLDR's abbreviations."""
MONTH_FIRST = frozenset(["az", "en", "hy"])
"""Languages that may write the day after its month; elsewhere `mars 15 personnes` is no day."""
WEEKDAYS = {
    "az": {"bazar ertəsi": 0, "çərşənbə axşamı": 1, "çərşənbə": 2, "cümə axşamı": 3, "cümə": 4, "şənbə": 5},
    "ar": {"الإثنين": 0, "الاربعاء": 2, "الاحد": 6, "الجمعه": 4},
    "de": {"sonnabend": 5},
    "fa": {"سه شنبه": 1, "سهشنبه": 1, "چهار شنبه": 2, "چهار\u200cشنبه": 2, "پنج شنبه": 3, "پنج\u200cشنبه": 3}
    | {"دو شنبه": 0, "دو\u200cشنبه": 0, "یک شنبه": 6, "یک\u200cشنبه": 6, "آدینه": 4},
    "hy": {"շաբաթ օրը": 5, "շաբաթ օրվա": 5},
    "it": {"lunedi": 0, "martedi": 1, "mercoledi": 2, "giovedi": 3, "venerdi": 4},
    "ka": {"კვირას": 6, "კვირა დღეს": 6},
    "tr": {"sali": 1},
}
"""Language: weekday words (Monday is 0) that stand as they are, besides CLDR's."""
NO_WEEKDAYS = {"az": ("bazar",), "hy": ("շաբաթ",), "ka": ("კვირა",)}
"""Language: CLDR's weekday words that mean a market or a week as well."""
WEEKDAY_STEMS = {
    "az": ({"bazar günü": 6}, "nü|ndə|nün"),
    "hy": (
        {"երկուշաբթի": 0, "երեքշաբթի": 1, "չորեքշաբթի": 2, "հինգշաբթի": 3, "ուրբաթ": 4, "կիրակի": 6},
        "ի|ին|վա|ն|ից|օրյա",
    ),
    "ka": (
        {"ორშაბათ": 0, "სამშაბათ": 1, "ოთხშაბათ": 2, "ხუთშაბათ": 3, "პარასკევ": 4, "შაბათ": 5},
        "ი|ს|ის|ში|ით",
    ),
    "ru": (
        {"понедельник": 0, "вторник": 1, "сред": 2, "четверг": 3, "пятниц": 4, "суббот": 5, "воскресень": 6},
        "а|у|ом|е|ы|ой|ей|я|ю|ем",
    ),
    "tr": (
        {"pazartesi": 0, "çarşamba": 2, "perşembe": 3, "cumartesi": 5},
        "yi|den|nin|ye|dan|nın|ya|si|sı|ni|nı",
    ),
    "uk": (
        {"понеділ": 0, "вівтор": 1, "серед": 2, "четвер": 3, "п’ятниц": 4, "субот": 5, "неділ": 6},
        "ок|ка|ку|ком|а|у|и|і|ою|га|гу|гом|я|ю|ею",
    ),
}
"""Language: stems of its weekdays and what may follow them."""
JALALI_MONTHS = (
    {"فروردین": 1, "اردیبهشت": 2, "خرداد": 3, "تیر": 4, "مرداد": 5, "امرداد": 5, "شهریور": 6}
    | {"مهر": 7, "آبان": 8, "آذر": 9, "دی": 10, "بهمن": 11, "اسفند": 12}
    | {"حمل": 1, "ثور": 2, "جوزا": 3, "سرطان": 4, "اسد": 5, "سنبله": 6, "میزان": 7, "عقرب": 8, "قوس": 9}
    | {"جدی": 10, "دلو": 11, "حوت": 12}
)
"""Months of the Persian calendar, as Iran and as Afghanistan call them."""
