"""A small HetRec folder: two scenes of listeners, friends within a scene."""

from pathlib import Path

import numpy as np

PEOPLE_OF_A_SCENE = 6
ARTISTS_OF_A_SCENE = 12


def write_folder(folder: Path) -> Path:
    """Write listeners 2 to 13; the first six are friends, and so are the others."""
    rng = np.random.Generator(np.random.PCG64(1))
    artists, plays, friends, tagged = [], [], [], []
    for scene in range(2):
        names = [f"Band {scene}{chr(97 + i)}" for i in range(ARTISTS_OF_A_SCENE)]
        first = scene * ARTISTS_OF_A_SCENE + 1
        artists += [
            f"{first + i}\t{name}\turl\tpicture" for i, name in enumerate(names)
        ]
        people = [2 + scene * PEOPLE_OF_A_SCENE + i for i in range(PEOPLE_OF_A_SCENE)]
        for user in people:
            for artist in rng.choice(ARTISTS_OF_A_SCENE, 9, replace=False):
                count = int(rng.integers(50, 500))
                plays.append(f"{user}\t{first + artist}\t{count}")
                tagged.append(f"{user}\t{first + artist}\t{scene + 1}\t1\t4\t2009")
            friends += [f"{user}\t{other}" for other in people if other != user]
    write(folder, "artists.dat", "id\tname\turl\tpictureURL", artists)
    write(folder, "user_artists.dat", "userID\tartistID\tweight", plays)
    write(folder, "user_friends.dat", "userID\tfriendID", friends)
    write(folder, "tags.dat", "tagID\ttagValue", ["1\tslowcore", "2\tbebop"])
    columns = "userID\tartistID\ttagID\tday\tmonth\tyear"
    write(folder, "user_taggedartists.dat", columns, tagged)
    return folder


def write(folder: Path, name: str, header: str, rows: list[str]) -> None:
    (folder / name).write_text("\r\n".join([header, *rows, ""]))
