"""forall real w: refuted by a point, or proved for the whole continuum; never by sampling.

Three ways are tried in turn, and what none decides is undecided:

1. rational functions of w and square roots of them: the line is cut at the roots of all
   polynomials whose signs matter, and each of the finitely many pieces is decided as a whole
   (arithmetic/along.py);
2. the same in t = tan(w/(2q)), where w stands in sines and cosines of rational multiples only and
   runs over the line, a period or half of one;
3. pieces so short, or so far out, that bounds decide them.
"""

from fractions import Fraction

from arithmetic import interval
from arithmetic import real
from arithmetic import univariate as u
from arithmetic.along import Angle, NotRational, Piece
from evaluation import logic
from language.errors import Undecided, Unknown

MOST_PIECES = 2_000
MOST_ROUNDS = 60
HIGHEST_PRODUCT = 300       # degree of the product of all polynomials that matter
FARTHEST = 1 << 40          # half lines beyond it are not divided further
DIVISORS = (1, 2, 3, 4, 5, 6, 8, 10, 12)


def forall_real(evaluator, node, env):
    point = evaluator.witnesses.get(node.name)
    if point is not None and at_point(evaluator, node, env, point) is False:
        return False
    for way in (_by_pieces, _by_angles):
        try:
            return way(evaluator, node, env)
        except NotRational:
            continue
    return _by_subdivision(evaluator, node, env)


def at_point(evaluator, node, env, point):
    """What the formula says of one real number, or of all in a box or piece: in the domain and under the
    condition, the body."""
    inner = env.deeper().bind(node.name, point)

    def premises():
        yield logic.in_domain(evaluator, node.domain, point, inner)
        if node.condition is not None:
            yield logic.truth(evaluator, node.condition, inner)

    applies = logic.conjunction(premises())
    if applies is False:
        return True
    return logic.disjunction(side() for side in (
        lambda: logic.negation(applies), lambda: logic.truth(evaluator, node.body, inner)))


# 1. Pieces between roots

def _by_pieces(evaluator, node, env):
    return _decided_by_pieces(evaluator, env, lambda place: at_point(evaluator, node, env, place),
                              lambda piece: piece.variable())


def _decided_by_pieces(evaluator, env, truth_at, variable):
    """The conjunction over all pieces of the line.

    truth_at(number) is the truth where the real number is `number`; variable(piece) is the number of a piece.
    A round takes the roots of all polynomials that mattered so far; where a round finds no new
    ones, its signs hold for whole pieces.
    """
    known = set()
    for _ in range(MOST_ROUNDS):
        asked, truths = set(), []
        for piece in _pieces(known, env.level + 1):
            evaluator.step()
            truths.append(truth_at(variable(piece)))
            asked |= piece.asked
        asked = {p for p in asked if len(p) > 1}
        if asked <= known:
            return logic.conjunction(truths)
        known |= asked
    raise NotRational


def _pieces(polynomials, level):
    """The roots of these polynomials and the open intervals between them, from left to right."""
    product = u.ONE
    for p in sorted(polynomials):
        # Only what is new: the product stays squarefree.
        product = u.multiply(product, u.divided(p, u.common_divisor(p, product))[0])
    if len(product) > HIGHEST_PRODUCT:
        raise NotRational
    roots = u.real_roots(u.primitive(product))
    if not roots:
        return [Piece(level, sample=Fraction(0))]
    found = [Piece(level, sample=roots[0].low - 1)]
    for left, right in zip(roots, roots[1:]):
        found += [Piece(level, root=left), Piece(level, sample=(left.high + right.low) / 2)]
    return found + [Piece(level, root=roots[-1]), Piece(level, sample=roots[-1].high + 1)]


# 2. Angles

def _by_angles(evaluator, node, env):
    """w over the line or a period of its sines and cosines, or over [0, pi] with the period 2 pi.

    t = tan(w/(2q)) leaves out w = pi q, which is a point by itself.
    """
    domain = _domain_in_pi(evaluator, node.domain, env)
    for q in DIVISORS:
        half = domain == (0, q)
        if not (half or domain is None or domain[1] - domain[0] >= 2 * q):
            continue
        try:
            return _by_angles_of(evaluator, node, env, q, half)
        except NotRational:
            continue
    raise NotRational


def _by_angles_of(evaluator, node, env, q, half):
    def truth_at(place):
        piece, angle = place
        if half and piece is not None and piece.variable().sign() < 0:
            return True
        inner = env.deeper().bind(node.name, angle)
        if node.condition is not None:
            applies = logic.truth(evaluator, node.condition, inner)
            if applies is not True:
                return logic.disjunction([logic.negation(applies), logic.truth(evaluator, node.body, inner)])
        return logic.truth(evaluator, node.body, inner)

    middle = _decided_by_pieces(evaluator, env, truth_at, lambda piece: (piece, Angle(piece, Fraction(1), q)))
    last = truth_at((None, real.multiply(Fraction(q), real.PI)))
    return logic.conjunction([middle, last])


def _domain_in_pi(evaluator, domain, env):
    """None for the whole line, else (a, b) for the closed domain [a pi, b pi]."""
    if domain is None:
        return None
    ends = []
    for end, is_open in ((domain.lower, domain.lower_open), (domain.upper, domain.upper_open)):
        if end is None or is_open:
            raise NotRational
        try:
            value = evaluator.real(end, env)
        except Unknown:
            raise NotRational from None
        if isinstance(value, Fraction) and value == 0:
            ends.append(Fraction(0))
        elif isinstance(value, real.Formula) and (
                value is real.PI or value.operation == "multiply" and value.arguments[1] is real.PI
                and isinstance(value.arguments[0], Fraction)):
            ends.append(real.pi_factor(value))
        else:
            raise NotRational
    return tuple(ends)


# 3. Subdivision

def _by_subdivision(evaluator, node, env):
    """Divides the domain until bounds decide each part; a rational point may refute on the way."""
    limits = []
    for side, end in ((-1, None), (1, None)) if node.domain is None else (
            (-1, node.domain.lower), (1, node.domain.upper)):
        if end is None:
            limits.append(interval.point(side * interval.INFINITE))
            continue
        try:
            value = evaluator.real(end, env)
            if at_point(evaluator, node, env, value) is False:
                return False
            limits.append(real.bounds(value, real.FIRST_BITS))
        except (Unknown, AttributeError, interval.Imprecise):
            return Undecided("a statement about a continuum whose ends are not plain numbers")
    if limits[0].lo > limits[1].hi:
        return True
    pending, count = [interval.Interval(limits[0].lo, limits[1].hi)], 0
    while pending:
        piece = pending.pop()
        count += 1
        if count > MOST_PIECES:
            return Undecided(f"a statement about a continuum that {MOST_PIECES} pieces do not decide")
        truth = at_point(evaluator, node, env, real.box(piece) if piece.lo < piece.hi else piece.lo)
        if truth is True:
            continue
        middle = interval.between(piece)
        if abs(middle) > FARTHEST:
            return Undecided("a statement about a half line on which no bounds decide")
        if piece.lo == piece.hi or at_point(evaluator, node, env, middle) is False:
            return truth if piece.lo == piece.hi else False
        pending += [interval.Interval(piece.lo, middle), interval.Interval(middle, piece.hi)]
    return True
