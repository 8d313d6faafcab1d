"""The rules of the committee, by noun; nothing here knows of the web or the database.

rules        the figures that may change, in versions: quorum, casting vote
meetings     where a meeting and its items can be and go
conflicts    who must stay out of a case, and why (H5, R3)
voting       who may vote, and what the votes say
reasons      the bilingual list of reasons that a decision may give
release      when a decided reply may leave the house (H5)
"""
