"""The exceptions of policyqa.

    PolicyqaError
    ├── UnreadableFile   a file cannot become a Document: empty, binary, encrypted, damaged
    ├── BadRequest       the caller's input is at fault: a wrong option, filter, date or path
    ├── IndexMissing     there is no index to answer from
    ├── IndexDamaged     the index on disk does not hold what it says it holds
    ├── EngineAway       the search engine or the database of documents does not answer
    └── Busy             another process is writing

A message says what is wrong, which value, and what to do. That the documents hold no answer, or
disagree, is a status of an Answer and never an exception.
"""


class PolicyqaError(Exception):
    """Base of everything policyqa raises on purpose; its message is fit for a user."""


class UnreadableFile(PolicyqaError):
    """A file cannot be read as text; the message names the file and the reason."""


class BadRequest(PolicyqaError):
    """The caller's input cannot be used; the message names the value and what would do."""


class IndexMissing(PolicyqaError):
    """No index has been published in the home folder yet."""


class IndexDamaged(PolicyqaError):
    """A file of the index is missing or its checksum differs; the message names the file."""


class EngineAway(PolicyqaError):
    """A remote search engine or document database does not answer; the message names it."""


class Busy(PolicyqaError):
    """Another process is writing; the same may be tried again when it has ended."""
