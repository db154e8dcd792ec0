#!/usr/bin/env bash
# Times the search beside Z3 and Hypothesis on ten false claims, and proofs beside Z3, cvc5 and LeanCert
# (Benchmarks/Rivals), on one core.
set -euo pipefail
cd "$(dirname "$0")/.."
root=$PWD
program=${SSMPROOF:-$root/.build/release/ssmproof}

refuse() {
  printf 'rivals: %s\n' "$1" >&2
  exit 1
}

command -v python3 >/dev/null 2>&1 || refuse "Python 3 is missing"
[ -x "$program" ] || refuse "$program is missing; run make"
python="$root/.build/rivals-python"
if ! "$python/bin/python" -c 'import z3, hypothesis, cvc5, leancert' 2>/dev/null; then
  { python3 -m venv --clear "$python" && "$python/bin/pip" install --quiet z3-solver hypothesis cvc5 leancert==0.3.2; } >&2 ||
    refuse "no virtual environment with Z3, Hypothesis, cvc5 and LeanCert could be made"
fi

# A copy without the folders in which refutations are remembered.
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp -R Theorems "$work/"
find "$work" -name .ssmproof -prune -exec rm -rf {} +

pinned=()
if command -v taskset >/dev/null 2>&1; then pinned=(taskset -c 0); fi
${pinned[@]+"${pinned[@]}"} "$python/bin/python" Benchmarks/Rivals/run.py "$program" "$work/Theorems"
${pinned[@]+"${pinned[@]}"} "$python/bin/python" Benchmarks/Rivals/proofs.py "$program"
