"""Stage 1: bytes of any encoding, whatever they declare, whole or damaged."""

from __future__ import annotations

import json
from difflib import SequenceMatcher
from pathlib import Path
from random import Random

import pytest

from pipeline.cost import Prices, languages
from pipeline.decode import decode
from pipeline.decode.reading import codec_of
from pipeline.decode.realign import realign
from pipeline.errors import InputError, OptionError
from pipeline.repair import channel
from pipeline.types import Options

CASES = Path(__file__).parent / "cases" / "decode"
SIMPLIFIED = "昨天傍晚，河边的老槐树下坐满了乘凉的人，孩子们追着萤火虫跑，卖西瓜的大爷把最后两个瓜切开分给了大家。"
TRADITIONAL = "昨天傍晚，河邊的老槐樹下坐滿了乘涼的人，孩子們追著螢火蟲跑，賣西瓜的大爺把最後兩個瓜切開分給了大家。"
JAPANESE = "夕方になると、川のそばの大きな木の下に涼みに来た人たちが集まり、子どもたちは蛍を追いかけて走り回った。"
KOREAN = "저녁이 되자 강가의 큰 나무 아래에는 더위를 피하러 나온 사람들이 모여 앉았고 아이들은 뛰어다녔다."
RUSSIAN = "Вечером у реки под старым деревом собрались люди, дети бегали за светлячками, а дед резал арбуз."
FRENCH = "Hier soir, près de la rivière, les enfants couraient après les lucioles et l'été s'achevait déjà."


def cases(name: str) -> list[object]:
    return [pytest.param(case, id=case["label"]) for case in json.loads((CASES / name).read_text("utf-8"))]


def kept(text: str, got: str) -> int:
    """How many characters of a text another has, in order."""
    return sum(block.size for block in SequenceMatcher(None, text, got, autojunk=False).get_matching_blocks())


def text_of(data: bytes, **options: object) -> str:
    return decode(data, Options(**options))[0].text


@pytest.mark.parametrize("declared", ["", "utf-8", "gb2312", "big5", "iso-8859-1", "shift_jis"])
@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        pytest.param(SIMPLIFIED, "utf-8", id="hans-utf8"),
        pytest.param(SIMPLIFIED, "gbk", id="hans-gbk"),
        pytest.param(SIMPLIFIED, "gb18030", id="hans-gb18030"),
        pytest.param(TRADITIONAL, "utf-8", id="hant-utf8"),
        pytest.param(TRADITIONAL, "gbk", id="hant-gbk"),
        pytest.param(TRADITIONAL, "big5", id="hant-big5"),
        pytest.param(TRADITIONAL, "cp950", id="hant-cp950"),
        pytest.param(TRADITIONAL, "big5hkscs", id="hant-hkscs"),
        pytest.param(JAPANESE, "shift_jis", id="ja-sjis"),
        pytest.param(JAPANESE, "euc_jp", id="ja-euc"),
        pytest.param(KOREAN, "euc_kr", id="ko-euc"),
        pytest.param(RUSSIAN, "utf-8", id="ru-utf8"),
        pytest.param(FRENCH, "cp1252", id="fr-1252"),
    ],
)
def test_a_declaration_alone_decides_nothing(text: str, encoding: str, declared: str) -> None:
    page = f'<html><head><meta charset="{declared}"><title>a</title></head><body><p>{text}</p></body></html>'
    assert text_of(page.encode(encoding)) == page
    assert text_of(text.encode(encoding), content_type=f"text/html; charset={declared}") == text


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-8-sig", "utf-32"])
def test_wide_encodings_with_and_without_mark(encoding: str) -> None:
    assert text_of(SIMPLIFIED.encode(encoding)) == SIMPLIFIED


@pytest.mark.parametrize("title", ["网站地图", "中文", "联通", "新闻", "漯河市新闻网", "首页", "―陈志"])
def test_short_titles_are_chinese(title: str) -> None:
    assert text_of(title.encode("gbk")) == title
    assert text_of(title.encode()) == title


@pytest.mark.parametrize("encoding", ["utf-8", "gbk", "big5"])
@pytest.mark.parametrize("at", [0, 1, 50, 51, 99])
def test_a_stray_byte_costs_only_itself(encoding: str, at: int) -> None:
    text = SIMPLIFIED if encoding == "gbk" else TRADITIONAL
    lines = f"<p>{text}</p>\n" * 3
    data = lines.encode(encoding)
    at = data.index(b"<p>", at) + 3
    source, edits = decode(data[:at] + b"\xff" + data[at:], Options())
    where = source.text.index("\ufffd")
    assert source.text[:where] + source.text[where + 1 :] == lines
    assert [(e.rule, e.start, e.before, e.certainty) for e in edits] == [("bad-byte", where, "\ufffd", "flagged")]
    assert "FF" in edits[0].why


@pytest.mark.parametrize("encoding", ["utf-8", "gbk", "big5"])
def test_a_cut_character_costs_only_itself(encoding: str) -> None:
    text = SIMPLIFIED if encoding == "gbk" else TRADITIONAL
    source, edits = decode(text[:-1].encode(encoding) + "家".encode(encoding)[:1], Options())
    assert source.text == text[:-1] + "\ufffd"
    assert len(edits) == 1


@pytest.mark.parametrize("stray", [0x41, 0x80, 0xA3, 0xB5, 0xE4, 0xFF])
@pytest.mark.parametrize("encoding", ["utf-8", "gbk", "big5"])
def test_a_stray_byte_inside_a_run_shifts_nothing(encoding: str, stray: int) -> None:
    text = SIMPLIFIED if encoding == "gbk" else TRADITIONAL
    data = text.encode(encoding)
    for at in range(1, len(data), 7):
        damaged = data[:at] + bytes((stray,)) + data[at:]
        got = text_of(damaged)
        assert kept(text, got) >= len(text) - 4, (at, got)


@pytest.mark.parametrize("encoding", ["utf-8", "gbk", "big5"])
def test_a_lost_byte_costs_its_character(encoding: str) -> None:
    text = SIMPLIFIED if encoding == "gbk" else TRADITIONAL
    data = text.encode(encoding)
    for at in range(1, len(data), 7):
        got = text_of(data[:at] + data[at + 1 :])
        assert kept(text, got) >= len(text) - 6, (at, got)


@pytest.mark.parametrize(
    ("page", "include"), [("utf-8", "gbk"), ("gbk", "utf-8"), ("utf-8", "big5"), ("big5", "utf-8")]
)
def test_an_include_in_another_encoding(page: str, include: str) -> None:
    text, more = (TRADITIONAL, "孩子們追著螢火蟲") if "big5" in (page, include) else (SIMPLIFIED, "孩子们追着萤火虫")
    data = f"<p>{text}</p>\n".encode(page) * 4 + f"<div>{more}</div>\n".encode(include) + f"<p>{text}</p>".encode(page)
    source, edits = decode(data, Options())
    assert source.text == f"<p>{text}</p>\n" * 4 + f"<div>{more}</div>\n<p>{text}</p>"
    assert not edits
    assert any(name.startswith("segments-") for name, _ in source.evidence)


SINGLE_BYTE = [
    (
        "windows-1252",
        "Die Kinder liefen den Glühwürmchen unter dem großen Baum nach, und der Großvater schnitt die Melone.",
    ),
    ("windows-1250", "Wieczorem nad rzeką pod starym drzewem siedzieli ludzie, dzieci biegały za świetlikami."),
    ("iso-8859-2", "Wieczorem nad rzeką pod starym drzewem siedzieli ludzie, dzieci biegały za świetlikami."),
    ("windows-1251", "Вечером у реки под старым деревом собрались люди, дети бегали за светлячками."),
    ("koi8-r", "Вечером у реки под старым деревом собрались люди, дети бегали за светлячками."),
    ("iso-8859-7", "Το βράδυ, δίπλα στο ποτάμι, κάτω από το παλιό δέντρο, κάθονταν οι άνθρωποι."),
    ("windows-1255", "בערב ליד הנהר ישבו אנשים מתחת לעץ הישן והילדים רצו אחרי הגחליליות."),
    ("windows-1256", "في المساء بجانب النهر جلس الناس تحت الشجرة القديمة وركض الأطفال."),
    ("windows-1254", "Akşam nehrin kıyısında yaşlı ağacın altında insanlar oturuyor, çocuklar koşuyordu."),
    ("tis-620", "ตอนเย็นริมแม่น้ำใต้ต้นไม้เก่าแก่ผู้คนนั่งรับลมเย็น"),
]


@pytest.mark.parametrize(("encoding", "text"), SINGLE_BYTE, ids=[name for name, _ in SINGLE_BYTE])
def test_other_languages_as_they_declare(encoding: str, text: str) -> None:
    page = f'<html><head><meta charset="{encoding}"></head><body><p>{text}</p></body></html>'
    assert text_of(page.encode(encoding)) == page


def test_an_order_is_followed() -> None:
    source, _ = decode("中文".encode("gbk"), Options(encoding="latin1"))
    assert (source.text, source.encoding) == ("ÖÐÎÄ", "windows-1252")
    with pytest.raises(OptionError):
        decode(b"abc", Options(encoding="klingon"))


@pytest.mark.parametrize("data", [b"", "", b"%PDF-1.4\n", b"\x89PNG\r\n\x1a\n", bytes(range(32)) * 9, b"PK\x03\x04abc"])
def test_what_cannot_be_read_is_refused(data: bytes | str) -> None:
    with pytest.raises(InputError):
        decode(data, Options())
    with pytest.raises(InputError):
        decode(b"abcdef", Options(max_bytes=5))


SHOWING = {
    "code": "第一个网页\n把下面的内容存成文件，用浏览器打开：\n<html>\n<head>\n<title>你好</title>\n</head>\n<body>\n<h1>你好</h1>\n</body>\n"
    "</html>\n保存以后双击文件，就能看到标题。\n",
    "title": "<table> 与 <div> 布局的区别\n早年的网页用 <table> 排版，层层嵌套。\n后来大家改用 <div>，样式写在另外的文件里。\n",
    "one-line": "网页里换行用 <br>，分段用 <p>，加粗用 <b>，图片用 <img>，链接用 <a>，初学的人先学会它们就够了。",
    "chat": "张三 10:01\n你试试 <b>粗体</b> 行不行\n李四 10:02\n不行，<p> 和 <br> 都被过滤了\n张三 10:03\n那就算了\n",
    "less-than": "若 a<b and c>d，则 a+c<b+d 不一定成立。\n设 x<p 且 p>q，那么 x 与 q 的大小还不知道。\n",
    "generic": "List<String> 和 Map<String, List<Integer>> 都是泛型。\n不能写 List<int>，要写 List<Integer>。\n",
}


@pytest.mark.parametrize("text", SHOWING.values(), ids=SHOWING)
def test_a_text_that_shows_tags_keeps_them(text: str) -> None:
    source = decode(text, Options())[0]
    assert (source.kind, source.text) == ("text", text)


@pytest.mark.parametrize(
    "text",
    [
        "前言\n<p>第一段，昨天下雨。</p>\n<p>第二段，今天晴。</p>\n",
        "昨天下雨。</p><p>今天晴，<a href=x>看图</a>。</p><p>明天多云。</p>",
        "<div>江边<br>昨天下雨。<a href=x>看图",
        "<font color=red>通知</font>\n明天停水。\n",
        "江边\nvar a = '已有';\nvar b = 2;\n</script>\n<div>\n<ul>\n<li>昨天下雨</li>\n</ul>\n</div>\nvar c = 3;\n",
    ],
    ids=["lines", "middle", "cut", "font", "script"],
)
def test_a_piece_of_markup_is_markup(text: str) -> None:
    assert decode(text, Options())[0].kind == "html"


def test_kind_by_order_header_and_tags() -> None:
    def kind(text: str, **options: object) -> str:
        return decode(text, Options(**options))[0].kind

    assert kind("<!-- x --><!DOCTYPE html><p>") == "html"
    assert kind("他写道：a < b，而 <p> 是段落标签。") == "text"
    assert kind("第一段<br>第二段<br>第三段") == "html"
    assert kind("<p>a</p>", content_type="text/plain") == "text"
    assert kind("abc", content_type="text/html; charset=gbk") == "html"
    assert kind("<p>a</p>", kind="text") == "text"
    assert kind("<!-- " * 5000 + "<!---->" * 5000) == "text"


def test_bytes_escaped_in_a_str_are_read_anew() -> None:
    source, edits = decode(SIMPLIFIED.encode("gbk").decode("utf-8", "surrogateescape"), Options())
    assert (source.text, source.encoding, edits) == (SIMPLIFIED, "gb18030", ())
    source, edits = decode("中\udcff文", Options())
    assert (source.text, [e.start for e in edits]) == ("中\ufffd文", [1])


def test_surrogates_in_a_str_are_joined_or_marked() -> None:
    source, edits = decode("中\ud83d文\ud83d\ude00", Options())
    assert source.text == "中\ufffd文😀"
    assert [e.start for e in edits] == [1]


@pytest.mark.parametrize("case", cases("in-the-wild.json"))
def test_bytes_seen_on_pages(case: dict[str, str]) -> None:
    source, _ = decode(bytes.fromhex(case["hex"]), Options())
    assert (source.text, source.encoding) == (case["expected"], case["encoding"])


@pytest.mark.parametrize("case", cases("known-failures.json"))
@pytest.mark.xfail(reason="known", strict=True)
def test_known_failures(case: dict[str, str]) -> None:
    assert text_of(bytes.fromhex(case["hex"])) == case["expected"]


@pytest.mark.parametrize("language", sorted(languages()))
def test_a_text_costs_the_sum_of_its_characters(language):
    table = languages()[language]
    text = "".join(
        [SIMPLIFIED, JAPANESE, KOREAN, RUSSIAN, FRENCH, "\ud800\x80\u0180\U00020000\U0010ffff", *map(chr, range(0x600))]
    )
    one_by_one = sum([Prices(language).total(char) for char in text], 0.0)
    assert Prices(language).total(text) == one_by_one
    assert [Prices(language).total(char) for char in set(text)] == [table[char] for char in set(text)]


@pytest.mark.parametrize("encoding", ["gb18030", "big5", "shift_jis", "euc-jp", "euc-kr", "utf-8"])
@pytest.mark.parametrize("text", [SIMPLIFIED, TRADITIONAL, JAPANESE, "a\U00020000b"])
def test_what_is_sound_is_not_aligned_anew(text, encoding):
    sound = text.encode(codec_of(encoding), "ignore")
    assert realign(sound, encoding) == sound.decode(codec_of(encoding))
    assert realign(b"", encoding) == ""


def test_a_character_of_four_bytes_stays_whole_beside_a_stray_byte():
    data = "河边\U00020000的老槐树下坐满了乘凉的人".encode("gb18030")
    assert realign(data[:10] + b"\xff" + data[10:], "gb18030") == "河边\U00020000的\udcff老槐树下坐满了乘凉的人"


VILLAGE = (
    "村里的老戏台今年重新开锣。演员们都是村里的农民，白天下地，晚上排练，老师傅说：“只要还有人听，我们就唱下去。”县剧团送来了新戏服，"
    "孩子们围着台子看热闹，学着台上的人甩袖子。演出一直到深夜才散，大家都说好久没有这样热闹了。"
)


@pytest.mark.parametrize("cut", ["none", "all"])
@pytest.mark.parametrize("nfkc", [False, True])
def test_a_mirrors_page_in_gbk_is_left_to_repair(cut, nfkc):
    """Its runs one byte off lack nothing: aligned anew, they would lose the byte that repair knows."""
    for seed in range(40):
        keys = channel.choose_keys(0.2, Random(seed))
        seen = channel.damage(VILLAGE, channel.Channel(keys=keys, cut=cut, nfkc=nfkc))
        assert decode(seen.encode("gb18030"), Options(kind="text"))[0].text == seen, seed


def test_a_byte_lost_behind_a_question_is_still_found():
    lost = "你去过吗？昨天傍晚，孩子们追着萤火虫跑".encode("gb18030").replace(b"\xcc\xec", b"\xec")
    assert "傍晚，孩子们追着萤火虫跑" in decode(lost, Options(kind="text"))[0].text
