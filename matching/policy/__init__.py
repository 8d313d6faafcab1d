"""The rules of matching, by noun; nothing here knows of the web, the database or the clock.

levels          how much of a person is open, and the classes with a consent of their own
traits          what a trait is; a vocabulary with the board's switches
vocabulary      the association's traits
profiles        facts, wishes, an applicant; a window of numbers with an ideal part
kinship         the ties that bar a marriage
eligibility     the bars of one person and of two
scores          satisfaction and mutual score in whole per cent; an explanation that adds up
showing         what of it one side may read
counselling     what a condition costs; who would accept me if …
stages          where a proposal can be and go, its timers and locks
agreement       who says yes, in which order, and what each side sees meanwhile
premarital_exam a certificate, never results
exposure        who was seen in a round and how evenly
"""
