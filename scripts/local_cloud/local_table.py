"""A stand-in for DynamoDB's client over SQLite that counts capacity as AWS does.

It understands the calls and expressions that our adapters make, and refuses others. It
signs the same contract as they do on moto and MiniStack, which count one unit for
everything.

References:
    "DynamoDB read and write operations" in AWS's developer guide: a read unit is 4 KB
    read consistently or 8 KB eventually, a query rounds up what it reads in all, a
    batch rounds up every item; a write unit is 1 KB of the larger of old and new item.
"""

from __future__ import annotations

import math
import pickle
import sqlite3
import threading
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from botocore.exceptions import ClientError

Item = dict[str, Any]
_READ_BYTES, _WRITE_BYTES = 4096, 1024


class LocalDynamoDb:
    """Tables by name, each with its key attributes.

    Args:
        file: Where SQLite keeps them.
        keys: Table to its partition key and, where it has one, its sort key.

    Attributes:
        read_units: So far.
        write_units: So far.
        requests: So far.
    """

    def __init__(self, file: Path, keys: Mapping[str, tuple[str, ...]]) -> None:
        self._keys = keys
        self._lock = threading.Lock()
        self._sqlite = sqlite3.connect(file, check_same_thread=False)
        self._sqlite.execute("PRAGMA synchronous = OFF")
        self._sqlite.execute("PRAGMA journal_mode = OFF")
        for table in keys:
            self._sqlite.execute(
                f'CREATE TABLE "{table}" (a TEXT, b TEXT, rest BLOB,'
                " PRIMARY KEY (a, b)) WITHOUT ROWID"
            )
        self.read_units = 0.0
        self.write_units = 0.0
        self.requests = 0

    def get_item(self, *, TableName: str, Key: Item, **more: Any) -> Item:
        """Read one item; a projection changes what it returns, never what it costs."""
        with self._lock:
            self.requests += 1
            item = self._find(TableName, Key)
            share = 1.0 if more.get("ConsistentRead") else 0.5
            self._read(max(1, _units(item, _READ_BYTES)) * share)
        return {} if item is None else {"Item": item}

    def batch_get_item(self, *, RequestItems: Item, **_: Any) -> Item:
        """Read items of one table."""
        [(table, asked)] = RequestItems.items()
        with self._lock:
            self.requests += 1
            found = [self._find(table, key) for key in asked["Keys"]]
            share = 1.0 if asked.get("ConsistentRead") else 0.5
            units = sum(max(1, _units(item, _READ_BYTES)) * share for item in found)
            self._read(units)
        return {
            "Responses": {table: [item for item in found if item is not None]},
            "ConsumedCapacity": [{"CapacityUnits": units}],
        }

    def query(
        self,
        *,
        TableName: str,
        KeyConditionExpression: str,
        ExpressionAttributeValues: Item,
        Limit: int,
        ExclusiveStartKey: Item | None = None,
        **_: Any,
    ) -> Item:
        """Read a page of one partition, in the order of the sort key."""
        first, second = self._keys[TableName]
        _check(KeyConditionExpression, f"{first} = :{first}")
        partition = ExpressionAttributeValues[f":{first}"]["S"]
        after = ExclusiveStartKey[second]["S"] if ExclusiveStartKey else ""
        with self._lock:
            self.requests += 1
            rows = self._sqlite.execute(
                f'SELECT a, b, rest FROM "{TableName}" WHERE a = ? AND b > ?'
                " ORDER BY b LIMIT ?",
                (partition, after, Limit),
            ).fetchall()
            items = [self._item(TableName, *row) for row in rows]
            units = max(1, math.ceil(sum(map(_size, items)) / _READ_BYTES)) / 2
            self._read(units)
        answer: Item = {"Items": items, "ConsumedCapacity": {"CapacityUnits": units}}
        if len(items) == Limit:
            answer["LastEvaluatedKey"] = self._key(TableName, items[-1])
        return answer

    def put_item(self, *, TableName: str, Item: Item, **condition: Any) -> Item:
        """Write an item, if the condition holds."""
        with self._lock:
            self.requests += 1
            before = self._find(TableName, Item)
            self._check_condition(before, condition, "PutItem")
            self._write(TableName, before, Item)
        return {}

    def update_item(
        self, *, TableName: str, Key: Item, UpdateExpression: str, **condition: Any
    ) -> Item:
        """Set one attribute and remove others, if the condition holds."""
        with self._lock:
            self.requests += 1
            before = self._find(TableName, Key)
            self._check_condition(before, condition, "UpdateItem")
            after = dict(before or Key)
            setting, _, removing = UpdateExpression.rpartition("REMOVE ")
            if setting:
                name = setting.removeprefix("SET ").partition(" = ")[0]
                after[name] = condition["ExpressionAttributeValues"][f":{name}"]
            for name in removing.split(", "):
                after.pop(name, None)
            self._write(TableName, before, after)
        return {}

    def delete_item(self, *, TableName: str, Key: Item, **condition: Any) -> Item:
        """Delete an item, if the condition holds."""
        with self._lock:
            self.requests += 1
            before = self._find(TableName, Key)
            self._check_condition(before, condition, "DeleteItem")
            self._write(TableName, before, None, Key)
        return {}

    def batch_write_item(self, *, RequestItems: Item) -> Item:
        """Put and delete items of one table."""
        [(table, changes)] = RequestItems.items()
        if len(changes) > 25:
            raise ValueError("a batch writes 25 items at most")
        with self._lock:
            self.requests += 1
            for change in changes:
                put = change.get("PutRequest", {}).get("Item")
                key = put or change["DeleteRequest"]["Key"]
                self._write(table, self._find(table, key), put, key)
        return {}

    def pages(self, table: str) -> Iterator[Item]:
        """Yield every item of a table, free of charge."""
        for row in self._sqlite.execute(f'SELECT a, b, rest FROM "{table}"'):
            yield self._item(table, *row)

    def _find(self, table: str, key: Mapping[str, Any]) -> Item | None:
        values = self._values(table, key)
        row = self._sqlite.execute(
            f'SELECT rest FROM "{table}" WHERE a = ? AND b = ?', values
        ).fetchone()
        return None if row is None else self._item(table, *values, row[0])

    def _write(
        self, table: str, before: Item | None, after: Item | None, key: Any = None
    ) -> None:
        larger = max(_units(before, _WRITE_BYTES), _units(after, _WRITE_BYTES), 1)
        self.write_units += larger
        values = self._values(table, after or key)
        if after is None:
            self._sqlite.execute(f'DELETE FROM "{table}" WHERE a = ? AND b = ?', values)
            return
        rest = {k: v for k, v in after.items() if k not in self._keys[table]}
        kept = pickle.dumps(rest) if rest else None
        self._sqlite.execute(
            f'INSERT OR REPLACE INTO "{table}" VALUES (?, ?, ?)', (*values, kept)
        )

    def _read(self, units: float) -> None:
        self.read_units += units

    def _values(self, table: str, key: Mapping[str, Any]) -> tuple[str, str]:
        first, *second = (key[name]["S"] for name in self._keys[table])
        return first, second[0] if second else ""

    def _key(self, table: str, item: Item) -> Item:
        return {name: item[name] for name in self._keys[table]}

    def _item(self, table: str, a: str, b: str, rest: bytes | None) -> Item:
        names = zip(self._keys[table], (a, b), strict=False)
        keys = {name: {"S": value} for name, value in names}
        return {**keys, **(pickle.loads(rest) if rest else {})}

    def _check_condition(
        self, item: Item | None, condition: Mapping[str, Any], operation: str
    ) -> None:
        expression = condition.get("ConditionExpression")
        if expression is None:
            return
        if expression == "attribute_not_exists(user_id)":
            holds = item is None
        else:
            name, value = expression.split(" = ")
            name = condition.get("ExpressionAttributeNames", {}).get(name, name)
            expected = condition["ExpressionAttributeValues"][value]
            holds = item is not None and item.get(name) == expected
        if not holds:
            code = "ConditionalCheckFailedException"
            raise ClientError({"Error": {"Code": code, "Message": "no"}}, operation)


def _check(given: str, understood: str) -> None:
    if given != understood:
        raise ValueError(f"{given!r} is not understood here")


def _units(item: Item | None, unit: int) -> int:
    return 0 if item is None else math.ceil(_size(item) / unit)


def _size(item: Item) -> int:
    """Return the bytes of an item by AWS's rule: names and values."""
    return sum(len(name.encode()) + _value_size(v) for name, v in item.items())


def _value_size(typed: Mapping[str, Any]) -> int:
    ((kind, value),) = typed.items()
    match kind:
        case "S":
            return len(value.encode())
        case "B":
            return len(value)
        case "N":
            return math.ceil(len(value.strip("-0.")) / 2) + 1
        case "BOOL" | "NULL":
            return 1
        case "M":
            return 3 + _size(value) + len(value)
        case "L":
            return 3 + sum(map(_value_size, value)) + len(value)
    raise ValueError(f"attributes of type {kind} are not known here")
