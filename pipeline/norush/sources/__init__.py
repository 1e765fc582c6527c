"""One short module an export format: how to know it and what to read; its SQL file says what the fields mean."""
