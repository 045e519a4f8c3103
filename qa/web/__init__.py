"""The chat in the browser, made of Gradio's own parts.

`serve(assistant)` runs it, `mount(app, assistant)` adds it to another application, and
`build(assistant)` gives the `gradio.Blocks` alone. Importing this package imports Gradio, so only
the commands `chat` and `serve --chat` do.
"""

import os

# Gradio reads this when it is imported; whoever wants to be counted can say so.
os.environ.setdefault("GRADIO_ANALYTICS_ENABLED", "False")

from qa.web.app import build
from qa.web.server import mount, serve

__all__ = ["build", "mount", "serve"]
