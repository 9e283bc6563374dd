"""The commands: each parses its words, calls one function of the library and shows the answer."""

from __future__ import annotations

import sys
from difflib import get_close_matches
from importlib import import_module

import click

from printkit.version import __version__

# Name, module and help line of each command: `printkit --help` answers from this table without loading any of them.
COMMANDS = {
    "print": ("printkit.cli.make", "print_command", "Print articles as PDF, one file each."),
    "build": ("printkit.cli.make", "build_command", "Build an issue: cover, contents, articles, one bound file."),
    "import": (
        "printkit.cli.importing",
        "import_command",
        "Make a folder of articles and an issue.toml of an export or a feed.",
    ),
    "read": ("printkit.cli.look", "read_command", "Show the structured article that a source is read as."),
    "inspect": ("printkit.cli.look", "inspect_command", "Show what a PDF holds: pages, folios, tags, links, fonts."),
    "verify": (
        "printkit.cli.verify",
        "verify_command",
        "Prove that a PDF is whole, and against its sources that nothing was lost.",
    ),
    "impose": ("printkit.cli.impose", "impose_command", "Put the pages of a PDF on sheets: booklet, signatures, n-up."),
    "layouts": ("printkit.cli.look", "layouts_command", "List the layouts and the options of each."),
    "fonts": ("printkit.cli.look", "fonts_command", "List the font families, their licences and origins."),
    "schema": ("printkit.cli.look", "schema_command", "Print the JSON Schema of issue.toml, layout.toml and others."),
    "cache": ("printkit.cli.look", "cache_command", "Show the size of the cache, or clear it."),
}


class LazyGroup(click.Group):
    """A group whose commands are loaded when they are called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names, in the order of the table."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of this name, its module loaded now; None for an unknown one."""
        if cmd_name not in COMMANDS:
            return None
        module, name, _ = COMMANDS[cmd_name]
        found = getattr(import_module(module), name)
        return found if isinstance(found, click.Command) else None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that is called; an unknown one names the nearest."""
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            near = get_close_matches(args[0], COMMANDS, n=1)
            hint = f"did you mean '{near[0]}'?" if near else "`printkit --help` lists them"
            ctx.fail(f"there is no command '{args[0]}': {hint}")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The table of commands, from the table alone."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, _, text) in COMMANDS.items()])


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="printkit")
def cli() -> None:
    """Turn articles into printed issues, and lose nothing on the way.

    Markdown, saved web pages and text become paginated, tagged PDFs, alone or bound into an issue with cover, contents,
    folios and bookmarks.

    Example: printkit build articles/sample
    """


def main() -> None:
    """Run the command line; exit with 0 (good), 1 (something could not be made) or 2 (wrong usage)."""
    try:
        cli(prog_name="printkit")
    except OSError as error:
        # Only the help gets here, and a version: the commands speak for themselves.
        from printkit.cli import terminal  # noqa: PLC0415 - it loads what a help line can do without

        terminal.hush()
        if not isinstance(error, BrokenPipeError):
            click.echo(f"printkit: standard output: cannot be written: {error.strerror}", err=True)
            sys.exit(1)
