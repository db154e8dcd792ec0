"""NumPy arrays, where NumPy is there."""

import unittest
from fractions import Fraction

from .support import CONTRACTION, ProgramCase, ssmproof

try:
    import numpy
except ImportError:
    numpy = None


@unittest.skipIf(numpy is None, "NumPy is not installed")
class Arrays(ProgramCase):
    def test_every_kind_is_exact(self):
        for kind in ("float16", "float32", "float64", "longdouble", "int8", "uint64", "bool"):
            array = numpy.array([0, 1, 3], dtype=kind) / (
                1 if kind[0] in "iub" else numpy.array(7, dtype=kind)
            )
            found = ssmproof.Instance({}, {"x": array.astype(kind)})["x"]
            exact = [
                Fraction(*map(int, each.as_integer_ratio())) if kind[0] in "fl" else Fraction(int(each))
                for each in array.astype(kind)
            ]
            self.assertEqual(found, exact)

    def test_complex_arrays_and_scalars(self):
        found = ssmproof.Instance(
            {}, {"z": numpy.array([1 + 0.1j]), "x": numpy.float32(0.1), "y": numpy.array(0.1)}
        )
        self.assertEqual(found["z"][0].im, Fraction(0.1))
        self.assertEqual(found["x"], Fraction(float(numpy.float32(0.1))))
        self.assertEqual(found["y"], Fraction(0.1))

    def test_there_and_back(self):
        gates = numpy.random.default_rng(1).uniform(0, 1, (4, 2))
        found = ssmproof.Instance({"T": 4, "N": 2}, {"A": gates, "z": gates * 1j})
        numpy.testing.assert_array_equal(found.array("A"), gates)
        numpy.testing.assert_array_equal(found.array("z"), gates * 1j)

    def test_slices_transposes_and_empty_arrays(self):
        array = numpy.arange(12.0).reshape(3, 4)
        self.assertEqual(ssmproof.Instance({}, {"x": array.T[::2]})["x"], [[0, 4, 8], [2, 6, 10]])
        self.assertEqual(ssmproof.Instance({}, {"x": numpy.zeros((0, 3))})["x"], [])

    def test_a_decision(self):
        rng = numpy.random.default_rng(2)
        gates = rng.uniform(0, 0.5, (5, 3))
        inputs = rng.uniform(-1, 1, (5, 3)) * [[1], [-1], [1], [-1], [1]]
        inputs[0], inputs[1] = 1, -1
        found = ssmproof.decide(CONTRACTION, {"A": gates, "D": gates, "b": inputs}, name="contraction")
        self.assertEqual((found.verdict, found.instance.sizes), ("holds", {"T": 5, "N": 3}))
        states = numpy.zeros(3)
        spread = []
        for gate, value in zip(gates, inputs):
            states = gate * states + gate * value
            spread.append(states)
        left = max(abs(a - b).max() for a in spread for b in spread)
        self.assertAlmostEqual(float(found.comparison.left), left)

    def test_what_has_no_exact_value(self):
        array = numpy.ones((2, 1))
        array[1, 0] = numpy.nan
        given = {"A": array, "D": array, "b": array}
        self.error("'A'[1][0] is nan", lambda: ssmproof.decide(CONTRACTION, given, name="contraction"))
        with self.assertRaises(ssmproof.InputError):
            ssmproof.Instance({}, {"x": numpy.array(["x"])})
        with self.assertRaises(ssmproof.InputError):
            ssmproof.Instance({}, {"x": numpy.array([numpy.inf])})


if __name__ == "__main__":
    unittest.main()
