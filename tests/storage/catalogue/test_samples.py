"""Vaults of every version of the tables open, and nothing in them is lost."""

import shutil
from pathlib import Path

import pytest

from storage.catalogue.schema import NEWEST
from tests.storage.vault.sample_vault import everything_in, facts_kept, samples
from tests.storage.vault.vaults import BERT, opened
from vidfeed.model.finding import Severity


def test_one_is_kept_of_the_present_version() -> None:
    assert samples()[-1].name == NEWEST


@pytest.mark.parametrize("sample", samples(), ids=lambda path: path.name)
def test_it_opens_with_all_that_was_in_it(sample: Path, tmp_path: Path) -> None:
    shutil.copytree(sample / "vault", tmp_path / "vault")
    for user in ("anna", BERT):
        with opened(tmp_path / "vault", user) as vault:
            assert everything_in(vault) == facts_kept(sample)
            found = (*vault.findings, *vault.verify(deep=True).findings)
            assert [finding for finding in found if finding.severity is Severity.CRITICAL] == []
