"""A small cloud on the loopback: build, run and reach the functions as AWS does.

```
template.py     what template.yaml says: routes, functions, tables, permissions
artefact.py     `sam build` for a Python, and the runtime that imitates Lambda's own
loopback.py     servers and child processes that only this machine can reach
emulator.py     one function behind AWS's Runtime Interface Emulator
permissions.py  a gate before the local AWS that lets through what a policy allows
http_event.py   API Gateway's payload 2.0 from a request, and the reply back
gateway.py      the HTTP API: routes of the template to functions
ministack.py    the local AWS
resources.py    tables and the session key, made as the template describes them
local_table.py  DynamoDB's client over SQLite, which counts capacity
local_cloud.py  a local AWS that `scripts/deploy` deploys to, with its whole stack
```

It proves neither IAM itself, Amazon Linux, cold starts nor throttling.
"""
