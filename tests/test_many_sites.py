"""What a site repeats is learned over its pages and dropped from each; what only one page says stays."""

from __future__ import annotations

import random
from collections import Counter
from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline.clean import clean_page
from pipeline.cli import main
from pipeline.errors import RuleError
from pipeline.judge.site import Template, apply_template, block_digest, site_of
from pipeline.many import templates
from pipeline.many.run import How, learn_sites, run_many
from pipeline.many.settings import Settings
from pipeline.split import split
from pipeline.types import Block, Head, Options, Page, Source

SUBJECTS = ("气象台", "图书馆", "地铁公司", "植物园", "博物馆", "自来水厂")
SLOGAN = "本栏目由城市热线与读者共同主办，欢迎大家来信来电，谈谈身边的新鲜事，我们每周选登一篇。"


def article(number: int) -> str:
    who = SUBJECTS[number]
    lines = (
        f"<h1>{who}公布第{number + 1}季度安排</h1>",
        f"<p>{who}昨天在例会上公布了新一季度的安排，第{number + 1}项工作将于下月初开始，市民可以提前了解。</p>",
        f"<p>{who}负责人说，去年的经验表明，提前{number + 3}天通知最为合适，今年会继续这样做，并听取意见。</p>",
        f"<p>{SLOGAN}</p>",
    )
    links = "".join(f"<li><a href='/{n}'>{SUBJECTS[n]}公布第{n + 1}季度安排</a></li>" for n in range(len(SUBJECTS)))
    return f"<html><head><title>{who}公布第{number + 1}季度安排_城市网</title></head><body>{''.join(lines)}<ul>{links}</ul></body></html>"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    for number in range(len(SUBJECTS)):
        (tmp_path / "pages" / f"{number}.html").parent.mkdir(exist_ok=True)
        (tmp_path / "pages" / f"{number}.html").write_text(article(number), "utf-8")
    return tmp_path / "pages"


def test_slogan_of_a_site_goes_and_headlines_stay(site: Path, tmp_path: Path) -> None:
    options = Options(site="www.example.cn")
    learned = learn_sites([site], tmp_path / "t.sqlite", options, how=How(workers=-1))
    assert (learned.sites, learned.summary.cleaned) == (1, 6)
    before = clean_page(article(2), options)
    after = clean_page(article(2), Options(site="example.cn", sites=str(tmp_path / "t.sqlite")))
    assert SLOGAN in before.text
    assert SLOGAN not in after.text
    assert after.title == before.title == "地铁公司公布第3季度安排"
    (dropped,) = [block for block in after.removed if block.text == SLOGAN]
    assert (dropped.dropped_by, dict(dropped.evidence)) == (
        "site/repeated",
        {"site": "example.cn", "on": 6, "of": 6},
    )


def test_rule_can_be_switched_off_and_other_sites_are_left_alone(site: Path, tmp_path: Path) -> None:
    table = str(tmp_path / "t.sqlite")
    learn_sites([site], table, Options(site="example.cn"), how=How(workers=-1))
    assert SLOGAN in clean_page(article(1), Options(site="example.cn", sites=table, skip=("site/repeated",))).text
    assert SLOGAN in clean_page(article(1), Options(site="other.cn", sites=table)).text


def test_table_does_not_depend_on_shards_or_workers(site: Path, tmp_path: Path) -> None:
    options = Options(site="example.cn")
    for name, pages, workers in (("a", 500, -1), ("b", 1, -1), ("c", 2, 2)):
        learn_sites([site], tmp_path / name, options, Settings(shard_pages=pages), How(workers=workers))
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes() == (tmp_path / "c").read_bytes()


def test_title_that_many_pages_bear_makes_no_headline(tmp_path: Path) -> None:
    folder = tmp_path / "pages"
    folder.mkdir()
    for number in range(len(SUBJECTS)):
        text = article(number).replace(
            f"<title>{SUBJECTS[number]}公布第{number + 1}季度安排_城市网", "<title>游乐城下载"
        )
        (folder / f"{number}.html").write_text(text.replace("<h1>", "<p>").replace("</h1>", "</p>"), "utf-8")
    table = str(tmp_path / "t.sqlite")
    learn_sites([folder], table, Options(site="example.cn"), how=How(workers=-1))
    page = (folder / "0.html").read_text("utf-8")
    alone, known = (clean_page(page, Options(site="example.cn", sites=sites)) for sites in (None, table))
    assert "游乐城" not in known.text
    assert dict(known.evidence)["repeated title"] == "游乐城下载 (6 of 6 pages)"
    assert "repeated title" not in dict(alone.evidence)


def test_page_that_is_itself_the_repetition_keeps_its_text() -> None:
    page = split(Source("第一段，讲一件事。\n第二段，再讲一件。\n第三段，讲完了。", "utf-8"))
    digests = [block_digest(block) for block in page.blocks]
    everything = Template("example.cn", 3, dict.fromkeys(digests, 3))
    assert apply_template(page, everything) == {}
    assert list(apply_template(page, Template("example.cn", 3, {digests[1]: 3}))) == [1]


@pytest.mark.parametrize(("on", "of", "counts"), [(2, 2, False), (3, 3, True), (3, 10, True), (3, 11, False)])
def test_thresholds(on: int, of: int, counts: bool) -> None:
    block = Block("关于我们", folded="关于我们")
    assert bool(Template("a", of, {block_digest(block): on}).count(block_digest(block))) == counts


def test_identical_pages_count_once() -> None:
    counter = templates.SiteCounter()
    for _ in range(5):
        counter.add(templates.survey_page(article(0), Options(site="example.cn")))
    assert set(counter.counts.values()) == {1}


def test_script_and_width_do_not_matter_but_links_do() -> None:
    plain = split(Source("<p>關於我們，聯繫</p>", "utf-8", (), "html")).blocks[0]
    other = split(Source("<p>关于我们,联系</p>", "utf-8", (), "html")).blocks[0]
    link = split(Source("<p><a href='/'>关于我们,联系</a></p>", "utf-8", (), "html")).blocks[0]
    assert block_digest(plain) == block_digest(other) != block_digest(link)


@pytest.mark.parametrize(
    ("page", "options", "site"),
    [
        (Page(()), Options(site="WWW.a.cn", url="http://b.cn/"), "a.cn"),
        (Page((), Head(canonical="https://www.c.cn/x")), Options(), "c.cn"),
        (Page((), Head(canonical="/x", metas=(("og:url", "http://d.cn/"),))), Options(), "d.cn"),
        (Page((), Head(canonical="http://[broken")), Options(), ""),
    ],
)
def test_site_of_a_page(page: Page, options: Options, site: str) -> None:
    assert site_of(page, options) == site


def test_merge_adds_up_however_many_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(templates, "OPEN_FILES", 3)
    dice = random.Random(8)
    total: Counter[tuple[str, str]] = Counter()
    files = []
    for number in range(11):
        counter = templates.SiteCounter()
        for _ in range(40):
            counter.counts[dice.choice("ab") + ".cn", dice.choice(["", "00", "01", "ff"])] += 1
        total.update(counter.counts)
        files.append(tmp_path / f"{number}.counts")
        counter.write(files[-1])
    assert [((s, d), n) for s, d, n in templates.merge_counts(files, tmp_path)] == sorted(total.items())


def test_commands(site: Path, tmp_path: Path) -> None:
    table = tmp_path / "t.sqlite"
    said = CliRunner().invoke(main, ["learn-sites", str(site), "-o", str(table), "--site", "example.cn", "-j", "1"])
    assert (said.exit_code, said.stderr.splitlines()[-1].split(" -> ")[0]) == (
        0,
        "qingwen: 7 repeated blocks of 1 sites",
    )
    clean = CliRunner().invoke(main, ["clean", str(site / "0.html"), "--site", "example.cn", "--sites", str(table)])
    assert SLOGAN not in clean.stdout


def test_a_file_that_is_no_table_is_an_error(site: Path, tmp_path: Path) -> None:
    (tmp_path / "t.sqlite").write_text("no table")
    with pytest.raises(RuleError, match="no table of sites"):
        clean_page(article(0), Options(site="example.cn", sites=str(tmp_path / "t.sqlite")))
    with pytest.raises(RuleError, match="no table of sites"):
        options = Options(site="example.cn", sites=str(tmp_path / "t.sqlite"))
        run_many([site], tmp_path / "out", options, how=How(workers=1))
