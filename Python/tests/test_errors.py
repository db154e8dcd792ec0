"""Bad input: each kind is answered by what is wrong, where, and what would be right."""

import json
import os
import pickle
import signal
import subprocess
import sys
import time
import traceback
import unittest

from ssmproof import InputError, ProgramFault, ProgramNotFound, ProgramTooOld, Timeout, check, decide, decide_many

from .support import CONTRACTION, FALSE, MEAN, PYTHON, ROOT, ProgramCase, ssmproof

GATES = [[0.5], [0.5]]


class Claims(ProgramCase):
    def test_a_text_that_does_not_parse(self):
        found = self.error("unknown name 'y'", lambda: check("theorem a\n  real x\n  conclude y < x\nend"))
        self.assertEqual((found.file, found.line, found.column), ("<claim>", 3, 12))
        self.assertIn("^", found.excerpt)

    def test_a_file_that_does_not_parse(self):
        path = self.folder / "bad.claim"
        path.write_text("theorem a\n  real x in [1, 0]\n  conclude x < 1\nend\n")
        found = self.error("empty", lambda: check(path))
        self.assertEqual((found.file, found.line), (str(path), 2))

    def test_it_is_the_program_that_says_so_wherever_the_text_is_read(self):
        text = "theorem a\n  real x in\n  conclude x < 1\nend"
        for call in (lambda: decide(text, {"x": 1}), lambda: check(text, model={"x": 1})):
            self.assertEqual(self.error("", call).line, 3)

    def test_no_such_file(self):
        self.assertEqual(self.error("no such file", lambda: check("none.claim")).file, "none.claim")
        self.error("No such file", lambda: decide("none.claim", {"x": 1}))

    def test_no_such_theorem(self):
        self.error("did you mean 'contraction'", lambda: check(CONTRACTION, name="contractio"))
        self.error("no theorem 'b'; there are: mean", lambda: decide(MEAN, {"x": [1]}, name="b"))

    def test_one_theorem_is_needed(self):
        self.error("choose one with 'name'", lambda: decide(CONTRACTION, {"A": GATES}))

    def test_what_is_no_claim(self):
        self.error("is empty", lambda: check(" \n"))
        self.error("path or a text", lambda: check(3))
        self.error("at least one", lambda: check([]))
        self.error("a text is checked by itself", lambda: check([FALSE, MEAN]))

    def test_tracebacks_end_at_the_caller(self):
        """A notebook and pytest show the line that was written, none of this package."""
        calls = (
            lambda: check("theorem a conclude y < 1 end"),
            lambda: decide(MEAN, {"x": "no number"}),
            lambda: list(decide_many(MEAN, [{"x": [1]}, {"x": [float("nan")]}])),
            lambda: ssmproof.sample("none.claim"),
            lambda: ssmproof.audit("no folder"),
            lambda: ssmproof.replay("none.json"),
            lambda: check(FALSE, sizes=3),
        )
        for call in calls:
            try:
                call()
                self.fail("nothing was refused")
            except InputError as error:
                frames = [frame for frame, _ in traceback.walk_tb(error.__traceback__)]
                self.assertTrue(error.__suppress_context__)
            seen = [each for each in frames if not each.f_locals.get("__tracebackhide__")]
            self.assertEqual({each.f_code.co_filename for each in seen}, {__file__})
            self.assertLessEqual(len(frames) - len(seen), 1)

    def test_options(self):
        self.error("at least 1", lambda: check(FALSE, instances=0))
        self.error("sizes are", lambda: check(FALSE, sizes=3))
        self.error("", lambda: check(MEAN, sizes={"Q": 3}))


class Instances(ProgramCase):
    def decide(self, **arrays):
        return lambda: decide(CONTRACTION, arrays, name="contraction")

    def test_a_missing_variable(self):
        self.error("'b' has no value; given: A, D", self.decide(A=GATES, D=GATES))

    def test_a_variable_too_many(self):
        self.error("no variable 'c'; it has: A, b, D", self.decide(A=GATES, D=GATES, b=GATES, c=1))

    def test_wrong_shapes(self):
        self.error(
            "'D' has 1 element, where 't' in 1..2 asks for 2", self.decide(A=GATES, D=GATES[:1], b=GATES)
        )
        self.error("'A'[0] is one number, where 'n'", self.decide(A=[0.5, 0.5], D=GATES, b=GATES))
        self.error("'A'[1] has 2 elements, where 'n' in 1..1", self.decide(A=[[1], [1, 2]], D=GATES, b=GATES))
        self.error("is a list, and 'A' has 2 indices", self.decide(A=[[[1]], [[1]]], D=GATES, b=GATES))
        self.error("is one number", self.decide(A=0.5, D=GATES, b=GATES))

    def test_not_a_number(self):
        self.error("'A'[1][0] is nan", self.decide(A=[[0.5], [float("nan")]], D=GATES, b=GATES))
        self.error("'A'[0][0] is inf", self.decide(A=[[float("inf")], [0]], D=GATES, b=GATES))
        self.error("'A'[0][0]: 'x' is no exact", self.decide(A=[["x"], [0]], D=GATES, b=GATES))
        self.error("'A'[0][0] is a dict", self.decide(A=[[{}], [0]], D=GATES, b=GATES))

    def test_a_complex_value_of_a_real_variable(self):
        self.error("'A'[0][0] is complex", self.decide(A=[[1j], [0]], D=GATES, b=GATES))

    def test_sizes(self):
        self.error(
            "the size T = 0 lies outside its range, T >= 1",
            lambda: decide(MEAN, {"g": [], "x": [], "top": 0}),
        )
        self.error("no size 'Q'", lambda: decide(MEAN, {"g": [0], "x": [0], "top": 0}, sizes={"Q": 1}))
        self.error("no natural", lambda: decide(MEAN, {"g": [0], "x": [0], "top": 0, "T": 1.5}))
        self.error("asks for 2", lambda: decide(MEAN, {"g": [0], "x": [0], "top": 0}, sizes={"T": 2}))
        free = "theorem a size N >= 1 real x conclude x <= N end"
        self.error("cannot be told", lambda: decide(free, {"x": 1}))
        self.assertTrue(decide(free, {"x": 1}, sizes={"N": 2}).holds)

    def test_what_the_program_finds_in_an_instance(self):
        given = {"sizes": {"T": 1}, "values": {"g": [0], "x": [0, 1], "top": 0}}
        found = self.error("'x' has 2 elements", lambda: decide(MEAN, given))
        self.assertEqual((found.file, found.line), ("<instance>", None))

    def test_files(self):
        self.error("No such file", lambda: decide(FALSE, "none.json"))
        path = self.folder / "bad.json"
        path.write_text('{"sizes": {},\n "values": {"x": }}')
        self.assertEqual(self.error("", lambda: decide(FALSE, path)).line, 2)
        path.write_text('{"x": 1}')
        self.error("'sizes' and 'values'", lambda: decide(FALSE, path))

    def test_what_is_no_instance(self):
        self.error("a mapping of arrays", lambda: decide(FALSE, 3))

    def test_a_model(self):
        self.error("no variable 'z'", lambda: check(FALSE, model={"z": 1}))
        self.error("one theorem of one claim", lambda: check([CONTRACTION], model={"A": GATES}))


class Programs(ProgramCase):
    def test_there_is_none(self):
        self.environment(SSMPROOF=None, PATH=str(self.folder))
        found = self.error("SSMPROOF is not set", lambda: check(FALSE), ProgramNotFound)
        self.assertIn("make", str(found))

    def test_the_variable_names_none(self):
        self.environment(SSMPROOF=str(self.folder / "none"))
        self.error("no program that can be run", lambda: check(FALSE), ProgramNotFound)
        self.environment(SSMPROOF=str(self.folder))
        self.error("a folder", lambda: check(FALSE), ProgramNotFound)

    def test_it_is_found_on_the_path(self):
        program = ssmproof.program_path()
        (self.folder / "ssmproof").symlink_to(program)
        self.environment(SSMPROOF=None, PATH=f"{self.folder}{os.pathsep}{os.environ['PATH']}")
        self.assertEqual(ssmproof.program_path(), str(self.folder / "ssmproof"))
        self.assertRegex(ssmproof.program_version(), r"^[0-9]+\.[0-9]+")

    def test_it_is_too_old(self):
        self.fake("echo \"ssmproof: there is no command 'sample'\" >&2; exit 2")
        self.error("too old", lambda: ssmproof.sample(FALSE), ProgramTooOld)
        self.fake("echo \"Error: Unknown option '--timings'\" >&2; exit 2")
        self.error("pull and build", lambda: check(FALSE), ProgramTooOld)
        self.fake("echo '{\"claims\": []}'")
        self.error("'version'", lambda: check(FALSE), ProgramTooOld)
        # One that does not say why an instance is vacuous.
        found = {"name": "a", "instance_verdict": "vacuous", "counterexample": None}
        self.fake(f"echo '{json.dumps({'version': '0.1.0', 'claims': [found]})}'")
        self.error("'why'", lambda: decide("theorem a real x >= 0 conclude x >= 0 end", {"x": -1}), ProgramTooOld)

    def test_its_faults_are_no_errors_of_input(self):
        self.fake("echo 'a contradiction' >&2; exit 70")
        self.assertEqual(self.error("a contradiction", lambda: check(FALSE), ProgramFault).status, 70)
        self.fake("kill -SEGV $$")
        self.error("SIGSEGV", lambda: check(FALSE), ProgramFault)
        self.fake("echo nonsense")
        self.error("no JSON", lambda: check(FALSE), ProgramFault)

    def test_errors_survive_pickling(self):
        for found in (
            InputError("m", file="f", line=1, column=2),
            Timeout(3.0, "x"),
            ProgramFault("m", 70, "o"),
        ):
            again = pickle.loads(pickle.dumps(found))
            self.assertEqual((type(again), str(again)), (type(found), str(found)))


class Stopping(ProgramCase):
    def setUp(self):
        super().setUp()
        # Who starts the tests in the background hands on that SIGINT is ignored, which a shell cannot trap.
        before = signal.signal(signal.SIGINT, signal.default_int_handler)
        self.addCleanup(signal.signal, signal.SIGINT, before if before is not None else signal.SIG_DFL)

    def test_a_timeout_stops_the_program(self):
        marker = self.folder / "stopped"
        self.fake(f"trap 'echo known; touch {marker}; exit 1' INT; while :; do sleep 0.05; done")
        found = self.error("was stopped", lambda: check(FALSE, timeout=0.5), Timeout)
        self.assertEqual(found.partial.strip(), "known")
        self.assertIsInstance(found, TimeoutError)
        self.assertTrue(marker.exists())

    def test_a_keyboard_interrupt_passes_on(self):
        marker = self.folder / "stopped"
        self.fake(
            f"trap 'touch {marker}; exit 1' INT; touch {self.folder}/started; while :; do sleep 0.05; done"
        )
        script = (
            f"import sys; sys.path.insert(0, {str(PYTHON)!r}); import ssmproof; ssmproof.check({FALSE!r})"
        )
        python = subprocess.Popen([sys.executable, "-c", script], stderr=subprocess.PIPE, cwd=ROOT)
        while not (self.folder / "started").exists() and python.poll() is None:
            time.sleep(0.02)
        python.send_signal(signal.SIGINT)
        _, errors = python.communicate(timeout=30)
        self.assertIn(b"KeyboardInterrupt", errors)
        self.assertTrue(marker.exists())

    def test_ctrl_c_in_a_terminal_reaches_the_program_once(self):
        marks = self.folder / "marks"
        self.fake(
            f"trap 'echo x >> {marks}; sleep 0.5; exit 1' INT; touch {self.folder}/started; "
            "while :; do sleep 0.05; done"
        )
        script = (
            f"import sys; sys.path.insert(0, {str(PYTHON)!r}); import ssmproof; ssmproof.check({FALSE!r})"
        )
        python = subprocess.Popen(
            [sys.executable, "-c", script], stderr=subprocess.DEVNULL, cwd=ROOT, start_new_session=True
        )
        while not (self.folder / "started").exists() and python.poll() is None:
            time.sleep(0.02)
        os.killpg(python.pid, signal.SIGINT)
        python.wait(timeout=30)
        self.assertEqual(marks.read_text(), "x\n")

    def test_an_unfinished_report_says_so(self):
        printed = '{"version": "1", "seed": 1, "claims": [], "complete": false, "unfinished": ["a"]}'
        self.fake(f"echo '{printed}'; exit 3")
        report = check(FALSE)
        self.assertEqual((report.is_complete, report.as_expected, report.unfinished), (False, False, ("a",)))
        self.assertIn("unfinished: a", str(report))

    def test_a_search_that_was_told_a_limit_has_a_result(self):
        found = check(CONTRACTION, name="contraction", seconds=0.2)
        self.assertIn(found[0].ended_by, ("seconds", "work", "instances"))


if __name__ == "__main__":
    unittest.main()
