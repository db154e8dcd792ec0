"""Variables, and the equations of `let`."""

from proofs.descent import Descent
from proofs.place import Place
from proofs.terms import ZERO, Literal, combined, follows, minus, named, negation, require, variable, whole


class Definitions:
    def parts(self, name, is_complex):
        return [f"{name}.re", f"{name}.im"] if is_complex else [name]

    def element_of(self, name, is_complex, indices):
        indices = tuple(indices)
        parts = [variable((part, indices)) for part in self.parts(name, is_complex)]
        return (*parts, ZERO)[:2]

    def variable(self, name, indices, place):
        one = self.theorem.variables[name]
        conditions = self.conditions([(index, []) for index in one.indices], indices)
        require(self.covered([conditions], [*self.theory.guards, *place.guards]),
                f"'{name}' may be asked for outside its ranges")
        return self.element_of(name, one.kind == "complex", indices)

    def conditions(self, positions, indices):
        """That a left side covers the element with these indices."""
        place, found = Place(), []
        for (name, shift), wanted in zip(positions, indices):
            value = minus(wanted, self.shift(shift, place))
            if name is None:
                found += [value, combined((-1, value))]
                continue
            low, high = self.range_of(name, None, place)
            found += [minus(value, low), minus(high, value)]
            place = place._replace(indices={**place.indices, name: value})
        return found

    def shift(self, shift, place):
        return combined(*((sign, self.index(part, place)) for sign, part in shift))

    def covered(self, lists, guards):
        """Whether one of the lists of conditions holds wherever the guards do."""
        if not lists:
            return follows(whole(-1), guards)
        return all(follows(condition, guards) or self.covered(lists[1:], [*guards, negation(condition)])
                   for condition in lists[0])

    def defined(self, name, indices, place):
        """An element of a `let`; one that is no more than two numbers with factors stands for its value."""
        lists = [self.conditions(pattern.positions, indices) for pattern in self.patterns[name]]
        require(self.covered(lists, [*self.theory.guards, *place.guards]),
                f"'{name}' may be asked for where no equation covers it")
        if name not in self.families:
            self.elaborate(name)
        self.own.uses.add(name)
        if self.current:
            self.references.append(Descent(*self.current[-1], place.guards, name, tuple(indices)))
        if isinstance(self.families[name], tuple):
            names, value = self.families[name]
            values = dict(zip(names, indices))
            return value[0].put(values), value[1].put(values)
        if self.families[name] == "begun":
            self.declare(name, len(indices))
        return self.element_of(name, name in self.complex, indices)

    def declare(self, name, arity):
        self.families[name] = "declared"
        self.declare_family(name, name in self.complex, arity)

    def declare_family(self, name, is_complex, arity):
        for part in self.parts(name, is_complex):
            self.theory.declare(part, arity)
            self.origins[part] = []

    def elaborate(self, name):
        self.families[name] = "begun"
        found = []
        for pattern in self.patterns[name]:
            place, indices = Place(), []
            for position, shift in pattern.positions:
                if position is None:
                    indices.append(self.shift(shift, place))
                else:
                    place = self.bind([position], place)
                    indices.append(combined((1, named(place.variables[-1])), (1, self.shift(shift, place))))
            for inside in self.places(pattern, self.patterns[name], place, indices):
                self.current.append((name, tuple(indices)))
                found.append((inside, indices, self.owned(name, lambda: self.value(pattern.equation.body, inside))))
                self.current.pop()
        if self.families[name] == "begun":
            place, indices, value = found[0] if found else (Place(), [], None)
            plain = value is not None and all(part.degree() <= 1 and len(part) <= 2 for part in value)
            if len(found) == 1 and indices == [named(one) for one in place.variables] and plain:
                self.families[name] = place.variables, value
                return
            self.declare(name, len(indices))
        for place, indices, value in found:
            self.equate(self.element_of(name, name in self.complex, indices), value, place, name in self.complex)

    def places(self, pattern, others, place, indices):
        """Where an equation holds: without what those with more numbers cover."""
        places = [place]
        for other in others:
            if other is pattern or other.numbers < pattern.numbers:
                continue
            conditions, following = self.conditions(other.positions, indices), []
            for one in places:
                if self.impossible([*one.guards, *conditions]):
                    following.append(one)
                    continue
                require(other.numbers > pattern.numbers, "two equations may cover the same element")
                following += [one._replace(guards=(*one.guards, negation(condition)))
                              for condition in conditions if not self.entails(one, condition)]
            places = following
        return places

    def equate(self, element_, value, place, is_complex):
        """The fact that an element is its value at a place."""
        for me, part in list(zip(element_, value))[:2 if is_complex else 1]:
            (head,) = me.atoms()
            count = self.equation_counts[head[0]] = self.equation_counts.get(head[0], 0) + 1
            fact = place.fact(Literal("=", me - part))
            self.theory.add(f"{head[0]}.{count}", fact)
            if isinstance(self.origins.get(head[0]), list):
                self.origins[head[0]].append((head, fact))
