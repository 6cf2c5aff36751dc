"""The words of goals and dates in five languages, and the tokens a sentence is read as."""
