"""The tokenizer of the bundled model: XLM-R's unigram pieces, through the tokenizers package."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from index.e5_file import E5File, Vocabulary

__all__ = ["Usual", "tokenizer", "usual"]

_SPECIAL = 4  # pieces at the vocabulary's head
# Letters of scripts that neither our documents nor their questions have. Without the pieces of them
# the tokenizer cuts all other texts as they are, and loads in half the time.
_FOREIGN = re.compile("[\u0400-\u1fff\ua000-\uf8ff\ufb00-\ufe2f]")


@dataclass(frozen=True, slots=True)
class Usual:
    """The pieces of a vocabulary without those of foreign scripts; `kept` are their numbers."""

    vocabulary: Vocabulary
    kept: tuple[int, ...]
    model: Any  # of the tokenizers package; several tokenizers may share it


@cache
def usual(path: Path) -> Usual:
    """Return the usual pieces of a model's file. Loaded once: it takes some 0.3 s."""
    vocabulary = E5File(path).vocabulary()
    kept = tuple(
        n for n, one in enumerate(vocabulary.pieces) if n < _SPECIAL or _FOREIGN.search(one) is None
    )
    return Usual(vocabulary, kept, _model(vocabulary, kept))


def _model(vocabulary: Vocabulary, kept: Sequence[int]) -> Any:
    from tokenizers import models

    pieces, scores = vocabulary.pieces, vocabulary.scores
    return models.Unigram(
        [(pieces[n], scores[n]) for n in kept],
        unk_id=kept.index(vocabulary.unknown),
        byte_fallback=False,
    )


def tokenizer(of: Vocabulary | Usual, *, words: bool = False) -> Any:
    """Return the tokenizer of a vocabulary; its character map is NFKC but for some hundred.

    Of the `usual` pieces alone it cuts texts in which no other piece can stand alike; its ids then
    count the kept pieces. With `words` it is given single words of a text, and takes none for the
    text's beginning.
    """
    from tokenizers import Regex, Tokenizer, normalizers, pre_tokenizers, processors

    if isinstance(of, Usual):
        vocabulary, kept, model = of.vocabulary, of.kept, of.model
    else:
        vocabulary, kept = of, tuple(range(len(of.pieces)))
        model = _model(vocabulary, kept)
    pieces = vocabulary.pieces
    made = Tokenizer(model)
    own = [
        normalizers.Replace(character, mapped)
        for character, mapped in sorted(vocabulary.characters.items())
        if mapped != unicodedata.normalize("NFKC", character)
    ]
    made.normalizer = normalizers.Sequence(
        [*own, normalizers.NFKC(), normalizers.Replace(Regex(" {2,}"), " ")]
    )
    begins = "never" if words else "always"
    made.pre_tokenizer = pre_tokenizers.Metaspace(prepend_scheme=begins)
    begin, end = (vocabulary.begin, vocabulary.end)
    made.post_processor = processors.TemplateProcessing(
        single=f"{pieces[begin]} $A {pieces[end]}",
        special_tokens=[(pieces[begin], kept.index(begin)), (pieces[end], kept.index(end))],
    )
    return made
