"""What values rest on beside the numbers that are left of them in a polynomial.

In 0*sqrt(x) the root is gone, but x has to be at least 0, and above it where the whole is differentiated.  Values have
owners: definitions and families of derivatives by their names, each `diff`, each argument of a call, and the item that
is read.
"""

ITEM = ""


class Support:
    def __init__(self):
        self.uses = set()           # owners
        self.is_partial = False     # whether something has to be shown for it to be defined
        self.roots = set()          # numbers, in the order of reading, of facts that what is under a root is at least 0
        self.conditions = set()     # polynomials that conditions of `if` are about


class Supports:
    @property
    def own(self):
        """The support of what is being read."""
        return self.supports.setdefault(self.owners[-1], Support())

    def owned(self, owner, read):
        """What read() gives, which the present owner uses; what it rests on is the owner's."""
        self.own.uses.add(owner)
        self.owners.append(owner)
        value = read()
        self.owners.pop()
        return value

    def new_owner(self, kind):
        self.counts[kind] = self.counts.get(kind, 0) + 1
        return f"{kind}.{self.counts[kind]}"

    def support(self, owner):
        """What an owner's value rests on, with all that it uses."""
        whole, pending = Support(), [owner]
        while pending:
            own = self.supports.get(pending.pop(), Support())
            whole.is_partial = whole.is_partial or own.is_partial
            whole.roots |= own.roots
            whole.conditions |= own.conditions
            pending += own.uses - whole.uses
            whole.uses |= own.uses
        return whole

    def depends(self, polynomial, target):
        """Whether a polynomial's value can rest on a family's."""
        seen, pending = set(), list(polynomial.families())
        while pending:
            name = pending.pop()
            if name == target:
                return True
            if name in seen:
                continue
            seen.add(name)
            origin, below = self.origins.get(name), []
            if isinstance(origin, list):
                below = [one.polynomial for _, fact in origin for one in (*fact.premises, fact.literal)]
            elif isinstance(origin, tuple):
                below = [origin[1]]
            elif origin == "operation":
                below = self.theory.definitions[name].bodies
            for one in below:
                pending += one.families()
        return False
