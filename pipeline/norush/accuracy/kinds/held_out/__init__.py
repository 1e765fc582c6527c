"""Kinds that no rule was tuned on, written without a look at the rules or at what they get wrong: what is done where
news, books, pictures, films and music are made (desks, archives, agencies, studios, labels, stores of media), and where
people are served at a counter, a desk or a window (banks, insurers, pharmacies, offices, dealers, advisers, lines for
help), built as their engineers build it, none of it more than a twentieth of the spend of all. Do not look at their
figures one by one while changing rules."""
