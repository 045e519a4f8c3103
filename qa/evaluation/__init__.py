"""Measure the answers on a fixed question set: `evaluate(assistant)`."""

from qa.evaluation.questions import Question, QuestionSet, load_questions
from qa.evaluation.run import Report, Row, evaluate
from qa.evaluation.table import format_report

__all__ = [
    "Question",
    "QuestionSet",
    "Report",
    "Row",
    "evaluate",
    "format_report",
    "load_questions",
]
