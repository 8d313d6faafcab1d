"""Calendar objects: what goes into other people's calendars, and what is read from them.

Pure: texts in, texts out. Nothing here knows a table, a page or what an appointment is for.
"""
