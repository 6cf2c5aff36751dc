"""What the coach remembers, in markdown the learner owns."""
