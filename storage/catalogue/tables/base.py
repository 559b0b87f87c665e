"""What all tables share.

Types are portable: text, integers, booleans, floats, bytes. Times of day are ISO 8601 text in UTC, dates ISO
text, places in a film big integers (pts), fractions "n/d" text.
"""

from sqlalchemy import BigInteger, Column, ForeignKey, Integer, MetaData, Text

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)

COUNTER = BigInteger().with_variant(Integer, "sqlite")
"""A counted primary key; SQLite counts only in columns that are plainly INTEGER."""


def counter(name: str = "seq") -> Column[int]:
    """A primary key that keeps the order of entry."""
    return Column(name, COUNTER, primary_key=True)


def text(name: str) -> Column[str]:
    """Text that is always there, if only empty."""
    return Column(name, Text, nullable=False)


def later_text(name: str) -> Column[str]:
    """Text that came with a later version: empty in rows from before."""
    return Column(name, Text, nullable=False, server_default="")


def unique_text(name: str = "id") -> Column[str]:
    """Text of which there is only one in the table."""
    return Column(name, Text, nullable=False, unique=True)


def part_of(name: str, owner: str, *, index: bool = True) -> Column[str]:
    """The id of the row that this one belongs to, and goes with."""
    return Column(name, Text, ForeignKey(f"{owner}.id", ondelete="CASCADE"), nullable=False, index=index)
