"""The assertions, and what their failures say."""

import re
import shlex
import subprocess
import unittest

from ssmproof.testing import ClaimFailed, assert_holds, assert_refuted, assert_survives

from .support import CONTRACTION, FALSE, MEAN, ROOT, ProgramCase, ssmproof


class Assertions(ProgramCase):
    def failure(self, call):
        with self.assertRaises(AssertionError) as raised:
            call()
        self.assertIsInstance(raised.exception, ClaimFailed)
        return raised.exception

    def commands(self, text):
        return [line.strip() for line in text.split("again:")[1].strip().splitlines()]

    def run_again(self, command):
        words = shlex.split(command)
        self.assertEqual(words[0], "ssmproof")
        words[0] = ssmproof.program_path()
        return subprocess.run(words, cwd=ROOT, capture_output=True, text=True)

    def test_what_passes(self):
        self.assertEqual(assert_survives(CONTRACTION, name="contraction", instances=30).verdict, "survived")
        self.assertEqual(
            assert_refuted(FALSE).counterexample.failing.left,
            assert_refuted(FALSE).counterexample.failing.left,
        )
        self.assertTrue(assert_holds(FALSE, {"x": 0.5}).holds)
        self.assertTrue(assert_survives(FALSE, {"x": 0.5}).holds)
        self.assertEqual(assert_survives(MEAN, {"g": [0.5, 1.0]}, instances=50).verdict, "survived")
        self.assertEqual(assert_refuted(FALSE, name="square").verdict, "refuted")

    def test_a_refutation_is_shown(self):
        failure = self.failure(lambda: assert_survives(FALSE, seed=3, instances=100))
        text = str(failure)
        self.assertIn("the claim 'square' was refuted", text)
        self.assertRegex(text, r"counterexample +x = ")
        self.assertRegex(text, r"fails +left .*, right ")
        search, instance = self.commands(text)
        self.assertIn("--instances 100 --seed 3", search)
        self.assertEqual(self.run_again(search).returncode, 1)
        again = self.run_again(instance)
        self.assertEqual(again.returncode, 1)
        self.assertIn("violated", again.stdout)
        self.assertEqual(failure.instance, failure.result.counterexample.instance)

    def test_a_model_that_violates(self):
        text = str(self.failure(lambda: assert_survives(FALSE, {"x": 1.5})))
        self.assertIn("is violated at this instance", text)
        self.assertIn("left 9/4, right 3/2", text)
        self.assertIn("violated", self.run_again(self.commands(text)[0]).stdout)

    def test_a_model_of_some_variables(self):
        claim = "theorem a real x in [0, 2], y in [0, 1] conclude x*y <= 1 end"
        text = str(self.failure(lambda: assert_survives(claim, {"x": 1.1})))
        for command in self.commands(text):
            self.assertEqual(self.run_again(command).returncode, 1)

    def test_a_text_that_imports(self):
        channel = "use channel real A[t] in [0, 1] real D[t] in [0, 1]"
        text = f'import "Theorems/Shared/recurrences.claim" theorem far {channel} conclude h[t] <= 1 end'
        search, instance = self.commands(str(self.failure(lambda: assert_survives(text, instances=200))))
        self.assertEqual(self.run_again(search).returncode, 1)
        self.assertIn("violated", self.run_again(instance).stdout)

    def test_an_instance_outside_the_hypotheses_does_not_pass(self):
        text = str(self.failure(lambda: assert_holds(FALSE, {"x": 3})))
        self.assertIn("says nothing of this instance", text)
        self.assertIn("the domain x in [0, 2] fails: 3 <= 2 is false", text)

    def test_what_is_undecided_does_not_survive(self):
        claim = "theorem a real x in [0, 1] assume x > 2 conclude x < 0 end"
        self.assertIn("is undecided", str(self.failure(lambda: assert_survives(claim, instances=20))))

    def test_what_survives_is_not_refuted(self):
        text = str(self.failure(lambda: assert_refuted(CONTRACTION, name="contraction", instances=20)))
        self.assertIn("was not refuted: it survived", text)

    def test_nothing_is_written_before_the_message_is_printed(self):
        failure = self.failure(lambda: assert_holds(FALSE, {"x": 2}))
        self.assertFalse((self.folder / "failures").exists())
        self.assertTrue(re.search(r"failures/square-[0-9a-f]{12}\.json", str(failure)))

    def test_one_theorem_is_needed(self):
        self.error("choose it with 'name'", lambda: assert_survives(CONTRACTION, instances=2))


if __name__ == "__main__":
    unittest.main()
