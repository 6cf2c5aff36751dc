"""Generators: drills made from a seed by Coach's own code. A pack names one; it never brings one."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass

from goals.drills import Drill, Key, Kind
from goals.ids import DrillId, SkillId
from goals.plain import one_line
from goals.refusals import Refused
from research.generators import (
    arithmetic,
    arithmetic_shares,
    distributed_clocks,
    distributed_quorums,
    distributed_raft,
    distributed_retries,
    distributed_rings,
    figures,
    music_chords,
    music_intervals,
    music_keys,
    music_rhythm,
    music_scales,
    spanish_verbs,
    spanish_words,
    sql,
    typing_lines,
    typing_marks,
)


@dataclass(frozen=True, slots=True)
class Generator:
    """A named way of making drills."""

    make: Callable[[random.Random, int], figures.Made]
    """From a source of chance and a step of difficulty (0 the easiest) to a drill's content."""
    about: str


GENERATORS: dict[str, Generator] = {
    "table-change": Generator(figures.change, "how much a value in a table rose or fell"),
    "table-compare": Generator(
        figures.compare, "a difference, ratio or percentage between two values in a table"
    ),
    "bar-share": Generator(figures.share, "a share read from a bar chart and put into words"),
    "table-extremes": Generator(figures.extremes, "which statements about a table are key features"),
    "spanish-words-choose": Generator(spanish_words.choose, "what a Spanish word means, out of four"),
    "spanish-words-meaning": Generator(spanish_words.meaning, "the English for a Spanish word"),
    "spanish-words-recall": Generator(spanish_words.recall, "the Spanish for an English word"),
    "spanish-words-fill": Generator(spanish_words.fill, "a Spanish sentence with a word left out"),
    "spanish-verbs-present": Generator(spanish_verbs.present, "Spanish present tense and gerund"),
    "spanish-verbs-past": Generator(spanish_verbs.past, "Spanish preterite, imperfect and present perfect"),
    "spanish-verbs-future": Generator(spanish_verbs.future, "Spanish future, conditional and subjunctive"),
    "arithmetic-add": Generator(arithmetic.add_subtract, "a sum or a difference in the head"),
    "arithmetic-tables": Generator(arithmetic.tables, "a fact of the multiplication tables"),
    "arithmetic-multiply": Generator(arithmetic.multiply, "a product in the head"),
    "arithmetic-divide": Generator(arithmetic.divide, "a quotient in the head"),
    "arithmetic-shares": Generator(arithmetic_shares.shares, "a percentage or a fraction in the head"),
    "arithmetic-estimate": Generator(
        arithmetic_shares.estimate, "a rough result, within a share of the exact one"
    ),
    "music-keys": Generator(music_keys.key_signatures, "accidentals of a key, or the key of a signature"),
    "music-intervals": Generator(
        music_intervals.name_intervals, "the name, size or other note of an interval"
    ),
    "music-scales": Generator(music_scales.scales, "notes, names and degrees of scales and modes"),
    "music-chords": Generator(music_chords.chords, "notes, kinds and positions of triads and sevenths"),
    "music-rhythm": Generator(music_rhythm.rhythm, "how long note values last, or what a bar lacks"),
    "distributed-lamport": Generator(distributed_clocks.lamport, "the Lamport time of an event"),
    "distributed-vectors": Generator(
        distributed_clocks.vectors, "vector times, and which events are concurrent"
    ),
    "distributed-quorums": Generator(
        distributed_quorums.quorums, "how many replicas must answer or may fail"
    ),
    "distributed-raft": Generator(distributed_raft.raft, "what a Raft leader may commit, and who can lead"),
    "distributed-rings": Generator(distributed_rings.rings, "which keys a node owns and which ones move"),
    "distributed-retries": Generator(
        distributed_retries.retries, "how long retries take and what load they make"
    ),
    "typing-home": Generator(typing_lines.home_row, "a line of the keyboard's home row, typed exactly"),
    "typing-top": Generator(typing_lines.top_row, "a line of the row above, typed exactly"),
    "typing-bottom": Generator(typing_lines.bottom_row, "a line of the row below, typed exactly"),
    "typing-capitals": Generator(typing_marks.capitals, "capitals and punctuation, typed exactly"),
    "typing-symbols": Generator(typing_marks.symbols, "digits and symbols, typed exactly"),
    "sql-filtering": Generator(sql.filtering, "the value a query with conditions gives"),
    "sql-nulls": Generator(sql.nulls, "the value a query gives where values are missing"),
    "sql-joins": Generator(sql.joins, "how many rows a join gives"),
    "sql-subqueries": Generator(sql.subqueries, "the value a query with a query in it gives"),
    "sql-sets": Generator(sql.sets, "what set operations and date sums give"),
    "sql-aggregation": Generator(sql.aggregation, "the value a query with groups gives"),
    "sql-windows": Generator(sql.windows, "the value a window function gives"),
}


def generate(
    name: str, prefix: str, skill: SkillId, difficulties: tuple[float, ...], count: int
) -> list[Drill]:
    """`count` drills, spread over the difficulties; the same call always makes the same drills.

    Raises:
        Refused: no such generator.
    """
    if name not in GENERATORS:
        raise Refused(
            f"There is no generator “{one_line(name, limit=60)}”.", f"Known: {', '.join(GENERATORS)}."
        )
    drills: list[Drill] = []
    seen: set[str] = set()
    seed = 0
    while len(drills) < count and seed < count * 20:
        step = len(drills) % len(difficulties)
        # A string seeds the same on every machine and Python version; a tuple would go through hash().
        made = GENERATORS[name].make(random.Random(f"{prefix}/{seed}"), step)
        seed += 1
        if (face := made.material + made.prompt) in seen:
            continue
        seen.add(face)
        drills.append(
            _drill(
                made, f"{prefix}-{len(drills) + 1:02d}", skill, difficulties[step], f"{name} seed {seed - 1}"
            )
        )
    return drills


def _drill(made: figures.Made, name: str, skill: SkillId, difficulty: float, source: str) -> Drill:
    kind: Kind = made.kind
    key: Key = made.key
    return Drill(
        DrillId(name), skill, kind, difficulty, made.guess, made.prompt, key, made.explanation,
        made.choices, made.hints, made.material, made.seconds, source, made.distractors,
    )  # fmt: skip
