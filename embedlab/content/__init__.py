"""The words of the pages: lesson texts, example sentences, quizzes, teacher notes, the timeline and the axes.

Everything is data under ``assets/`` read into frozen records. No vectors, no figures and no widgets here.
"""
