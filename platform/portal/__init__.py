"""What everybody sees first: home, service pages, rights, and "my file".

It composes what the other parts offer and holds next to nothing of its own:
only the answers to "was this page useful?" (policy G8, G10).
"""
