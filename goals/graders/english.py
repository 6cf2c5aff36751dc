"""English words the graders must tell apart from content: what every sentence is held together with."""

from __future__ import annotations

from typing import Final

_LISTED: Final = """
a an the this that these those some any no each every either neither both all such what which whose
i you he she it we they me him her us them my your his its our their mine yours hers ours theirs
myself yourself himself herself itself ourselves themselves one ones who whom
am is are was were be been being do does did done doing have has had having
can cannot could may might must shall should will would ought need
isn't aren't wasn't weren't don't doesn't didn't haven't hasn't hadn't can't couldn't won't wouldn't
shouldn't it's that's there's they're we're you're i'm i've we've they've who's
about above across after against along among around as at before behind below beneath beside besides
between beyond by despite down during except for from in inside into like near of off on onto out outside
over past per since through throughout till to toward towards under until up upon via with within without
and but or nor so yet if unless although though because while whereas whether than when whenever where
wherever why how once not never also too very more most less least much many few fewer several other
another there here then thus hence however therefore moreover only just even still already again rather
"""
FUNCTION_WORDS: Final = frozenset(_LISTED.split())
"""Determiners, pronouns, auxiliaries, prepositions, conjunctions and the commonest adverbs, case folded."""
