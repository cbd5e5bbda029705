"""What a user can do, and who may see what: plain functions, one module a noun.

Each takes a Session first. Reads return frozen rows, edits change mapped objects and return keys. No Qt, no
files, no sentences of the window; whoever calls decides what is one edit.
"""
