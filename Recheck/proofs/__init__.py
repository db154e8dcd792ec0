"""Proofs: a claim in the terms of real families, the rules of proofs, their certificates."""
