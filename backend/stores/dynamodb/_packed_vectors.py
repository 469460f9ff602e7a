"""One user's weights as a few bytes from which vectors come back to the last bit."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from hashlib import blake2b

from backend.taste_profile import BlockWeights, Statistics, TasteVector, unit_blocks
from backend.taste_profile.algorithm import BLOCK_WEIGHTS
from backend.taste_profile.feature_keys import FeatureKind
from backend.taste_profile.weights import WEIGHT_STEPS

HASH_BYTES = 8
_KINDS = tuple(BLOCK_WEIGHTS)
_HEAD = struct.Struct(f"<d{len(_KINDS)}H")


class DamagedVectorError(Exception):
    """The bytes are not what ``pack`` made."""


@dataclass(frozen=True, slots=True)
class PackedVector:
    """What ``pack`` was given, with features by their hashes.

    Args:
        local_scale: Of the user.
        weights: Before idf; a hash is 8 characters, one per byte.
        frequencies: Hash to how many people have the feature, by the statistics.
    """

    local_scale: float
    weights: Mapping[FeatureKind, Mapping[str, float]]
    frequencies: Mapping[str, int]

    def vector(
        self, user_id: str, keys: Mapping[str, str], statistics: Statistics
    ) -> TasteVector:
        """Return the vector that the vectorizer made, its other features nameless.

        Args:
            user_id: Whose it is.
            keys: Hash to key, of the features that matter: the viewer's own.
            statistics: The same as when it was packed.
        """
        blocks = unit_blocks(
            self.weights,
            lambda kind, name: statistics.idf_at(kind, self.frequencies[name]),
        )
        named = {
            kind: {keys.get(name, name): pair for name, pair in block.items()}
            for kind, block in blocks.items()
        }
        return TasteVector(user_id, named, self.local_scale)


def hash_of(key: str) -> bytes:
    """Return the hash under which a feature is packed and posted."""
    return blake2b(key.encode(), digest_size=HASH_BYTES).digest()


def hash_text(key: str) -> str:
    """Return the hash as ``PackedVector`` has it."""
    return hash_of(key).decode("latin-1")


def pack(
    weights: BlockWeights, local_scale: float, frequency: Callable[[str], int]
) -> bytes:
    """Return weights, their frequencies and the local scale: about 12 bytes a feature.

    Weights are whole millionths, so 4 bytes keep them exactly. Frequencies go with
    them, so that a reader needs no dictionary of all features.

    Raises:
        ValueError: A weight is no whole number of millionths.
    """
    blocks = [weights.get(kind, {}) for kind in _KINDS]
    keys = [key for block in blocks for key in block]
    shares = [share for block in blocks for share in block.values()]
    steps = [round(share * WEIGHT_STEPS) for share in shares]
    if [step / WEIGHT_STEPS for step in steps] != shares:
        raise ValueError("weights are not whole millionths")
    numbers = struct.Struct(f"<{len(keys)}I")
    plain = (
        _HEAD.pack(local_scale, *map(len, blocks)),
        *map(hash_of, keys),
        numbers.pack(*steps),
        numbers.pack(*map(frequency, keys)),
    )
    return zlib.compress(b"".join(plain), 9)


def unpack(packed: bytes) -> PackedVector:
    """Return what was packed.

    Raises:
        DamagedVectorError: It is something else.
    """
    try:
        plain = zlib.decompress(packed)
        local_scale, *counts = _HEAD.unpack_from(plain)
        n = sum(counts)
        numbers = struct.Struct(f"<{n}I")
        start = _HEAD.size
        text = plain[start : start + n * HASH_BYTES].decode("latin-1")
        steps = numbers.unpack_from(plain, start + n * HASH_BYTES)
        frequencies = numbers.unpack_from(plain, start + n * HASH_BYTES + numbers.size)
    except (zlib.error, struct.error) as error:
        raise DamagedVectorError(str(error)) from error
    names = [text[i : i + HASH_BYTES] for i in range(0, len(text), HASH_BYTES)]
    shares = [step / WEIGHT_STEPS for step in steps]
    weights, first = {}, 0
    for kind, count in zip(_KINDS, counts, strict=True):
        if count:
            last = first + count
            weights[kind] = dict(
                zip(names[first:last], shares[first:last], strict=True)
            )
            first = last
    return PackedVector(
        local_scale, weights, dict(zip(names, frequencies, strict=True))
    )
