"""Instances of a claim from NumPy, one JSON object a line: exact, because every double is a fraction.

    python3 Examples/streams/write_instances.py --count 1000 > instances.jsonl
    ssmproof check Benchmarks/sample-contraction.claim --instances-from instances.jsonl

or, without a file between, `... | ssmproof check CLAIM --instances-from -`.
"""

import argparse
import json

import numpy


def exact(array):
    """Nested lists of doubles as they are, in hexadecimal: '0x1.8p-1' is three quarters."""
    return [exact(row) for row in array] if getattr(array, "ndim", 0) else float(array).hex()


def instance(sizes, **values):
    return json.dumps({"sizes": sizes, "values": {name: exact(array) for name, array in values.items()}})


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--length", type=int, default=16)
    parser.add_argument("--channels", type=int, default=2)
    arguments = parser.parse_args()
    random = numpy.random.default_rng(1)
    shape = (arguments.length, arguments.channels)
    for _ in range(arguments.count):
        gates = random.beta(5, 1, shape)
        scales = (1 - gates) * random.random(shape)
        print(instance({"T": shape[0], "N": shape[1]}, A=gates, D=scales, b=random.uniform(-1, 1, shape)))


if __name__ == "__main__":
    main()
