"""The exact index: the first n of a ranking without scoring everybody."""

from backend.taste_profile.exact_index._array_panel import ArrayPanel
from backend.taste_profile.exact_index._encoding import WeightedUser
from backend.taste_profile.exact_index._layers import Sizes
from backend.taste_profile.exact_index._packing import PackedUsers, pack_users
from backend.taste_profile.exact_index.index import ExactIndex
from backend.taste_profile.exact_index.kernels import Kernels

__all__ = [
    "ArrayPanel",
    "ExactIndex",
    "Kernels",
    "PackedUsers",
    "Sizes",
    "WeightedUser",
    "pack_users",
]
