"""What kind of goal some words are about (LEARNING 3.1), and what such goals are measured on."""

from __future__ import annotations

import re
from typing import Final, get_args

from goals.goal import Kind
from goals.lexicon.tokens import fold
from goals.scales import BUILT_IN, Scale, built_in, numbered, of_words

KINDS: Final[tuple[Kind, ...]] = get_args(Kind)

_SURE: Final[dict[Kind, str]] = {
    "exam": "exam exams examination test certificate certification certified ielts toefl toeic gre"
    " gmat sat lsat mcat"
    " dele delf dalf goethe telc hsk jlpt topik cissp pmp cpa cfa aws gcse abitur baccalaureate examen"
    " certificado"
    " certificacion oposicion prufung pruefung klausur zertifikat certificat concours 考试 雅思 托福"
    " 考证 证书",
    "language": "language english spanish german french chinese mandarin cantonese italian portuguese"
    " russian japanese"
    " korean arabic dutch turkish polish hindi greek hebrew latin swedish norwegian danish finnish czech"
    " vietnamese thai ukrainian vocabulary pronunciation idioma ingles espanol aleman frances italiano"
    " portugues japones sprache englisch spanisch deutsch franzosisch italienisch japanisch chinesisch langue"
    " anglais espagnol allemand francais italien japonais chinois 语言 英语 西班牙语 德语 法语 日语"
    " 韩语 俄语 汉语 中文 口语",
    "programming": "programming coding code python javascript typescript java rust sql regex kotlin"
    " swift golang haskell"
    " django react html css git algorithms programacion programar programmieren programmation programmer"
    " 编程 程序 代码",
    "instrument": "instrument piano guitar violin cello flute clarinet saxophone trumpet drums ukulele"
    " organ harp sonata"
    " nocturne etude prelude concerto fugue chopin bach beethoven debussy mozart clair guitarra violin flauta"
    " klavier gitarre geige floete flote schlagzeug guitare violon batterie 钢琴 吉他 小提琴 乐器",
    "maths": "math maths mathematics algebra calculus geometry trigonometry statistics probability"
    " arithmetic physics"
    " chemistry biology matematicas fisica quimica mathe mathematik physik chemie biologie"
    " mathematiques physique"
    " chimie 数学 物理 化学 微积分 代数 统计",
    "professional": "management leadership negotiation accounting marketing finance law medicine"
    " nursing sales consulting"
    " bookkeeping compliance architecture contabilidad finanzas derecho buchhaltung recht vertrieb"
    " comptabilite"
    " droit 管理 会计 金融 法律 销售",
    "physical": "run running marathon km swim swimming climb climbing tennis golf football basketball"
    " yoga dance dancing"
    " pushups pullups plank handstand gym typing juggle juggling correr maraton nadar laufen schwimmen"
    " klettern"
    " courir nager escalade 跑步 马拉松 游泳 瑜伽 跳舞 健身",
    "project": "habit project build launch publish write novel blog meditate proyecto projekt projet"
    " 项目 习惯",
}
_LIKELY: Final[dict[Kind, str]] = {
    "exam": "pass bestehen aprobar reussir band score 通过",
    "language": "speak fluent fluently conversation papers hablar sprechen parler 流利",
    "instrument": "play tocar jouer spielen piece 弹 拉",
    "professional": "career job architect engineer work trabajo beruf travail 工作",
    "physical": "faster stronger lift",
    "project": "finish make",
}

_PROPOSED: Final[dict[Kind, str]] = {"exam": "percent", "language": "cefr", "instrument": "grade-8"}

_STRENGTH: Final[tuple[Kind, ...]] = ("exam", "instrument", "programming")
"""Kinds that win over the others when both are named: "a German exam", "a piano concerto by a German"."""


def guess_kind(text: str) -> tuple[Kind, bool]:
    """The kind of goal some words are about, and if that is sure; ("project", False) if nothing tells."""
    flat = fold(text)
    words = frozenset(re.findall(r"[^\W\d_]+", flat))
    sure = [kind for kind in KINDS if _mentions(_SURE.get(kind, ""), words, flat)]
    for kind in _STRENGTH:
        if kind in sure:
            return kind, kind == "exam" or len(sure) == 1
    if sure:
        return sure[0], len(sure) == 1
    likely = [kind for kind in KINDS if _mentions(_LIKELY.get(kind, ""), words, flat)]
    return (likely[0] if likely else "project"), False


def read_kind(text: str) -> Kind | None:
    """The kind a person names, by its own word or one that is typical for it; None if none."""
    flat = fold(text).strip(" .")
    for kind in KINDS:
        if flat in (kind, f"{kind}s", f"{kind} goal"):
            return kind
    kind, sure = guess_kind(text)
    return kind if sure else None


def proposed_scale(kind: Kind) -> Scale:
    """What a goal of that kind is measured on if the learner names nothing else."""
    return built_in(_PROPOSED.get(kind, "level-10"))


def read_scale(text: str) -> Scale | None:
    """A scale from what a person wrote: "bands", "CEFR", "percent", "levels 1 to 6", "low, middle, high"."""
    flat = fold(text).strip(" .")
    for scale in BUILT_IN:
        if flat in (scale.id, fold(scale.name), fold(scale.unit) or scale.id):
            return scale
    for word, scale_id in _NAMES.items():
        if flat == word:
            return built_in(scale_id)
    match = _COUNT.fullmatch(flat)
    if match and 2 <= int(match["high"]) <= 100:
        return (
            built_in("grade-8")
            if match["unit"] == "grade" and match["high"] == "8"
            else numbered(int(match["high"]))
        )
    words = tuple(word.strip() for word in re.split(r"[,;<>、，]|->", text) if word.strip())
    different = len({fold(word) for word in words}) == len(words)
    worded = all(len(word) <= 40 and not word[0].isdigit() for word in words)
    return of_words(words) if 2 <= len(words) <= 12 and different and worded else None


def name_scale(scale: Scale) -> str:
    """A scale as a person names it; `read_scale` reads it back."""
    if scale.id == "words":
        return ", ".join(scale.words)
    numbered_ = scale.id.startswith("level-")
    return f"levels 1 to {scale.high:g}" if numbered_ else scale.name


_NAMES: Final = {
    "ielts": "ielts-band",
    "bands": "ielts-band",
    "%": "percent",
    "grade": "grade-8",
    "levels": "level-10",
}
_COUNT: Final = re.compile(r"(?P<unit>level|grade|step)?s?\s?-?(?:1 ?(?:to|-) ?)?(?P<high>[0-9]{1,3})")


def _mentions(listed: str, words: frozenset[str], flat: str) -> bool:
    return any(word in words if word.isascii() else word in flat for word in listed.split())
