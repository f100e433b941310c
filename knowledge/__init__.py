"""What is known: results, odds, teams and their names, preferences, insights, predictions made."""
