"""The request for matchmaking, as intake needs to know it: questions, checklist, and what follows once it is accepted.

questions   what is asked before a profile, and of whom
concerns    whom each question and each item concerns
checklist   what an officer matches (H2)
request     the request as one value
starting    the service begins (H7): the profile takes over what was matched
"""
