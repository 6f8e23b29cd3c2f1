"""The parts of a page around its figures: guess, explanation, quiz, reading, messages, tokens."""
