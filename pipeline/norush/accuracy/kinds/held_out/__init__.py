"""Kinds that no rule was tuned on, written without a look at the rules or at what they get wrong: what firms that work
for clients (lawyers, accountants, consultants, agencies, translators, engineers), and what utilities and public bodies
(power, water, telephone, transport, health, schools, councils) do most with such an API, built as their engineers
build it, none of it more than a twentieth of the spend of all. Do not look at their figures one by one while changing
rules."""
