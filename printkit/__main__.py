"""`python -m printkit` is the command."""

from printkit.cli import main

main()
