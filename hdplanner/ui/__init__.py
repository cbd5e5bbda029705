"""The window: everything Qt, one package a room. Changes go through `gateway`; nothing here knows the database."""
