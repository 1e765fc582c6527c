"""Kinds that no rule was tuned on, written without a look at the rules or at what they get wrong: what is built with
the tools of the day (workflow engines, orchestrators, dataframes, queues, chains of prompts, no-code, notebooks,
continuous integration, editors), and what small businesses and people who work alone (shops, practices, craftsmen,
landlords, coaches, freelancers, clubs) do most with such an API, built as they build it, none of it more than a
twentieth of the spend of all. Do not look at their figures one by one while changing rules."""
