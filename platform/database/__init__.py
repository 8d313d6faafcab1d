"""The database: which engine, how a transaction is opened, how a row is sealed.

Piccolo on embedded SQLite by default and on PostgreSQL when a URL is given;
everything above this part is written once and runs on both.
"""
