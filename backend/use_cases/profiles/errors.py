"""What can go wrong with a kept profile.

SoulmateError
├── ProfileNotFoundError       no profile under that user id that the caller may see
├── RevisionConflictError      another save came in between
├── ProfileTooLargeError       more than a store keeps for one user
├── VisibilityRequiredError    the first save must choose a visibility
├── DisplayNameRequiredError   open users are shown by a name
├── SourceNotKeptError         nothing of this taste came from there
└── LastSourceError            without it nothing of this taste would be left
"""

from __future__ import annotations

from backend.taste_profile.errors import SoulmateError


class ProfileNotFoundError(SoulmateError):
    """No profile under that user id, or none that the caller may see."""

    code = "taste_profile_not_found"

    def __init__(self, user_id: str) -> None:
        super().__init__("there is no taste profile here")
        self.user_id = user_id


class RevisionConflictError(SoulmateError):
    """The kept revision is not the expected one: another save came first.

    ``expected`` is ``None`` when the item was expected not to exist yet.
    """

    code = "revision_conflict"

    def __init__(self, user_id: str, expected: int | None) -> None:
        super().__init__("the taste profile was saved at the same time; try again")
        self.user_id = user_id
        self.expected = expected


class ProfileTooLargeError(SoulmateError):
    """The item is larger than any store of this product accepts."""

    code = "profile_too_large"

    def __init__(self, user_id: str, size: int, limit: int) -> None:
        super().__init__(
            f"the taste profile takes {size} bytes; at most {limit} are kept:"
            " send fewer top items"
        )
        self.user_id = user_id
        self.size = size
        self.limit = limit


class VisibilityRequiredError(SoulmateError):
    """Visibility is chosen by the person, never assumed."""

    code = "visibility_required"

    def __init__(self) -> None:
        super().__init__(
            "choose a visibility for your first save: hidden, anonymous or open"
        )


class DisplayNameRequiredError(SoulmateError):
    """Open users are shown by a name."""

    code = "display_name_required"

    def __init__(self) -> None:
        super().__init__("visibility open needs a display_name that others will see")


class SourceNotKeptError(SoulmateError):
    """Nothing that is kept came from the source."""

    code = "source_not_kept"

    def __init__(self, source: str) -> None:
        super().__init__("nothing of this taste profile came from there")
        self.source = source


class LastSourceError(SoulmateError):
    """All that is kept came from the source."""

    code = "last_source"

    def __init__(self, source: str) -> None:
        super().__init__(
            "all of this taste profile came from there: delete it, or add another first"
        )
        self.source = source
