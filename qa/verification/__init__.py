"""Does a paragraph say what a sentence says? Checks that fail closed, without a model.

A sentence passes against a paragraph when all of these hold, each in a file of its own:

1. `quotes`: what it puts between quotation marks stands in the paragraph;
2. `quantities`: every number, date and amount is there, and counts the same thing;
3. `polarity`: what is denied, allowed, ordered or compared is so in the paragraph too;
4. `names`: every name and acronym in it is there, across languages by a table;
5. `content`: its words are there, in its weakest clause as well as on the whole, so that a
   clause which was added counts against it.

Number 5 alone would let "publie" pass for "ne publie jamais"; 1 to 4 alone would let any
sentence without numbers and names pass. How much of 5 is enough was fitted, by
`python -m benchmarks.calibrate_verification`.
"""

from qa.verification.verifier import Reason, Verdict, Verifier

__all__ = ["Reason", "Verdict", "Verifier"]
