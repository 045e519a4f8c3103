"""Questions in English."""

from vectorstore.training.forms import forms

_NUMBER = (
    r"\b(?=[\dtfsneoh])"
    r"(?:\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?|two|three|four|five|six|seven|eight|nine|ten"
    r"|twelve|fourteen|fifteen|twenty|twenty-one|thirty|forty|forty-five|fifty|sixty|ninety"
    r"|one hundred|hundred|thousand)"
)
_TIME = r"(?:seconds|minutes|hours|days|weeks|months|years)"
_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
)
_BODY = (
    r"minister|governor|commissioner|superintendent|tribunal|judge|court|council|committee"
    r"|commission|president|chairperson|director|employer|employee|officer|holder|applicant"
    r"|person|company|corporation|bank|board|authority|agency|administrator|user|inspector"
    r"|registrar|body|owner|operator|insured|tenant|landlord|creditor|debtor|trustee|clerk"
    r"|attorney|physician|seller|buyer|customer|importer|carrier|manufacturer|supplier|manager"
    r"|parent|spouse|beneficiary|candidate|member|licensee|taxpayer|secretary|master|shipper"
)
_WHO = rf"(?:the|a|an|any|every|each|no)\s(?:\w+\s){{0,2}}?(?:{_BODY})s?\b"

_NOT_VERB = r"(?!\b(?:that|which|who|may|must|shall|can|by|is|are|following)\b)"
_DO = r"(?:select|enter|set|type|click|choose|specify|view|add|change|create|define|find|open|see)"

ENGLISH = forms(
    (
        "definition",
        r"(?:^|section, |act, |part, |regulations, )(?P<kept>(?!in this|for the)"
        rf"(?:{_NOT_VERB}[^“”\",;:.()]){{3,60}}?)\s"
        r"(?P<answer>(?:means|refers to|stands for|is defined as)\s.*)",
        (
            "what is ~",
            "what does ~ mean",
            "what is meant by ~",
            "what is the definition of ~",
            "what's ~",
            "definition of ~",
        ),
        "whole",
        0.9,
    ),
    (
        "definition",
        rf"^(?P<kept>(?:The|A|An)\s(?:{_NOT_VERB}[^,;:.()]){{3,50}}?)\s(?P<answer>(?:is|are)\s"
        r"(?:a|an|the)\s\w.*)",
        ("what is ~", "what's ~", "what does ~ mean"),
        "whole",
        0.9,
    ),
    (
        "how",
        r"^To (?P<kept>(?!the |a |an |this |that |each |which |whom )[^,.;:()]{8,120})[,:]",
        ("how do i ~", "how to ~", "how can i ~", "how do you ~", "what is the way to ~"),
        "start",
        0.9,
    ),
    (
        "use",
        rf"^(?P<kept>The\s(?:{_NOT_VERB}[^,;:.()]){{3,70}}?)\s(?P<answer>(?:lets you|allows|enables"
        r"|is used to|are used to|helps)\s.*)",
        ("what is ~ used for", "what does ~ do", "why use ~", "what is the purpose of ~"),
        "whole",
        0.9,
    ),
    (
        "where",
        r"^(?P<answer>(?:In|On|Under) the [^,;:.]{2,60}? (?:page|tab|pane|field|section|FastTab"
        rf"|dialog box|menu|list|organizer|group)), (?:you (?:can|must) )?"
        rf"(?P<kept>{_DO}\b.{{10,}})",
        ("where do i ~", "where can i ~", "where to ~", "in which menu do i ~"),
        "start",
        0.6,
    ),
    (
        "percent",
        rf"(?P<answer>{_NUMBER}\s?(?:%|per ?cent\b|percent\b))",
        ("what percentage ~", "what is the rate ~", "what is the percentage ~"),
        "around",
        0.9,
    ),
    (
        "amount",
        rf"(?P<answer>(?:\$\s?{_NUMBER}(?:\s(?:million|billion))?|{_NUMBER}\s(?:dollars|euros)\b))",
        ("how much ~", "what amount ~", "what is the amount ~", "how much is ~"),
        "around",
        0.9,
    ),
    (
        "delay",
        rf"(?P<answer>{_NUMBER}\s(?:business\s|clear\s|consecutive\s)?(?P<unit>{_TIME}))\b",
        (
            "within how many {unit} ~",
            "how long ~",
            "how many {unit} ~",
            "what is the deadline ~",
            "what is the time limit ~",
            "how soon ~",
        ),
        "around",
        0.9,
    ),
    (
        "number",
        rf"(?P<answer>{_NUMBER}\s(?P<unit>(?!{_MONTH}|does|applies|means|gross|returns|was|has|this)[a-z]{{3,}}s))\b",
        ("how many {unit} ~", "what is the number of {unit} ~", "how many {unit} exactly ~"),
        "around",
        0.8,
    ),
    (
        "date",
        rf"(?P<answer>\b{_MONTH} \d{{1,2}}(?:, \d{{4}})?)\b",
        ("when ~", "on what date ~", "since when ~", "what is the date ~"),
        "around",
        0.8,
    ),
    (
        "date",
        r"(?P<answer>\b(?:in|since|before|after|by) (?:1[5-9]|20)\d\d)\b",
        ("in what year ~", "when ~", "in which year ~"),
        "around",
        0.9,
    ),
    (
        "reason",
        r"(?P<answer>\b(?:because|in order to|so that|as a result of|owing to)\s[^.;]{8,})",
        ("why ~", "for what reason ~", "why is it that ~"),
        "around",
        0.8,
    ),
    (
        "what if",
        r"^(?P<kept>(?:If|Where|When) [^,;:]{15,160}),\s(?P<answer>.{10,})",
        ("what happens ~", "what to do ~", "what are the consequences ~"),
        "start",
        0.5,
    ),
    (
        "condition",
        r"^(?P<answer>(?:If|Where|When|Subject to|Unless|Except) [^,;:]{10,160},)\s.{20,}",
        (
            "under what conditions ~",
            "on what condition ~",
            "in which cases ~",
            "in what case ~",
            "when ~",
        ),
        "start",
        0.8,
    ),
    (
        "condition",
        r"^(?!If |Where |When ).{20,200}?\s"
        r"(?P<answer>(?:if|unless|provided that|in the event|in case) [^;:.]{10,})",
        (
            "under what conditions ~",
            "on what condition ~",
            "in which cases ~",
            "in what case ~",
            "when ~",
        ),
        "start",
        0.6,
    ),
    (
        "which",
        r"^The following (?P<kept>(?!table|illustration|example|procedure|image|figure|section)"
        r"[\w '-]{4,60}?) (?:are|is|can|may|show|describe|explain)\b",
        ("what are the ~", "which ~ are there", "list of ~"),
        "whole",
        0.9,
    ),
    (
        "who",
        rf"^(?P<answer>{_WHO}(?:{_NOT_VERB}[^,;:.]){{0,40}}?)\s"
        r"(?P<kept>(?:may|shall|must|can|is required to|is responsible for)\s"
        r"(?!be |have |not ).{15,})",
        ("who ~", "which authority ~", "who is it that ~"),
        "start",
        0.6,
    ),
    (
        "may",
        rf"^{_WHO}[^,;:.]{{0,40}}?\s(?:may|can)\s(?P<kept>(?!not |be |only ).{{15,}})",
        ("can i ~", "is it possible to ~", "am i allowed to ~", "may one ~"),
        "start",
        0.5,
    ),
    (
        "must",
        rf"^{_WHO}[^,;:.]{{0,40}}?\s(?:must|shall)\s(?P<kept>(?!not |be |only ).{{15,}})",
        ("do i have to ~", "is it mandatory to ~", "must one ~", "do we need to ~"),
        "start",
        0.5,
    ),
    (
        "topic",
        r"^.{25,}",
        (
            "what does the text say about ~",
            "what does the law say about ~",
            "what is provided for ~",
            "what are the rules for ~",
            "how does it work with ~",
            "i am looking for information on ~",
            "~",
        ),
        "phrases",
        0.25,
    ),
)
