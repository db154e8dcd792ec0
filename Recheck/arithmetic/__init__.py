"""Numbers: exact fractions, rigorous rational bounds, square roots in exact algebra, derivatives.

Read in this order: interval (bounds and their arithmetic), elementary (exp, log, ... of intervals),
real (a number is a fraction or a formula with bounds at any precision), roots (signs of square-root
expressions, exactly), series and polynomial (what derivatives and means are computed with), generic
(one name per operation for all of these), complex.
"""
