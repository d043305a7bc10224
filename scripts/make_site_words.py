#!/usr/bin/env python3
"""Make pipeline/data/site_words.txt: what sites call the pages about themselves, and the buttons of every page.

    python scripts/make_site_words.py

The words come from the feet and heads of common site templates (WordPress, Discuz!, government sites, papers of the mainland,
Hong Kong and Taiwan, news sites abroad), written down by hand, folded as the judge sees them: Simplified, in small letters.
"""

from __future__ import annotations

from pathlib import Path

OUT = Path(__file__).resolve().parent.parent / "pipeline" / "data" / "site_words.txt"

WORDS = """
关于我们 关于本站 关于本网 关于本报 联系我们 联络我们 网站地图 站点地图 网站导航 法律声明 版权声明 免责声明 隐私声明 隐私政策
隐私条款 隐私保护 私隐政策 隐私权政策 服务条款 使用条款 用户协议 服务协议 网站声明 网站律师 法律顾问 广告服务 广告刊例 广告合作 广告联系
刊登广告 招聘信息 诚聘英才 加入我们 人才招聘 友情链接 帮助中心 意见反馈 我要链接 网站简介 本站简介 公司简介 公司官网 报社简介
新华社简介 技术服务中心 客服中心 会员注册 产品答疑 举报中心 不良信息举报 设为首页 加入收藏 加入最爱 手机版视图 桌面版 手机版 无图版 返回顶部
回到顶部 返回首页 回首页 回上页 回页首 友善列印 列印 转寄 寄给朋友 网站首页 繁体版 简体版 即时新闻首页 读者服务 订阅电子报 电子报订阅 广告查询
about us|contact us|privacy policy|privacy notice|privacy settings|privacy|your privacy choices|cookie policy|cookies|terms of use|terms of service
terms and conditions|terms & conditions|terms|privacy & cookies|site map|sitemap|advertise with us|advertise on site|advertise|advertising
accessibility help|accessibility|careers|media information|newsletters|newsletter|subscriptions|rss|do not sell my personal information
impressum|datenschutz|datenschutzerklärung|agb|mentions légales|politique de confidentialité|contactez-nous|plan du site|aviso legal
política de privacidad|política de privacidade|contacto|contato|quiénes somos|chi siamo|contatti|pubblicità|servizio clienti|codice etico
informativa privacy|политика конфиденциальности|пользовательское соглашение|реклама на сайте|контакты|о проекте|polityka prywatności|regulamin
利用规约|プライバシーポリシー|プライバシー|お问い合わせ|お问い合せ|会社概要|运営会社|サイトマップ|広告掲载|広告掲载について|个人情报保护方针
个人情报の取り扱い|特定商取引法に基づく表记|サイトポリシー|著作権について|ログイン|会员登録|이용약관|개인정보처리방침|개인정보 처리방침|청소년보호정책
회사소개|광고문의|고객센터|사이트맵|제휴문의|저작권|giới thiệu|liên hệ|điều khoản sử dụng|chính sách bảo mật|tentang kami|kebijakan privasi
hubungi kami|pedoman media siber|redaksi|kontak
cookie声明|开发者|行为准则|关于维基百科
"""


def words() -> list[str]:
    """Each word once."""
    found = [word for line in WORDS.split("\n") for word in (line.split("|") if "|" in line else line.split())]
    return sorted(set(filter(None, found)))


def main() -> None:
    """Write the table."""
    header = "# What sites call the pages about themselves, and the buttons of every page; a line each.\n# Made by scripts/make_site_words.py; not edited by hand.\n"
    OUT.write_text(header + "".join(f"{word}\n" for word in words()), "utf-8")


if __name__ == "__main__":
    main()
