"""Certificates of proofs, changed at random, and a checker that looks again only at what a change may matter to."""
