"""A training ends with its server, whichever way the server ends."""

import subprocess
import sys
from pathlib import Path

import psutil
import pytest

from embedlab.models.private_folders import Folders
from tests.models.kit.process import ROOT
from tests.models.kit.training import wait

SERVER = """
import sys, time
from pathlib import Path
from embedlab.models.settings import Settings
from embedlab.models.training import ContrastiveSpec, Trainer
from embedlab.models.private_folders import Folders

scratch, table, pairs, how = Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3]), sys.argv[4]
trainer = Trainer(Settings(home=scratch), Folders(scratch))
job = trainer.submit(ContrastiveSpec(table=table, pairs=pairs, batch=1500, steps=5000, seconds=100), "visitor")
while not job.steps and job.live:
    time.sleep(0.01)
heavy = {"torch", "gensim", "scipy"} & set(sys.modules)
print(job._child.pid, *heavy, flush=True)
if how == "killed":
    time.sleep(60)
"""


@pytest.mark.parametrize("how", ["killed", "ended"])
def test_a_training_ends_with_its_server_and_leaves_nothing(
    table: Path, many_pairs: Path, scratch: Path, how: str
) -> None:
    server = subprocess.Popen(
        [sys.executable, "-c", SERVER, str(scratch), str(table), str(many_pairs), how],
        cwd=ROOT, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    with server:
        assert server.stdout is not None
        said = server.stdout.readline().split()
        assert len(said) == 1, "a server never imports torch, gensim or scipy to train"
        worker = int(said[0])
        if how == "killed":
            assert psutil.pid_exists(worker)
            server.kill()
        server.wait(30)
    assert wait(lambda: not psutil.pid_exists(worker), 20)
    if how == "killed":
        assert list(scratch.iterdir())  # nobody was left to remove it,
        Folders(scratch).new()  # so the next server does
        assert len(list(scratch.iterdir())) == 1
    else:
        assert not list(scratch.iterdir())
