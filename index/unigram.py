"""The tokenizer of the bundled model: XLM-R's unigram pieces, through the tokenizers package."""

import unicodedata
from collections.abc import Sequence
from typing import Any

from index.e5_file import Vocabulary

__all__ = ["tokenizer"]


def tokenizer(
    vocabulary: Vocabulary, kept: Sequence[int] | None = None, *, words: bool = False
) -> Any:
    """Return the tokenizer of a vocabulary; its character map is NFKC but for some hundred.

    With `kept`, of these pieces only, the special ones among them: it is loaded faster, and cuts
    texts in which no other piece can stand alike. Its ids count the kept pieces. With `words` it is
    given single words of a text, and takes none for the text's beginning.
    """
    from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers, processors

    pieces, scores = vocabulary.pieces, vocabulary.scores
    kept = range(len(pieces)) if kept is None else kept
    model = models.Unigram(
        [(pieces[n], scores[n]) for n in kept],
        unk_id=kept.index(vocabulary.unknown),
        byte_fallback=False,
    )
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
