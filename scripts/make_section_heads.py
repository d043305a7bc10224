"""Make pipeline/data/section_heads.txt: lines that by themselves head a section of a Chinese news or health page.

    python scripts/make_section_heads.py

A line of plain text has no markup to say that it is a heading; these few are headings wherever they stand alone.
"""

from __future__ import annotations

from itertools import product
from pathlib import Path

OUT = Path(__file__).resolve().parent.parent / "pipeline" / "data" / "section_heads.txt"

WHO = "专家 作者 医生 人物 嘉宾 名医 企业 公司 产品 项目 主讲人 科室 团队 个人 本期专家 医院 学校 活动 作品 景区 课程 讲师"
WHAT = "介绍 简介 名片"
ALONE = (
    "名词解释 参考文献 参考资料 新闻背景 背景资料 相关链接 延伸阅读 温馨提示 友情提示 结语 结束语 前言 引言 导语 后记 跋 摘要 附录 小贴士 编者按 写在最后 "
    "专家提醒 专家建议 医生提醒 医生建议 专家观点 记者手记 记者观察 短评 点评 新闻链接 知识链接 相关新闻背景 案情回顾 案情简介 法官说法 律师说法 典型意义 裁判结果 基本案情 "
    "注意事项 报名方式 联系方式 活动时间 活动地点 适用范围 使用方法 主要内容 主要成果 致谢 目录"
)


def main() -> None:
    names = sorted({who + what for who, what in product(WHO.split(), WHAT.split())} | set(ALONE.split()))
    header = "# Lines that head a section where they stand alone.\n# Made by scripts/make_section_heads.py; not edited by hand.\n"
    OUT.write_text(header + "\n".join(names) + "\n", "utf-8")
    print(len(names), "names")


if __name__ == "__main__":
    main()
