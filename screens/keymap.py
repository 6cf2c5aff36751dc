"""The learner's own keys: `[keys]` in config.toml, checked before the app opens, so that no key is lost by a slip."""

from __future__ import annotations

import importlib
import pkgutil
import string
from collections.abc import Iterator, Mapping
from typing import Final

from textual.binding import Binding
from textual.keys import Keys, _character_to_key

import screens
from goals.plain import one_line
from goals.refusals import Refused

MODIFIERS: Final = frozenset({"ctrl", "shift", "alt", "super", "meta", "hyper"})


def checked(keys: Mapping[str, str]) -> dict[str, str]:
    """The keymap as the app takes it: keys by the ids of their bindings.

    Raises:
        Refused: no such binding, no such key, or two things of one screen on the same key.
    """
    if not keys:
        return {}
    known = dict(_bindings())
    found: dict[str, str] = {}
    for name, written in keys.items():
        if name not in known:
            near = [one for one in sorted(known) if one.partition(".")[0] == name.partition(".")[0]]
            what = f"[keys] in config.toml names “{one_line(name, limit=60)}”, which is nothing Coach does."
            raise Refused(
                what, f"Known: {', '.join(near or sorted({one.partition('.')[0] + '.…' for one in known}))}."
            )
        found[name] = ",".join(_key(one, name) for one in written.split(",")) if written != "," else "comma"
    taken: dict[tuple[str, str], str] = {}
    for name, standard in known.items():
        for key in found.get(name, standard).split(","):
            place = (name.partition(".")[0], key.strip())
            other = taken.setdefault(place, name)
            if other != name and (name in found or other in found):
                raise Refused(
                    f"[keys] in config.toml puts “{other}” and “{name}” on the same key, {key}.",
                    "Choose another for one.",
                )
    return found


def _key(written: str, name: str) -> str:
    key = written.strip()
    *modifiers, last = key.split("+") if key not in ("+", "") else [key]
    if len(last) == 1 and last.isprintable() and not last.isalnum():
        last = _character_to_key(last)
    is_key = last in _NAMES or (len(last) == 1 and last.isprintable() and last != " ")
    if is_key and set(modifiers) <= MODIFIERS:
        return "+".join([*modifiers, last])
    shown = one_line(written, limit=40)
    raise Refused(
        f"[keys] in config.toml gives “{name}” the key “{shown}”, which is no key.",
        "Write it as f2, ctrl+n, h or ?.",
    )


def _bindings() -> Iterator[tuple[str, str]]:
    """Id and standard key of everything that can be put on another key."""
    for module in pkgutil.walk_packages(screens.__path__, "screens."):
        for one in vars(importlib.import_module(module.name)).values():
            for binding in getattr(one, "BINDINGS", ()) if isinstance(one, type) else ():
                if isinstance(binding, Binding) and binding.id and one.__module__.startswith("screens."):
                    yield binding.id, binding.key


_NAMES: Final = frozenset(
    {key.value for key in Keys if "+" not in key.value and "<" not in key.value}
    | {_character_to_key(sign) for sign in string.punctuation}
)
