"""Two engines, one contract: padded token ids in, hidden states, attentions and logits out."""
