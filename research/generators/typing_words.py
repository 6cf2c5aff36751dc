"""Words for typing, by the keyboard rows their letters stand in (QWERTY)."""

from __future__ import annotations

from typing import Final

HOME: Final = "asdfghjkl"
TOP: Final = "qwertyuiop"
BOTTOM: Final = "zxcvbnm"

_HOME_LIST: Final = """
add all ask sad dad gas has had half hall fall flag glad lads lass glass flask flash dash salad slash shall
alas saga gala hash lash sash ash asks adds fads falls gags halls lags skald gash flak flags flasks salads
slags galas sagas lad jag jags dads halal algal gaff kasha dal ska aha haha
"""
HOME_WORDS: Final = tuple(_HOME_LIST.split())
"""Letters of the home row alone."""
_TOP_LIST: Final = """
type quit write power pretty tree true your were two try out tip top pour poet quote equip tower wire rope
ripe root route report require property territory typewriter perpetuity proprietor repertoire pepper puppet
quiet query equity request outer outfit youth worth shore poetry piety tray yeti wiper witty worry people
retire reply purity prior posture pastry paper quota quarry pirate prosper priority superior superpower
waterproof upholstery yesterday satisfy statutory eyesore edit tidy duty daily today study theory thirty
history weather together whisper without respiratory
"""
TOP_WORDS: Final = tuple(_TOP_LIST.split())
"""Mostly of the row above; letters of the home row besides, none of the row below."""
_BOTTOM_LIST: Final = """
zinc box cabin mix navy became maximum examine convince combine vacant cabinet bench civic exact zebra
number move movement environment mechanic minimum cinnamon vaccine backbone bacon cave convex civilian
beacon blank bronze buzz can climb cobweb comb common complex cotton cubic dozen enzyme excel exchange
expand fixed frozen humble invoke jazz lexicon lemon mammal mango maze mention mob moment monument nominee
oxygen oxen pigeon prize pyramid seven six vacuum valve van vein velvet venom verb vex victim volcano vowel
wax wizard xenon zone zoom unbecoming incubation conversation communicate combination commitment benevolence
exclamation minimize examination convalescent
"""
BOTTOM_WORDS: Final = tuple(_BOTTOM_LIST.split())
"""Rich in the row below."""

NAMES: Final = (
    "Amara", "Bjarne", "Chloe", "Dmitri", "Esther", "Farid", "Greta", "Hamza", "Ingrid", "Jonas", "Keiko",
    "Liam", "Mona", "Nadia", "Oscar", "Priya", "Quentin", "Rosa", "Stefan", "Tariq", "Ulla", "Vera", "Wanda",
    "Xavier", "Yusuf", "Zoe",
)  # fmt: skip
PLACES: Final = (
    "Accra", "Bergen", "Cardiff", "Dublin", "Essen", "Faro", "Genoa", "Hanoi", "Izmir", "Kyoto", "Lagos",
    "Malmo", "Nantes", "Oslo", "Porto", "Quito", "Riga", "Sofia", "Turin", "Utrecht", "Vilnius", "Warsaw",
    "York", "Zagreb",
)  # fmt: skip
DAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS: Final = ("March", "April", "June", "July", "August", "October", "November")
VERBS: Final = (
    "wrote",
    "called",
    "waited",
    "left",
    "returned",
    "smiled",
    "replied",
    "paused",
    "cycled",
    "swam",
)
THINGS: Final = (
    "tea", "bread", "maps", "paint", "lamps", "rope", "nails", "soap", "apples", "string", "batteries", "envelopes",
)  # fmt: skip
ASIDES: Final = (
    "so they say",
    "of course",
    "at last",
    "more or less",
    "as usual",
    "to be fair",
    "in short",
    "once again",
)
