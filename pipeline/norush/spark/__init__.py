"""The request-sized part of an audit on a Spark: the same `sql/` files after `1_load`, translated."""
