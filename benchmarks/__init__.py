"""Measurements beside a peer, run by ``make bench``: each script prints one table and judges nothing else."""
