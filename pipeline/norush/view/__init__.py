"""Stage 5, findings -> what the pages show: `build` returns an AuditView.

Reads the stage tables; writes nothing. Renderers receive the view and nothing else.
"""

from norush.view.build import build
from norush.view.values import About, AuditView

__all__ = ["About", "AuditView", "build"]
