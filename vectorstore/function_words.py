"""Words that carry a question's grammar and not its subject, without accents, by language.

In a store of a few dozen paragraphs "combien" or "which" is as rare as a name, and idf alone
would make it count as much. Questions are therefore searched without these words; paragraphs
keep them.
"""

_FRENCH = """
a ai aient ainsi alors apres as au aucun aucune aupres aussi autre autres aux avaient avait avant
avec avez avoir avons ayant c ca car ce ceci cela celle celles celui ces cet cette ceux chaque
chez cite citer citez combien comme comment d dans de depuis des dire dis dit dites doit doivent
donc document documents donne donner donnez dont du elle elles en enfin entre es est et etaient
etait etant ete etes etre eu explique expliquer expliquez fait faire fait faut font ici il ils j
je jusque l la laquelle le lequel les lesquelles lesquels leur leurs liste lister listez lors lui
m ma mais me meme memes mes moi mon n ne ni non nos notre nous on ont ou oui par parle parlent
parler parmi pas peut peuvent peux plus pour pourquoi pourrait pouvez propos pu qu quand que quel
quelle quelles quels quelque quelques qui quid quoi resume resumer resumez s sa sans se selon sera
seront ses si soient soit son sont sous suis sujet sur t ta te tel telle telles tels tes texte
textes toi ton tous tout toute toutes tres tu un une va vers veut veux voici voila vos votre vous
y
bonjour bonsoir salut merci
"""
_ENGLISH = """
a about according also am an and any are as at be been being but by can could did do does doing
each either explain for from give given gives had has have having he her here hers him his how i
if in into is it its itself let list many may me mention mentioned mentions might much must my
name no nor not of off on once or other our out over paper please s said same say says shall she
should so some such summarise summarize t tell text texts than that the their them then there
these they this those through to too under until up us very was we were what whatever when where
which while who whom whose why will with within without would you your
hello hi hey thank thanks
"""
_CHINESE = """
的 了 和 是 在 有 与 对 为 及 等 吗 呢 吧 啊 什么 哪些 哪个 哪 谁 如何 怎么 怎样 为什么 为何 是否
几 几个 几项 多少 哪里 何时 何 时候 这 那 其 它 它们 他 她 他们 我 我们 你 你们 请 请问 列出 列举
说 提到 关于 根据 会 将 应 可以 能 被 由 从 到 于 以 把 让 使 之 所 也 都 就 还 又 而 或 并 不
没有 一个 有没有 介绍 告诉 文件 文章 文本 本文 要 该 还有 个 种 位 得 着 过 咋 哪儿 当今
你好 您好 谢谢
"""

FUNCTION_WORDS = frozenset(f"{_FRENCH} {_ENGLISH} {_CHINESE}".split())
