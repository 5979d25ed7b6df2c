"""Whose papers texts in Traditional script are: Hong Kong's or Taiwan's, told by money and organs.

A paper of an office there seldom names the place: its readers know. Its currency, its era and the
organs that it reports to do.
"""

import re

from corpus.document import Document
from corpus.places import places
from corpus.script import detect

# What only texts written there say of themselves. The Simplified forms stand in no such pattern:
# mainland texts speak of both as of others.
_SIGNS = {
    "香港": re.compile(
        r"港元|港幣|港币|HK\$|本港|立法會|立法会|特區政府|特区政府|行政長官|財政司|律政司|政務司|"
        r"審計署|入境事務處|公務員事務局|強積金"
    ),
    "台湾": re.compile(
        r"新[臺台][幣币]|NT\$|(?:中華)?民[國国] *\d{2,3} *年|行政院|立法院|監察院|考試院|"
        r"[經內財外文衛交]政?[濟化福通]?利?部(?=[長次 　智國中水標產工能商])|國科會|國發會|直轄市|"
        r"(?<!\d)1[0-3]\d(?=年度|年\d{1,2}月)"
    ),
}
_CLEAR = 2.0  # how many times as often as the other's signs the own ones must stand


def jurisdiction(document: Document) -> str | None:
    """Return the place whose papers a document in Traditional script is one of, by its full name;
    None where nothing or too little tells.
    """
    if detect(document.text) not in ("hant", "mixed"):
        return None
    counts = {place: len(signs.findall(document.text)) for place, signs in _SIGNS.items()}
    best = max(counts, key=lambda place: (counts[place], place))
    others = sum(counts.values()) - counts[best]
    if not counts[best] or counts[best] < _CLEAR * others:
        return None
    return places(best)[0].canonical
