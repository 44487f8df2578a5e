"""How long importing takes, and how it grows: made-up news in English and French, three look-alikes to an event.

    python bench/import/speed.py [250 500 1000 2000]

prints, for each number of seeds, wall and processor seconds, peak memory, linked pairs and wrong ones, and between
two sizes the exponent of growth (1 is linear). Each size runs in a process of its own.
"""  # noqa: INP001 - a script

from __future__ import annotations

import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from datetime import date, timedelta
from math import log

SIZES = (250, 500, 1000, 2000)
PEOPLE = (
    "Sargsyan",
    "Hakobyan",
    "Mirzoyan",
    "Bayramov",
    "Hajiyev",
    "Muradov",
    "Volkov",
    "Lentsov",
    "Klaar",
    "Borrell",
    "Petrosyan",
    "Vardanyan",
)
PLACES = (
    ("Yerevan", "Erevan"),
    ("Baku", "Bakou"),
    ("Tbilisi", "Tbilissi"),
    ("Moscow", "Moscou"),
    ("Goris", "Goris"),
    ("Ganja", "Gandja"),
    ("Lachin", "Latchine"),
    ("Gyumri", "Gumri"),
)
SENTENCES = (
    (
        "{n} lorries crossed the border near {p} on {d}, {w} told reporters.",
        "{n} camions ont passé la frontière près de {p} le {d}, a indiqué {w} aux journalistes.",
    ),
    ("The talks between {w} and {v} lasted {s} hours.", "Les entretiens entre {w} et {v} ont duré {s} heures."),
    (
        "“We agreed on almost everything,” {w} said after the meeting.",
        "« Nous sommes d’accord sur presque tout », a dit {w} après la rencontre.",
    ),
    (
        "{n} families have returned to villages around {p} since {d}.",
        "{n} familles sont rentrées dans des villages autour de {p} depuis le {d}.",
    ),
    (
        "The repair of the road to {p} will cost {n} thousand dollars.",
        "La réparation de la route de {p} coûtera {n} mille dollars.",
    ),
    ("The opposition demanded the resignation of {w}.", "L’opposition a demandé la démission de {w}."),
    (
        "Heavy snow closed the pass for the third day in a row.",
        "De fortes chutes de neige ont fermé le col pour le troisième jour consécutif.",
    ),
    ("Hospitals in {p} received {s} wounded soldiers.", "Les hôpitaux de {p} ont reçu {s} soldats blessés."),
    (
        "{w} is to visit {p} on {d} with a delegation of the parliament.",
        "{w} doit se rendre à {p} le {d} avec une délégation du parlement.",
    ),
    ("The government has not yet commented on the report.", "Le gouvernement n’a pas encore commenté ce rapport."),
    ("Power was restored to {n} homes by the evening.", "Le courant a été rétabli dans {n} foyers avant le soir."),
    (
        "Observers counted {s} violations of the ceasefire near {p}.",
        "Les observateurs ont compté {s} violations du cessez-le-feu près de {p}.",
    ),
    ("Prices of bread rose by {s} percent within a month.", "Le prix du pain a augmenté de {s} pour cent en un mois."),
    (
        "Schools will stay closed until further notice, {v} added.",
        "Les écoles resteront fermées jusqu’à nouvel ordre, a ajouté {v}.",
    ),
)
ENGLISH = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
FRENCH = (
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
)


def seeds(count: int) -> dict[str, str]:
    """So many seeds by name; `e` and `f` with the same number are one article."""
    chance = random.Random(count)  # noqa: S311 - a reproducible corpus, no secret
    made: dict[str, str] = {}
    story = 0
    while len(made) < count:
        day = date(2020, 1, 1) + timedelta(days=story % 600)
        cast = chance.sample(PEOPLE, 3), chance.sample(PLACES, 3)
        for later in range(3):
            english, french = _article(chance, cast, day + timedelta(days=later))
            made[f"e{story:05}.txt"], made[f"f{story:05}.txt"] = english, french
            story += 1
    return dict(list(made.items())[:count])


def measure(count: int) -> dict[str, float]:
    """Import so many seeds into an empty chronicle, in this process."""
    from chronicle.model.chronicle import Config  # noqa: PLC0415 - its start is not what the parent measures
    from chronicle.seeds.importer import import_seeds  # noqa: PLC0415 - as above

    with tempfile.TemporaryDirectory() as root:
        os.makedirs(os.path.join(root, "seeds"))
        for name, text in seeds(count).items():
            with open(os.path.join(root, "seeds", name), "w", encoding="utf-8") as file:
                file.write(text)
        config = Config((("en", "Speed"),), (("en", "Speed"),), "https://example.org", ("en", "fr"))
        wall, processor = time.perf_counter(), time.process_time()
        report = import_seeds(root, config=config).value
        wall, processor = time.perf_counter() - wall, time.process_time() - processor
    linked = {
        tuple(sorted((seed.seed.path, pair.path))) for seed in report.seeds for pair in seed.pairs if pair.is_linked
    }
    right = sum(one[-9:] == other[-9:] for one, other in linked)
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return {
        "wall": wall,
        "cpu": processor + children.ru_utime + children.ru_stime,
        "mb": max(own, children.ru_maxrss) / 1024,
        "linked": len(linked),
        "wrong": len(linked) - right,
    }


def main(arguments: list[str]) -> None:
    """Measure every size in a process of its own and print the table."""
    if arguments[:1] == ["--one"]:
        print(json.dumps(measure(int(arguments[1]))))  # noqa: T201 - what the parent reads
        return
    before: tuple[int, float] | None = None
    print(f"{'seeds':>6} {'wall s':>8} {'cpu s':>8} {'MiB':>6} {'linked':>7} {'wrong':>6} {'growth':>7}")  # noqa: T201 - the result
    for size in map(int, arguments or map(str, SIZES)):
        child = [sys.executable, os.path.abspath(__file__), "--one", str(size)]
        done = subprocess.run(child, capture_output=True, check=True, text=True)  # noqa: S603 - this very file
        found = json.loads(done.stdout)
        growth = f"{log(found['wall'] / before[1]) / log(size / before[0]):7.2f}" if before else f"{'':7}"
        print(  # noqa: T201 - the result
            f"{size:6} {found['wall']:8.1f} {found['cpu']:8.1f} {found['mb']:6.0f} {found['linked']:7} "
            f"{found['wrong']:6} {growth}"
        )
        before = size, found["wall"]


def _article(chance: random.Random, cast: tuple[list[str], list[tuple[str, str]]], day: date) -> tuple[str, str]:
    """One article in both languages; now and then the French one lacks a paragraph."""
    people, places = cast
    versions: tuple[list[str], list[str]] = ([], [])
    for number in range(chance.randint(4, 9)):
        place, named = chance.choice(places), day - timedelta(days=chance.randint(0, 9))
        slots = {
            "n": chance.randint(40, 900),
            "s": chance.randint(3, 30),
            "w": chance.choice(people),
            "v": chance.choice(people),
        }
        chosen = chance.sample(SENTENCES, chance.randint(1, 3))
        versions[0].append(
            _paragraph([en for en, _ in chosen], slots, place[0], f"{ENGLISH[named.month - 1]} {named.day}")
        )
        if not number or chance.random() > 0.05:  # noqa: PLR2004 - one paragraph in twenty
            versions[1].append(
                _paragraph([fr for _, fr in chosen], slots, place[1], f"{named.day} {FRENCH[named.month - 1]}")
            )
    place = places[0]
    month = ENGLISH[day.month - 1], FRENCH[day.month - 1]
    english = f"{people[0]} speaks in {place[0]}\n\n{place[0].upper()}, {month[0]} {day.day}, {day.year}. /TASS/. "
    french = f"{people[0]} s’exprime à {place[1]}\n\n{place[1].upper()}, {day.day} {month[1]}. /TASS/. "
    return english + "\n\n".join(versions[0]) + "\n", french + "\n\n".join(versions[1]) + "\n"


def _paragraph(sentences: list[str], slots: dict[str, object], place: str, day: str) -> str:
    return " ".join(sentence.format(**slots, p=place, d=day) for sentence in sentences)


if __name__ == "__main__":
    main(sys.argv[1:])
