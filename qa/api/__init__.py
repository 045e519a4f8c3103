"""Alinéa over HTTP: `/api/…` as the answer object is, `/v1/…` as OpenAI's clients expect."""

from qa.api.app import make_app
from qa.api.server import require_guarded, serve

__all__ = ["make_app", "require_guarded", "serve"]
