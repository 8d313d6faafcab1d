"""Matching in memory: whole populations filtered, scored and brought into rounds.

It says the same as `matching.policy`, only for a hundred thousand at once; tests
compare the two on random populations. It is rebuilt from the database at the start of
a process and follows each edit. No pair's score is stored anywhere.

numbering       facts and wishes as small whole numbers, and the columns they have
bits            sets of people, one bit a person
ties            what stands between two certain people
side            everything about one sex, in columns
filtering       who comes into question, by a few ANDs
scoring         scores of many at once
population      both sides: candidates with reasons, costs of conditions, edits
reasons         what speaks for a pair and what to discuss, for twenty pairs at once
pairs           the graph of a round: everybody's best twenty
rounds          the fair round, as a flow of least cost
network         a round as a network of arcs
certificate     the proof that a round's flow is the best there is
round_plan      a whole round of a population, with its report
"""
