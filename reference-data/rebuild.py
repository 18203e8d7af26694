#!/usr/bin/env python3
"""Rebuilds the tables that have a source, validates all tables, rewrites SOURCES.md.

    rebuild.py            rebuild, validate, write the table in SOURCES.md
    rebuild.py --check    validate and compare with SOURCES.md; exit status 1 on any difference

Tables without a source are written by hand and only validated. Running it twice changes nothing.
"""

import argparse
import hashlib
import importlib.util
import json
import re
import sys
import unicodedata
import zoneinfo
from pathlib import Path

HERE = Path(__file__).resolve().parent
COMPILED = HERE / "compiled"
BEGIN, END = "<!-- table: begin -->", "<!-- table: end -->"

ISO = ("iso-codes 4.15.0", "LGPL-2.1-or-later")
TZDATA = ("tzdata 2025b", "public domain")
CENSUS = ("US Census 1990, through Python package names 0.3.0", "public domain (package: MIT)")
OWN = ("compiled for Seedbed", "the project's")
ISO_AND_OWN, TZDATA_AND_OWN = [(origin + "; rest " + OWN[0], licence + "; rest " + OWN[1]) for origin, licence in (ISO, TZDATA)]

# table: columns, key columns, origin and licence, order
TABLES = {
    "avatar_assets": ("slug name gender_hint url", "slug", OWN, "by slug"),
    "benefits": ("slug name description category", "slug", OWN, "by category, then as compiled"),
    "bio_sentences": ("category slot text", "category slot text", OWN, "by category, slot, then as compiled"),
    "categories": ("slug name weight description years_salary_low years_salary_high", "slug", OWN, "by weight, descending"),
    "cities": ("country city latitude longitude zone subdivision origin", "country city", TZDATA_AND_OWN, "by country, city"),
    "city_weights": ("country city weight", "country city", OWN, "by country, city"),
    "company_domains": ("slug name", "slug", OWN, "by slug"),
    "company_sizes": ("slug name employees_low employees_high", "slug", OWN, "by size"),
    "company_types": ("slug name", "slug", OWN, "as compiled"),
    "company_words": ("kind word", "kind word", OWN, "by kind, word"),
    "contact_kinds": ("slug name weight", "slug", OWN, "by weight, descending"),
    "countries": ("code alpha3 name currency phone_prefix languages", "code", ISO_AND_OWN, "by code"),
    "currencies": ("code numeric name minor_units", "code", ISO_AND_OWN, "by code"),
    "degrees": ("category degree tier weight", "category degree", OWN, "by category, then as compiled"),
    "demo_companies": ("slug name tagline description website city country founded_year verified type domain size benefits", "slug", OWN, "as compiled"),
    "demo_conversations": ("script position role hours_later text", "script position", OWN, "by script, position"),
    "demo_job_posts": ("company category title level country city employment_type work_mode status days_ago", "company title city", OWN, "by company, then as compiled"),
    "demo_notes": ("kind text", "kind text", OWN, "as compiled"),
    "demo_people": ("slug role email first_name last_name gender company company_role category title level country city visibility", "slug", OWN, "as compiled"),
    "demo_reports": ("target reason details status", "target details", OWN, "as compiled"),
    "dialects": ("code name rank", "code", OWN, "by rank"),
    "duties": ("category text", "category text", OWN, "by category, then as compiled"),
    "email_domains": ("domain weight", "domain", OWN, "by weight, descending"),
    "given_names": ("name gender weight", "name gender", CENSUS, "female, male; then as in the source (by frequency)"),
    "job_post_blurbs": ("category slot text", "category slot text", OWN, "by category, slot, then as compiled"),
    "job_titles": ("category title level_low level_high salary_factor", "category title", OWN, "by category, then as compiled"),
    "languages": ("code alpha3 name native_name", "code", ISO_AND_OWN, "by code"),
    "link_labels": ("slug name url_pattern weight", "slug", OWN, "by weight, descending"),
    "local_names": ("language kind name weight", "language kind name", OWN, "by language, kind; then as compiled (by frequency)"),
    "local_words": ("language kind word", "language kind word", OWN, "by language, kind, then as compiled"),
    "message_channels": ("slug name", "slug", OWN, "as compiled"),
    "notification_kinds": ("slug name title body", "slug", OWN, "as compiled"),
    "permit_rules": ("slug name", "slug", OWN, "as compiled"),
    "proficiency_levels": ("slug name rank weight", "slug", OWN, "by rank"),
    "quest_board_categories": ("slug name category", "slug", OWN, "by category, then as compiled"),
    "realms": ("code name currency phone_prefix phone_pattern phone_reserved phone_area_codes weight salary_factor"
               " currency_per_usd languages second_languages", "code", OWN, "as compiled"),
    "schools": ("country name city", "country name", OWN, "by country, then as compiled"),
    "seniorities": ("level name title_prefix years_low years_high salary_percent", "level", OWN, "by level"),
    "skills": ("category skill weight titles", "category skill", OWN, "by category, then as compiled"),
    "subdivisions": ("code country name type", "code", ISO, "by code"),
    "surnames": ("name weight", "name", CENSUS, "as in the source (by frequency)"),
    "trades": ("category trade weight", "category trade", OWN, "by category, then as compiled"),
    "training_tiers": ("slug name rank", "slug", OWN, "by rank"),
    "user_agents": ("device user_agent weight", "user_agent", OWN, "as compiled"),
}

INTEGER = {"weight", "years_salary_low", "years_salary_high", "level", "level_low", "level_high", "salary_factor",
           "salary_percent", "years_low", "years_high", "rank", "slot", "order", "employees_low", "script", "position",
           "hours_later", "founded_year", "days_ago"}
MAY_BE_EMPTY = {"alpha3", "currency", "phone_prefix", "languages", "native_name", "minor_units", "subdivision", "type",
                "phone_area_codes", "title_prefix", "titles", "employees_high", "gender_hint"}
# Clients have no profession, the others no company.
DEMO_PEOPLE_MAY_BE_EMPTY = {"company", "company_role", "category", "title", "level", "visibility"}
PLACEHOLDERS = {"bio_sentences": "title years skill city trade", "duties": "skill", "job_post_blurbs": "company title city skill",
                "demo_conversations": "name client company title", "notification_kinds": "name company title", "link_labels": "user",
                "realms": "area"}


def read(path):
    """Header and rows of a table; raises ValueError with file and line where it is malformed."""
    text = path.read_text(encoding="utf-8")
    if not text.endswith("\n") or text.endswith("\n\n") or "\r" in text or "\0" in text:
        raise ValueError(f"{path.name}: lines must end in one LF each, the last one too; no NUL")
    lines = [line.split("\t") for line in text[:-1].split("\n")]
    for number, cells in enumerate(lines, 1):
        if len(cells) != len(lines[0]) or any(cell != cell.strip() for cell in cells):
            raise ValueError(f"{path.name}:{number}: wrong number of columns, or a blank at the edge of a value")
    return lines[0], [dict(zip(lines[0], cells)) for cells in lines[1:]]


def write(name, rows):
    lines = ["\t".join(TABLES[name][0].split())] + ["\t".join(str(cell) for cell in row) for row in rows]
    (HERE / f"{name}.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")


def side(name):
    """A hand-compiled side file, by its first column."""
    return {row["code"]: row for row in read(COMPILED / f"{name}.tsv")[1]}


def folded(text):
    """Text without accents, punctuation and case, to recognize one city in two spellings."""
    plain = unicodedata.normalize("NFD", text.translate(str.maketrans("łŁøØ", "lLoO")))
    return re.sub("[^a-z]", "", "".join(c for c in plain if not unicodedata.combining(c)).lower())


def degrees(text):
    """±DDMM[SS] or ±DDDMM[SS] as decimal degrees with four places."""
    digits = text[1:] if len(text) >= 7 else text[1:] + "00"
    return f"{text[0]}{int(digits[:-4]) + int(digits[-4:-2]) / 60 + int(digits[-2:]) / 3600:.4f}".lstrip("+")


def proper_case(name, known):
    """The census list has no apostrophes and one letter case; only certain spellings are restored."""
    if name in known:
        return known[name]
    if name.startswith("MC") and len(name) > 4:
        return "Mc" + name[2:].capitalize()
    return name.capitalize()


def rebuild_iso(folder):
    def load(part):
        return json.loads((folder / f"iso_{part}.json").read_text(encoding="utf-8"))[part]

    extra, native, blank = side("countries"), side("languages"), {"currency": "", "phone_prefix": "", "languages": ""}
    write("countries", sorted(
        (c["alpha_2"], c["alpha_3"], c.get("common_name", c["name"]), *(extra.get(c["alpha_2"], blank)[k] for k in blank))
        for c in load("3166-1")))
    write("subdivisions", sorted((s["code"], s["code"][:2], s["name"].strip(), s["type"]) for s in load("3166-2")))
    write("languages", sorted(
        (x["alpha_2"], x["alpha_3"], re.sub(r" \([^)]*\)$", "", x.get("common_name", x["name"])).replace("Modern Greek", "Greek"),
         native[x["alpha_2"]]["native_name"] if x["alpha_2"] in native else "") for x in load("639-3") if "alpha_2" in x))
    units = side("currencies")  # only what differs from 2
    write("currencies", sorted(
        (c["alpha_3"], c["numeric"], c["name"], units.get(c["alpha_3"], {"minor_units": "2"})["minor_units"])
        for c in load("4217")))


def rebuild_cities(zone_table):
    compiled = read(COMPILED / "cities.tsv")[1]
    known = {(row["country"], folded(row["city"])): row for row in compiled}
    without_city = {row["zone"] for row in read(COMPILED / "zones_without_city.tsv")[1]}
    cities, weights = {}, {}
    for line in zone_table.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        country, place, zone = line.split("\t")[:3]
        city = zone.rsplit("/", 1)[-1].replace("_", " ")
        if zone.startswith("Antarctica/") or zone in without_city:
            continue
        latitude, longitude = re.fullmatch(r"([+-]\d+)([+-]\d+)", place).groups()
        row = known.get((country, folded(city)), {"city": city, "subdivision": ""})
        cities[country, row["city"]] = (degrees(latitude), degrees(longitude), zone, row["subdivision"], "tzdata")
    for row in compiled:
        key = row["country"], row["city"]
        if row["latitude"]:  # a row without coordinates only adds to a city of the zone table
            cities[key] = (row["latitude"], row["longitude"], row["zone"], row["subdivision"], "compiled")
        if key in cities:
            weights[key] = row["weight"]
    write("cities", [key + cities[key] for key in sorted(cities)])
    write("city_weights", [key + (weights[key],) for key in sorted(weights)])


def rebuild_names(folder):
    known = {row["census"]: row["spelling"] for row in read(COMPILED / "irish_surnames.tsv")[1]}

    def load(name):
        for line in (folder / name).read_text(encoding="ascii").splitlines():
            name, percent = line.split()[:2]
            yield proper_case(name, known), round(float(percent) * 1000)

    write("given_names", [(name, gender, max(weight, 1)) for gender in ("female", "male")
                          for name, weight in load(f"dist.{gender}.first")])
    write("surnames", [(name, weight) for name, weight in load("dist.all.last") if weight > 0])


def validate():
    """All problems found, as texts, and the rows of every table."""
    problems, tables = [], {}
    for name, (columns, key, _, _) in TABLES.items():
        try:
            header, rows = read(HERE / f"{name}.tsv")
        except (OSError, ValueError) as error:
            problems.append(str(error))
            continue
        tables[name], seen = rows, set()
        if header != columns.split():
            problems.append(f"{name}.tsv:1: columns must be {columns}")
            continue
        for number, row in enumerate(rows, 2):
            identity, found = tuple(row[column] for column in key.split()), []
            if identity in seen:
                found.append(f"{identity} is there twice")
            seen.add(identity)
            for column, value in row.items():
                if not value and name == "demo_people" and column in DEMO_PEOPLE_MAY_BE_EMPTY:
                    continue
                if not value and column not in MAY_BE_EMPTY:
                    found.append(f"{column} is empty")
                if column in INTEGER and not re.fullmatch(r"[1-9]\d*" if column == "weight" else r"0|[1-9]\d*", value):
                    found.append(f"{column} is no number, or 0: {value}")
                if column.endswith("languages") and value and not re.fullmatch(r"[a-z]{2}:[1-9]\d*(\|[a-z]{2}:[1-9]\d*)*", value):
                    found.append(f"{column} is no weighted list: {value}")
                if name in PLACEHOLDERS and set(re.findall(r"\{(.*?)\}", value)) - set(PLACEHOLDERS[name].split()):
                    found.append(f"unknown placeholder in: {value}")
            for low, high in (("level_low", "level_high"), ("years_low", "years_high"), ("years_salary_low", "years_salary_high")):
                if low in row and int(row[low]) > int(row[high]):
                    found.append(f"{low} is above {high}")
            problems += [f"{name}.tsv:{number}: {text}" for text in found]
    if not problems:
        problems = references(tables)
    return problems, tables


def references(tables):
    """What refers to a row that is not there."""
    def values(table, *columns):
        return {tuple(row[c] for c in columns) if len(columns) > 1 else row[columns[0]] for row in tables[table]}

    found = []

    def refer(table, column, target, split=False, allow=()):
        for number, row in enumerate(tables[table], 2):
            for value in row[column].split("|") if split else [row[column]]:
                if value and value.split(":")[0] not in target and value not in allow:
                    found.append(f"{table}.tsv:{number}: unknown {column}: {value}")

    countries, languages, currencies = values("countries", "code"), values("languages", "code"), values("currencies", "code")
    categories = values("categories", "slug")
    for table in [name for name, (columns, *_) in TABLES.items() if "category" in columns.split() and name != "benefits"]:
        refer(table, "category", categories, allow=("*",))
        if not table.startswith("demo_"):
            found += [f"{table}.tsv: nothing for category {c}" for c in sorted(categories - values(table, "category"))]
    refer("countries", "currency", currencies)
    refer("countries", "languages", languages, split=True)
    refer("subdivisions", "country", countries)
    refer("cities", "country", countries)
    refer("cities", "subdivision", values("subdivisions", "code"))
    refer("realms", "code", countries)
    refer("realms", "currency", currencies)
    refer("dialects", "code", languages)
    for table in ("local_names", "local_words"):
        refer(table, "language", languages)
    refer("demo_companies", "benefits", values("benefits", "slug"), split=True)
    for column in ("type", "domain", "size"):
        refer("demo_companies", column, values(f"company_{column}s", "slug"))
    refer("demo_job_posts", "company", values("demo_companies", "slug"))
    refer("demo_people", "company", values("demo_companies", "slug"))
    refer("degrees", "tier", values("training_tiers", "slug"))
    refer("schools", "country", values("realms", "code"))
    dialects, titles, cities = values("dialects", "code"), values("job_titles", "category", "title"), values("cities", "country", "city")
    refer("realms", "languages", dialects, split=True)
    refer("realms", "second_languages", dialects, split=True)
    for row in tables["skills"]:
        found += [f"skills.tsv: unknown title {t} of {row['skill']}" for t in row["titles"].split("|")
                  if t and (row["category"], t) not in titles]
    for table in ("demo_job_posts", "demo_people"):
        found += [f"{table}.tsv: unknown title {r['title']}" for r in tables[table]
                  if r["title"] and (r["category"], r["title"]) not in titles]
    for table in ("schools", "city_weights", "demo_companies", "demo_job_posts", "demo_people"):
        found += [f"{table}.tsv: unknown city {r['city']}" for r in tables[table] if (r["country"], r["city"]) not in cities]
    zones = zoneinfo.available_timezones()
    found += [f"cities.tsv: unknown zone {r['zone']}" for r in tables["cities"] if zones and r["zone"] not in zones]
    for realm in tables["realms"]:
        found += [f"{table}.tsv: fewer than {least} for realm {realm['code']}" for table, least in (("cities", 8), ("schools", 5))
                  if sum(row["country"] == realm["code"] for row in tables[table]) < least]
        if ("{area}" in realm["phone_pattern"]) != bool(realm["phone_area_codes"]):
            found.append(f"realms.tsv: phone_pattern and phone_area_codes of {realm['code']} do not fit")
    if sum(int(row["weight"]) for row in tables["categories"]) != 100:
        found.append("categories.tsv: the weights do not add up to 100")
    return found


def summary(tables):
    lines = ["| file | rows | origin | licence | order | SHA-256 |", "|---|---:|---|---|---|---|"]
    for name, (_, _, (origin, licence), order) in TABLES.items():
        digest = hashlib.sha256((HERE / f"{name}.tsv").read_bytes()).hexdigest()
        lines.append(f"| {name}.tsv | {len(tables[name])} | {origin} | {licence} | {order} | `{digest}` |")
    return "\n".join(lines)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--check", action="store_true", help="only validate and compare hashes")
    parser.add_argument("--iso-codes", type=Path, default="/usr/share/iso-codes/json", help="folder of iso-codes' JSON files")
    parser.add_argument("--zone-table", type=Path, default="/usr/share/zoneinfo/zone.tab", help="zone.tab of tzdata")
    installed = importlib.util.find_spec("names")
    parser.add_argument("--names", type=Path, default=installed and Path(installed.origin).parent, help="folder of the package names")
    arguments = parser.parse_args()
    if not arguments.check:
        if arguments.names is None:
            sys.exit("The Python package names is not installed; give its folder with --names.")
        rebuild_iso(arguments.iso_codes)
        rebuild_cities(arguments.zone_table)
        rebuild_names(arguments.names)
    problems, tables = validate()
    problems += [f"{path.name} is not declared here" for path in sorted(HERE.glob("*.tsv")) if path.stem not in TABLES]
    if problems:
        sys.exit("\n".join(problems))
    sources = HERE / "SOURCES.md"
    text = sources.read_text(encoding="utf-8")
    updated = text.split(BEGIN)[0] + BEGIN + "\n" + summary(tables) + "\n" + END + text.split(END)[1]
    if not arguments.check:
        sources.write_text(updated, encoding="utf-8", newline="\n")
    elif updated != text:
        sys.exit("The files differ from the table in SOURCES.md.")
    print(f"{len(tables)} tables, {sum(map(len, tables.values()))} rows: valid")


if __name__ == "__main__":
    main()
