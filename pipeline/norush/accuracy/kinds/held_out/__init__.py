"""Kinds that no rule was tuned on, written without a look at the rules or at what they get wrong: what is done in
public bodies and for the public (ministries, cities, schools, hospitals, charities, museums), and by firms that live
from knowing and mediating (banks, brokers, insurers, lawyers, auditors, recruiters, agents, consultancies), built as
their engineers build it. Do not look at their figures one by one while changing rules."""
