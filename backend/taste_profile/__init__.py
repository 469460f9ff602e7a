"""The core: from what people listen to, to explained soulmates. Pure.

It knows no file, network, clock, randomness or environment, and works alone::

    from backend.taste_profile import build_taste_profile, rank_matches

    ana = build_taste_profile("ana", {"artists": ["Low", "Grouper", "Slint"]})
    ben = build_taste_profile("ben", {"artists": {"Low": 120, "Codeine": 40}})
    rank_matches(ana, [ben], n=10)
"""

from backend.taste_profile.algorithm import ALGORITHM, POINTS
from backend.taste_profile.comparison import (
    Comparison,
    Discovery,
    PlacedItem,
    compare_profiles,
)
from backend.taste_profile.errors import (
    EmptyProfileError,
    InvalidTasteError,
    InvalidTopItemError,
    SoulmateError,
    TooManyTopItemsError,
)
from backend.taste_profile.evidence import LITTLE_DATA, Evidence
from backend.taste_profile.explanation import (
    MAX_NAMED_ARTISTS,
    Explanation,
    NamedContribution,
    explain_match,
)
from backend.taste_profile.feature_keys import clean_name
from backend.taste_profile.muting import Muted, unmuted
from backend.taste_profile.names import FeatureName, feature_names
from backend.taste_profile.population import build_statistics, statistics_of
from backend.taste_profile.population_count import PopulationCount
from backend.taste_profile.postings import Posting, postings, telling_features
from backend.taste_profile.profile import (
    TasteProfile,
    build_taste_profile,
    profile_weights,
)
from backend.taste_profile.ranking import (
    Match,
    match_pair,
    rank_matches,
    rank_vectors,
    share_music,
)
from backend.taste_profile.scoring import Contribution, Score, score_pair
from backend.taste_profile.statistics import Statistics
from backend.taste_profile.statistics_record import (
    statistics_from_record,
    statistics_to_record,
)
from backend.taste_profile.top_items import (
    MAX_NAME_LENGTH,
    MAX_TOP_ITEMS,
    ListedItem,
    TimeRange,
    TopItem,
)
from backend.taste_profile.vectorizer import TasteVectorizer
from backend.taste_profile.vectors import TasteVector, unit_blocks
from backend.taste_profile.visibility import Visibility, is_visibility
from backend.taste_profile.weights import BlockWeights, feature_weights

__all__ = [
    "ALGORITHM",
    "LITTLE_DATA",
    "MAX_NAMED_ARTISTS",
    "MAX_NAME_LENGTH",
    "MAX_TOP_ITEMS",
    "POINTS",
    "BlockWeights",
    "Comparison",
    "Contribution",
    "Discovery",
    "EmptyProfileError",
    "Evidence",
    "Explanation",
    "FeatureName",
    "InvalidTasteError",
    "InvalidTopItemError",
    "ListedItem",
    "Match",
    "Muted",
    "NamedContribution",
    "PlacedItem",
    "PopulationCount",
    "Posting",
    "Score",
    "SoulmateError",
    "Statistics",
    "TasteProfile",
    "TasteVector",
    "TasteVectorizer",
    "TimeRange",
    "TooManyTopItemsError",
    "TopItem",
    "Visibility",
    "build_statistics",
    "build_taste_profile",
    "clean_name",
    "compare_profiles",
    "explain_match",
    "feature_names",
    "feature_weights",
    "is_visibility",
    "match_pair",
    "postings",
    "profile_weights",
    "rank_matches",
    "rank_vectors",
    "score_pair",
    "share_music",
    "statistics_from_record",
    "statistics_of",
    "statistics_to_record",
    "telling_features",
    "unit_blocks",
    "unmuted",
]
