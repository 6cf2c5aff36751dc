"""How to reach a goal: curriculum packs, their generators, and the hours others needed."""
