"""Three ways to learn from labelled pairs, from one start: in-batch softmax, SBERT's classifier, triplets."""
