"""Stage 5, view -> HTML, Markdown, JSON, CSV, terminal. Renderers compute nothing: they print the view.

`write_all` writes every file of a report; `print_summary` is what the terminal shows.
"""

from norush.render.terminal import print_summary, summary, warnings
from norush.render.write import PAGE, outputs, write_all, write_index

__all__ = ["PAGE", "outputs", "print_summary", "summary", "warnings", "write_all", "write_index"]
