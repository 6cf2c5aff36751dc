"""Journeys: what a learner does with Coach, one class each. They gather from stores, decide by pure rules, and apply."""
