"""Each stored certificate with one thing changed. Where the claim is changed its hash is made right again."""

import copy
import unittest
from fractions import Fraction

from tests.helpers import all_stored, outcome, rehashed, stored

TINY = Fraction(1, 10 ** 40)
FAR = "12345678"


def leaves(item, place=()):
    """The places of all numbers in `values`."""
    if isinstance(item, dict) and set(item) != {"re", "im"}:
        for key, inner in item.items():
            yield from leaves(inner, place + (key,))
    elif isinstance(item, list):
        for key, inner in enumerate(item):
            yield from leaves(inner, place + (key,))
    else:
        yield place


def number(value, place):
    item = value["values"]
    for key in place:
        item = item[key]
    return item


def put(value, place, changed):
    number(value, place[:-1])[place[-1]] = changed


class Tampering(unittest.TestCase):
    def assert_rejected(self, value, kind="Rejected"):
        found, why = outcome(value)
        self.assertEqual(found, kind, why)

    def each(self, check):
        for name in all_stored():
            with self.subTest(name):
                check(stored(name))

    def test_sides_off_by_little(self):
        def check(value):
            for side in ("left", "right"):
                low, _, high = value[side].partition("..")
                other = copy.deepcopy(value)
                if high:
                    width = max(Fraction(high) - Fraction(low), TINY)
                    other[side] = f"{Fraction(high) + width}..{Fraction(high) + 2 * width}"
                else:
                    other[side] = str(Fraction(low) + TINY)
                self.assert_rejected(other)
        self.each(check)

    def test_sides_exchanged(self):
        def check(value):
            if value["left"] != value["right"]:
                self.assert_rejected({**value, "left": value["right"], "right": value["left"]})
        self.each(check)

    def test_one_digit_of_the_hash(self):
        def check(value):
            for digit in (0, 63):
                text = value["sha256"]
                changed = "1" if text[digit] == "0" else "0"
                self.assert_rejected({**value, "sha256": text[:digit] + changed + text[digit + 1:]})
        self.each(check)

    def test_indices_next_to_it(self):
        def check(value):
            for name, index in value["failing"]["indices"].items():
                # Off the range, and one back: what fails there, if anything, has other sides.
                for other in (index - 1, index + 1000, -1):
                    failing = {**value["failing"], "indices": {**value["failing"]["indices"], name: other}}
                    self.assert_rejected({**value, "failing": failing})
        self.each(check)

    def test_values_out_of_their_domains(self):
        def check(value):
            for place in list(leaves(value["values"]))[:3]:
                if isinstance(number(value, place), dict):
                    continue    # complex variables have no domain
                other = copy.deepcopy(value)
                put(other, place, FAR)
                self.assert_rejected(other)
        self.each(check)

    def test_values_off_by_little(self):
        # Of the numbers that the failing comparison rests on.
        for name, place in (("recency_off_by_one", ("p",)), ("griffin_three_tokens", ("A", 1)), ("saturation", ("b", 0)),
                            ("mamba_gate_budget", ("x",)), ("light_damping", ("zeta",)), ("slow_rotation", ("a",)),
                            ("mixing_of_three_channels", ("W", 1, 1)), ("logit_budget", ("x", 2))):
            with self.subTest(name):
                value = copy.deepcopy(stored(name))
                item = number(value, place)
                if isinstance(item, dict):
                    changed = {**item, "re": str(Fraction(item["re"]) + Fraction(1, 10 ** 15))}
                else:
                    changed = str(Fraction(item) * (1 + Fraction(1, 10 ** 15)) + Fraction(1, 10 ** 15))
                put(value, place, changed)
                self.assert_rejected(value)

    def test_the_conclusion_negated(self):
        def check(value):
            self.assert_rejected(rehashed({**value, "claim": self.concluding(value["claim"], "not ({})")}))
        self.each(check)

    def test_a_conclusion_that_holds_by_another_way(self):
        def check(value):
            self.assert_rejected(rehashed({**value, "claim": self.concluding(value["claim"], "({}) or 1 = 1")}))
        self.each(check)

    def test_a_hypothesis_that_fails_at_the_instance(self):
        def check(value):
            claim = value["claim"].replace("\nend\n", "\n  real added in [0, 1]\n  assume added > 1\nend\n")
            other = rehashed({**value, "claim": claim, "values": {**value["values"], "added": "1"}})
            self.assert_rejected(other)
        self.each(check)

    def test_constants_at_which_the_instance_no_longer_violates(self):
        for name, old, new in (("recency_off_by_one", "rho^(s - 2)", "rho^(s - 1)"), ("slow_rotation", "0.9359999", "0.936"),
                               ("saturation", "1e-6", "1e-7"), ("light_damping", "1/(2*zeta)\n", "1/(2*zeta) + 1\n"),
                               ("griffin_three_tokens", "0.001", "0.00001"), ("mamba_gate_budget", "0.79681214", "0.79681213"),
                               ("mixing_of_three_channels", "1e-10", "0"), ("contraction_strict", "<", "<="),
                               ("needle_griffin_four_tokens", "1e-12", "1e-14"), ("logit_budget", "0.197717363713", "0.1977173637131")):
            with self.subTest(name):
                value = stored(name)
                head, word, conclusion = value["claim"].rpartition("\n")[0].rpartition("assume" if name == "mamba_gate_budget" else "conclude")
                self.assertIn(old.strip(), conclusion)
                claim = head + word + (conclusion + "\n").replace(old, new)
                self.assertNotEqual(claim, value["claim"])
                self.assert_rejected(rehashed({**value, "claim": claim}))

    def concluding(self, claim, form):
        """The claim with its conclusion put into a form; it stands last, or nearly."""
        head, word, rest = claim.rpartition("  conclude ")
        ends = [place for place in (rest.find("\n\n"), rest.find("\n  real "), rest.find("\n  let "), rest.find("\nend")) if place >= 0]
        return head + word + form.format(rest[:min(ends)]) + rest[min(ends):]


if __name__ == "__main__":
    unittest.main()
