"""Kinds that no rule was tuned on, written without a look at the rules or at what they get wrong: what is done where
people learn (schools, universities, publishers of schoolbooks), where food is made, sold and brought (restaurants,
grocers, farms), and where things are made to be seen, heard and read (film, games, music, books, fashion), built as
their engineers build it. Do not look at their figures one by one while changing rules."""
