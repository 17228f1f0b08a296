"""The public pages that the plans' figures come from, one constant for each page."""

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
BUAA = Source(
    id="BUAA",
    title=Text(
        en="Beihang University, School of Flying, page that names the revisions of 2016 and 2017",
        zh="北京航空航天大学飞行学院网页（载2016年、2017年修订版名称）",
    ),
    url="http://flying.buaa.edu.cn/info/1093/3377.htm",
    dated="2022-10-14",
)
OFF18 = Source(
    id="OFF18",
    title=Text(en="Site of the Beijing office, 25 May 2018", zh="北京办事处官方网站，2018年5月25日"),
    url="https://www.bjszghzbz.org.cn/zgjcxw/201806/20180601/j_201806010856130004324.html",
    dated="2018-05-25",
)
PIPE17 = Source(
    id="PIPE17",
    title=Text(en="Beijing decoration site, 28 November 2017", zh="北京装修网，2017年11月28日"),
    url="https://bj.zhuangyi.com/zixun/201711/1244009.html",
    dated="2017-11-28",
)
MTG10 = Source(
    id="MTG10",
    title=Text(
        en="Mentougou district on the mutual protection of employees, 28 December 2010",
        zh="门头沟区职工互助保障报道，2010年12月28日",
    ),
    url="http://www.719521.com/ldfg/dffg/bjdffg/82713.html",
    dated="2010-12-28",
)
NGBJ6 = Source(
    id="NGBJ6",
    title=Text(
        en="Introduction of the six-disease plan for women, Beijing office (copy of 2019)",
        zh="北京办事处女职工特殊疾病（六类）简介（2019年转载）",
    ),
    url="http://www.ihaitou.com/a/201904/1738.html",
)
YINJIAN = Source(
    id="YINJIAN",
    title=Text(
        en="Notice of the Yinjian company's union, 28 March 2018 (mirror)",
        zh="银建公司工会通知，2018年3月28日（镜像）",
    ),
    url="http://hahahuyu.com/view-434.html",
    dated="2018-03-28",
)
DOCDUO = Source(
    id="DOCDUO",
    title=Text(
        en="National plan for women employees, 2011 edition", zh="全国女职工特殊疾病互助保障计划，2011年版"
    ),
    url="https://m.docduoduo.com/p-6567201.html",
    dated="2011",
)
EZSTO = Source(
    id="EZSTO",
    title=Text(
        en="Plan for women employees with eight diseases; office not named, undated",
        zh="女职工特殊疾病（八类）计划（未注明办事处及日期）",
    ),
    url="http://ezsto.com/p-17796432.html",
)
LDWB18 = Source(
    id="LDWB18",
    title=Text(en="Labour Midday News, 14 August 2018", zh="劳动午报，2018年8月14日"),
    url="http://ldwb.workerbj.cn/content/2018-08/14/content_74952.htm",
    dated="2018-08-14",
)
NG12 = Source(
    id="NG12",
    title=Text(
        en="Terms of the twelve-disease plan for women, Beijing office (copy)",
        zh="北京办事处女职工特殊疾病（十二类）条款（转载）",
    ),
    url="http://yujianshui.com/jibing/fuke/57865.html",
    dated="2020-08",
)
SINA05 = Source(
    id="SINA05",
    title=Text(en="Beijing Evening News, 17 August 2005", zh="北京晚报，2005年8月17日"),
    url="http://news.sina.com.cn/c/2005-08-17/16006715158s.shtml",
    dated="2005-08-17",
)
PC05 = Source(
    id="PC05",
    title=Text(en="Beijing news of August 2005 (copy)", zh="北京新闻，2005年8月（转载）"),
    url="https://cg.13pc.com/success/50/success50261.htm",
    dated="2005-08",
)
LDWB16 = Source(
    id="LDWB16",
    title=Text(en="Labour Midday News, 21 July 2016", zh="劳动午报，2016年7月21日"),
    url="http://ldwb.workerbj.cn/content/2016-07/21/content_35049.htm",
    dated="2016-07-21",
)
RMYY16 = Source(
    id="RMYY16",
    title=Text(
        en="Union of Peking University People's Hospital, 22 February 2016",
        zh="北京大学人民医院工会，2016年2月22日",
    ),
    url="http://demo.5lsoft.com/RMYY/HRP/Index.aspx?newsId=1cccd5a4-25fb-47af-846b-14b3130af2b5&portal=true",
    dated="2016-02-22",
)
BTBU = Source(
    id="BTBU",
    title=Text(
        en="Union of Beijing Technology and Business University, notice for 2024",
        zh="北京工商大学工会2024年度通知",
    ),
    url="https://gh.btbu.edu.cn/tzgg/038c4389eb354151a510453e1b30501e.htm",
    dated="2024-01-01",
)
JINTIE11 = Source(
    id="JINTIE11",
    title=Text(en="News of 6 January 2011 on the hospital allowance", zh="关于住院津贴的报道，2011年1月6日"),
    url="https://mip.1168.tv/news/23946.html",
    dated="2011-01-06",
)
JGM = Source(
    id="JGM",
    title=Text(
        en="Page of a union in Beijing on the hospital allowance; owner not identified, undated",
        zh="北京某工会关于住院津贴的网页（主体及日期不明）",
    ),
    url="http://jgmzgh.com/Home/Hzbz/hzbz",
)
SOHU08 = Source(
    id="SOHU08",
    title=Text(en="Beijing Daily, 15 October 2008", zh="北京日报，2008年10月15日"),
    url="https://news.sohu.com/20081015/n260040937.shtml",
    dated="2008-10-15",
)
GOV12 = Source(
    id="GOV12",
    title=Text(en="Beijing Daily, 24 April 2012", zh="北京日报，2012年4月24日"),
    url="https://www.gov.cn/gzdt/2012-04/24/content_2121257.htm",
    dated="2012-04-24",
)
CPIC12 = Source(
    id="CPIC12",
    title=Text(
        en="Industry news on the 2012 text of Warm Mutual Aid", zh="关于“暖·互助”2012年文本的行业新闻"
    ),
    url="https://www.cpic.com.cn/c/2021-05-31/1813892.shtml",
)
RRV = Source(
    id="RRV",
    title=Text(
        en="Page on what union insurance reimburses; unattributed and undated, with Beijing's figures",
        zh="关于工会保险报销范围的网页（无署名及日期，数字与北京一致）",
    ),
    url="http://www.rrvauto.com/baoxian/37319.html",
)
GSWEB = Source(
    id="GSWEB",
    title=Text(en="Rewrite of the same page, June 2024", zh="同一文本的改写，2024年6月"),
    url="https://video.gsweb.com.cn/zhjx/202406/66015.html",
    dated="2024-06",
)
JIUSONG_A = Source(
    id="JIUSONG-A",
    title=Text(
        en="Page on the second reimbursement of hospital costs by Beijing's unions; plan and office not named, undated",
        zh="关于北京市工会住院二次报销比例的网页（未注明活动、办事处及日期）",
    ),
    url="https://m.jiusongjiankang.com/health/news/4574127.html",
)
JIUSONG_B = Source(
    id="JIUSONG-B",
    title=Text(
        en="Page on the second reimbursement of medical costs by the union, which names Beijing's; undated",
        zh="关于工会医保二次报销规定的网页（提及北京市总工会，无日期）",
    ),
    url="https://m.jiusongjiankang.com/health/news/5126601.html",
)
CHINA18 = Source(
    id="CHINA18",
    title=Text(en="Workers' Daily, 12 July 2018", zh="工人日报，2018年7月12日"),
    url="https://news.china.com/domesticgd/10000159/20180712/32671028.html",
    dated="2018-07-12",
)
LDWB20B = Source(
    id="LDWB20B",
    title=Text(en="Labour Midday News, 23 November 2020", zh="劳动午报，2020年11月23日"),
    url="http://ldwb.workerbj.cn/content/2020-11/23/content_116435.htm",
    dated="2020-11-23",
)
UZKOO = Source(
    id="UZKOO",
    title=Text(en="Shunyi district, explanation of 3 June 2025", zh="顺义区政策解读，2025年6月3日"),
    url="https://www.uzkoo.com/article/item/agjtyj.html",
    dated="2025-06-03",
)
PKU23 = Source(
    id="PKU23",
    title=Text(en="Union of Peking University, 29 June 2023", zh="北京大学工会，2023年6月29日"),
    url="http://gh.pku.edu.cn/info/1175/13979.htm",
    dated="2023-06-29",
)
