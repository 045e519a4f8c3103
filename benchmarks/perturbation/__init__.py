"""True sentences and falsified ones, made by seeded rules from real paragraphs."""
