"""Load the cards of the curriculum; a broken file is refused by name, line and reason."""

from __future__ import annotations

import re
from functools import lru_cache, partial
from typing import TYPE_CHECKING, TypeVar

from agent_desk import paths
from agent_desk.catalog.accounts import Source, Trust, Validity
from agent_desk.catalog.curriculum import (
    TOPICS,
    CardStep,
    Curriculum,
    CurriculumCard,
    Mistake,
    SheetWords,
    ShortForm,
    Skill,
    SlideWords,
    Task,
)
from agent_desk.catalog.decode import DecodeError, keys_of, parse_json
from agent_desk.catalog.files import problem, text_of
from agent_desk.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from agent_desk.catalog.decode import Fields, Node
    from agent_desk.catalog.spec import PackProblem

T = TypeVar("T")

_CARD = keys_of(
    "topic version valid_from valid_until title hook aim picture opening_minutes opening_say "
    "closing_minutes steps mistakes practice home short sheet skills confidence sources"
)
_STEP = keys_of("id title points say do minutes picture")
_MISTAKE = keys_of("wrong right")
_PRACTICE = keys_of("title lines minutes")
_HOME = keys_of("title lines")
_SHORT = keys_of("points say do")
_SHEET = keys_of("steps remember")
_SKILLS = keys_of("version sources skills")
_SKILL = keys_of("code group name confirmed source")
_SOURCE = keys_of("text confidence")
_WORDS = keys_of("today mistakes wrong right minutes help")
_NAME = re.compile(r"[a-z0-9_]+\.v(?P<number>[1-9][0-9]{0,3})\.json")
_VERSION = re.compile(r"v[1-9][0-9]{0,3}")
MINUTES = range(18, 23)
"""A card takes about 20 minutes."""


def pictures_folder() -> Path:
    """Give the folder of the pictures of the cards."""
    return paths.resources() / "curriculum" / "pictures"


@lru_cache(maxsize=1)
def installed_curriculum() -> Curriculum:
    """Give the curriculum of this program, read once."""
    return load_curriculum()


def load_curriculum(root: Path | None = None) -> Curriculum:
    """Load every card below a folder; what could not be used is in ``problems``."""
    folder = paths.resources() / "curriculum" if root is None else root
    reader = _Reader()
    skills = reader.read(folder / "skills.json", _skills) or ()
    sources = reader.read(folder / "sources.json", _sources) or {}
    decode = partial(_card, sources=sources, folder=folder, codes={s.code for s in skills})
    cards = [reader.read(file, decode) for file in _card_files(folder)]
    return Curriculum(
        cards=tuple(card for card in cards if card is not None),
        skills=skills,
        words=reader.read(folder / "words.json", _words) or SlideWords(),
        problems=tuple(reader.problems),
    )


def _card_files(folder: Path) -> list[Path]:
    named = [(match, file) for file in folder.glob("*.json") if (match := _NAME.match(file.name))]
    named.sort(key=lambda found: (found[1].name.split(".")[0], int(found[0]["number"])))
    return [file for _, file in named]


class _Reader:
    """Reads files and notes what is wrong with them."""

    def __init__(self) -> None:
        self.problems: list[PackProblem] = []

    def read(self, file: Path, decode: Callable[[Node], T]) -> T | None:
        """Read one file; note the problem and give None if it cannot be used."""
        text = ""
        try:
            text = text_of(file)
            return decode(parse_json(text))
        except DecodeError as fault:
            self.problems.append(problem(file.name, text, fault))
        return None


def _sources(node: Node) -> dict[str, Source]:
    return {key: _source(entry) for key, entry in node.entries().items()}


def _source(node: Node) -> Source:
    fields = node.fields(_SOURCE)
    return Source(text=fields.words("text"), confidence=fields.choice("confidence", Trust))


def _words(node: Node) -> SlideWords:
    fields = node.fields(_WORDS)
    return SlideWords(
        today=fields.words("today"),
        mistakes=fields.words("mistakes"),
        wrong=fields.words("wrong"),
        right=fields.words("right"),
        minutes=_with_place(fields, "minutes"),
        help=_with_place(fields, "help", "hotline"),
    )


def _with_place(fields: Fields, key: str, place: str = "minutes") -> str:
    text = fields.words(key)
    if text.count("{") != 1 or f"{{{place}}}" not in text:
        raise DecodeError((key,), tr("the place {name} must be in it, once", name=f"{{{place}}}"))
    return text


def _skills(node: Node) -> tuple[Skill, ...]:
    fields = node.fields(_SKILLS)
    sources = _sources(fields.at("sources"))
    found = []
    for item in fields.at("skills").items():
        one = item.fields(_SKILL)
        found.append(
            Skill(
                code=one.words("code"),
                group=one.words("group"),
                name=one.words("name"),
                is_confirmed=one.flag("confirmed"),
                source=_named_source(one, sources),
            )
        )
    if len({skill.code for skill in found}) != len(found):
        raise DecodeError(("skills",), tr("a skill is given twice"))
    return tuple(found)


def _named_source(fields: Fields, sources: Mapping[str, Source]) -> Source:
    source = sources.get(fields.words("source"))
    if source is None:
        raise DecodeError((*fields.path, "source"), tr("this source is not in the file"))
    return source


def _card(
    node: Node, *, sources: Mapping[str, Source], folder: Path, codes: set[str]
) -> CurriculumCard:
    fields = node.fields(_CARD)
    picture = partial(_picture, folder=folder)
    card = CurriculumCard(
        topic=_topic(fields),
        version=_version(fields),
        valid=_validity(fields),
        order=TOPICS.index(fields.words("topic")),
        title=fields.words("title"),
        hook=fields.words("hook"),
        aim=fields.words("aim"),
        picture=picture(fields),
        opening_minutes=fields.at("opening_minutes").whole(),
        opening_say=fields.words("opening_say"),
        closing_minutes=fields.at("closing_minutes").whole(),
        steps=tuple(_step(item, picture) for item in fields.at("steps").items()),
        mistakes=tuple(_mistake(item) for item in fields.at("mistakes").items()),
        practice=_practice(fields.at("practice")),
        home=_home(fields.at("home")),
        short=_short(fields.at("short")),
        sheet=_sheet(fields.at("sheet")),
        skills=_known(fields, "skills", codes),
        confidence=fields.choice("confidence", Trust),
        sources=tuple(sources[key] for key in _known(fields, "sources", set(sources))),
    )
    _check(card)
    return card


def _check(card: CurriculumCard) -> None:
    if not card.steps or len({step.id for step in card.steps}) != len(card.steps):
        raise DecodeError(("steps",), tr("steps must exist and differ in their ids"))
    if card.minutes not in MINUTES:
        raise DecodeError(
            ("steps",),
            tr(
                "a card takes {least} to {most} minutes, this one {minutes}",
                least=MINUTES[0],
                most=MINUTES[-1],
                minutes=card.minutes,
            ),
        )
    if len(card.pictures) < 2:
        raise DecodeError(("steps",), tr("a card has at least two pictures"))


def _topic(fields: Fields) -> str:
    topic = fields.words("topic")
    if topic not in TOPICS:
        raise DecodeError(("topic",), tr("no topic of this name"))
    return topic


def _version(fields: Fields) -> str:
    version = fields.words("version")
    if not _VERSION.fullmatch(version):
        raise DecodeError(("version",), tr("this is not a version like v1"))
    return version


def _validity(fields: Fields) -> Validity:
    valid = Validity(since=fields.at("valid_from").day(), until=fields.day_or_none("valid_until"))
    if valid.until is not None and valid.until < valid.since:
        raise DecodeError(("valid_until",), tr("it ends before it begins"))
    return valid


def _picture(fields: Fields, *, folder: Path) -> str:
    name = fields.text("picture")
    if name and not (folder / "pictures" / f"{name}.svg").is_file():
        raise DecodeError((*fields.path, "picture"), tr("there is no picture of this name"))
    return name


def _step(node: Node, picture: Callable[[Fields], str]) -> CardStep:
    fields = node.fields(_STEP)
    return CardStep(
        id=fields.words("id"),
        title=fields.words("title"),
        points=_some(fields, "points"),
        say=fields.words("say"),
        do=fields.words("do"),
        minutes=fields.at("minutes").whole(),
        picture=picture(fields),
    )


def _mistake(node: Node) -> Mistake:
    fields = node.fields(_MISTAKE)
    return Mistake(wrong=fields.words("wrong"), right=fields.words("right"))


def _practice(node: Node) -> Task:
    fields = node.fields(_PRACTICE)
    minutes = fields.at("minutes").whole()
    return Task(title=fields.words("title"), lines=_some(fields, "lines"), minutes=minutes)


def _home(node: Node) -> Task:
    fields = node.fields(_HOME)
    return Task(title=fields.words("title"), lines=_some(fields, "lines"))


def _short(node: Node) -> ShortForm:
    fields = node.fields(_SHORT)
    return ShortForm(points=_some(fields, "points"), say=fields.words("say"), do=fields.words("do"))


def _sheet(node: Node) -> SheetWords:
    fields = node.fields(_SHEET)
    return SheetWords(steps=_some(fields, "steps"), remember=_some(fields, "remember"))


def _some(fields: Fields, key: str) -> tuple[str, ...]:
    texts = fields.texts(key)
    if not texts:
        raise DecodeError((*fields.path, key), tr("at least one line is needed here"))
    return texts


def _known(fields: Fields, key: str, known: set[str]) -> tuple[str, ...]:
    for number, text in enumerate(_some(fields, key)):
        if text not in known:
            raise DecodeError((key, number), tr("this is not in the list it must come from"))
    return _some(fields, key)
