"""The command: its lines, its exit status, and files that are not certificates."""

import json
import os
import subprocess
import sys
import tempfile
import unittest

from tests.helpers import HERE, rehashed, stored

COMMAND = os.path.join(os.path.dirname(HERE), "recheck.py")


def run(*arguments):
    found = subprocess.run([sys.executable, COMMAND, *arguments], capture_output=True, text=True, timeout=120)
    return found.returncode, found.stdout, found.stderr


class Command(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)

    def file(self, content, name="case.json"):
        path = os.path.join(self.folder.name, name)
        with open(path, "wb") as file:
            file.write(content if isinstance(content, bytes) else json.dumps(content).encode())
        return path

    def certificate(self, claim, sizes=None, **values):
        return rehashed({"format": "ssmproof refutation 1", "theorem": "q", "claim": f"theorem q {claim} end",
                         "sha256": "", "sizes": sizes or {}, "values": values,
                         "failing": {"conclusion": 1, "indices": {}, "reals": {}}})

    def test_lines(self):
        good = self.file(stored("contraction_strict"))
        status, out, error = run(good)
        self.assertEqual((status, out, error), (0, "accepted  contraction_strict  (T = 2, N = 1): left 1 = right 1\n", ""))
        wrong = self.file({**stored("contraction_strict"), "left": "2"}, "wrong.json")
        status, out, _ = run(good, wrong)
        self.assertEqual(status, 1)
        self.assertTrue(out.splitlines()[1].startswith("rejected  contraction_strict: "), out)

    def test_a_folder(self):
        os.mkdir(os.path.join(self.folder.name, "inner"))
        for name in ("b.json", "inner/c.json", "a.json"):
            self.file(stored("contraction_strict"), name)
        self.file(b"no certificate", "a.v")
        status, out, error = run(self.folder.name)
        line = "accepted  contraction_strict  (T = 2, N = 1): left 1 = right 1"
        self.assertEqual((status, out.splitlines(), error), (0, [line] * 3, ""))
        self.file({**stored("contraction_strict"), "left": "2"}, "inner/wrong.json")
        status, out, _ = run(self.folder.name, self.file(stored("contraction_strict"), "a.json"))
        self.assertEqual((status, len(out.splitlines())), (1, 5))
        with tempfile.TemporaryDirectory() as empty:
            status, out, error = run(empty)
            self.assertEqual((status, out, error), (2, "", f"{empty}: the folder holds no certificate (*.json)\n"))

    def test_undecided(self):
        # sin 2 = 2 sin 1 cos 1, which no precision and none of the algebra used here shows.
        path = self.file(self.certificate("conclude sin(2) < 2*sin(1)*cos(1)"))
        status, out, _ = run(path)
        self.assertEqual((status, out[:12]), (3, "undecided  q"))
        status, _, _ = run(path, self.file({**stored("contraction_strict"), "left": "2"}, "wrong.json"))
        self.assertEqual(status, 1)

    def test_a_hypothesis_without_value_rejects(self):
        status, out, _ = run(self.file(self.certificate("real x assume 1/x > 0 conclude x > 0", x="0")))
        self.assertEqual(status, 1)
        self.assertIn("undefined", out)

    def test_unreadable(self):
        good = stored("contraction_strict")
        cases = [b"", b"{", b"[]", b"\xff\xfe", b"[" * 100_000, b'{"a": 1, "a": 2}', b'{"format": NaN}',
                 b'{"format": "\\ud800"}', b'{"a": ' + b"1" * 100_001 + b"}"]
        cases += [{key: value for key, value in good.items() if key != name}
                  for name in ("format", "theorem", "sha256", "claim", "sizes", "values", "failing")]
        cases += [{**good, "format": "2"}, {**good, "claim": 7}, {**good, "sizes": []}, {**good, "sizes": {"T": True, "N": 1}},
                  {**good, "sizes": {"T": 2.5, "N": 1}}, {**good, "left": "1/0"}, {**good, "left": "x"},
                  {**good, "left": "2..1"}, {**good, "failing": {}}, {**good, "more": 1}, {**good, "claim": "\ud800"},
                  {**good, "values": {**good["values"], "A": [["0.5x"], ["0"]]}},
                  {**good, "values": {**good["values"], "A": [[{"re": "0", "im": "0"}], ["0"]]}},
                  rehashed({**good, "claim": "theorem contraction_strict conclude ("})]
        for number, content in enumerate(cases):
            path = self.file(content, f"{number}.json")
            status, out, error = run(path)
            self.assertEqual((status, out), (2, ""), (content if isinstance(content, bytes) else number, out))
            self.assertTrue(error.startswith(path + ": "), error)
            self.assertEqual(error.count("\n"), 1, error)
        self.assertEqual(run(os.path.join(self.folder.name, "absent.json"))[0], 2)
        self.assertEqual(run(self.folder.name)[0], 2)

    def test_sizes_and_depths(self):
        for claim, sizes, values, expected in (
                ("size T >= 1 index t in 1..T let h[0] = 0 let h[t] = h[t-1]/2 + 1 conclude h[T] < 0", {"T": 800}, {}, 0),
                ("size T >= 1 index t in 1..T let h[0] = 3 let h[t] = h[t-1]^2 conclude h[T] < 0", {"T": 60}, {}, 3),
                ("real x conclude x^1000000000 < 0", {}, {"x": "3/2"}, 3),
                ("size T >= 1 index t in 1..T let h[0] = 0 let h[t] = h[t-1] + 1 conclude h[T] < 0", {"T": 200_000}, {}, 3),
                ("size T >= 1 conclude T < 0", {"T": 10 ** 9}, {}, 2),
                ("conclude " + "(" * 2_500 + "1" + ")" * 2_500 + " < 0", {}, {}, 0),
                ("conclude " + "(" * 50_000 + "1" + ")" * 50_000 + " < 0", {}, {}, 2)):
            with self.subTest(claim[:60]):
                status, out, error = run(self.file(self.certificate(claim, sizes, **values)))
                self.assertEqual(status, expected, out + error)
        path = self.file(self.certificate("conclude exists k in 1..10^18: k = 0"))
        self.assertEqual(run("--seconds", "1", path)[0], 3)


if __name__ == "__main__":
    unittest.main()
