"""What stands in for a class of all Han characters says what the class says: classes are slow to prepare, not more exact."""

import re

from hypothesis import given
from hypothesis import strategies as st

from pipeline import cost
from pipeline.assemble import facts, people
from pipeline.judge import characters, suspects
from pipeline.late import late
from pipeline.typeset import layout, punctuation

HAN = "[一-鿿]"
BYLINE = st.text("李菁买·•．,、 　\n\u3400\ua000aZé1:", max_size=12)
FIELDS = st.lists(
    st.sampled_from([*facts._LABELS, " ", "　", ":", "|", "丨", "【", "(", "漯河网", "的", ","]), max_size=9
)
BORDER = r"(?:(?<![^\s|,;/(\[].)|(?<=【.)|(?<=丨.))"


def test_an_expression_is_compiled_once_and_when_it_is_used():
    expression = late("[a-z]+", re.IGNORECASE)
    assert "_compiled" not in vars(expression)
    assert expression.search("1A2")[0] == "A"
    assert expression.findall("aB c") == ["aB", "c"]
    assert expression.search is expression.search
    assert expression.pattern == "[a-z]+"


@given(BYLINE)
def test_names_are_those_that_the_classes_find(text):
    shape = people.shape(text)
    for form, pattern in (
        (people._HAN_NAME, rf"{HAN}(?:[\s　]*[一-鿿·]){{1,3}}"),
        (people._FOREIGN_NAME, rf"{HAN}{{1,6}}(?:[·•．][一-鿿A-Za-z]{{1,8}})+"),
        (people._PADDED_NAME, rf"{HAN}[\s　]+{HAN}(?!{HAN})"),
    ):
        assert [m.span() for m in form.finditer(shape)] == [m.span() for m in re.finditer(pattern, text)]


@given(
    st.lists(
        st.sampled_from(["记者", "通讯员", "文/图", "图文", "本报", "驻", "李菁", " ", ":", "撰", "采写"]), max_size=6
    )
)
def test_what_names_no_role_is_not_asked_for_one(parts):
    text = "".join(parts)
    assert not people._ROLE.match(text) or any(word in text for word in people._OF_ROLES)


@given(FIELDS)
def test_labels_stand_behind_borders(parts):
    line = "".join(parts)
    by_begin = {}
    for label in facts._LONGEST_FIRST:
        by_begin.setdefault(label[0], []).append(label[1:])
    labels = "|".join(f"{begin}{BORDER}(?:{'|'.join(rests)})" for begin, rests in by_begin.items())
    expected = re.finditer(rf"({labels})[\s　]*[:|丨][\s　]*", line)
    found = [(label.start, label.start + len(label.name)) for label in facts._labels(line)]
    assert found == [m.span(1) for m in expected]


@given(st.text("李菁\u3400é 　\xa0()（）\n", max_size=10))
def test_padding_is_found_between_han_characters(text):
    padded = re.compile("[ 　\xa0](?=[一-鿿](?:$|[)）]))", re.MULTILINE)
    patterns = (r"^[一-鿿]([ 　\xa0]+)[一-鿿]$", r"(?<=[(（][一-鿿])([ 　\xa0]+)(?=[一-鿿][)）])")
    assert layout._padded(text)[::-1] == [m.start() for m in padded.finditer(text)]
    assert layout._padding(text) == [(*m.span(1), "") for pattern in patterns for m in re.finditer(pattern, text)]


HAN_OF_MARKS = "㐀-䶿一-鿿豈-\ufaff\U00020000-\U000323af々〇"
CHINESE = HAN_OF_MARKS + "。、“”‘’《》〈〉「」『』【】〔〕…—·"
MARKED = st.text("好〇\u3400\u4dc0\ufa0e\U00020001。”’，：,:;?!.()（）a1%℃ é\n", max_size=14)


@given(st.lists(MARKED, max_size=5))
def test_a_page_is_folded_by_what_stands_before_its_marks(texts):
    page = "\n".join(texts)
    folded = len(re.findall(rf"[,:;?!](?<=[{HAN_OF_MARKS}].)(?! )", page))
    full = sum(page.count(mark) for mark in "，：；？！（）")
    shown = any(mark in page for mark in "。、“”‘’《》")
    expected = shown and folded > 0 and full <= punctuation.FULL_WIDTH_SHARE * folded
    assert punctuation.is_folded(texts) == expected


@given(MARKED)
def test_folded_marks_are_those_beside_chinese(text):
    mark = (
        rf"(?<=[{CHINESE}])[,:;?!]|[,:;?!](?=[{CHINESE}])|(?<=[%℃°)）])[,;:](?! )"
        r"|(?<=[A-Za-z0-9])[,;](?=[A-Za-z])|(?<=[A-Za-z])[,;](?=\d)"
        r"|(?<=[\w%℃°)）])[?!](?=$|[?!”’)）])|(?<=[?!])[?!]+(?=$|[”’])"
    )
    dots = rf"(?<=[{CHINESE},:;?!])\.{{3,}}|\.{{6}}|\.{{3}}(?=[{HAN_OF_MARKS}”’])"
    assert list(punctuation._marks(text)) == [m.span() for m in re.finditer(mark, text)]
    assert list(punctuation._dots(text)) == [m.span() for m in re.finditer(dots, text)]
    found = [at for at, char in enumerate(text) if punctuation._is_chinese(char)]
    assert found == [m.start() for m in re.finditer(f"[{CHINESE}]", text)]


@given(st.text("放療㐀\ufa0e々aBé1²_〇 (,\n", max_size=14))
def test_topics_are_of_pairs_and_words(text):
    runs, han = re.findall(r"[㐀-\u9fff\uf900-\ufaff]{2,}", text), characters.count_han(text)
    assert han == sum(map(len, runs))
    assert characters.han_pairs(text) == {run[at : at + 2] for run in runs for at in range(len(run) - 1)}
    assert characters.other_words(text) == re.findall(r"[^\W\d_㐀-\u9fff\uf900-\ufaff]{3,}", text)


@given(st.text("电话微信qvx:.comcnA1二-\n ", max_size=14))
def test_contacts_are_where_their_words_are(text):
    told = (
        rf"(?:{suspects._TO_US})(?=[^一-鿿\n]{{0,6}}(?=[a-z@_-]*\d)[0-9a-z@_-]{{6}})|\.(?:{suspects._ENDINGS})(?![a-z])"
    )
    for at in range(len(text)):
        words = [word for word in suspects._words_of_contact() if text.startswith(word, at)]
        found = [suspects._is_contact(text, word, at + len(word)) for word in words]
        assert any(found) == (re.compile(told).match(text, at) is not None)


def test_the_characters_of_east_asia_are_told_by_what_is_outside():
    outside = re.compile(cost._ASIAN)
    every = [chr(code) for code in range(0x11000)]
    assert [char for char in every if outside.match(char)] == [char for char in every if "\u2e80" <= char <= "\uffef"]
