"""Every limit on what a visitor may send, in one place, so that pages can show a limit before it bites."""

TEXT_CHARS = 20_000
"""Characters in one text area."""

SENTENCES = 60
"""Sentences compared at once in the sense laboratory."""

SENTENCE_CHARS = 1_000
"""Characters in one sentence; longer ones are refused with a message, never cut silently."""

WORD_CHARS = 40
"""Characters in one word typed into the static room."""

WORDS = 30
"""Words in one list typed into the static room."""

LINK_CHARS = 6_000
"""Characters of visitor text that a shared link may carry; servers and browsers refuse much longer addresses."""

QUERY_CHARS = 500
"""Characters in one query."""

DOCUMENTS = 500
"""Documents searched at once on a page of the retrieval lessons."""

DOCUMENT_CHARS = 4_000
"""Characters in one document; longer ones are refused with a message, never cut silently."""
