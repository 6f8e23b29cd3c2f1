"""Text as models read it: tokens and their characters, words, markers, and the table of word vectors."""
