"""Put the product into an AWS account, or a local AWS, and take it away again.

```
__main__.py        ./scripts/deploy: validate, build, audit, deploy, upload, invalidate
destroy.py         ./scripts/destroy: empty the bucket, delete the stack, say what stays
sam.py             the SAM CLI, as it is pinned
audit.py           what is wrong with built functions
import_audit.py    whether they import where there is nothing but Lambda's Python
stack.py           which account this is, and what a stack gave out
site_files.py      the files of the site, with their content types and cache headers
local_cloud.py     a local AWS, deployed to as to the real one
local_stack.py     one address before what was deployed there
local_function.py  a function there, as the routes reach it
```
"""
