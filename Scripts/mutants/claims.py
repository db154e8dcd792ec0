"""Whether the search refutes claims."""

import os
import subprocess

SECONDS = 1


def refuted(program, claims, folder):
    """Those of the claims that `ssmproof check` refutes, and how many different ones it looked at."""
    texts = sorted(set(claims))
    paths = [os.path.join(folder, f"claim{number}.claim") for number in range(len(texts))]
    false = set()
    for path, text in zip(paths, texts):
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        found = subprocess.run([program, "check", path, "--no-prove", "--seconds", str(SECONDS)], capture_output=True,
                               text=True, timeout=120)
        if "refuted" in found.stdout.split():
            false.add(text)
    return false, len(texts)
