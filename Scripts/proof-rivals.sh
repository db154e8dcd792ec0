#!/usr/bin/env bash
# Proofs beside Z3, cvc5 and LeanCert (Benchmarks/ProofRivals): writes Benchmarks/PROOFS.md.
set -euo pipefail
cd "$(dirname "$0")/.."
root=$PWD
program=${SSMPROOF:-$root/.build/release/ssmproof}

refuse() {
  printf 'proof-rivals: %s\n' "$1" >&2
  exit 1
}

command -v python3 >/dev/null 2>&1 || refuse "Python 3 is missing"
[ -x "$program" ] || refuse "$program is missing; run make"
python="$root/.build/proof-rivals-python"
if ! "$python/bin/python" -c 'import z3, cvc5, leancert' 2>/dev/null; then
  { python3 -m venv --clear "$python" && "$python/bin/pip" install --quiet z3-solver cvc5 leancert==0.3.2; } >&2 ||
    refuse "no virtual environment with Z3, cvc5 and LeanCert could be made"
fi
"$python/bin/python" Benchmarks/ProofRivals/run.py "$program" >Benchmarks/PROOFS.md.new
mv Benchmarks/PROOFS.md.new Benchmarks/PROOFS.md
