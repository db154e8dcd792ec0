#!/usr/bin/env bash
# Builds the benchmarks with the libraries that they are compared with, and runs them on one core.
#
#   FORMAT=json    one object per line in place of a table
#   PORTABLE=1     for any processor of the architecture, in place of this machine's
#   ROWS="exp-53"  only rows whose names begin so
set -euo pipefail
cd "$(dirname "$0")/.."
root=$PWD

refuse() {
  printf 'bench: %s\n' "$1" >&2
  exit 1
}

has_libraries() {
  { [ -e /usr/include/flint/flint.h ] || [ -e /opt/homebrew/include/flint/flint.h ]; } &&
    { [ -e /usr/include/arb.h ] || [ -e /usr/include/flint/arb.h ] || [ -e /opt/homebrew/include/flint/arb.h ]; } &&
    { [ -e /usr/include/mpfi.h ] || [ -e /opt/homebrew/include/mpfi.h ]; }
}

if ! has_libraries; then
  command -v apt-get >/dev/null 2>&1 || refuse "FLINT (with Arb) and MPFI are missing; install their development packages"
  as_root=()
  if [ "$(id -u)" -ne 0 ]; then
    sudo -n true 2>/dev/null ||
      refuse "FLINT, Arb or MPFI is missing; run: sudo apt-get install -y libflint-dev libflint-arb-dev libmpfi-dev"
    as_root=(sudo -n)
  fi
  install() {
    ${as_root[@]+"${as_root[@]}"} env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "$@" </dev/null >&2
  }
  # From FLINT 3 on Arb is part of it, and the package of its own is gone.
  install libflint-dev libmpfi-dev ||
    { ${as_root[@]+"${as_root[@]}"} apt-get update </dev/null >&2 && install libflint-dev libmpfi-dev; }
  [ -e /usr/include/flint/arb.h ] || install libflint-arb-dev
fi
[ -e /usr/include/arb.h ] || export SSMPROOF_ARB_LIBRARY=flint

build=portable
flags=()
if [ -z "${PORTABLE:-}" ]; then
  build=native
  read -ra flags < <(bash Scripts/native-flags.sh) || true
fi
SSMPROOF_BENCHMARKS=1 swift build -c release --product Bench --scratch-path ".build/bench-$build" \
  ${flags[@]+"${flags[@]}"} >&2

pinned=()
if command -v taskset >/dev/null 2>&1; then pinned=(taskset -c 0); fi
arguments=()
if [ "${FORMAT:-}" = json ]; then arguments=(--json); fi
python="$root/.build/bench-python"
if [ ! -x "$python/bin/python" ] && command -v python3 >/dev/null 2>&1; then
  { python3 -m venv "$python" && "$python/bin/pip" install --quiet python-flint mpmath numpy; } >&2 ||
    rm -rf "$python"
fi
if [ -x "$python/bin/python" ]; then
  rivals=".build/bench-python-rivals.txt"
  if ${pinned[@]+"${pinned[@]}"} "$python/bin/python" Benchmarks/python-rivals.py >"$rivals"; then
    arguments+=("--rivals=$rivals")
  fi
else
  echo "bench: no virtual environment for Python's libraries; their rows are left out" >&2
fi
# shellcheck disable=SC2086  # ROWS holds several names.
exec ${pinned[@]+"${pinned[@]}"} ".build/bench-$build/release/Bench" ${arguments[@]+"${arguments[@]}"} ${ROWS:-}
