"""The checks of a plan: rules as small pure functions over frozen facts, each with a code, a severity and a reason.

`catalogue` lists them, `run` carries them out and again only where an edit touched something.
"""
