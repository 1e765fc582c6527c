"""How right the verdicts are: months of traffic with known truth, judged as any log is, and scored.

Reads nothing outside; writes nothing but what is printed. The generator shares no code and no threshold with the rules:
it says how traffic comes about (people who think, workers that queue, timers, rate limits, gateways), never how it
should look.

A quick loop while rules are changed:

    norush accuracy --kinds tuned                          one seed, three levels, clean + mixed + small keys
    norush accuracy --kinds tuned --keys mixed --level poor --seeds 2       one set, in seconds
    norush accuracy --kinds tuned --only rows-then-judge   the keys with this in their name
    norush accuracy --kinds tuned --seeds 1-3              the grid on which to decide
    norush accuracy --kinds tuned --keep out/kept          keeps the databases: signals, evidence, truth, labels

Kinds under `kinds/held_out/` and seeds from 101 on are for reporting only: whoever tunes on them has no honest figure
left. Once they have been looked at they are moved to `kinds/tuned/`, and others are written by somebody who has read
neither the rules nor the misses.

The modules: `calendar` and `world` (time, and a provider that answers), `patterns` (pools, loops, talks, agents),
`kinds/` (one function a kind, with its verdict and why), `mixes/` and `keys` (who shares a key), `observe` (what a
log shows), `grid` (which months), `ledger` (truth beside verdict), `score` (the arithmetic), `targets`, `pages`.
"""
