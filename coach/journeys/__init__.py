"""What a learner does with Coach, one class each: gather from stores, decide by pure rules, apply."""
