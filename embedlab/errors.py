"""The errors a visitor may see.

Each message is one plain sentence that says what is wrong and what to do about it: the command line prints
it as it is, and a page shows it next to the input that caused it. Nothing else about an error reaches a visitor.
"""


class EmbedLabError(Exception):
    """Base of every error whose message is meant for the person in front of the screen."""


class InputError(EmbedLabError):
    """Something that was typed, chosen or uploaded cannot be used as it is."""


class UnknownModelError(InputError):
    """A model id that the catalog does not list."""


class StoreError(EmbedLabError):
    """Weights could not be fetched, checked, written or read."""
