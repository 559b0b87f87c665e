"""How loud a film is played: quiet recordings can be lifted, loud ones softened, each film by itself."""

from vidfeed.services.context import Context

MOST_GAIN_DB = 12


def set_gain(ctx: Context, clip_id: str, gain_db: float) -> float:
    """Plays a clip so many decibels louder than it was recorded, or fainter, from now on; within `MOST_GAIN_DB`.

    Returns:
        The gain that was kept.

    Raises:
        ExpectedError: `unknown-clip`.
    """
    kept = max(-MOST_GAIN_DB, min(float(gain_db), MOST_GAIN_DB))
    ctx.catalogue.set_clip_gain(clip_id, kept)
    return kept
