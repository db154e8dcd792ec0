"""What the tests share: the program, the repository, claims of their own."""

import os
import tempfile
import unittest
from pathlib import Path

import ssmproof

PYTHON = Path(__file__).resolve().parents[1]
ROOT = PYTHON.parent

CONTRACTION = ROOT / "Theorems" / "contraction.claim"

MEAN = """
theorem mean "A gated average stays below its greatest input"
  size T >= 1
  index t in 1..T
  real g[t] in [0, 1], x[t] in [-1, 1], top
  let h[0] = top
  let h[t] = (1 - g[t])*h[t-1] + g[t]*x[t]
  assume top >= max(t: x[t])
  conclude h[t] <= top
end
"""

FALSE = """
theorem square
  real x in [0, 2]
  conclude x^2 <= x
end
"""


def program():
    """The program that the tests run: SSMPROOF, PATH, or what `make` has built here."""
    try:
        return ssmproof.program_path()
    except ssmproof.ProgramNotFound:
        for kind in ("release", "debug"):
            built = ROOT / ".build" / kind / "ssmproof"
            if built.exists():
                os.environ["SSMPROOF"] = str(built)
                return str(built)
    return None


class ProgramCase(unittest.TestCase):
    """Tests that run the program, from the repository's folder."""

    maxDiff = None

    @classmethod
    def setUpClass(cls):
        if program() is None:
            raise unittest.SkipTest("there is no program; 'make' builds it")

    def setUp(self):
        before = os.getcwd()
        os.chdir(ROOT)
        self.addCleanup(os.chdir, before)
        folder = tempfile.TemporaryDirectory(prefix="ssmproof-tests-")
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.environment(SSMPROOF_FAILURES=str(self.folder / "failures"))

    def environment(self, **values):
        """Environment variables for this test; None takes one away."""
        for name, value in values.items():
            self.addCleanup(self._restore, name, os.environ.get(name))
            self._restore(name, value)

    @staticmethod
    def _restore(name, value):
        if value is None:
            os.environ.pop(name, None)
        else:
            os.environ[name] = value

    def fake(self, script):
        """A program of this test's own in the place of `ssmproof`."""
        path = self.folder / "ssmproof"
        path.write_text("#!/bin/sh\n" + script)
        path.chmod(0o755)
        self.environment(SSMPROOF=str(path))

    def error(self, text, call, kind=ssmproof.InputError):
        """The error of this kind that `call` raises, with this text in it."""
        with self.assertRaises(kind) as raised:
            call()
        self.assertIn(text, str(raised.exception))
        return raised.exception
