"""The labelled company month: invented logs of every kind of traffic, and the truth about each call.

Reads nothing; writes a folder of logs and, outside it, `truth.csv`. Standard library only.
"""

from norush.demo.month import Month, Share, write_month

__all__ = ["Month", "Share", "write_month"]
