"""What scripts with random claims share."""

import os
import subprocess
import tempfile


def well_formed(program, texts):
    """The theorems that the program takes; a random one can be refused, as for a divisor 0. Bad ones are found by halving."""
    if not texts:
        return []
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "random.claim")
        with open(path, "w", encoding="utf-8") as file:
            file.write("\n".join(texts))
        found = subprocess.run([program, "check", path, "--claim", "no_such_theorem"], stdin=subprocess.DEVNULL,
                               capture_output=True, text=True)
    if "no_such_theorem" in found.stderr:
        return texts
    if len(texts) == 1:
        return []
    middle = len(texts) // 2
    return well_formed(program, texts[:middle]) + well_formed(program, texts[middle:])
