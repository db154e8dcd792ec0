"""The trained layer's theorem: its numbers beside the checkpoint, its bound beside the layer, its certificate before the checkers.

Nothing here is shared with the program: the weights are read and the linear forms bounded by fractions alone. The commands are
run where SSMPROOF names the program, and Coq where there is coqc.
"""

import hashlib
import json
import math
import os
import random
import re
import shutil
import struct
import subprocess
import sys
import tempfile
import unittest
from fractions import Fraction

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
MODEL = os.path.join(ROOT, "Examples", "checkpoints", "mamba-mqar-2l")
CLAIM = os.path.join(HERE, "layer.claim")
PROOF = os.path.join(HERE, "layer.layer_0_channel_32.proof.json")
COQ = os.path.join(HERE, "layer_layer_0_channel_32_proof.v")
CHANNEL, STATES, RANK, INPUTS, TAPS = 32, 16, 4, 128, 4


def tensors():
    """Every tensor as rows of floats, which hold the file's 32-bit numbers exactly."""
    with open(os.path.join(MODEL, "model.safetensors"), "rb") as file:
        data = file.read()
    length = struct.unpack("<Q", data[:8])[0]
    result = {}
    for name, entry in json.loads(data[8:8 + length]).items():
        if name == "__metadata__":
            continue
        start, end = entry["data_offsets"]
        values = struct.unpack("<%df" % ((end - start) // 4), data[8 + length + start:8 + length + end])
        width = entry["shape"][-1]
        result[name] = [values[k:k + width] for k in range(0, len(values), width)]
    return result, hashlib.sha256(data).hexdigest()


def silu(x):
    return x / (1 + math.exp(-x))


def softplus(x):
    return max(x, 0) + math.log1p(math.exp(-abs(x)))


class Layer:
    """Layer 0 in floats, and its scan's weights as fractions."""

    def __init__(self):
        all_tensors, self.sha256 = tensors()
        mixer = {name.split("mixer.")[1]: rows for name, rows in all_tensors.items() if "layers.0.mixer." in name}
        norm = all_tensors["backbone.layers.0.norm.weight"][0]
        self.rows, self.steps = mixer["x_proj.weight"], mixer["dt_proj.weight"][CHANNEL]
        self.bias = mixer["dt_proj.bias"][0][CHANNEL]
        self.rates = [math.exp(x) for x in mixer["A_log"][CHANNEL]]
        self.taps, self.tap_bias = mixer["conv1d.weight"], mixer["conv1d.bias"][0]
        self.inner = []
        for token in all_tensors["backbone.embeddings.weight"]:
            scale = 1 / math.sqrt(sum(x * x for x in token) / len(token) + 1e-5)
            normed = [x * scale * w for x, w in zip(token, norm)]
            self.inner.append([sum(a * b for a, b in zip(row, normed)) for row in mixer["in_proj.weight"][:INPUTS]])
        self.step_form = [
            sum(Fraction(self.steps[r]) * Fraction(self.rows[r][j]) for r in range(RANK)) for j in range(INPUTS)]
        self.step_floats = [float(w) for w in self.step_form]

    def inputs(self, tokens):
        """u of the scan along tokens, after convolution and SiLU."""
        result = []
        for t in range(len(tokens)):
            sums = list(self.tap_bias)
            for k in range(max(0, TAPS - 1 - t), TAPS):
                inner = self.inner[tokens[t - (TAPS - 1) + k]]
                for j in range(INPUTS):
                    sums[j] += self.taps[j][k] * inner[j]
            result.append([silu(x) for x in sums])
        return result

    def box(self):
        """Ends of every input over all tokens, by each tap for itself."""
        ends = []
        for j in range(INPUTS):
            low = high = self.tap_bias[j]
            for k in range(TAPS):
                products = [self.taps[j][k] * inner[j] for inner in self.inner]
                if k < TAPS - 1:
                    products.append(0.0)
                low, high = low + min(products), high + max(products)
            values = [silu(low), silu(high)]
            ends.append((-0.2785 if low < -1.279 and high > -1.278 else min(values), max(values)))
        return [(Fraction(a) - Fraction(1, 10**9), Fraction(b) + Fraction(1, 10**9)) for a, b in ends]

    def dot(self, row, u):
        return sum(a * b for a, b in zip(self.rows[row], u))

    def argument(self, u):
        return self.bias + sum(a * b for a, b in zip(self.step_floats, u))

    def influence(self, inputs, s):
        """dy_t/du_s of the channel for t > s, by the chain rule."""
        dh, h, result = [0.0] * STATES, [0.0] * STATES, {}
        for t, u in enumerate(inputs):
            p, x = self.argument(u), u[CHANNEL]
            step, slope, w = softplus(p), 1 / (1 + math.exp(-p)), self.step_floats[CHANNEL]
            for n, a in enumerate(self.rates):
                gate, b = math.exp(-a * step), self.dot(RANK + n, u)
                dh[n] *= gate
                if t == s:
                    beta = self.rows[RANK + n][CHANNEL]
                    dh[n] = -a * slope * w * gate * h[n] + slope * w * b * x + step * (b + beta * x)
                h[n] = gate * h[n] + step * b * x
            if t > s:
                result[t] = sum(self.dot(RANK + STATES + n, u) * dh[n] for n in range(STATES))
        return result


def ranges(form, constant, box, without=None):
    low = high = constant
    for j, weight in enumerate(form):
        if j != without:
            ends = [weight * end for end in box[j]]
            low, high = low + min(ends), high + max(ends)
    return low, high


class TrainedLayer(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.layer = Layer()
        with open(CLAIM, encoding="utf-8") as file:
            cls.text = file.read()

    def number(self, name):
        return Fraction(re.search(r"let %s += ([0-9.e-]+)\n" % name, self.text).group(1))

    def domain(self, name):
        return [Fraction(x) for x in re.search(r"%s in \[([-0-9.e]+), ([-0-9.e]+)\]" % re.escape(name), self.text).groups()]

    def rho(self):
        return 1 - Fraction(re.search(r"let rho += 1 - ([0-9.e-]+)", self.text).group(1))

    def table(self):
        rows = re.findall(r"# (\d+): B (\S+), E (\S+), C (\S+), K (\S+)", self.text)
        self.assertEqual([int(row[0]) for row in rows], list(range(1, STATES + 1)))
        return [[Fraction(x) for x in row[1:]] for row in rows]

    def test_numbers_bound_the_layer(self):
        layer, box = self.layer, self.layer.box()
        self.assertIn(layer.sha256, self.text)
        w = layer.step_form[CHANNEL]
        for name, (low, high) in [
            ("x[t]", box[CHANNEL]), ("w", (w, w)),
            ("r[t]", ranges(layer.step_form, Fraction(layer.bias), box, CHANNEL)),
            ("a[n]", (Fraction(min(layer.rates)), Fraction(max(layer.rates)))),
        ]:
            a, b = self.domain(name)
            # The box was computed in floats here: a billionth of slack.
            self.assertLessEqual(a, low + Fraction(1, 10**6), name)
            self.assertGreaterEqual(b, high - Fraction(1, 10**6), name)
            self.assertLessEqual(b - a, (high - low) + abs(high) / 500 + abs(low) / 500, name)
        low, high = ranges(layer.step_form, Fraction(layer.bias), box)
        self.assertGreaterEqual(float(self.number("most")), softplus(high) - 1e-9)
        self.assertGreaterEqual(float(self.rho()), math.exp(-min(layer.rates) * softplus(low)) - 1e-12)
        self.assertLessEqual(float(self.rho()), math.exp(-min(layer.rates) * softplus(low)) + 1e-6)
        self.assertGreaterEqual(self.number("weight"), abs(w))
        reach = max(abs(end) for end in box[CHANNEL])
        most, weight, total = self.number("most"), self.number("weight"), 0
        for n, (b, e, c, k) in enumerate(self.table()):
            form = [Fraction(x) for x in layer.rows[RANK + n]]
            slope = [x * (2 if j == CHANNEL else 1) for j, x in enumerate(form)]
            readout = [Fraction(x) for x in layer.rows[RANK + STATES + n]]
            slack = Fraction(1, 10**6)
            self.assertGreaterEqual(b, max(map(abs, ranges(form, 0, box))) * reach - slack)
            self.assertGreaterEqual(e, max(map(abs, ranges(slope, 0, box))) - slack)
            self.assertGreaterEqual(c, max(map(abs, ranges(readout, 0, box))) - slack)
            self.assertGreaterEqual(k, most * (2 * weight * b + e))
            total += c * k
        self.assertGreaterEqual(self.number("constant"), total)

    def test_influence_of_token_sequences_stays_below(self):
        rho, constant = float(self.rho()), float(self.number("constant"))
        generator, greatest = random.Random(7), 0.0
        for _ in range(12):
            inputs = self.layer.inputs([generator.randrange(64) for _ in range(20)])
            s = generator.randrange(3, 8)
            for t, value in self.layer.influence(inputs, s).items():
                greatest = max(greatest, abs(value) / (constant * rho ** (t - s)))
        self.assertGreater(greatest, 0)
        self.assertLessEqual(greatest, 1)

    def test_influence_in_the_box_stays_below(self):
        rho, constant = float(self.rho()), float(self.number("constant"))
        ends = [(float(a), float(b)) for a, b in self.layer.box()]
        generator, greatest = random.Random(8), 0.0
        slow = [a if w > 0 else b for (a, b), w in zip(ends, self.layer.step_floats)]
        for k in range(12):
            inputs = [[generator.choice(end) for end in ends] for _ in range(12)]
            if k % 2:
                inputs[5:] = [slow] * 7
            for t, value in self.layer.influence(inputs, 4).items():
                greatest = max(greatest, abs(value) / (constant * rho ** (t - 4)))
        self.assertGreater(greatest, 0)
        self.assertLessEqual(greatest, 1)

    def test_certificate_is_accepted(self):
        with open(PROOF, encoding="utf-8") as file:
            self.assertEqual(json.load(file)["theorem"], "layer_0_channel_32")
        found = subprocess.run(
            [sys.executable, os.path.join(ROOT, "Recheck", "recheck.py"), PROOF], capture_output=True, text=True)
        self.assertEqual(found.returncode, 0, found.stdout + found.stderr)
        self.assertTrue(found.stdout.startswith("accepted  layer_0_channel_32: proved"), found.stdout)

    @unittest.skipUnless(os.environ.get("SSMPROOF"), "SSMPROOF does not name the program")
    def test_commands_write_the_same(self):
        program = os.environ["SSMPROOF"]
        with tempfile.TemporaryDirectory() as folder:
            made = os.path.join(folder, "layer.claim")
            subprocess.run([program, "audit", MODEL, "--theorem", made], check=True, capture_output=True)
            with open(made, encoding="utf-8") as file:
                self.assertEqual(file.read(), self.text)
            found = subprocess.run([program, "replay", PROOF], capture_output=True, text=True)
            self.assertEqual(found.returncode, 0, found.stdout + found.stderr)
            subprocess.run(
                [program, "replay", PROOF, "--export", "coq", "--output", folder], check=True, capture_output=True)
            made = [name for name in os.listdir(folder) if name.endswith(".v")]
            with open(os.path.join(folder, made[0]), encoding="utf-8") as file, open(COQ, encoding="utf-8") as kept:
                # What is stated, not how: the writer may come to write steps otherwise.
                self.assertEqual(file.read().splitlines()[-6:], kept.read().splitlines()[-6:])

    @unittest.skipUnless(shutil.which("coqc"), "no coqc")
    def test_coq_accepts_it(self):
        with tempfile.TemporaryDirectory() as folder:
            shutil.copy(COQ, folder)
            found = subprocess.run(
                ["coqc", "-q", os.path.basename(COQ)], cwd=folder, capture_output=True, text=True)
            self.assertEqual(found.returncode, 0, found.stderr)


if __name__ == "__main__":
    unittest.main()
