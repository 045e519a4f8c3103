"""Questions that say where in a document to look: "section II", "the last paragraph", 文件开头.

`words` and `titles` read where, `outline` finds it in a document, `rest` says what else is asked,
and `locate` puts them together.
"""

from qa.where.locate import Located, locate

__all__ = ["Located", "locate"]
