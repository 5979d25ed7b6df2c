"""Words of questions and of policy language: what frames a question, what means the same.

The lists are in `qa/data`, in the search form (Simplified, mainland wording), written by hand from
how such questions and documents are worded; none belongs to a document. Extend them when a word is
missing.
"""

import re
from functools import cache
from importlib import resources

# Words that ask for a bare figure though no question word stands there: 2015年技术交易额
MEASURE_ENDING = re.compile(
    r"(?:量|数|额|率|值|比|比例|比重|收入|税收|金额|规模|总计|合计|名次|排名|增速|增幅|周期|倍数|多少|"
    r"强度|预算|(?:总|计划)投资|单价|售价|[升降涨跌]幅|费用|支出|利润|人口|面积|里程|GDP|gdp|密度|浓度|余额|时长|[期时]限|"
    r"收成|[水电油气房票药粮地]价|额度|上限|下限|封顶|限额|经费|保费|造价|得分|(?:补贴|补助|资助|奖励|奖补|收费|收取|支付|发放|低保)标准)$"
)
# A target of a measure: 万人发明专利拥有量目标; the measure itself is what is asked for.
TARGET_ENDING = re.compile(r"(?<![作体展要期])的?目标(?:值|数|是|为)?$")
# With them a target is a figure though no measure ends in front of it: 万人发明专利目标.
TARGET_OF = re.compile(
    r"目标值$|(?:万人[㐀-鿿]{2,12}|融资|贷款|投资|资金|出口|进口|招商|引资|就业|专利|商标|增长|下降)目标$"
)


# Measure words that a question puts behind 几, as characters of a pattern's class.
ASKED_COUNTERS = (
    "个家件项人名次元倍天年月日条种类批所支届场位份座间款笔宗成大亿万"
    "张亩吨台辆套户只棵艘架头栋幢层期段轮例起桩处单米岁册篇门根箱桶斤颗本分"
)


def lines(name: str) -> list[str]:
    """Return the lines of a file in `qa/data`, comments and empty lines left out."""
    text = resources.files("qa").joinpath(f"data/{name}").read_text("utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def _words(name: str) -> frozenset[str]:
    return frozenset(word for line in lines(name) for word in line.split())


@cache
def frame() -> frozenset[str]:
    """Return the words that ask or frame and say nothing about the matter."""
    return _words("frame.txt")


@cache
def weak() -> frozenset[str]:
    """Return content words whose absence from a text proves little."""
    return _words("weak.txt")


@cache
def classes() -> frozenset[str]:
    """Return the words for a class of things so general that texts seldom say them."""
    return _words("classes.txt")


@cache
def categories() -> frozenset[str]:
    """Return further words for a class, which a text may leave out but which tell much in it."""
    return _words("categories.txt") | classes()


@cache
def contrasts() -> tuple[str, ...]:
    """Return the groups of words that exclude each other, each as its line."""
    return tuple(lines("contrasts.txt"))


@cache
def duty_words() -> tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]:
    """Return words of labels, each group with the words that ask for it, best label first."""
    rows = (line.split("=", 1) for line in lines("duties.txt"))
    return tuple((tuple(said.split()), tuple(asked.split())) for said, asked in rows)


@cache
def endings() -> dict[str, tuple[str, ...]]:
    """Return for a class of things what their names end in: 高校 → 大学, 学院."""
    rows = (line.split("=", 1) for line in lines("class_endings.txt"))
    return {name: tuple(ends.split()) for name, ends in rows}


@cache
def introducing() -> frozenset[str]:
    """Return the words that stand in front of a phrase's first member and belong to none."""
    return _words("introducing.txt")


@cache
def introducing_nouns() -> frozenset[str]:
    """Return the introducing verbs that are nouns as well."""
    return _words("introducing_nouns.txt")


@cache
def surnames() -> frozenset[str]:
    """Return the family names of people."""
    return _words("surnames.txt")


@cache
def titles() -> frozenset[str]:
    """Return the offices and callings that stand beside a person's name."""
    return _words("titles.txt")


@cache
def predicates() -> frozenset[str]:
    """Return the verbs that are never part of a name."""
    return _words("predicates.txt")


@cache
def english_frame() -> frozenset[str]:
    """Return the English words that frame a question."""
    return _words("english_frame.txt")


@cache
def synonyms() -> dict[str, frozenset[str]]:
    """Return for each word the words that mean the same (itself among them)."""
    table: dict[str, set[str]] = {}
    for line in lines("synonyms.txt"):
        group = set(line.split())
        for word in group:
            table.setdefault(word, set()).update(group)
    return {word: frozenset(group) for word, group in table.items()}


@cache
def everyday() -> dict[str, frozenset[str]]:
    """Return how documents put what people say: for an everyday word those that bear it out."""
    table: dict[str, set[str]] = {}
    for said, written in (line.split("=", 1) for line in lines("everyday.txt")):
        table.setdefault(said, set()).update(written.split())
    return {said: frozenset(written) for said, written in table.items()}


@cache
def wordings() -> dict[str, frozenset[str]]:
    """Return for each word those that bear it out in a text: what means the same, and how documents
    put an everyday word, which it does not bear out in turn.
    """
    table = {word: set(group) for word, group in synonyms().items()}
    for said, written in everyday().items():
        if len(said) > 1:
            table.setdefault(said, {said}).update(written)
    return {word: frozenset(group) for word, group in table.items()}


@cache
def foreign() -> dict[str, str]:
    """Return the search form of English (lower case) and Japanese words of the field."""
    return dict(line.split("=", 1) for line in lines("foreign.txt"))


@cache
def alternatives(name: str) -> dict[str, str]:
    """Return the patterns of a file that has one alternative a piece under each [heading]."""
    pieces: dict[str, list[str]] = {}
    for line in lines(name):
        if re.fullmatch(r"\[[a-z_]+\]", line):
            pieces[under := line[1:-1]] = []
        else:
            pieces[under] += line.split()
    return {under: "|".join(found) for under, found in pieces.items()}


@cache
def asks(kind: str) -> re.Pattern[str]:
    """Return the pattern of how questions of a kind ask."""
    return re.compile(alternatives("kinds.txt")[kind])


@cache
def rewrites() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Return patterns of unusual ways of asking, each with what stands for it, in their order."""
    rows = (line.partition("=>")[::2] for line in lines("rewrites.txt"))
    return tuple((re.compile(said.strip()), meant.strip()) for said, meant in rows)
