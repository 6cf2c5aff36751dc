"""What to reach and how practice is going: goals, skills, levels, drills, graders, reviews, agenda, forecast."""
