"""Measure the answers on a fixed question set: `evaluate(assistant)` returns a `Report`."""

from qa.evaluation.baseline import Baseline, compact, read_baseline
from qa.evaluation.compare import Comparison, Difference, compare
from qa.evaluation.html import html_report
from qa.evaluation.questions import Question, QuestionSet, load_questions
from qa.evaluation.report import Prices, Report
from qa.evaluation.row import Row
from qa.evaluation.run import Respondent, evaluate
from qa.evaluation.table import print_report

__all__ = [
    "Baseline",
    "Comparison",
    "Difference",
    "Prices",
    "Question",
    "QuestionSet",
    "Report",
    "Respondent",
    "Row",
    "compact",
    "compare",
    "evaluate",
    "html_report",
    "load_questions",
    "print_report",
    "read_baseline",
]
