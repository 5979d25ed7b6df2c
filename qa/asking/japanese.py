"""A question in Japanese in the words of the corpus: what asks, then words, then particles."""

import re
from functools import cache

from corpus.script import fold_text
from qa.lexicon import foreign

__all__ = ["from_japanese"]

_ASKING = (
    (r"何営業日", "多少个工作日"),
    (r"何件|いくつの(?=特許)", "多少件"),
    (r"何(?:社|機関|行|校|軒)", "多少家"),
    (r"何(?:人|名)", "多少人"),
    (r"何項目?|何つ", "多少项"),
    (r"何日", "多少天"),
    (r"何%|何パーセント|何割|何分の", "百分之几"),
    (r"何倍", "几倍"),
    (r"第?何位", "排名第几"),
    (r"いつ|何年何月|何年|何月", "什么时候"),
    (r"いくら|どのくらい|どれくらい|どれほど|いくつ", "多少"),
    (r"誰|だれ|どなた", "谁"),
    (r"どちらの方が|どちらが|どっちが", "哪个更"),
    (r"どこ", "哪里"),
    (r"どの|どれ", "哪个"),
    (r"なぜ|どうして|何故", "为什么"),
    (r"どのよう(?:に|な)|いかに", "如何"),
    (r"何という|何の|何を|何が|何に|何で(?=すか)|なに|どんな|何", "什么"),
    (r"ですか|ますか|ましたか|でしたか|でしょうか", "？"),
    (r"大きい|多い|高い", "多"),
    (r"小さい|少ない|低い", "少"),
    (r"以内", "以内"),
)


_SO = re.compile(
    r"(?:です|ます|ました|でした|でしょう)か[？。\s]*$"
)  # asks whether, or with a word
_ASKS = re.compile(r"多少|几|百分之|第几|什么|谁|哪|如何|[多少]久")


def from_japanese(text: str) -> str:
    """Return a Japanese question, folded, in Chinese."""
    folded = text
    for pattern, meaning in _ASKING:
        text = re.sub(_folded(pattern), meaning, text)
    for word, meaning in _words():
        text = text.replace(word, meaning)
    text = re.sub(r"では", "", text)
    text = re.sub(r"(?<=[㐀-鿿年%])と(?=[㐀-鿿\d])", "和", text)
    text = re.sub(r"の", "", text)
    text = re.sub(r"[぀-ヿｦ-ﾟー]+", " ", text)
    text = re.sub(r"(?<![？。、，\s])[？。、，\s]+$", "", re.sub(r"\s+", " ", text))
    return text + ("？" if not _SO.search(folded) or _ASKS.search(text) else "吗？")


def _folded(pattern: str) -> str:
    return "".join(fold_text(c) if "㐀" <= c <= "鿿" else c for c in pattern)


@cache
def _words() -> tuple[tuple[str, str], ...]:
    """Return the Japanese words of the glossary as folding leaves them, the longest first."""
    words = {w: m for w, m in foreign().items() if not w.isascii()}
    forms = {form: m for w, m in words.items() for form in (w, fold_text(w))}
    return tuple(sorted(forms.items(), key=lambda pair: (-len(pair[0]), pair[0])))
