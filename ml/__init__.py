"""What can be computed: ratings, goal model, score grid, markets, odds maths, evaluation."""
