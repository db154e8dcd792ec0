"""Texts for Coq, many in one file: each a module, so that the libraries are loaded once."""

import os
import subprocess

_SHARED = ("From ", "Import ", "Open Scope ")
SECONDS = 600


def refused(texts, folder, name):
    """The numbers of the texts that coqc does not accept; the files stay in the folder."""
    if not texts or _accepts(texts, folder, name):
        return []
    if len(texts) == 1:
        return [0]
    return [number for number, text in enumerate(texts) if not _accepts([text], folder, f"{name}_{number}")]


def _accepts(texts, folder, name):
    shared, modules = [], []
    for number, text in enumerate(texts, 1):
        lines = text.splitlines()
        shared += [line for line in lines if line.startswith(_SHARED) and line not in shared]
        rest = "\n".join(line for line in lines if not line.startswith(_SHARED))
        modules.append(f"Module Mutant{number}.\n{rest}\nEnd Mutant{number}.\n")
    path = os.path.join(folder, name + ".v")
    with open(path, "w", encoding="utf-8") as file:
        file.write("\n".join(shared) + "\n" + "\n".join(modules))
    try:
        found = subprocess.run(["coqc", "-q", os.path.basename(path)], cwd=folder, capture_output=True, timeout=SECONDS)
    except subprocess.TimeoutExpired:
        return False
    return found.returncode == 0
