"""Words that stand beside the date on a line of its own, in the languages of the agencies."""

from __future__ import annotations

_DATE_WORDS = (
    "a am an and at by date dated day edited et gmt hour hours hrs in ist last local modified msk no of "
    "on pm post posted "
    "published publication release released st th the time updated update utc est edt cet cest eet bst z t min read "
    "à au du est et heure heures h jour le la les mis mise modifié modifiée parution publication publié publiée créé "
    "date samedi modifie publie min mn lecture "
    "am aktualisiert datum den der erstellt stand uhr um und veröffentlicht vom mez mesz von "
    "al alle aggiornato aggiornamento actualizado actualización creado data de del el fecha horas hora hrs il las "
    "modificado ore ora pubblicato pubblicata publicado publicada publicación y ultimo última ultima "
    "в во г года год дата день добавлено изменено мск обновлено опубликовано от по публикации час часа часов о "
    "московскому времени время размещено "
    "о об оновлено опубліковано р рік року та час київ дата публікації за київським часом "
    "թ թվական թվականի թվականին ժամ ժամը ին հրապարակվել է հրապարակված ամսաթիվ թարմացվել օրը երևանի ժամանակով "
    "ci cı cu cü də il ildə ili dərc edilib edilmişdir paylaşılıb saat tarix tarixi yeniləndi yenilənib "
    "vaxtı vaxt ilə bakı bazar "
    "eklenme giriş güncelleme günü oluşturulma son tarih tarihi tarihinde yayın yayınlanma yayımlanma yıl ve tsi "
    "շաբաթ კვირა წელი წელს წლის გამოქვეყნდა გამოქვეყნების თარიღი განახლდა განახლების დრო საათი სთ "
    "آخر التاريخ الساعة الموافق بتاريخ تاريخ تم تحديث توقيت بتوقيت غرينتش جرينتش صباحا مساء ص عام في م من "
    "نشر النشر يوم هـ "
    "ه ربيع الأول الآخر الثاني رجب شعبان رمضان شوال ذو ذي القعدة الحجة محرم صفر جمادى الأولى الآخرة "
    "انتشار به روز رسانی تاریخ ساعت در روز شده شمسی میلادی هجری ماه"
)
DATE_WORDS = frozenset(_DATE_WORDS.casefold().split())
"""What a date line may say beside day, weekday and hour."""
_UPDATE_WORDS = (
    "updated update edited modified actualisé actualisée modifié modifiée jour aktualisiert aggiornato aggiornamento "
    "actualizado actualización modificado обновлено обновлён изменено оновлено թարմացվել yeniləndi "
    "yenilənib güncelleme "
    "განახლდა განახლების تحديث روزرسانی رسانی"
)
UPDATE_WORDS = frozenset(_UPDATE_WORDS.casefold().split())
"""What makes the day after it that of a change."""
SOURCE_WORDS = (
    "source|sources|quelle|fuente|fonte|источник|джерело|mənbə|kaynak|աղբյուր|աղբյուրը|წყარო|المصدر|منبع|agence|agency|"
    "агентство|агенція|agencia|agenzia"
)
"""What stands before the agency's name on a line of its own; alternatives of a regular expression."""
