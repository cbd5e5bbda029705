"""The Messages room: the message house, its variants, answers, words, checks, versions, and the bank."""
