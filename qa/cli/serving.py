"""Commands for others than the person at the terminal: the chat, HTTP, and tools."""

import threading
from typing import Annotated

import typer

from qa.cli.base import AsJson, announce, app, carrying_out, given, opened_assistant
from qa.printing import print_json, shortened


@app.command()
def chat(
    port: Annotated[int | None, typer.Option(help="Port; by default ALINEA_PORT or 7860.")] = None,
    host: Annotated[str | None, typer.Option(help="Address; by default 127.0.0.1.")] = None,
) -> None:
    """Open the chat in a browser on this machine."""
    from qa.owner import owning
    from qa.web import serve

    with opened_assistant(**given(port=port, host=host)) as assistant, owning(assistant):
        settings = assistant.settings
        serve(assistant, settings.host, settings.port, on_ready=announce)


@app.command()
def serve(
    port: Annotated[
        int | None, typer.Option(help="Port; by default ALINEA_API_PORT or 7861.")
    ] = None,
    host: Annotated[str | None, typer.Option(help="Address; by default 127.0.0.1.")] = None,
    chat: Annotated[bool, typer.Option("--chat", help="Have the chat at / as well.")] = False,
) -> None:
    """Answer over HTTP: /api/ask and others, and /v1/chat/completions as OpenAI's clients ask."""
    from qa import api
    from qa.listening import is_loopback
    from qa.owner import owning
    from qa.tokens import Tokens

    with opened_assistant(**given(api_port=port, host=host)) as assistant, owning(assistant):
        settings = assistant.settings
        tokens = Tokens(settings.tokens) if settings.tokens else None
        api.require_guarded(settings.host, tokens is not None)
        application = api.make_app(assistant, tokens=tokens, loopback=is_loopback(settings.host))
        if chat:
            from qa.web import mount

            mount(application, assistant)
        threading.Thread(target=assistant.warm_up, daemon=True).start()
        api.serve(application, settings.host, settings.api_port, on_ready=announce)


@app.command()
def mcp() -> None:
    """Be the tools of an assistant (Model Context Protocol, on standard input and output)."""
    from qa.mcp_server import make_server

    with carrying_out() as carry_out:
        make_server(carry_out).run("stdio")


@app.command()
def password(name: Annotated[str, typer.Argument(help="Who is to use the chat.")]) -> None:
    """Ask for a password, and print the line for the file that ALINEA_USERS names."""
    from qa.users import line_for

    line_for(name, "a password long enough")  # a wrong name is told before anything is typed
    typed = typer.prompt("Password", hide_input=True, confirmation_prompt=True, err=True)
    typer.echo(line_for(name, typed))


@app.command()
def token(name: Annotated[str, typer.Argument(help="Who or what is to use it.")]) -> None:
    """Make a token for `alinea serve`, and print the line for the file that ALINEA_TOKENS names."""
    from qa.tokens import new_token

    made, line = new_token(name)
    typer.echo(f"The token of {name}, shown this once: {made}", err=True)
    typer.echo(line)


@app.command()
def feedback(as_json: AsJson = False) -> None:
    """Show what people thought of answers in the chat."""
    from qa.feedback import read
    from qa.settings import load_settings

    judgements = read(load_settings().home)
    if as_json:
        print_json([judgement.to_dict() for judgement in judgements])
        return
    for judgement in judgements:
        typer.echo(f"{judgement.time}  {judgement.rating}  {shortened(judgement.question)}")
        if judgement.comment:
            typer.echo(f"    {judgement.comment}")
