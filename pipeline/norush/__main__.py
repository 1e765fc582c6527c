"""`python -m norush`: the command line without an installed `norush`."""

from norush.cli import main

main()
