"""A drill on the screen: the task, the answer, how sure, what came back, and the summary."""
