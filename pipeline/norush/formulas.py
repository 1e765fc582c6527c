"""What a spreadsheet would run of a text that came from a log.

Reads nothing, writes nothing. A cell of ours that begins so gets an apostrophe in front.
"""

STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%", "＝", "＋", "－", "＠")
"""What a formula begins with, at full width too (Excel takes those for the others), and what may stand in front."""
