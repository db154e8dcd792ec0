"""prove and assert_proved against the program."""

import ssmproof
from ssmproof import InputError, prove
from ssmproof.testing import assert_proved

from .support import ProgramCase

GATES = """
theorem gates
  size T >= 1
  index t in 1..T
  real A[t] in [0, 1], b[t] in [-1, 1]
  let h[0] = 0
  let h[t] = A[t]*h[t-1] + (1 - A[t])*b[t]
  conclude abs(h[T]) <= 1
end
theorem tight
  real x in [0, 1]
  conclude x <= 1 - 10^(-30)
end
"""


class Proving(ProgramCase):
    def test_what_is_proved_and_what_is_not(self):
        found = prove(GATES)
        self.assertEqual([each.verdict for each in found], ["proved", "not proved"])
        self.assertEqual((found["gates"].covers, found.all_proved), ("for all T >= 1", False))
        self.assertIn("the conclusion", found["tight"].reason)
        self.assertTrue(found["tight"].left)
        self.assertIn("left to show", str(found))
        self.assertIn("what was to be shown is false at:\nx = 1", str(found))
        self.assertIn("<table", found._repr_html_())

    def test_certificates(self):
        proof = prove(GATES, name="gates", sizes={"T": 3}, save=self.folder / "kept", export="coq")[0]
        self.assertEqual(proof.covers, "at T = 3")
        self.assertTrue(ssmproof.replay(self.folder / "kept" / "-.gates.proof.json").all_accepted, proof)

    def test_assertions(self):
        self.assertEqual(assert_proved(GATES, name="gates").covers, "for all T >= 1")
        with self.assertRaises(AssertionError) as caught:
            assert_proved(GATES, name="tight")
        self.assertIn("left to show", str(caught.exception))

    def test_bad_input(self):
        with self.assertRaises(InputError):
            prove(GATES, name="gates", sizes={"T": 0})
        with self.assertRaises(InputError):
            prove(GATES, name="gate")
