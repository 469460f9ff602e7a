"""Name folding: which characters a key keeps."""

from __future__ import annotations

from backend.taste_profile._name_folding import _CACHED_LETTERS, _LettersAndDigits


def test_letters_and_digits_stay_and_the_rest_goes() -> None:
    """In any script."""
    kept = "Low, 坂本 – 2nd ед.".translate(_LettersAndDigits())
    assert kept == "Low坂本2ndед"


def test_a_full_cache_answers_as_an_empty_one() -> None:
    """Hostile names cannot fill the memory, and fold the same afterwards."""
    full, empty = _LettersAndDigits(), _LettersAndDigits()
    for code in range(_CACHED_LETTERS + 100):
        full[code]
    assert len(full) == _CACHED_LETTERS
    beyond = [_CACHED_LETTERS + 50, 0x1F600, 0x10428]
    assert [full[code] for code in beyond] == [empty[code] for code in beyond]
