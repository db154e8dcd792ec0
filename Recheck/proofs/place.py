"""Where a term of a claim stands."""

from collections import namedtuple

from proofs.terms import Fact


class Place(namedtuple("Place", "variables guards premises indices values arguments",
                       defaults=((), (), (), {}, {}, {}))):
    """Names of whole numbers in scope, conditions on them, literals that hold, what the claim's names stand for.

    `arguments` has the owners of values that are arguments of a call; the other values are numbers of `forall real`.
    """

    def fact(self, literal):
        return Fact(self.variables, self.guards, self.premises, literal)


def place_of(fact):
    return Place(fact.variables, fact.guards, fact.premises)
