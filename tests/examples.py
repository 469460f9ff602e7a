"""How many examples Hypothesis tries."""

from __future__ import annotations

from hypothesis import settings


def examples(n: int) -> settings:
    """Try so many examples in the whole run, and the profile's share of them else."""
    profile = settings.get_profile(settings.get_current_profile_name())
    return settings(max_examples=max(1, n * profile.max_examples // 100))
