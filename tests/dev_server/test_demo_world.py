"""The demo world: a catalogue that is in order, and people who can be believed."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

import pytest

from backend.dev_server.demo.catalogue import demo_catalogue
from backend.dev_server.demo.people import invented_name
from backend.dev_server.demo.seeding import seed_demo_people
from backend.dev_server.demo.world import InventedPerson, invented_people
from backend.stores.files.profiles import JsonProfileStore
from backend.taste_profile import (
    TasteVectorizer,
    build_statistics,
    build_taste_profile,
    rank_matches,
    rank_vectors,
)
from backend.taste_profile.feature_keys import artist_key, track_key

SEED = 1
NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def people() -> list[InventedPerson]:
    return list(invented_people(200, SEED))


class TestCatalogue:
    def test_no_two_artists_meet_in_one_key(self) -> None:
        """Homonyms would be one artist to the core."""
        names = [artist.name for artist in demo_catalogue().artists]
        counts = Counter(map(artist_key, names))
        assert [name for name in names if counts[artist_key(name)] > 1] == []
        assert len(names) >= 450

    def test_every_artist_has_tracks_that_differ(self) -> None:
        """At least two recordings each, none listed twice."""
        for artist in demo_catalogue().artists:
            keys = {track_key(artist.name, track.title) for track in artist.tracks}
            assert len(keys) == len(artist.tracks) >= 2, artist.name

    def test_years_are_plausible(self) -> None:
        """From the first records to today, with something in every decade."""
        years = [t.year for a in demo_catalogue().artists for t in a.tracks]
        assert min(years) >= 1900
        assert max(years) <= NOW.year
        decades = Counter(year // 10 for year in years)
        assert all(decades[decade] >= 20 for decade in range(195, 203))

    def test_artists_come_from_many_countries(self) -> None:
        """And fewer than half from the two that fill the charts."""
        countries = Counter(artist.country for artist in demo_catalogue().artists)
        assert len(countries) >= 40
        assert all(len(code) == 2 and code.isupper() for code in countries)
        assert countries["US"] + countries["GB"] < countries.total() / 2

    def test_every_artist_belongs_to_known_scenes_and_has_genres(self) -> None:
        """One to four of each, none twice."""
        for artist in demo_catalogue().artists:
            assert set(artist.scenes) <= demo_catalogue().scenes.keys(), artist.name
            assert 1 <= len(set(artist.scenes)) == len(artist.scenes) <= 4, artist.name
            assert 1 <= len(set(artist.genres)) == len(artist.genres) <= 4, artist.name
            assert 1 <= artist.fame <= 3, artist.name

    def test_every_scene_has_artists_enough_to_live_in(self) -> None:
        """At least six, best known first."""
        scenes = demo_catalogue().scenes
        assert len(scenes) >= 45
        for scene in scenes.values():
            fame = [artist.fame for artist in scene.artists]
            assert len(fame) >= 6, scene.name
            assert fame == sorted(fame, reverse=True), scene.name

    def test_scenes_border_on_scenes_that_exist_from_both_sides(self) -> None:
        """No scene on itself, and none alone."""
        scenes = demo_catalogue().scenes
        for scene in scenes.values():
            assert scene.borders, scene.name
            assert scene.name not in scene.borders
            for border in scene.borders:
                assert scene.name in scenes[border].borders, (scene.name, border)


class TestInventedPeople:
    def test_same_seed_gives_the_same_people(
        self, people: list[InventedPerson]
    ) -> None:
        """Down to the last rank; another seed gives others."""
        again = list(invented_people(30, SEED))
        assert [p.top_items for p in again] == [p.top_items for p in people[:30]]
        assert [p.user_id for p in again] == [p.user_id for p in people[:30]]
        others = list(invented_people(30, SEED + 1))
        assert {p.user_id for p in others}.isdisjoint(p.user_id for p in again)
        assert [p.top_items for p in others] != [p.top_items for p in again]

    def test_everybody_is_marked_as_invented_and_named_apart(self) -> None:
        """Also when there are more people than names."""
        names = [invented_name(number, SEED) for number in range(10_000)]
        assert all(name.endswith(" (invented)") for name in names)
        assert len(set(names)) == len(names)

    def test_lists_are_as_spotify_gives_them(
        self, people: list[InventedPerson]
    ) -> None:
        """Ranks from 1 without gaps, at most 50, nothing twice, no plays."""
        for person in people:
            lists: dict[tuple[str, str], list[int | None]] = {}
            for item in person.top_items:
                lists.setdefault((item.kind, item.time_range), []).append(item.rank)
                assert (item.plays, item.source) == (None, "demo")
            for ranks in lists.values():
                assert ranks == list(range(1, len(ranks) + 1))
                assert len(ranks) <= 50
            for listed in (*person.artists.values(), *person.tracks.values()):
                assert len(set(listed)) == len(listed)

    def test_breadths_differ(self, people: list[InventedPerson]) -> None:
        """Some know about twenty artists, some more than sixty."""
        breadths = sorted(len(_artists(person)) for person in people)
        assert breadths[len(breadths) // 10] <= 28
        assert 30 <= median(breadths) <= 50
        assert breadths[-len(breadths) // 10] >= 60

    def test_last_weeks_drift_from_the_long_run(
        self, people: list[InventedPerson]
    ) -> None:
        """Much stays, something rests, something is new."""
        full = [person for person in people if len(_artists(person)) >= 20]
        kept = []
        for person in full:
            short = {artist.name for artist in person.artists["short_term"]}
            long = {artist.name for artist in person.artists["long_term"]}
            kept.append(len(short & long) / len(short))
        assert 0.5 <= median(kept) < 1

    def test_love_lies_at_home_and_a_little_elsewhere(
        self, people: list[InventedPerson]
    ) -> None:
        """The favourites are mostly of the home scenes, never all of them."""
        shares = []
        for person in people:
            loved = person.artists["long_term"][:20]
            at_home = [a for a in loved if set(a.scenes) & set(person.home_scenes)]
            shares += [len(at_home) / len(loved)] if loved else []
        assert 0.4 <= median(shares) <= 0.9

    def test_the_famous_are_heard_everywhere_and_most_artists_rarely(
        self, people: list[InventedPerson]
    ) -> None:
        """A long tail, as in real listening, over most of the catalogue."""
        heard = Counter(name for person in people for name in _artists(person))
        counts = sorted(heard.values(), reverse=True)
        assert counts[0] >= 30
        assert median(counts) <= 10
        assert len(counts) >= 0.8 * len(demo_catalogue().artists)

    def test_unusual_people_exist(self, people: list[InventedPerson]) -> None:
        """One empty account; some with little data, no genres, or no tracks."""
        items = [person.top_items for person in people]
        assert [len(each) for each in items].count(0) == 1
        assert sum(0 < len(_artists(person)) < 10 for person in people) >= 3
        no_genres = [each for each in items if each and not any(i.genres for i in each)]
        assert len(no_genres) >= 10
        no_tracks = [each for each in items if {i.kind for i in each} == {"artist"}]
        assert len(no_tracks) >= 5

    @pytest.mark.slow
    def test_best_matches_are_at_home_in_the_same_scene(
        self, people: list[InventedPerson]
    ) -> None:
        """What the demo is for: the people found make musical sense."""
        by_id = {person.user_id: person for person in people if person.top_items}
        profiles = [build_taste_profile(i, p.top_items) for i, p in by_id.items()]
        statistics = build_statistics(profiles)
        vectorizer = TasteVectorizer(statistics)
        vectors = [vectorizer.vector(p.user_id, p.weights) for p in profiles]
        shares = []
        for vector in vectors:
            homes = set(by_id[vector.user_id].home_scenes)
            best = rank_vectors(vector, vectors, statistics, 5)
            at_home = [m for m in best if homes & set(by_id[m.user_id].home_scenes)]
            shares.append(len(at_home) / 5)
        assert median(shares) >= 0.8
        assert sum(shares) / len(shares) >= 0.75
        first, *others = profiles
        again = rank_matches(first, others, n=5)
        best = rank_vectors(vectors[0], vectors, statistics, 5)
        assert [match.user_id for match in again] == [match.user_id for match in best]


class TestSeeding:
    def test_people_are_kept_once_and_stay_as_they_are(self, tmp_path: Path) -> None:
        """A second start adds only who is missing."""
        store = JsonProfileStore(tmp_path)
        assert seed_demo_people(20, SEED, store, NOW) == 19
        kept = {item.user_id: item for item in store.scan()}
        assert seed_demo_people(30, SEED, store, NOW) == 10
        assert all(store.get(user_id) == item for user_id, item in kept.items())

    @pytest.mark.slow
    def test_most_people_are_open_some_anonymous_few_hidden(
        self, tmp_path: Path, people: list[InventedPerson]
    ) -> None:
        """All are verified and named as invented; anonymous ones name artists."""
        store = JsonProfileStore(tmp_path)
        assert seed_demo_people(len(people), SEED, store, NOW) == len(people) - 1
        items = list(store.scan())
        seen = Counter(item.visibility for item in items)
        assert seen["open"] > seen["anonymous"] > seen["hidden"] > 0
        assert all(item.is_verified for item in items)
        assert all((item.display_name or "").endswith("(invented)") for item in items)
        named = {bool(i.named_artists) for i in items if i.visibility == "anonymous"}
        assert named == {True}


def _artists(person: InventedPerson) -> set[str]:
    return {artist.name for listed in person.artists.values() for artist in listed}
