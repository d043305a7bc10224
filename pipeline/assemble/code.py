"""In which language code is written, as highlighters name it in the classes around it.

Limits: only names of this list are known; code without a class has no language.
"""

from __future__ import annotations

from functools import lru_cache

_NAMES = frozenset((
    "bash", "c", "c++", "cpp", "cs", "csharp", "css", "dart", "diff", "dockerfile", "go", "golang", "groovy", "haskell",
    "html", "ini", "java", "javascript", "js", "json", "jsx", "kotlin", "less", "lua", "makefile", "matlab", "nginx",
    "objc", "objective-c", "perl", "php", "powershell", "py", "python", "r", "rb", "ruby", "rs", "rust", "scala", "scss",
    "sh", "shell", "sql", "swift", "toml", "ts", "tsx", "typescript", "vb", "vim", "vue", "xml", "yaml", "yml",
))  # fmt: skip
_PREFIXES = ("language-", "lang-", "highlight-source-", "highlight-", "brush:", "source-")
_SIGNS = ("highlight", "code", "brush", "syntax", "source", "prettyprint", "hljs", "crayon")
"""one of these is part of some class word of every highlighter seen: Hexo, Pygments, Prism, SyntaxHighlighter, GitHub, CSDN"""
_NEAREST = 8
"""class and id words around the code that are looked at"""


@lru_cache(maxsize=256)
def language_of(cues: str) -> str:
    """The language that the class words around a ``pre`` name, nearest last; empty if they name none.

    >>> language_of("post-body highlight python code"), language_of("post brush: java; toolbar"), language_of("post go")
    ('python', 'java', '')
    """
    words = [word.strip(";:,").lower() for word in cues.split()[-_NEAREST:]]
    if not any(sign in word for word in words for sign in _SIGNS):
        return ""
    for word in reversed(words):
        for prefix in _PREFIXES:
            word = word.removeprefix(prefix)
        if word in _NAMES:
            return word
    return ""
