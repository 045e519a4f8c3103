"""The words of the interface in French, English and Chinese.

In French, the space before ? : ; ! » and after « is a no-break space.
"""

from dataclasses import asdict, dataclass

from corpus import Language
from qa.answer import Status


@dataclass(frozen=True, slots=True)
class Words:
    """What the interface says in one language; `{…}` is filled in where it is shown."""

    tagline: str
    welcome: str
    promise: str
    try_these: str
    documents: str
    examples: tuple[str, ...]
    placeholder: str
    question: str
    ask: str
    new: str
    you: str
    activities: dict[str, str]
    statuses: dict[Status, str]
    repaired: str
    understood: str
    sources: str
    abstained: str
    closest: str
    error: str
    empty_question: str
    long_question: str
    unexpected: str
    cut: str
    reader: str
    close: str
    cited: str
    changed: str
    extractive: str
    model: str
    embedding: str
    bundled: str
    stays: str
    leaves: str


WORDS: dict[Language, Words] = {
    "fr": Words(
        tagline="Chaque phrase nomme l'alinéa qui la fonde.",
        welcome="Interrogez vos documents",
        promise="Posez une question en français, en anglais ou en chinois. Chaque phrase de la "
        "réponse porte un numéro : cliquez dessus pour lire l'alinéa, citation surlignée.",
        try_these="Par exemple",
        documents="Documents",
        examples=(
            "Combien de personnes la Chine se propose-t-elle de former ?",
            "Qu'entend-on par « sécurité indivisible » ?",
            "Quels sont les principaux modes de la coopération militaire internationale ?",
        ),
        placeholder="Votre question…",
        question="Question",
        ask="Demander",
        new="Nouvelle conversation",
        you="Vous",
        activities={
            "searching": "Recherche dans les documents…",
            "writing": "Rédaction…",
            "verifying": "Vérification…",
        },
        statuses={
            "quoted": "cité mot pour mot",
            "supported": "reformulé et vérifié",
            "unsupported": "non étayé par les documents",
        },
        repaired="Une référence a été corrigée à la vérification.",
        understood="Question comprise : {question}",
        sources="Sources",
        abstained="Pas de réponse dans les documents",
        closest="Les alinéas les plus proches :",
        error="La question n'a pas pu être traitée",
        empty_question="La question ne contient aucun mot. Écrivez-la en français, en anglais ou "
        "en chinois.",
        long_question="La question compte {length} caractères ; la limite est de {limit}. "
        "Raccourcissez-la, ou ajoutez le long texte comme document.",
        unexpected="Une erreur inattendue s'est produite. Le terminal où tourne Alinéa en donne "
        "le détail.",
        cut="… (question abrégée à l'affichage)",
        reader="Document source",
        close="Fermer le document",
        cited="alinéa cité",
        changed="Cet alinéa a changé depuis la réponse : la citation n'y est plus marquée.",
        extractive="Réponses : extraits mot pour mot, sans modèle de langue",
        model="Réponses : {writer}",
        embedding="Recherche : {embedding}",
        bundled="modèle intégré",
        stays="Rien ne quitte cette machine",
        leaves="Les questions et les alinéas trouvés sont envoyés à {target}",
    ),
    "en": Words(
        tagline="Every sentence names the paragraph it rests on.",
        welcome="Ask your documents",
        promise="Ask in French, English or Chinese. Every sentence of the answer carries a "
        "number: click it to read the paragraph with the quotation marked.",
        try_these="For example",
        documents="Documents",
        examples=(
            "How many people does China offer to train over the next five years?",
            "What does the paper mean by indivisible security?",
            "How is international military cooperation defined?",
        ),
        placeholder="Your question…",
        question="Question",
        ask="Ask",
        new="New conversation",
        you="You",
        activities={
            "searching": "Searching the documents…",
            "writing": "Writing…",
            "verifying": "Verifying…",
        },
        statuses={
            "quoted": "quoted word for word",
            "supported": "reworded and verified",
            "unsupported": "not supported by the documents",
        },
        repaired="A reference was corrected by verification.",
        understood="Understood as: {question}",
        sources="Sources",
        abstained="No answer in the documents",
        closest="The closest paragraphs:",
        error="The question could not be handled",
        empty_question="The question has no words in it. Write it in French, English or Chinese.",
        long_question="The question has {length} characters; the limit is {limit}. "
        "Shorten it, or add the long text as a document.",
        unexpected="Something unexpected went wrong. The terminal where Alinéa runs has the "
        "details.",
        cut="… (question shortened here)",
        reader="Source document",
        close="Close the document",
        cited="cited paragraph",
        changed="This paragraph has changed since the answer: the quotation is no longer marked.",
        extractive="Answers: word-for-word extracts, no language model",
        model="Answers: {writer}",
        embedding="Search: {embedding}",
        bundled="bundled model",
        stays="Nothing leaves this machine",
        leaves="Questions and the paragraphs found are sent to {target}",
    ),
    "zh": Words(
        tagline="每句话都注明所依据的段落。",
        welcome="向您的文件提问",
        promise="可用中文、英文或法文提问。回答中的每句话都带有编号，点击编号即可阅读原文段落，"
        "引文已标出。",
        try_these="例如",
        documents="文件",
        examples=(
            "未来五年中国愿意为发展中国家培训多少人？",
            "什么是国际军事合作？",
            "怎么理解安全不可分割原则？",
        ),
        placeholder="请输入问题……",
        question="问题",
        ask="提问",
        new="新对话",
        you="您",
        activities={
            "searching": "正在检索文件……",
            "writing": "正在撰写……",
            "verifying": "正在核对……",
        },
        statuses={
            "quoted": "逐字引用",
            "supported": "转述，已核对",
            "unsupported": "文件中没有依据",
        },
        repaired="有一处出处经核对后更正。",
        understood="问题理解为：{question}",
        sources="出处",
        abstained="文件中没有答案",
        closest="最接近的段落：",
        error="无法处理这个问题",
        empty_question="问题中没有文字。请用中文、英文或法文提问。",
        long_question="问题共 {length} 个字符，上限为 {limit} 个。"
        "请缩短问题，或将长文作为文件添加。",
        unexpected="出现意外错误，详情见运行 Alinéa 的终端。",
        cut="……（问题在此略去部分）",
        reader="原文",
        close="关闭原文",
        cited="被引段落",
        changed="该段落在回答之后已有改动，引文不再标出。",
        extractive="回答：逐字摘录，不使用语言模型",
        model="回答：{writer}",
        embedding="检索：{embedding}",
        bundled="内置模型",
        stays="数据不离开本机",
        leaves="问题和检索到的段落会发送至 {target}",
    ),
}

LANGUAGE_NAMES: dict[Language, str] = {"fr": "Français", "en": "English", "zh": "中文"}


def translations() -> dict[str, dict[str, str]]:
    """The plain words in the form that `gradio.I18n` wants, by browser locale."""
    return {
        language: {key: text for key, text in asdict(words).items() if isinstance(text, str)}
        for language, words in WORDS.items()
    }
