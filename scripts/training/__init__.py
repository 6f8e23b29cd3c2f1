"""How the models that ship with EmbedLab were made: corpus, dictionary pairs, training, scores. Run by hand."""
