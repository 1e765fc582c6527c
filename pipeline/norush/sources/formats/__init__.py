"""One short module an export format: its title, the fields it reads, and how a record of it is recognised."""
