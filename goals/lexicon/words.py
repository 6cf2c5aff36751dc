"""The words a goal sentence is read by, in English, Spanish, German, French and Chinese.

Every word becomes a token with a one-letter tag, so one grammar serves five languages: "end of March",
"Ende März", "fin mars", "finales de marzo" and "三月底" are all an E and an M. Words are folded: lower case,
no accents.

Tags. Numbers and dates: n number, o ordinal, y year, i ISO date, s date with slashes or dots, t the same
without a year, M month, W weekday, S season, C feast, q quarter, k word for quarter, U day/week/month/year,
J such a period counted from now, Z a day counted from now. Places in them: E end, D middle, B beginning, H
half, X next, V this. Small words: P by, b until, f before or ago, I in or within, F later, R from, G to, A
the, O of, a one/a/Spanish "a", p per, & and or or, l on, at or with. Practice: T minutes or hours, Y daily,
K weekly, x times, w weekdays. Levels: c CEFR level, v "band" or "level", % percent, g wanted, h had now. ?
any other word, # one already read.
"""

from __future__ import annotations

from typing import Final

DAY, WEEK, MONTH, YEAR = range(4)
BAND, LEVEL, GRADE = range(3)

Meaning = tuple[str, tuple[float, ...]]

_PLAIN: Final[dict[str, str]] = {
    "E": "end ends ende endes fin fins final finales late spaet 底 末",
    "D": "mid middle mitte mediados mi milieu mitad 中旬",
    "B": "beginning start early anfang beginn principios comienzos inicio inicios debut 初 上旬",
    "H": "half halb halbe halbes halben halber medio media demi demie 半 半个",
    "V": "this these este esta diese dieser dieses diesen diesem ce cet cette 这 这个 本",
    "P": "by before para avant ici antes spatestens spaetestens deadline 为止 截止",
    "b": "until till til bis hasta jusqu jusque 至 直到",
    "f": "vor ago hace 前 之前 以前",
    "I": "in within en dans im innerhalb binnen for during over durante pour fur fuer pendant nach"
    " after tras",
    "F": "later despues spater spaeter 后 之后 以后 内 之内 以内 里",
    "R": "from desde ab 从 starting since depuis seit",
    "G": "to auf 到 升到 提高到 提升到 考到 -> --> => ==> > >> → ⇒ ➜ ➔ ➝ ➞ ⟶ ~",
    "A": "the el la los las le les l' der die das den dem zum zur ins",
    "O": "of de del du des d' von vom sur 的",
    "p": "per each every pro par por jede jeden jedem jeder je chaque cada todos todas tous toutes am"
    " 每 每个",
    "&": "and und y et or oder o ou 和 或",
    "l": "on with con mit avec 在 于",
    "Y": "daily everyday taglich taeglich diario diarios diaria diarias diariamente quotidien"
    " quotidiens quotidienne"
    " quotidiennement 每天 每日 天天",
    "K": "weekly wochentlich woechentlich semanal semanales semanalmente hebdomadaire hebdo 每周"
    " 每星期 每礼拜 每个星期",
    "x": "x times mal fois veces vez 次",
    "w": "weekdays workdays werktags wochentags 工作日",
    "k": "quarter quartal quartals trimestre 季度",
    "%": "% percent prozent pourcent",
    "g": "reach reaching aiming get getting achieve target goal aim want need score hit erreichen erreiche"
    " ziel mochte"
    " will brauche alcanzar lograr llegar obtener conseguir quiero meta objetivo atteindre obtenir"
    " objectif veux"
    " 达到 目标 拿到 想 要",
    "h": "at now currently current have jetzt derzeit aktuell momentan habe ahora actualmente tengo"
    " actuellement"
    " maintenant 现在 目前 当前",
}

_VALUED: Final[dict[str, dict[float, str]]] = {
    "a": {1: "a an un una uno ein eine einem einen einer eines au aux al une"},
    "n": {
        1: "one eins",
        2: "two dos zwei deux couple",
        3: "three tres drei trois",
        4: "four cuatro vier quatre",
        5: "five cinco funf fuenf cinq",
        6: "six seis sechs",
        7: "seven siete sieben",
        8: "eight ocho acht huit",
        9: "nine nueve neun neuf",
        10: "ten diez zehn dix",
        11: "eleven elf onze",
        12: "twelve doce zwolf zwoelf douze dozen",
        13: "thirteen trece dreizehn treize",
        14: "fourteen catorce vierzehn quatorze",
        15: "fifteen quince funfzehn fuenfzehn quinze",
        16: "sixteen dieciseis sechzehn seize",
        17: "seventeen diecisiete siebzehn",
        18: "eighteen dieciocho achtzehn",
        19: "nineteen diecinueve neunzehn",
        20: "twenty veinte zwanzig vingt",
        25: "veinticinco funfundzwanzig fuenfundzwanzig",
        30: "thirty treinta dreißig dreissig trente",
        35: "funfunddreißig funfunddreissig",
        40: "forty cuarenta vierzig quarante",
        45: "funfundvierzig fuenfundvierzig",
        50: "fifty cincuenta funfzig fuenfzig cinquante",
        60: "sixty sesenta sechzig soixante",
        90: "ninety noventa neunzig",
        1.5: "anderthalb eineinhalb",
    },
    "o": {
        1: "first erste ersten erstes primer premier",
        2: "second zweite zweiten zweites segundo deuxieme",
        3: "third dritte dritten drittes tercer troisieme",
        4: "fourth vierte vierten viertes cuarto quatrieme",
    },
    "q": {1: "第一季度", 2: "第二季度", 3: "第三季度", 4: "第四季度"},
    "M": {
        1: "january jan enero ene januar janner jaenner janvier janv",
        2: "february feb febrero februar fevrier fevr",
        3: "march mar marzo marz maerz mars",
        4: "april apr abril abr avril avr",
        5: "may mayo mai",
        6: "june jun junio juni juin",
        7: "july jul julio juli juillet juil",
        8: "august aug agosto aout",
        9: "september sep sept septiembre setiembre septembre",
        10: "october oct octubre oktober okt octobre",
        11: "november nov noviembre novembre",
        12: "december dec diciembre dic dezember dez decembre",
    },
    "W": {
        0: "monday lunes montag lundi",
        1: "tuesday tues martes dienstag mardi",
        2: "wednesday wed miercoles mittwoch mercredi",
        3: "thursday thu thurs jueves donnerstag jeudi",
        4: "friday fri viernes freitag vendredi",
        5: "saturday sabado samstag sonnabend samedi",
        6: "sunday domingo sonntag dimanche",
    },
    "S": {
        0: "spring primavera fruhling fruhjahr fruehling fruehjahr printemps 春天 春季",
        1: "summer verano sommer ete 夏天 夏季",
        2: "autumn fall otono herbst automne 秋天 秋季",
        3: "winter invierno hiver 冬天 冬季",
    },
    "U": {
        DAY: "morning evening night noche nuit abend soir 早上 晚上 day days dia dias tag tage tagen"
        " jour jours journee 天",
        WEEK: "week weeks wk wks semana semanas woche wochen semaine semaines 周 星期 个星期 礼拜 个礼拜",
        MONTH: "month months mes meses monat monate monaten monats mois 月 个月",
        YEAR: "year years yr yrs ano anos jahr jahre jahren jahres ans annee annees 年",
    },
    "T": {
        1: "min mins minute minutes minuto minutos minuten 分钟",
        60: "h hr hrs hour hours hora horas stunde stunden std heure heures 小时 个小时 钟头 个钟头",
    },
    "X": {
        1: "next proximo proxima proximos proximas nachste nachster nachstes nachsten nachstem"
        " naechste naechster"
        " naechstes naechsten prochain prochaine prochains prochaines siguiente siguientes 下 下个",
        0: "coming kommende kommender kommendes kommenden upcoming 未来",
    },
    "Z": {
        0: "today hoy heute 今天",
        1: "tomorrow manana morgen demain 明天",
        2: "ubermorgen uebermorgen 后天",
    },
    "v": {
        BAND: "band bands",
        LEVEL: "level levels niveau nivel niveles stufe 级 分 水平 等级",
        GRADE: "grade grades grado",
    },
}

_COUNTED: Final[dict[tuple[int, int], str]] = {
    (WEEK, 1): "下周 下星期 下个星期 下礼拜",
    (WEEK, 0): "这周 本周 这星期 这个星期",
    (MONTH, 1): "下个月 下月",
    (MONTH, 0): "这个月 本月",
    (YEAR, 0): "今年",
    (YEAR, 1): "明年 来年",
    (YEAR, 2): "后年",
}

_FEASTS: Final[dict[tuple[int, int], str]] = {
    (12, 25): "christmas xmas navidad navidades weihnachten noel 圣诞 圣诞节",
    (12, 31): "neujahr silvester nochevieja 新年 元旦 跨年",
}

_SEVERAL: Final[dict[str, tuple[Meaning, ...]]] = {
    "jahresende": (("J", (YEAR, 0)), ("E", ())),
    "monatsende": (("J", (MONTH, 0)), ("E", ())),
    "年底": (("J", (YEAR, 0)), ("E", ())),
    "年末": (("J", (YEAR, 0)), ("E", ())),
    "月底": (("J", (MONTH, 0)), ("E", ())),
    "月末": (("J", (MONTH, 0)), ("E", ())),
    "下旬": (("E", ()),),
    "年中": (("J", (YEAR, 0)), ("D", ())),
    "月中": (("J", (MONTH, 0)), ("D", ())),
}

PHRASES: Final[dict[tuple[str, ...], tuple[Meaning, ...]]] = {
    ("que", "viene"): (("X", (1,)),),
    ("from", "now"): (("F", ()),),
    ("from", "today"): (("F", ()),),
    ("plus", "tard"): (("F", ()),),
    ("mas", "tarde"): (("F", ()),),
    ("au", "plus", "tard"): (("P", ()),),
    ("at", "the", "latest"): (("P", ()),),
    ("no", "later", "than"): (("P", ()),),
    ("dentro", "de"): (("I", ()),),
    ("a", "partir", "de"): (("R", ()),),
    ("a", "finales", "de"): (("E", ()),),
    ("au", "mois", "de"): (("I", ()),),
    ("mois", "de"): (("A", ()),),
    ("mes", "de"): (("A", ()),),
    ("el", "dia"): (("A", ()),),
    ("del", "dia"): (("A", ()),),
    ("un", "an"): (("a", (1,)), ("U", (YEAR,))),
    ("l'", "an"): (("A", ()), ("U", (YEAR,))),
    ("par", "an"): (("p", ()), ("U", (YEAR,))),
    ("/", "d"): (("p", ()), ("U", (DAY,))),
    ("/", "w"): (("p", ()), ("U", (WEEK,))),
    ("new", "year"): (("C", (12, 31)),),
    ("new", "years"): (("C", (12, 31)),),
    ("new", "year'", "s"): (("C", (12, 31)),),
    ("ano", "nuevo"): (("C", (12, 31)),),
    ("nouvel", "an"): (("C", (12, 31)),),
    ("day", "after", "tomorrow"): (("Z", (2,)),),
    ("pasado", "manana"): (("Z", (2,)),),
    ("apres", "-", "demain"): (("Z", (2,)),),
    ("aujourd'", "hui"): (("Z", (0,)),),
    ("per", "cent"): (("%", ()),),
    ("por", "ciento"): (("%", ()),),
    ("pour", "cent"): (("%", ()),),
    ("up", "to"): (("G", ()),),
    ("out", "of"): (("O", ()),),
    ("entre", "semana"): (("w", ()),),
    ("en", "semaine"): (("w", ()),),
    ("cuarenta", "y", "cinco"): (("n", (45,)),),
    ("treinta", "y", "cinco"): (("n", (35,)),),
}

AMBIGUOUS_MONTHS: Final = frozenset({"may", "march", "mars", "mar", "mai", "mayo", "jan", "dec", "ene"})
"""Words that are as often something else, so alone they are a month only after "by", "in" and the like."""


def _lexicon() -> dict[str, tuple[Meaning, ...]]:
    words: dict[str, tuple[Meaning, ...]] = {}
    for tag, plain in _PLAIN.items():
        words |= dict.fromkeys(plain.split(), ((tag, ()),))
    for tag, values in _VALUED.items():
        for value, plain in values.items():
            words |= dict.fromkeys(plain.split(), ((tag, (value,)),))
    for tag, pairs in (("J", _COUNTED), ("C", _FEASTS)):
        for pair, plain in pairs.items():
            words |= dict.fromkeys(plain.split(), ((tag, pair),))
    return words | _SEVERAL


LEXICON: Final = _lexicon()
"""Folded word -> what it means, one or two tokens."""
