"""The command behind ``scripts/destroy``."""

from __future__ import annotations

import argparse

from scripts.deployment.site_files import empty
from scripts.deployment.stack import (
    KEPT,
    Account,
    agreed,
    outputs,
    stack_name,
    this_account,
)


def destroy(stage: str, *, is_agreed: bool) -> None:
    """Delete a stage's stack; people and what their accounts hang on are kept.

    Raises:
        SystemExit: There is no such stack, or the answer was no.
    """
    account, stack = this_account(), stack_name(stage)
    given = outputs(account, stack)
    kept = [given[name] for name in KEPT]
    print(f"This deletes {stack} in {account}: the site, the API, its functions, logs")
    print("and alarms, and what is derived from profiles. It keeps, and AWS goes on")
    print("charging for:", *kept, sep="\n  ")
    if not is_agreed and not agreed("Delete it?"):
        raise SystemExit("Nothing was deleted.")
    empty(account.session.client("s3"), given["SiteBucket"])
    _delete(account, stack)
    print(f"{stack} is deleted. Delete what was kept by hand, once nobody needs it.")
    print("The bucket that the SAM CLI uploads to serves every stack, and stays.")


def _delete(account: Account, stack: str) -> None:
    cloudformation = account.session.client("cloudformation")
    cloudformation.delete_stack(StackName=stack)
    # A distribution takes some minutes to be gone from every edge.
    cloudformation.get_waiter("stack_delete_complete").wait(StackName=stack)


def main() -> None:
    """Destroy as the command line says."""
    parser = argparse.ArgumentParser(prog="./scripts/destroy")
    parser.add_argument("--stage", required=True)
    parser.add_argument("--yes", action="store_true")
    given = parser.parse_args()
    destroy(given.stage, is_agreed=given.yes)


if __name__ == "__main__":
    main()
