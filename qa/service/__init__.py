"""The service: the Assistant over HTTP, for a web page, for programs and for OpenAI clients.

parameters.py   limits and switches, part of the settings
state.py        what the routes of one process share: Assistant, database, limits, metrics
database.py     the tables: keys, audit log, feedback, jobs, counters of limits
app.py          puts routes, errors and middleware together
problems.py     errors as RFC 9457 problem details
"""
