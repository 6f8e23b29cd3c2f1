"""The open texts behind what ships: where each comes from, under which licence, at which checksum.

Debian packages are fetched with ``apt-get download``, so any Debian-type machine with its usual mirror can do it;
gensim's test data lie inside its wheel. A package that is no longer the pinned one is refused: the cards promise
this corpus and no other.
"""

import hashlib
import subprocess
from dataclasses import dataclass
from importlib.metadata import distribution
from pathlib import Path


@dataclass(frozen=True)
class Package:
    """A Debian package that is read as an archive: nothing in it is installed or run."""

    name: str
    version: str
    sha256: str
    licence: str
    what: str


PACKAGES = {
    package.name: package
    for package in (
        Package(
            "wordnet-base",
            "1:3.0-37",
            "61060d960f9ada8fa120872312eccd3ecebfbab8c4579e4f5a74e1cf67620752",
            "WordNet 3.0 licence",
            "WordNet 3.0, Princeton University: 117,000 dictionary entries with examples",
        ),
        Package(
            "dict-gcide",
            "0.48.5+nmu2",
            "7b0af5cfde3cbdef5e9d6e78f92ec335ced7c2790f37a40f49bebc6f7347ac0f",
            "GPL-2.0-or-later",
            "GNU Collaborative International Dictionary of English",
        ),
        Package(
            "dict-foldoc",
            "20230119-1",
            "745cbedb55c2da609cc88ee0284e9d11a67a11ae3709daf7bad0e895ac3294c3",
            "GFDL-1.1-or-later",
            "The Free On-line Dictionary of Computing, http://www.foldoc.org/, Editor Denis Howe",
        ),
        Package(
            "jargon-text",
            "4.4.7-4.1",
            "17d05997e30eb3d5d6713929b8e2f81b63a5f50073858ad2a06701c71f54dcdb",
            "public domain",
            "The Jargon File 4.4.7",
        ),
        Package(
            "debian-handbook",
            "11.20220922",
            "3d5dbeac1f1afc9c094eab9d0f701f6ecff99c4927d5a4794cf6c85678134faa",
            "GPL-2.0-or-later or CC-BY-SA-3.0",
            "The Debian Administrator's Handbook, Raphaël Hertzog and Roland Mas",
        ),
        Package(
            "anarchism",
            "15.3-3",
            "cf21c10948b00e923c62eb31c39a3390413fa26c5ee0e3b925feb0ec7fe42948",
            "GPL-2.0",
            "An Anarchist FAQ: long-form prose on society",
        ),
        Package(
            "perl-doc",
            "5.36.0-7+deb12u4",
            "f4269cff4576d6f02a6756df842988e58451c7e945b08517dd235531b24e48f8",
            "GPL-1.0-or-later or Artistic-1.0-Perl",
            "Perl's documentation with its FAQ, Tom Christiansen, Nathan Torkington and others",
        ),
        Package(
            "python3.11-doc",
            "3.11.2-6+deb12u9",
            "5b3594189d6ef9a6963ce0347fd307a1cc67620ad697e144db366070e2e146be",
            "PSF-2.0",
            "Python's documentation with its FAQ, Python Software Foundation",
        ),
        Package(
            "debian-faq",
            "11.1",
            "427426e0cfa6888622fc1d72631071cb4b5a1f86ccde722e7820bcef284de5d0",
            "the Debian FAQ's own permissive copyleft; chapter 3 GPL",
            "The Debian GNU/Linux FAQ, Software in the Public Interest",
        ),
    )
}

GENSIM = {
    "wikipedia": "enwiki-latest-pages-articles1.xml-p000000010p000030302-shortened.bz2",
    "lee": "lee_background.cor",
}
"""Texts inside gensim's wheel: 106 Wikipedia articles (CC BY-SA 3.0), 300 news stories (Lee et al. 2005)."""


def gensim_file(name: str) -> Path:
    """Path of a file of gensim's test data, found without importing gensim."""
    return Path(str(distribution("gensim").locate_file(f"gensim/test/test_data/{name}")))


def unpack(name: str, work: Path) -> Path:
    """Download a package once into ``work``, check it, unpack it; the folder that holds its tree.

    Raises:
        SystemExit: the archive is not the pinned one, or cannot be had.
    """
    package, tree = PACKAGES[name], work / "trees" / name
    if tree.is_dir():
        return tree
    archives = work / "archives"
    archives.mkdir(parents=True, exist_ok=True)
    if not list(archives.glob(f"{name}_*.deb")):
        subprocess.run(["apt-get", "download", f"{name}={package.version}"], cwd=archives, check=True)
    archive = next(archives.glob(f"{name}_*.deb"))
    found = hashlib.sha256(archive.read_bytes()).hexdigest()
    if found != package.sha256:
        raise SystemExit(f"{archive.name} is not the pinned package: its sha256 is {found}")
    tree.parent.mkdir(exist_ok=True)
    subprocess.run(["dpkg-deb", "-x", str(archive), str(tree)], check=True)
    return tree
