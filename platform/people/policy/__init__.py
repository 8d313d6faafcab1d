"""The rules about people, free of database and web."""
