"""The public pages that the plans' figures come from, one constant each."""

from ..sources import Source, Text

SEED = Source(
    id="seed",
    title=Text(
        en="Page of the Beijing office of the association on its mutual protection, 2016",
        zh="中国职工保险互助会北京办事处“职工互助保障”宣传页，2016年",
    ),
    dated="2016",
)
KINGHUA10 = Source(
    id="KINGHUA10",
    title=Text(en="Jinghua Times, 1 June 2010", zh="京华时报，2010年6月1日"),
    url="http://www.cnwnews.com/html/biz/cn_szfy/20100601/223945.html",
    dated="2010-06-01",
)
LDWB17 = Source(
    id="LDWB17",
    title=Text(en="Labour Midday News, 29 December 2017", zh="劳动午报，2017年12月29日"),
    url="http://ldwb.workerbj.cn/content/2017-12/29/content_63575.htm",
    dated="2017-12-29",
)
CSDN = Source(
    id="CSDN",
    title=Text(
        en="Summary of the association's national terms, uploaded without a date",
        zh="全国条款摘要（网友上传，无日期）",
    ),
    url="https://download.csdn.net/download/weixin_42838205/23206184",
)
FIRE11 = Source(
    id="FIRE11",
    title=Text(en="News of January 2011 on the home loss plan", zh="关于家财损失保障计划的报道，2011年1月"),
    url="http://m.610041.com/ldxw/82884.html",
    dated="2011-01",
)
HOSPCARD = Source(
    id="HOSPCARD",
    title=Text(
        en="Page of a Beijing hospital's union on the service card; its address was not recorded",
        zh="北京某医院工会关于服务卡的网页（网址未留存）",
    ),
)
PIPE17 = Source(
    id="PIPE17",
    title=Text(en="Beijing decoration site, 28 November 2017", zh="北京装修网，2017年11月28日"),
    url="https://bj.zhuangyi.com/zixun/201711/1244009.html",
    dated="2017-11-28",
)
