"""The web layer: pages, forms, headers and the app factory. It knows no domain."""
