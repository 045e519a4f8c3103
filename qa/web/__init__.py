"""The chat in the browser, made of Gradio's own parts.

`serve(assistant)` runs it; `build(assistant)` gives the `gradio.Blocks` alone. Importing this
package imports Gradio, so nothing but the `chat` command does.
"""

import os

# Gradio reads this when it is imported; whoever wants to be counted can say so.
os.environ.setdefault("GRADIO_ANALYTICS_ENABLED", "False")

from qa.web.app import build
from qa.web.server import serve

__all__ = ["build", "serve"]
