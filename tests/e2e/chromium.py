"""The system's Chromium, for tests and for the pictures in docs/."""

import os
import shutil

from playwright.sync_api import Browser, Playwright

_NAMES = ("chromium", "chromium-browser", "google-chrome")
_FLAGS = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    # Chromium must not look for its maker's servers by itself.
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def launch(playwright: Playwright) -> Browser:
    """A headless Chromium; raises FileNotFoundError where there is none."""
    program = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, _NAMES)), None)
    if program is None:
        raise FileNotFoundError("No Chromium found: install it, or name its program in CHROMIUM.")
    # Chromium's sandbox refuses to run as root, as in a container.
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    flags = [*_FLAGS, "--no-sandbox"] if is_root else _FLAGS
    return playwright.chromium.launch(executable_path=program, args=flags)
