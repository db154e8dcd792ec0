"""Certificates of proofs that are stored, and changed ones."""

import json
import os

HERE = os.path.dirname(os.path.abspath(__file__))


def stored_proof(name):
    with open(os.path.join(HERE, "proofs", name + ".json"), encoding="utf-8") as file:
        return json.load(file)


def all_stored_proofs():
    return sorted(name[:-5] for name in os.listdir(os.path.join(HERE, "proofs")))


def forgeries():
    """(certificate, what it is against, a stored certificate with one member changed) of every forgery."""
    for forgery in _listed("forgeries"):
        yield forgery["certificate"], forgery["against"], _changed(forgery["certificate"], [forgery])


def shapes():
    """(what it is about, the exit status, a stored certificate changed) of what tells a wrong certificate from none."""
    for shape in _listed("shapes"):
        yield shape["says"], shape["status"], _changed(shape["certificate"], shape["changes"])


def _listed(name):
    with open(os.path.join(HERE, name + ".json"), encoding="utf-8") as file:
        return json.load(file)


def _changed(name, changes):
    value = stored_proof(name)
    for change in changes:
        node = value
        *path, last = change["at"]
        for key in path:
            node = node[key]
        node[last] = change["to"]
    return value
