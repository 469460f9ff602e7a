"""Handler of the function that follows changed profiles, called by the stream."""

from __future__ import annotations

from typing import Any

from background_wiring import wire_indexing
from telemetry import Context, count, logger, observed

from backend.taste_profile import SoulmateError

_INDEXING = wire_indexing()


@observed
def handler(event: dict[str, Any], context: Context) -> dict[str, Any]:
    """Index the people whom the records name, each once; return the failed records.

    A record says who has changed, not what: the profile of this moment counts. Those
    after a failed one are tried all the same, and are no harm when they come again.
    """
    failed: list[str] = []
    outcomes: dict[str, bool] = {}
    for record in event["Records"]:
        number = record["dynamodb"]["SequenceNumber"]
        try:
            user_id = record["dynamodb"]["Keys"]["user_id"]["S"]
            if user_id not in outcomes:
                outcomes[user_id] = False
                _INDEXING.index(user_id)
                outcomes[user_id] = True
        except SoulmateError as error:
            logger.warning("a change is not indexed yet: %s", error.code)
            failed.append(number)
        except Exception:
            logger.exception("a change cannot be indexed")
            failed.append(number)
        else:
            if not outcomes[user_id]:
                failed.append(number)
    count(Indexed=sum(outcomes.values()), NotIndexed=len(failed))
    return {"batchItemFailures": [{"itemIdentifier": number} for number in failed]}
