"""Make pipeline/data/senses.txt, words.txt, surnames.txt and oversimplified.txt.

senses.txt: Traditional characters that have more than one Simplified form, with a prior for each, and plain
character pairs that OpenCC's t2s leaves as they are. Both are written here by hand.
words.txt: words with their frequency, from jieba's dict.txt (MIT): the frequent ones of 2-4 characters, all
that hold one of the forms of senses.txt, and single characters. With them ``simplify.sense`` finds the
best reading of a stretch under each form.
oversimplified.txt: what careless converters make of common words (着名): a text without any of them needs no mending.

    python scripts/make_senses.py            (needs the package jieba)
"""

from __future__ import annotations

import argparse
import sys
from datetime import date
from pathlib import Path

HERE = Path(__file__).resolve().parent
OUT = HERE.parent / "pipeline" / "data"

COMMON = 300
"""Frequency from which any word is kept: it competes for the characters beside a form."""

SENSE = 5
"""Frequency from which a word with one of the forms is kept; below it jieba's list has words in the wrong script."""

READINGS = """
著 着:0 著:0
乾 干:0 乾:0
徵 征:0 徵:-3
覆 覆:1 复:0
藉 借:0 藉:0
瞭 了:0 瞭:0
於 于:0 於:-6
甯 甯:3 宁:0
陞 升:0 陞:-2
鍾 钟:0 锺:-3
汎 泛:0 汎:-6
旂 旗:0 旂:-6
座 座:0 坐:-4
沈 沈:4 沉:0
夥 伙:0 夥:-4
祇 只:0 祇:-4
彷 仿:0 彷:-3
讎 仇:0 雠:-4
鍊 炼:0 链:0
賙 周:0 赒:-4
畫 画:0 划:-1
噁 恶:0 噁:-3
"""
"""Character, and each Simplified form with a prior in nats: how much likelier a Traditional text means it
than the words alone say. 沈 甯 覆 are what they look like in Traditional text unless a word says otherwise."""

PLAIN = """
牠它 伕夫 揹背 甦苏 暱昵 茍苟 妳你 衞卫 敍叙 枱台 簷檐 痺痹 麪面 麫面 綫线 裏里 説说 囓啮 滙汇 羣群 峯峰 啓启 牀床 衆众 墻墙 鷄鸡 閙闹 産产 稟禀 凈净 勛勋 廻回 逥回 遶绕
臺台 喫吃 污污 銹锈 綉绣 証证 葯药 値值 恆恒 囯国 俱俱 粧妆 慼戚 氾泛 剋克 週周 鬪斗 煑煮 竪竖 緜绵 懞蒙 蔴麻 菓果 韮韭 燄焰 霤溜
"""
"""Variants of Hong Kong, of fonts and of mirrors that t2s leaves; pairs that it knows do no harm."""

WORDS = """
乾 乾隆 乾坤 乾县 乾安县 乾陵 乾统 乾元 乾清宫 乾清门 乾嘉 乾宁 乾道 乾符 乾封 乾德 乾祐 乾闼婆 康乾 康乾盛世 雍乾 乾卦 朝乾夕惕 徐乾学 萧乾 郭振乾 魏忠乾 乾象 乾纲 扭转乾坤
徵 宫商角徵羽 角徵羽 角徵 变徵 徵羽 魏徵 文徵明 柳诒徵 倪徵
著 著名 著作 著作权 著述 著者 著录 著称 著书 著书立说 著文 著译 显著 专著 土著 名著 论著 卓著 合著 巨著 编著 译著 原著 遗著 昭著 臭名昭著 撰著 杂著 新著 拙著
著 见微知著 著作等身 四大名著 较著 著有 所著 著论 著说 旧著 近著 大著 力著 著录 著作人 恶名昭著 彰明较著 颇著 素著 夙著 功绩卓著 成绩卓著 共著 自著 另著 著成 著就
着 随着 有着 带着 看着 拿着 意味着 笑着 顺着 沿着 凭着 借着 凑合着 怀着 抱着 存在着 活着 生活着 隐藏着 围着 围绕着 指着 朝着 接着 紧接着 穿着 衣着 附着 沉着 执着 着手 着急 着力 着重
着 着名为 着名叫 着名曰 着眼 着陆 着落 着想 着实 着凉 着迷 着火 着色 着装 着数 着呢 着魔 着墨 着笔 着意 着急 不着 用不着 犯不着 睡着 找着 点着 打着 顶着 冒着 跟着 陪着 拖着 扛着 背着 忙着 站着 坐着 躺着 走着
着 说着 唱着 听着 读着 写着 想着 望着 盯着 闻着 吃着 喝着 住着 等着 守着 握着 捧着 举着 挂着 贴着 画着 记着 刻着 印着 开着 关着 亮着 闪着 燃着 流着 淌着 飘着 飞着 跑着 跳着 哭着 叫着 喊着
着 骂着 谈着 聊着 讲着 问着 答着 念着 爱着 恨着 盼着 向往着 憧憬着 承担着 扮演着 发挥着 面临着 经历着 影响着 伴随着 包围着 洋溢着 充满着 象征着 蕴含着 蕴涵着 管理着 描绘着 开展着
于 于是 由于 关于 对于 位于 属于
於 樊於期 於菟 於乎 於戏 於穆 於梨华 於陵 於潜
瞭 瞭望 瞭望台 瞭望塔 瞭望哨 瞭哨
藉 慰藉 狼藉 声名狼藉 杯盘狼藉 蕴藉 枕藉 酝藉 躏藉 藉藉 典藉 踏藉 蹂藉 藉田 藉藉无名 风流蕴藉 温藉 醖藉
覆 覆盖 覆盖率 覆盖面 覆灭 覆没 覆亡 覆辙 覆水 覆水难收 覆盘难照 覆舟 覆巢 覆手 覆膜 覆土 覆铜 覆冰 覆雪 覆面 覆压 颠覆 倾覆 翻覆 包覆 被覆 涂覆 镀覆 披覆 敷覆 天翻地覆 翻天覆地
覆 翻来覆去 翻云覆雨 全军覆没 全军覆灭 重蹈覆辙 覆盆 覆盆子 反覆无常
复 反复 答复 回复 批复 函复 电复 复信 复函 复电 复诊 复查 复议 复杂 复苏 复习 复盘 复兴 复核 复审 复印 复合 复数 复式 复方 复制 复读 复婚 复出 复发 复工 复课 复赛 复试 复检 复述
汎 王汎森
旂 薛应旂
坐 坐标 坐标系 坐标轴 坐标值 横坐标 纵坐标
甯 张钧甯 甯浩 甯戚 甯武子
陞 杨联陞
锺 钱锺书 锺书
沉 沉默 沉重 沉没 沉思 沉痛 沉迷 沉浸 沉淀 沉着 沉静 沉稳 沉睡 沉厚 沉船 沉沦 沉溺 沉闷 沉寂 沉吟 沉醉 沉郁 深沉 低沉 阴沉 消沉 下沉 浮沉 昏沉 沉沉 沉香 沉积 沉降 沉甸甸 石沉大海
沈 沈阳 沈阳市 沈从文 沈括 沈约 辽沈 沈丘 沈园 沈浮
伙 伙伴 家伙 大伙 小伙 小伙子 同伙 团伙 合伙 伙食 伙计 散伙 入伙 一伙 伙同
夥 夥颐 甚夥 益夥 繁夥
祇 神祇 地祇 祇园 祇树 祇洹 灵祇 天神地祇 先祇
彷 彷徨 彷徉
雠 校雠 雠校 雠定 校雠学
链 项链 拉链 锁链 铁链 手链 脚链 链条 链子 链球菌 食物链 产业链 供应链 价值链 生态链 冷链 链接 链表 链式 链路 区块链 数据链 证据链 资金链 生物链 岛链 铰链 链轮 链锯 表链 车链 项链坠 金链 银链
炼 锻炼 冶炼 提炼 修炼 磨炼 洗炼 凝炼 精炼 历炼 炼钢 炼铁 炼油 炼丹 熟炼 教炼
赒 赒济 赒恤 赒急
划 计划 规划 企划 策划 筹划 区划 谋划 划分 比划 擘划 计划书 企划书 规划局 划定 刻划 划一 划清 划时代 指手划脚
画 画家 绘画 图画 书画 油画 漫画 动画 电画 壁画 画面 画像 刻画 勾画 擘画 国画 版画 画报 画廊 画展 插画 画册 字画 作画 画作 描画 点画 笔画 计画书
噁 二噁英 噁心症 噁唑
"""
"""Words that decide, with no frequency or too low a one in the list: they get ``ADDED``."""

ADDED = 200
"""Frequency of an added word: between a word that everybody knows (1,000) and one that nobody needs (20)."""

ADDED_FOR = {"着": 1000, "著": 50}
"""Verbs with 着 are as common as words get; most compounds of 著 that the list lacks are bookish."""

WRONG = "座标 座标系 座标轴 钱钟书 执著 附著 穿著 衣著 沉著 著急 著手 著重 著想 著陆 著落 凭藉 藉口 藉助 藉由 藉此 藉以 藉机 典藉 反覆 答覆 回覆 饼乾 牛肉乾 老么 甚么 旁徵博引 象徵 徵收 徵求 徵兵 特徵 计画书"
"""Words of the list that hold the form that mainland spelling does not use."""


SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛"
    "闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤常温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍"
    "涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇"
    "栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝官封谈匡鞠惠荆乐冀郁胥南班储原栗燕楚鄢劳谌奚皮粟冼蔺楼盘满闻位厉伊仝区郜海阚花权强帅屠豆朴盖练廉禹井祖漆巴丰支卿国狄平计索宣晋相初门云容敬来扈晁芮都普阙浦戈伏鹿薄邸雍辜羊阿乌母裘亓修邰赫杭况那宿鲜印逯隆茹诺战慕危玉银亢嵇公哈湛宾戎勾茅利於呼居揭干但尉斯"
)
"""The 400 commonest surnames of the 2020 national report, in its order."""


def read_jieba(path: Path) -> dict[str, int]:
    words: dict[str, int] = {}
    for line in path.read_text("utf-8").splitlines():
        word, number, *_ = line.split(" ")
        words[word] = int(number)
    return words


def header(what: str) -> str:
    return f"# {what}\n# Made by scripts/make_senses.py on {date.today().isoformat()}; not edited by hand.\n"


def write_oversimplified() -> None:
    """The words that ``sense.mend`` mends, each with its form put wrong; from the tables just written."""
    sys.path.insert(0, str(HERE.parent))
    from pipeline.simplify import sense

    words = {
        word.replace(right, wrong)
        for wrong, right in sense.OVERSIMPLIFIED
        for word in sense.words_of(right, common=True)
    }
    text = header("Common words as careless converters leave them.") + "\n".join(sorted(words)) + "\n"
    (OUT / "oversimplified.txt").write_text(text, "utf-8")


def main() -> None:
    import jieba

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--jieba", type=Path, default=Path(jieba.__file__).with_name("dict.txt"))
    words = read_jieba(parser.parse_args().jieba)
    forms = {form[0] for line in READINGS.split("\n") for form in line.split(" ")[1:]}
    added: dict[str, int] = {}
    for line in WORDS.strip().split("\n"):
        form, *listed = line.split(" ")
        added.update(dict.fromkeys(listed, ADDED_FOR.get(form, ADDED)))
    wrong = set(WRONG.split())
    kept: dict[str, int] = {}
    for word, number in words.items():
        if len(word) > 4 or word in wrong or not all("一" <= c <= "鿿" for c in word):
            continue
        floor = 1 if len(word) == 1 else SENSE if forms & set(word) else COMMON
        if number >= floor:
            kept[word] = number
    for word, number in added.items():
        if word not in wrong:
            kept[word] = max(kept.get(word, 0), number)
    pairs = sorted({p for p in PLAIN.split() if p[0] != p[1]})
    text = header("Traditional characters with more than one Simplified form (prior in nats), then plain pairs.")
    (OUT / "senses.txt").write_text(text + READINGS.lstrip() + "\n".join(pairs) + "\n", "utf-8")
    lines = "\n".join(f"{word} {number}" for word, number in sorted(kept.items()))
    source = (
        "Words and frequencies, from jieba's dict.txt (MIT, github.com/fxsjy/jieba), and words added by the script."
    )
    (OUT / "words.txt").write_text(header(source) + lines + "\n", "utf-8")
    write_oversimplified()
    (OUT / "surnames.txt").write_text(header("Common surnames, the commonest first.") + SURNAMES + "\n", "utf-8")
    print(len(kept), "words", (OUT / "words.txt").stat().st_size, "bytes")


if __name__ == "__main__":
    main()
