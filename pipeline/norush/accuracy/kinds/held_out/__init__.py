"""Kinds that no rule was tuned on, written without a look at the rules or at what they get wrong: what is done where
models are made, tried and fed (teams for evaluation, data, search, safety and prompts), and in groups that are spread
over countries and hours (holdings, chains, carriers, outsourcers, agencies with offices everywhere), built as their
engineers build it, none of it more than a twentieth of the spend of all. Do not look at their figures one by one while
changing rules."""
