"""Stored certificates are accepted; what is changed in them is noticed."""

import copy
import unittest

from tests.helpers import all_stored, outcome, rehashed, stored


class Acceptance(unittest.TestCase):
    def test_stored_certificates_are_accepted(self):
        self.assertGreaterEqual(len(all_stored()), 8)
        for name in all_stored():
            with self.subTest(name):
                self.assertEqual(outcome(stored(name)), ("accepted", ""))


    def test_distributions(self):
        self.assertEqual(stored("leaky_noise")["claim"].count(" ~ "), 5)


class Mutations(unittest.TestCase):
    def changed(self, name, change):
        value = copy.deepcopy(stored(name))
        change(value)
        return outcome(value)

    def assert_outcome(self, expected, name, change):
        found, why = self.changed(name, change)
        self.assertEqual(found, expected, why)

    def test_the_claim_is_what_was_hashed(self):
        def change(value):
            value["claim"] = value["claim"].replace("<", "<=", 1)
        self.assert_outcome("Rejected", "contraction_strict", change)

    def test_a_side(self):
        for name in all_stored():
            for side in ("left", "right"):
                with self.subTest(name, side=side):
                    self.assert_outcome("Rejected", name, lambda value: value.update({side: "12345/7"}))

    def test_bounds_of_a_side(self):
        self.assert_outcome("accepted", "complex_gates", lambda v: v.update(left="0.0014142..0.0014143"))
        self.assert_outcome("Rejected", "complex_gates", lambda v: v.update(left="0.0014143..0.0014144"))
        self.assert_outcome("Rejected", "complex_gates", lambda v: v.update(left="0.00141421356237309"))

    def test_sides_may_be_left_out(self):
        def change(value):
            del value["left"], value["right"]
        self.assert_outcome("accepted", "complex_gates", change)

    def test_an_index(self):
        self.assert_outcome("Rejected", "rwkv4_product_of_gates",
                            lambda v: v["failing"].update(indices={"s": 2, "t": 2}))
        self.assert_outcome("Rejected", "rwkv4_product_of_gates",
                            lambda v: v["failing"].update(indices={"s": 1, "t": 3}))
        self.assert_outcome("Rejected", "rwkv4_product_of_gates",
                            lambda v: v["failing"].update(indices={"unknown": 1}))

    def test_the_conclusion_named(self):
        self.assert_outcome("Rejected", "contraction_strict", lambda v: v["failing"].update(conclusion=2))
        self.assert_outcome("Rejected", "contraction_strict", lambda v: v["failing"].update(conclusion=0))

    def test_a_value_outside_its_domain(self):
        self.assert_outcome("Rejected", "contraction_strict",
                            lambda v: v["values"].update(A=[["1"], ["0"]]))

    def test_a_value_at_which_the_conclusion_holds(self):
        self.assert_outcome("Rejected", "second_moment_unbounded", lambda v: v["values"].update(w="1"))

    def test_another_claim_of_the_same_hash_does_not_exist(self):
        def change(value):
            value["claim"] = value["claim"].replace("conclude", "conclude not")
            rehashed(value)
        self.assert_outcome("Rejected", "parallel_form_reversed", change)

    def test_shapes(self):
        for change in (lambda v: v["values"].update(A=[["0"]]),
                       lambda v: v["values"].update(A="0"),
                       lambda v: v["values"].update(A=[["0", "0"], ["0"]]),
                       lambda v: v["values"].update(more="0"),
                       lambda v: v["values"].pop("A"),
                       lambda v: v["sizes"].update(T=3),
                       lambda v: v["sizes"].update(T=0),
                       lambda v: v["sizes"].update(T=10**9),
                       lambda v: v["sizes"].pop("T"),
                       lambda v: v["sizes"].update(M=1)):
            self.assert_outcome("FileError", "contraction_strict", change)


if __name__ == "__main__":
    unittest.main()
