"""Kinds that no rule was tuned on, written without a look at the rules or at what they get wrong: what institutes and
public services (universities, schools, laboratories, courts, clinics, libraries, charities, authorities), and houses
that make software, platforms and data (developer tools, marketplaces, security, payments, advertising, analytics) do
most with such an API, built as their engineers build it, none of it more than a twentieth of the spend of all. Do not
look at their figures one by one while changing rules."""
