"""The arithmetic of EmbedLab: arrays in, arrays and small frozen results out.

One module per subject, so that a page can show the very function behind a number. Nothing here draws, loads a
model or knows that there is a page; libraries that are slow to import are imported by the function that needs
them.
"""
