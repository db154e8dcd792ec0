"""Documentation/python.md and the notebook: every snippet runs, and prints what stands below it."""

import contextlib
import io
import json
import re
import unittest

from .support import PYTHON, ROOT, ProgramCase, ssmproof

PAGE = ROOT / "Documentation" / "python.md"
# Packages that need not be installed, and what the page makes by them.
OPTIONAL = ("numpy", "hypothesis", "gates")


def snippets(text):
    """(line, code, what it prints or None) of every block."""
    blocks = re.finditer(r"```python\n(.*?)```\n(?:\n```text\n(.*?)```)?", text, re.DOTALL)
    return [(text.count("\n", 0, each.start()) + 2, each[1], each[2]) for each in blocks]


def pattern(printed):
    """What is printed, as a regular expression: `...` stands for anything."""
    lines = [re.sub(r"(?:\\\.){3}", ".*", re.escape(line)) for line in printed.splitlines()]
    return re.compile("\n".join(lines), re.DOTALL)


class Page(ProgramCase):
    def test_snippets(self):
        namespace = {}
        found = snippets(PAGE.read_text(encoding="utf-8"))
        self.assertGreater(len(found), 11)
        for line, code, printed in found:
            with self.subTest(line=line):
                out = io.StringIO()
                try:
                    with contextlib.redirect_stdout(out):
                        exec(compile("\n" * (line - 1) + code, str(PAGE), "exec"), namespace)
                except (ImportError, NameError) as error:
                    if error.name not in OPTIONAL:
                        raise
                    continue
                except ssmproof.ProgramTooOld as error:
                    print(f"left out, {error}")
                    continue
                if printed is not None:
                    text = out.getvalue().rstrip("\n")
                    wanted = pattern(printed.rstrip("\n"))
                    self.assertTrue(wanted.fullmatch(text), f"printed was:\n{text}")

    def test_the_tests_it_shows_pass(self):
        namespace = {"ssmproof": ssmproof}
        for _, code, _ in snippets(PAGE.read_text(encoding="utf-8")):
            if "def test_" in code or code.startswith(("claim =", "import numpy")):
                with contextlib.suppress(ImportError), contextlib.redirect_stdout(io.StringIO()):
                    exec(code, namespace)
        for name in ("test_the_mean_survives", "test_one_instance", "test_the_trained_gates"):
            if name != "test_the_trained_gates" or "gates" in namespace:
                namespace[name]()


class Notebook(ProgramCase):
    PATH = PYTHON / "examples" / "bounds.ipynb"

    def test_it_was_executed_from_the_first_cell_to_the_last(self):
        notebook = json.loads(self.PATH.read_text(encoding="utf-8"))
        code = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
        self.assertEqual([cell["execution_count"] for cell in code], list(range(1, len(code) + 1)))
        self.assertFalse([out for cell in code for out in cell["outputs"] if out["output_type"] == "error"])

    def test_it_runs(self):
        try:
            import ipykernel  # noqa: F401
            import matplotlib  # noqa: F401
            import nbclient
            import nbformat
        except ImportError as error:
            self.skipTest(f"{error.name} is not installed")
        try:
            ssmproof.sample("theorem a real x conclude x^2 >= 0 end", draws=1)
        except ssmproof.ProgramTooOld as error:
            self.skipTest(str(error))
        self.environment(PYTHONPATH=str(PYTHON))
        notebook = nbformat.read(self.PATH, as_version=4)
        nbclient.NotebookClient(notebook, timeout=120, resources={"metadata": {"path": str(ROOT)}}).execute()


if __name__ == "__main__":
    unittest.main()
