"""An erasure tells how far it is: its files first, then the new key."""

from storage.vault import OpenVault
from tests.storage.vault.vaults import add_case, add_clip


def test_erasing_tells_of_each_file_and_of_the_new_key(vault: OpenVault) -> None:
    case_id, session_id = add_case(vault)
    for _ in range(3):
        add_clip(vault, case_id, session_id)
    told: list[float] = []
    steps: list[str] = []
    vault.core.reached = lambda step: steps.append(f"{step} {max(told, default=0.0):.2f}")
    vault.erase_case(case_id, told.append)
    assert told == sorted(told)
    assert told[:3] == [0.5 / 3, 1.0 / 3, 0.5]
    assert told[-1] == 1.0
    assert "unlinked 0.50" in steps
    assert steps.index("both-keys 0.60") < steps.index("rekeyed 0.60") < steps.index("swept 0.95")
