"""A comparing question in the plain form that its operands are read from.

甲、乙两项里头，增速垫底的是哪项 says elsewhere what 甲、乙，哪个增速最低 says; 论申请量，甲和乙谁多
what 申请量，甲和乙谁多 does.
"""

import re

__all__ = ["plainly"]

_MORE = r"(?:多|高|大|(?<!多)少|低|小|早|晚|快|慢|长|短|强|弱|好|靠[前后]|领先|落后)"
_WHO = r"(?:谁|何者|哪(?:一)?(?![些几])[^，？的是]{0,4}?)"
_NUMBER = r"(?:[两二三四五六七八九十]|\d{1,2})"
_KIND = r"(?:城市|地方|地区|产业|行业|企业|专利|指标|数据|数字|业务|项目|机构|[市区县省地者])?"
_AMONG = r"(?:里头|里面|当中|之中|之间|里|中|间)"
_FORMS = tuple(
    (re.compile(said), meant)
    for said, meant in (
        # politeness, and what only frames
        (
            r"^(?:请问|请(?:你|您)?(?:把|将|帮我?)?|请教|想问|我?想(?:知道|了解|问)(?:一下)?|麻烦|帮我?[看查比](?:一下|下)?)，?",
            "",
        ),
        (
            r"(?:^|(?<=，))(?:论|就|按照?|依照?|以)(?P<m>[^，？]{2,16}?)"
            r"(?:而言|来说|来看|来比|来算|计算?|上|方面)?，",
            r"\g<m>，",
        ),
        (r"(?:^|(?<=，))在?(?P<m>[^，？的]{2,16}?)(?:方面|上头?|这块)，", r"\g<m>，"),
        # 甲、乙、丙三者: how many they are tells nothing
        (
            rf"(?P<list>[^，、？]{{2,12}}(?:、[^，、？和与及]{{2,12}}?){{1,11}}(?:[和与及][^，、？和与及]{{2,12}}?)?)"
            rf"[这那]?{_NUMBER}(?:者|方)的?(?=[^，？]{{2}})",
            r"\g<list>，",
        ),
        # a growth is against the year before by itself
        (r"[同环]比(?=增|下|上|升|减|提|涨|跌|降|幅)", ""),
        (r"(?<=[两二三四五六七八九])[块摊桩样](?=产业|行业|业务|领域|市场)", "个"),
        # how many they are says nothing of which they are
        (
            rf"(?<=[^第，])[这那]?{_NUMBER}(?:大?[个项类种家者座块笔组样]|大|[市区县地]){_KIND}{_AMONG}"
            r"(?=，|谁|哪)",
            "",
        ),
        (
            rf"(?:这|那|以下|下列|下面){_NUMBER}[个项类种家者]{_KIND}(?=[，：的按由从在]|$)",
            "",
        ),
        (r"(?<=[^，])(?:里头|里面|当中|之中)，", "，"),
        # what is asked for, in front of who is ahead in it
        (
            r"(?:^|(?<=，)|(?<=里头)|(?<=当中)|(?<=之中)|(?<=里面))(?P<m>[^，？、和与跟同及]{0,14}?)"
            rf"(?:更|较|最)(?P<way>{_MORE})的(?:那[一个项]*)?(?:是|为|属|要数|算)?{_WHO}{_KIND}"
            r"(?=[？。呢]*$)",
            r"哪个\g<m>最\g<way>",
        ),
        (r"(?<=哪)一?[^，？的是]{1,2}?(?:城市|市|地方|地区|区|县)的", "个"),
        (rf"(?<=哪)(?:里|边|头|一[边方头])的?(?=[^，？]{{0,14}}{_MORE})", "个"),
        (r"(?<=[多高大少低小早晚快慢长短])一?[些点](?=[？。呢]*$)", ""),
    )
)


def plainly(view: str) -> str:
    """Return a question in search form with what it asks for at the places where it is read."""
    for said, meant in _FORMS:
        view = said.sub(meant, view)
    return view
