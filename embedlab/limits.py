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

QUERIES = 50
"""Queries of a visitor's own that two rankers are compared on at once."""

COLLECTION_CHARS = 200_000
"""Characters in all documents of a page together: 500 passages of a hundred words find room, 500 long ones do not."""

PAIR_CHARS = 1_000_000
"""Characters that one such comparison may have a cross-encoder read: it reads every text again with every query."""

DOCUMENT_CHARS = 4_000
"""Characters in one document; longer ones are refused with a message, never cut silently."""

OCCLUDED_WORDS = 60
"""Words of a text that are left out one at a time, each of which costs a score of its own."""

OCCLUDED_READ = 10_000
"""Words of query and text that are read anew for that, so that of a text of a thousand words nine are left out."""

TRAINING_SECONDS = 120
"""Seconds that one training may take."""

TRAINING_GRACE_SECONDS = 60
"""Seconds beyond that for starting, reading and writing before a training is ended from outside."""

TRAINING_UNWATCHED_SECONDS = 20
"""A training that no page has shown for so many seconds is stopped: its visitors have left."""

TRAINING_LEFT_SECONDS = 3
"""A page whose place another has taken counts as open for so many seconds after its last look: a page looks each
second."""

TRAINING_STEPS = 5_000
"""Steps of one contrastive training."""

TRAINING_BATCH = 2_048
"""Pairs in one batch; each is compared with every other."""

TRAINING_TEXT_CHARS = 5_000_000
"""Characters of a visitor's own text that word vectors are trained on."""

TRAINING_TABLE = 20_000
"""Words that get a vector of their own when word vectors are trained, the most frequent ones."""

TRAINING_EPOCHS = 50
"""How often one training of word vectors may read its text."""

TRAINING_DIMENSION = 200
"""Numbers in a word vector that is trained here."""

TRAINING_WINDOW = 15
"""Words on each side that a training of word vectors may look at."""

TRAINING_PROBES = 12
"""Words whose neighbours are followed through a training."""

TUNING_WHOLE_SECONDS = 900
"""Seconds that the tuning of all weights of a model may take."""

TUNING_GRACE_SECONDS = 300
"""Seconds beyond those of a tuning for starting, and for reading its texts before and after."""

TUNING_LEARNT_PAIRS = 10_000
"""Pairs that one tuning may learn from."""

TUNING_RATE = 1_000.0
"""The highest learning rate of a tuning; what diverges at a lower one says so."""

TUNING_EPOCHS = 50
"""How often one tuning may see its pairs."""

TUNING_BATCH = 512
"""Pairs in one step of a tuning."""

TUNING_RANK = 64
"""Rank of the matrices of low-rank adaptation."""

TUNING_TOKENS = 256
"""Tokens of a text that is learnt from."""

TUNED_MODELS = 24
"""Tuned models that one server keeps for all visitors together."""

TUNED_OWNERS = 1_000
"""Visitors that one tuned model belongs to."""

BATCH_ROWS = 12
"""Pairs in the in-batch matrix; more would be too small to read."""

BATCH_CHARS = 300
"""Characters in one text of the in-batch matrix."""

UPLOAD_MB = 10
"""Megabytes of a file that is taken; for training, characters beyond ``TRAINING_TEXT_CHARS`` are refused."""

TABLE_COLUMNS = 500
"""Columns of an uploaded or pasted table, of which one is chosen."""

TABLE_ROWS = 50_000
"""Rows of an uploaded or pasted table that are read."""

MASKED_CHARS = 500
"""Characters in the sentence with the hidden word."""

RESULTS_MB = 256
"""Megabytes of results that a server keeps for all visitors together, what they typed included."""

OWN_MODELS = 20
"""Models that can be brought to one server."""

VOTE_ROOMS = 50
"""Rooms for the votes of a class that are open on one server at once."""

ROOM_VOTERS = 500
"""Visitors whose votes one room counts."""

ROOM_SECONDS = 3 * 60 * 60
"""Seconds after which a room ends, and its counts with it."""

INDEXES_WAITING = 8
"""Indexes that wait for their turn on one server."""

INDEXES_REMEMBERED = 50
"""Indexes that have ended and whose ending a server still remembers."""

CORPUS_MB = 100
"""Megabytes of the files of a collection, together and unpacked."""

CORPUS_ROWS = 100_000
"""Documents of one collection."""

CORPUS_TEXT_CHARS = 200_000
"""Characters in one document of a collection, about a hundred pages; longer ones are left out with a message."""

CORPUS_FILES = 1_000
"""Files that a collection is made of, in a ZIP or beside each other."""

CORPUS_RATIO = 200
"""How many times smaller a file in a ZIP may be than what it unpacks to; texts come to about twenty."""

CORPUS_QUERIES = 10_000
"""Queries that a collection is measured with."""

CORPUS_QUERY_CHARS = 5_000
"""Characters in one query of a collection."""

CORPUS_JUDGEMENTS = 1_000_000
"""Judgements of a collection."""

PDF_PAGES = 2_000
"""Pages of one PDF that are read."""

PDF_SECONDS = 60
"""Seconds that one PDF may take to be read; what is read by then is kept."""

REPORT_SET_UPS = 40
"""Set-ups that a report shows; the names of others are said."""

REPORT_QUERIES = 20
"""Queries that a report lists, those on which set-ups differ most."""

REPORT_CHARS = 240
"""Characters of a query in a report."""

EVALUATED_QUERIES = 1_000
"""Judged queries that set-ups are measured with at once; of more, so many are drawn."""

EVALUATED_RERANKED = 200
"""The same where candidates are ranked again, which takes some seconds for each query."""

TIMED_QUERIES = 50
"""Queries that are searched for the times alone where none is judged."""

COMPRESSION_SCORES = 20_000_000
"""Pairs of query and chunk that each way to keep vectors is compared on."""

JUDGED_QUERIES = 50
"""Queries that are judged on the page at once."""

POOL_DEPTH = 20
"""Documents of each set-up that are judged on the page."""

MAP_LISTED = 1_000
"""Texts that are listed of those drawn around on a map, and near-duplicates and outliers that are taken away."""

LABELLED_TEXTS = 2_000
"""Texts of a set that lesson 9 looks at, of all classes together; more are drawn from, never refused."""

LABELLED_CLASSES = 40
"""Classes that a set may have: more could neither be named nor be told apart on a figure."""

LABELLED_CHARS = 4_000
"""Characters of such a text that are read; a model cuts it long before."""

TUNING_LEAST_PAIRS = 10
"""Different pairs that a tuning on one's own needs, those that it is measured with included."""

TUNING_TEXTS = 1_500
"""Texts that a model tuned on one's own pairs is searched in; of more, so many are drawn."""

TUNING_QUERIES = 600
"""Queries of one's own that it is measured with; of more, so many are drawn."""

TUNING_TEXT_CHARS = 10_000
"""Characters in one text of such a pair; a model reads about a thousand of them."""

TUNING_DOMAINS = 50
"""Sets of pairs that a server keeps; the one that was not used for longest goes first."""
