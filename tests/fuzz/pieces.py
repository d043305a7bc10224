"""Pieces that hostile pages are made of: what the stages look for, and what breaks parsers."""

from __future__ import annotations

from hypothesis import strategies as st

TEXTS = (
    "醫(yī)院", "獎?wù)?rdquo;", "亳(bó)州", "應(yīng)", "臨床應(yīng)用", "因?yàn)槿鴺?biāo)", "態(tài)與", "W(xué)", "?!皟?yōu)秀", "?/p>", "&#", "&#x1F600;", "&amp;amp;lt;",
    "&#55296;", "&#99999999;", "ä¸\xadæ–‡", "涓枃", "锟斤拷", "烫烫烫", "\ufffd", "\ue5e5", "\uf8f5", "\x00", "\x80", "\u200b", "\u202e", "\u2028", "\ufeff",
    "\U0001f468\u200d\U0001f469", "\U00020000", "e\u0301", "，", "。", "“", "”", ",", ":", "?", "(", ")", "……", "1.", "（一）", "①", "\u3000\u3000", "\xa0",
    "責編：王辉", "来源：新华网 2024-01-02 10:00", "分享到：微博 微信", "版权所有 ICP备12345678号", "上一页 1 2 3 下一页",
    "今天下午，市里舉行了一場關於讀書的活動，來了三百多人。", "The quick brown fox.", "\r\n", "\n\n", "\r", "\t",
)  # fmt: skip
MARKUP = (
    "<p>", "</p>", "<div>", "</div>", "<table><tr><td>", "</table>", "<ul><li>", "<ol start=99999999999>", "<pre>", "</pre>", "<!--", "-->", "<![CDATA[",
    "<script>", "</script>", "<style>", "<title>", "</title>", "<a href='javascript:x'>", "</a>", "<img src=x alt='圖'>", "<br>", "<h1>", "</h1>",
    "<svg><p>", "<math><mi>", "<template>", "<noscript>", "<textarea>", "<select><option>", "<ruby>漢<rt>han</rt></ruby>", "<td rowspan=65535 colspan=1000>",
    "<p hidden>", "<div style='display:none'>", "<meta charset=gbk>", "<meta charset=utf-16>", "<base href='//x'>", "<b><i>", "</i></b>", "<p class=\"", "<", "</", "<?xml?>",
    "<frameset>", "<plaintext>", "<blockquote>", "<figure><figcaption>", "<dl><dt>", "<code>", "<sub>2</sub>",
)  # fmt: skip
ENCODINGS = ("utf-8", "gb18030", "big5", "utf-16", "utf-16-le", "latin-1", "shift_jis")

texts = st.lists(
    st.one_of(st.sampled_from(TEXTS), st.text(max_size=8), st.text("的一是在不了有和人這中大為", max_size=20)),
    max_size=30,
).map("".join)
"""Damaged and undamaged Chinese, and anything."""
pages = st.lists(st.one_of(st.sampled_from(MARKUP), st.sampled_from(TEXTS), st.text(max_size=6)), max_size=40).map(
    "".join
)
"""Markup that no author would write."""


@st.composite
def encoded(draw: st.DrawFn) -> bytes:
    """A page in some encoding, sometimes two, sometimes cut, sometimes with bytes of nothing."""
    parts = [
        draw(st.one_of(texts, pages)).encode(draw(st.sampled_from(ENCODINGS)), "replace")
        for _ in range(draw(st.integers(1, 2)))
    ]
    data = draw(st.sampled_from([b"", b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff"])) + draw(st.binary(max_size=4)).join(
        parts
    )
    return data[: draw(st.integers(0, len(data)))] if draw(st.booleans()) else data
