"""A certificate that is accepted, and changed ones of it, checked only where a change may matter.

The rules are those of proofs/rules.py. While the base is checked, each part and each node of a proof notes what it was
checked for, in what context, and what it looked up in the theory. A part or node of the base that is met again, for the
same, where all that it looked up is the same, is accepted again: a check depends on nothing else.
"""

import copy
from collections import namedtuple

import recheck
from language.errors import ClaimError, FileError, Rejected, Undecided
from proofs import certificate as proofs
from proofs.elaboration import Elaborator
from proofs.reading import Reader, definition, objects
from proofs.rules import Checker
from proofs.terms import Refused, require

TABLES = ("facts", "definitions", "arities")

# `seen` is what was looked up, (table, key) -> value or None; `goal` to `facts` are a node's alone, `added` a part's.
Record = namedtuple("Record", "steps seen goal scope guards facts added", defaults=(None,) * 5)


class Snapshots:
    def __init__(self, found, seconds):
        """Raises Rejected where the certificate is not accepted."""
        self.found, self.seconds, self.nodes, self.records = found, seconds, {}, {}
        self.steps = recheck.recheck_proof(found, seconds)
        self.certificate = proofs.read(found, _Noting(self))
        self.elaborator = Elaborator(self.certificate.theorem, self.certificate.fixed, self.certificate.lets)
        self.read = {("definition", id(raw)): one
                     for raw, one in zip(found["definitions"], self.certificate.definitions)}
        for raw, (lemmas, goals) in zip(found["stages"], self.certificate.stages):
            self.read.update({("lemma", id(x)): y for x, y in zip(raw["lemmas"], lemmas)})
            self.read.update({("goal", id(x)): y for x, y in zip(raw["goals"], goals)})
        self.parts = self.listed(self.certificate.definitions, self.certificate.stages)
        self.states, trail = [], _Trail()
        theory = self.theory({table: _Watched(getattr(self.elaborator.theory, table), table, trail) for table in TABLES})
        checker = _Recorder(theory, trail, self.records)
        for key, what in self.parts:
            before, steps = {table: dict(getattr(theory, table)) for table in TABLES}, checker.steps
            self.states.append((before, steps))
            trail.begin()
            what(checker)
            added = [(table, name, item) for table in TABLES for name, item in getattr(theory, table).items()
                     if name not in before[table]]
            self.records[key] = Record(checker.steps - steps, trail.end(), added=added)
        self.states.append(({table: dict(getattr(theory, table)) for table in TABLES}, checker.steps))

    def theory(self, tables):
        theory = copy.copy(self.elaborator.theory)
        for table in TABLES:
            setattr(theory, table, tables[table])
        return theory

    def verdict(self, found):
        """(exit status, steps, reason) of a certificate in which only the proof and the witness differ from the base."""
        try:
            return 0, recheck.within_limits(lambda: self.check(found), self.seconds), ""
        except (FileError, ClaimError) as error:
            return 2, 0, str(error)
        except Rejected as reason:
            return 1, 0, str(reason)
        except Undecided as reason:
            return 3, 0, str(reason)

    def check(self, found):
        witness = self.certificate.witness
        if found["witness"] is not self.found["witness"]:
            if not isinstance(found["witness"], dict):
                raise FileError("the member 'witness' is not an object")
            witness = proofs.read_witness(self.certificate.theorem, found["witness"])
        reader = _Sharing(self)
        definitions = [self.read.get(("definition", id(node))) or definition(node) for node in objects(found, "definitions")]
        stages = [proofs.stage(node, reader) for node in objects(found, "stages")]
        try:
            steps = self.check_parts(self.listed(definitions, stages))
        except Refused as reason:
            raise Rejected(str(reason)) from None
        if witness is not self.certificate.witness:
            recheck.real.forget()
            proofs.check_witness(self.certificate.fixed, witness)
        return steps

    def check_parts(self, parts):
        same = 0
        while same < min(len(parts), len(self.parts)) and parts[same][0] == self.parts[same][0]:
            same += 1
        tables, steps = self.states[same]
        theory = self.theory({table: dict(tables[table]) for table in TABLES})
        checker = _Reusing(theory, self.records)
        checker.steps = steps
        for key, what in parts[same:]:
            record = self.records.get(key)
            if record is not None and _is_as_seen(record, theory):
                checker.steps += record.steps
                for table, name, item in record.added:
                    getattr(theory, table)[name] = item
            else:
                what(checker)
        return checker.steps

    def listed(self, definitions, stages):
        """What has to be checked, in turn: (a key that says which part it is, a function of the checker)."""
        require(len(stages) == len(self.elaborator.stages), "other numbers of stages")
        parts = [(("definition", id(one)), lambda checker, one=one: checker.theory.define(one)) for one in definitions]
        for number, (stage, (lemmas, goals)) in enumerate(zip(self.elaborator.stages, stages)):
            parts += [(("hypothesis", name), lambda checker, name=name, fact=fact: checker.theory.add(name, fact))
                      for name, fact in stage.assumed]
            parts += [(("lemma", id(one)), lambda checker, one=one: checker.prove(one.name, one.fact, one)) for one in lemmas]
            require(len(goals) == len(stage.goals), "a stage has other numbers of goals")
            for (_, fact), goal in zip(stage.goals, goals):
                name = f"goal{1 + sum(part[0][0] == 'goal' for part in parts)}"
                parts.append((("goal", name, id(goal)),
                              lambda checker, name=name, fact=fact, goal=goal: checker.prove(name, fact, goal)))
        return parts


def _is_as_seen(record, theory):
    tables = {table: getattr(theory, table) for table in TABLES}
    for (table, name), item in record.seen.items():
        now = tables[table].get(name)
        if now is not item and now != item:
            return False
    return True


class _Noting(Reader):
    """Reads the base, and keeps what is read of each of its nodes."""

    def __init__(self, snapshots):
        self.nodes = snapshots.nodes

    def proof(self, node):
        found = self.nodes[id(node)] = super().proof(node)
        return found


class _Sharing(Reader):
    """Reads what is not of the base."""

    def __init__(self, snapshots):
        self.nodes, self.read = snapshots.nodes, snapshots.read

    def lemma(self, node):
        return self.read.get(("lemma", id(node))) or super().lemma(node)

    def goal(self, node):
        return self.read.get(("goal", id(node))) or super().goal(node)

    def proof(self, node):
        return self.nodes.get(id(node)) or super().proof(node)


class _Recorder(Checker):
    def __init__(self, theory, trail, records):
        super().__init__(theory)
        self.trail, self.records = trail, records

    def check(self, goal, node, context):
        steps = self.steps
        self.trail.begin()
        super().check(goal, node, context)
        self.records[id(node)] = Record(self.steps - steps, self.trail.end(), goal, set(context.scope), list(context.guards),
                                        dict(context.facts))


class _Reusing(Checker):
    def __init__(self, theory, records):
        super().__init__(theory)
        self.records = records

    def check(self, goal, node, context):
        record = self.records.get(id(node))
        if (record is not None and goal == record.goal and context.guards == record.guards and context.scope == record.scope
                and context.facts == record.facts and _is_as_seen(record, self.theory)):
            self.steps += record.steps
        else:
            super().check(goal, node, context)


class _Trail:
    """What was looked up since each beginning that has no end yet."""

    def __init__(self):
        self.open = []

    def begin(self):
        self.open.append({})

    def end(self):
        seen = self.open.pop()
        for key, item in seen.items() if self.open else ():
            self.open[-1].setdefault(key, item)
        return seen

    def see(self, table, key, item):
        if self.open:
            self.open[-1].setdefault((table, key), item)


class _Watched(dict):
    def __init__(self, items, table, trail):
        super().__init__(items)
        self.table, self.trail = table, trail

    def get(self, key, default=None):
        item = super().get(key, default)
        self.trail.see(self.table, key, super().get(key))
        return item

    def __getitem__(self, key):
        self.trail.see(self.table, key, super().get(key))
        return super().__getitem__(key)

    def __contains__(self, key):
        self.trail.see(self.table, key, super().get(key))
        return super().__contains__(key)
