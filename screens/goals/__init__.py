"""Goals on the screen: the tree with levels, changing it in place, and a level's course."""
