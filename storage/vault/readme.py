"""`README.txt`: how to get everything out of a vault without vidfeed."""

from typing import Final

from storage.vault.durable import read_plain, write_atomically
from storage.vault.layout import Layout

FILMS_QUERY: Final = """\
SELECT cases.code, clips.title, 'blobs/' || substr(assets.blob_id, 1, 2) || '/' || assets.blob_id || '.age',
       identities.identity
FROM assets
JOIN clips ON clips.id = assets.clip_id
JOIN cases ON cases.id = clips.case_id
JOIN identities ON identities.owner_id = clips.id
WHERE assets.role = 'original';"""

README: Final = f"""\
This folder is a vault of the program vidfeed: films of families, encrypted. Do not change, rename or add anything
here. Without a passphrase or the recovery sheet nobody can read it, whoever made vidfeed included.

If you found this folder, please give it back to the service or person it belongs to.

HOW TO RECOVER EVERYTHING WITHOUT VIDFEED

You need one user's passphrase or the recovery sheet, and two public programs:
  age         1.0 or newer                   https://age-encryption.org
  sqlcipher   4.x, the command-line shell    https://www.zetetic.net/sqlcipher/
Work on a copy of this folder, on a computer that you trust. What you decrypt lies open on its disk.
Open a terminal in the copy. (In a backup, everything but "blobs" is in the folder "state-" and a number.)

1. The key of the catalogue. With a passphrase, try each file in "keys" until one opens (the program asks for the
   passphrase):

     age --decrypt -i keys/NAME.age vault.key.age

   With the recovery sheet: put its line AGE-SECRET-KEY-1... alone into a text file sheet.txt, then

     age --decrypt -i sheet.txt vault.key.age

   Either prints a few lines. Take the 64 characters after the word "key". Where there are two such lines, one of
   the two keys fits.

2. The catalogue: cases, sessions, moments, notes, and the key of each film.

     sqlcipher catalogue.db
     PRAGMA key = "x'THE 64 CHARACTERS'";
     PRAGMA cipher_compatibility = 4;
     .tables

   This lists all films, each with its file and its key:

{"".join(f"     {line}" + chr(10) for line in FILMS_QUERY.splitlines())}
3. A film. Put its key, the line AGE-SECRET-KEY-1..., alone into a text file film.txt, then

     age --decrypt -i film.txt blobs/AB/NAME.age > film.mp4

   (or another ending: the content is the film as it came from the camera).
"""


def write_readme(layout: Layout) -> None:
    """Writes the file; raises OSError."""
    write_atomically(layout.readme, README.encode())


def readme_is_ours(layout: Layout) -> bool:
    """Whether the file says what vidfeed wrote into it."""
    try:
        return read_plain(layout.readme, len(README.encode())) == README.encode()
    except FileNotFoundError:
        return False
