"""Fetches exports from a provider's own interface, page by page, as files that `norush audit` reads.

Apart from the stages of an audit: reads the network; writes raw pages, and nothing of what they mean.
"""
