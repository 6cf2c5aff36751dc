"""Which keys are named at the bottom of a drill, the likely one first, and which of them mean something now."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from coach.journeys.sitting import Ask
from goals.drills import EssayKey
from screens.drill.picking import Picking
from screens.drill.prompt import to_copy

Keys = Sequence[tuple[str, str]]
"""A binding's id, or a key as it is to be shown, and what it does."""

_DONT_KNOW = "Say honestly that you don't know; a lone ? in an empty field does it too"
_HAND_IN = "Hand in a long text"
_BACK = "One step back: out of the field, then out of the session, which waits for you"
ANSWERING: Final[list[BindingType]] = [
    Binding("enter", "enter", "Go on", key_display="enter", id="drill.enter", tooltip="Answer, or go on"),
    Binding("question_mark", "dont_know", "Don't know", key_display="?", id="drill.dont_know", tooltip=_DONT_KNOW),
    Binding("h", "hint", "Hint", id="drill.hint", tooltip="A hint; the answer then counts as helped"),
    Binding("s", "skip", "Skip", id="drill.skip", tooltip="Leave this one out today"),
    Binding("w", "why", "Why", id="drill.why", tooltip="Why this one is asked now"),
    Binding("x", "report", "Report", id="drill.report", tooltip="Take a bad drill out of the rotation"),
    Binding("u", "undo", "Undo", id="drill.undo", tooltip="Take back the last thing you did here"),
    Binding("n", "note", "Note", id="drill.note", tooltip="Your own note on this drill"),
    Binding("c", "card", "Card", id="drill.card", tooltip="Keep one line as a card"),
    Binding("escape", "back", "Back", key_display="esc", id="drill.back", tooltip=_BACK),
    Binding("f1", "app.help", "Help", id="drill.help", tooltip="Keys of this screen"),
    Binding("ctrl+s,f2", "hand_in", "Hand in", key_display="ctrl+s", id="drill.hand_in", tooltip=_HAND_IN),
    Binding("space", "tick", "Pick", id="drill.tick", tooltip="Pick or tick where the arrow is"),
    Binding("up", "move(-1)", "Up", id="drill.up", tooltip="Arrow up, or the text up"),
    Binding("down", "move(1)", "Down", id="drill.down", tooltip="Arrow down, or the text down"),
    Binding("backspace", "take_off", "Take off", id="drill.take_off", tooltip="Let go of the last pick"),
    Binding("pageup", "page(-1)", "Page up", id="drill.page_up", tooltip="Read up"),
    Binding("pagedown", "page(1)", "Page down", id="drill.page_down", tooltip="Read on"),
    *(Binding(str(n), f"number({n})", f"Choice {n}", id=f"drill.number{n}", show=False) for n in range(1, 10)),
]  # fmt: skip
"""The keys of every screen on which drills are answered."""
SURE_KEYS: Keys = (("1 2 3", "how sure"), ("drill.enter", "think so"), ("drill.back", "change the answer"))
TOLD_KEYS: Keys = (
    ("drill.enter", "next"),
    ("drill.undo", "undo"),
    ("drill.note", "note"),
    ("drill.card", "card"),
    ("drill.report", "report"),
    ("drill.back", "pause"),
)


class KeyLine(Static):
    """The keys that work now; what does not fit is left to the help."""

    DEFAULT_CSS = """
    KeyLine { height: 2; padding: 0 1; border-top: solid $foreground 25%; }
    """

    def __init__(self) -> None:
        super().__init__(markup=False, id="keys")
        self._keys: tuple[tuple[str, str], ...] = ()
        self._names: dict[str, str] = {}

    def on_mount(self) -> None:
        """Learn what the keys are called, as remapped by the learner."""
        self._names = key_names(self.screen)

    def show(self, keys: Keys) -> None:
        """Draw these."""
        if tuple(keys) != self._keys:
            self._keys = tuple(keys)
            self.refresh()

    def render(self) -> Content:
        """As many as fit; the last, which is the way out, always."""
        drawn = [
            Content.assemble((self._names.get(key, key), "bold $accent"), " ", label)
            for key, label in self._keys
        ]
        line, last = Content("   ").join(drawn[:1]), drawn[-1:]
        for one in drawn[1:-1]:
            room = self.content_size.width - sum(3 + end.cell_length for end in last)
            if line.cell_length + 3 + one.cell_length <= room:
                line = Content.assemble(line, "   ", one)
        return Content("   ").join([line, *last]) if len(drawn) > 1 else line


def key_names(screen: Screen[Any]) -> dict[str, str]:
    """The first key of each of a screen's bindings as it is shown, by the binding's id."""
    bindings = screen._bindings.copy()
    bindings.apply_keymap(screen.app._keymap)
    names: dict[str, str] = {}
    for _, binding in bindings:
        if binding.id:
            names.setdefault(binding.id, screen.app.get_key_display(binding))
    return names


def asking_keys(ask: Ask, picked: Picking | None, *, writing: bool, in_placement: bool) -> Keys:
    """The keys while an answer is wanted.

    Args:
        ask: the drill.
        picked: what is picked; None for an answer in words.
        writing: letters go into the field.
        in_placement: there are no hints, and nothing is explained.
    """
    left = len(ask.drill.hints) - len(ask.hints)
    said = f"next hint ({left} left)" if ask.hints else "hint"
    hint = [("drill.hint", said)] if left and not in_placement else []
    why = [] if in_placement else [("drill.why", "why")]
    others = [("drill.skip", "skip"), *why, ("drill.report", "report")]
    rest = [*hint, *others]
    dont_know = ("drill.dont_know", "don't know")
    if picked is not None:
        return [*_pick_keys(picked), dont_know, *rest, ("drill.back", "pause")]
    if not writing:
        back = [("drill.enter", "back to writing")]
        first = [*hint, *back, dont_know] if ask.hints else [*back, dont_know, *hint]
        return [*first, *others, ("drill.back", "pause")]
    if isinstance(ask.drill.key, EssayKey):
        return [("drill.hand_in", "hand in"), ("drill.back", "more: hint, skip, why, report, pause")]
    copy = [("tab", "copy it")] if to_copy(ask.drill) else []
    named = ", ".join([label for _, label in rest[:-1]] + ["pause"])
    return [("drill.enter", "answer"), *copy, dont_know, ("drill.back", f"more: {named}")]


def _pick_keys(picked: Picking) -> Keys:
    digits = f"1-{len(picked.options)}" if len(picked.options) > 1 else "1"
    if picked.kind == "choice":
        return [(digits, "choose")]
    verb = {"select": "pick", "order": "next in order", "checklist": "tick"}[picked.kind]
    return [(digits, verb), ("drill.enter", "answer")]
