"""The rules of intake, by noun; nothing here knows of the web or the database.

statuses     where a request can be and go (H1-H7)
terms        the numbers that a manager may change, in versions (H5)
questions    what is asked and which answers are acceptable (G3)
checklist    what must be matched before a request moves on (H2)
eligibility  whom a service is for, and where else to turn (R1)
declaration  what exactly was signed (H4)
deadlines    the dates promised to both sides (H5, G1)
journey      what must be true before each step
access       who may see and do what
services     the value in which a service declares all this
"""
