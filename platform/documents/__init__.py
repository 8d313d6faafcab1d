"""Files that people send, letters that the association issues, documents that it publishes.

What is uploaded is rebuilt and encrypted before it is kept; what is issued
carries a code that anybody can check; what is published keeps its versions.
"""
