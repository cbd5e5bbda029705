"""What the app is about: mapped classes, scales and lists, and pure rules over plain values.

Imports SQLAlchemy for the mapping only: never an engine, a Session or a select. Imported by itself it loads nothing.
"""
