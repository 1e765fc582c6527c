"""norush demo: the main job on a generated company month."""

from pathlib import Path
from typing import Annotated

import typer


def demo(
    output: Annotated[Path, typer.Option("--output", "-o", metavar="DIR", help="Where the report goes.")] = Path(
        "norush-demo"
    ),
    seed: Annotated[int, typer.Option(help="Another seed makes another month.")] = 7,
    keep_logs: Annotated[bool, typer.Option(help="Keep the generated logs and their truth in DIR/demo.")] = False,
) -> None:
    """Write a company's month of logs (generated, about 100,000 calls), audit it, and say where the report is.

    Example:  norush demo -o demo
    """
    import tempfile
    from contextlib import ExitStack

    from norush import audit as auditing
    from norush import render
    from norush.commands.audit import make_folder
    from norush.commands.progress import progress
    from norush.demo import write_month

    make_folder(output)
    with tempfile.TemporaryDirectory(prefix="norush-demo-") as temporary, progress() as notify, ExitStack() as moving:
        notify("making a month of logs", 0)
        folder = output / "demo" if keep_logs else Path(temporary)
        month = write_month(folder, seed=seed)
        request = auditing.Request(
            inputs=(str(month.logs),),
            database=output / "audit.duckdb",
            left_out_folder=folder,
            fresh_salt="demo",
            command=("norush", "demo", "--seed", str(seed)),
        )
        result = auditing.run(request, notify, lambda view: render.write_all(view, output, moving))
    render.print_summary(result.view, output)
    typer.echo("These logs were generated: the names and figures are invented.", err=True)
