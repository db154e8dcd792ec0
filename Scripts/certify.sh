#!/usr/bin/env bash
# Refutes what is false in Theorems/, and has every certificate checked by three others: `ssmproof replay`,
# the re-checker in Python, and, where a claim can be stated there, Coq. Proves what it can of the rest, and has
# the proofs checked by `ssmproof replay`, the independent checker in Python, and Coq.
set -euo pipefail
cd "$(dirname "$0")/.."
ssmproof=.build/release/ssmproof
folder=.build/certificates

refuse() {
  printf 'certify: %s\n' "$1" >&2
  exit 1
}

# Python 3.9 or later, and Coq with the library that encloses real functions.
is_ready() {
  command -v python3 >/dev/null 2>&1 && command -v coqc >/dev/null 2>&1 &&
    [ -e "$(coqc -where)/user-contrib/Interval/Tactic.vo" ]
}

if ! is_ready; then
  command -v apt-get >/dev/null 2>&1 ||
    refuse "python3, Coq or its library Interval is missing; install them, the latter two for instance with opam"
  as_root=()
  if [ "$(id -u)" -ne 0 ]; then
    sudo -n true 2>/dev/null ||
      refuse "python3, Coq or Interval is missing; run: sudo apt-get install -y python3 coq libcoq-interval"
    as_root=(sudo -n)
  fi
  install() {
    ${as_root[@]+"${as_root[@]}"} env DEBIAN_FRONTEND=noninteractive \
      apt-get install -y --no-install-recommends python3 coq libcoq-interval </dev/null >/dev/null
  }
  install 2>/dev/null || { ${as_root[@]+"${as_root[@]}"} apt-get update </dev/null >/dev/null && install; }
fi
is_ready || refuse "Coq still does not find its library Interval after the installation"

rm -rf "$folder"
proofs="$folder/proofs"
$ssmproof prove Theorems/*.claim Theorems/hard --save "$proofs" >"$folder.proofs.txt" || [ $? -eq 3 ] || refuse "ssmproof prove failed"
# Theorems/random is what `sample` draws; of its one refutation the re-checker leaves a number open.
$ssmproof check Theorems/*.claim Theorems/hard --save "$folder" >"$folder.txt" || { tail -3 "$folder.txt" >&2; refuse "not all theorems came out as expected"; }
# What `check` proves in passing has its turn among the proofs.
for certificate in "$folder"/*.proof.json; do
  cmp -s "$certificate" "$proofs/${certificate##*/}" && rm "$certificate"
done
certificates=("$folder"/*.json)
count=${#certificates[@]}
printf 'certificates of `check`          %4d, the proofs that `prove` finds too aside\n' "$count"
failures=0

# report NAME ACCEPTED OF
report() {
  printf '%-32s %4d of %d\n' "$1" "$2" "$3"
  [ "$2" -eq "$3" ] || failures=$((failures + 1))
}

# compile FOLDER: says of each of its files whether coqc accepts it, and leaves what it prints beside it.
compile() {
  (cd "$1" && printf '%s\0' *.v | xargs -0 -n 1 -P "$(getconf _NPROCESSORS_ONLN)" \
    bash -c 'timeout 300 coqc -q "$0" >"$0.log" 2>"$0.errors" && echo "accepted $0" || { echo "rejected $0"; tail -5 "$0.errors"; }')
}

# axioms LOG: of those that Print Assumptions names, the ones that the standard library's reals do not rest on.
axioms() {
  grep -v '^ ' "$1" | sed 's/ *:.*//' | grep -vxE 'Axioms|Closed under the global context' | grep -vxF -e ClassicalDedekindReals.sig_not_dec \
    -e ClassicalDedekindReals.sig_forall_dec -e FunctionalExtensionality.functional_extensionality_dep -e Classical_Prop.classic
}

$ssmproof replay "${certificates[@]}" >"$folder/replay.txt" || grep -v '^accepted' "$folder/replay.txt" >&2 || true
report "accepted by ssmproof replay" "$(grep -c '^accepted' "$folder/replay.txt")" "$count"

python3 Recheck/recheck.py "${certificates[@]}" >"$folder/recheck.txt" || grep -v '^accepted' "$folder/recheck.txt" >&2 || true
report "accepted by recheck.py" "$(grep -c '^accepted' "$folder/recheck.txt")" "$count"

# What Coq cannot be told is listed with the reason (status 3).
$ssmproof replay --export coq --output "$folder/coq" "${certificates[@]}" >"$folder/coq.txt" || [ $? -eq 3 ]
files=("$folder"/coq/*.v)
printf '%-32s %4d of %d, %d of them over the rationals\n' "stated for Coq" "${#files[@]}" "$count" \
  "$(grep -L 'From Interval' "${files[@]}" | wc -l)"
grep '^not exported' "$folder/coq.txt" || true
compile "$folder/coq" >"$folder/coqc.txt"
grep -v '^accepted' "$folder/coqc.txt" >&2 || true
report "accepted by coqc" "$(grep -c '^accepted' "$folder/coqc.txt")" "${#files[@]}"

# Proofs: of what is expected to hold. What is not proved yet is no failure; what is proved is proved for everybody.
printf '\n%-32s %4d of %d\n' "proved" "$(grep -c '^proved' "$folder.proofs.txt")" "$(grep -c -E '^(not )?proved' "$folder.proofs.txt")"
if compgen -G "$proofs/*.json" >/dev/null; then
  proved=("$proofs"/*.json)
  report "certificates written" "${#proved[@]}" "$(grep -c '^proved' "$folder.proofs.txt")"
  $ssmproof replay "${proved[@]}" >"$folder/replay-proofs.txt" || grep -v '^accepted' "$folder/replay-proofs.txt" >&2 || true
  report "accepted by ssmproof replay" "$(grep -c '^accepted' "$folder/replay-proofs.txt")" "${#proved[@]}"
  python3 Recheck/recheck.py "${proved[@]}" >"$folder/recheck-proofs.txt" || grep -v '^accepted' "$folder/recheck-proofs.txt" >&2 || true
  report "accepted by recheck.py" "$(grep -c '^accepted' "$folder/recheck-proofs.txt")" "${#proved[@]}"
  $ssmproof replay --export coq --output "$proofs/coq" "${proved[@]}" >"$folder/coq-proofs.txt" || [ $? -eq 3 ]
  grep '^not exported' "$folder/coq-proofs.txt" || true
  compile "$proofs/coq" >"$folder/coqc-proofs.txt"
  grep -v '^accepted' "$folder/coqc-proofs.txt" >&2 || true
  report "accepted by coqc" "$(grep -c '^accepted' "$folder/coqc-proofs.txt")" "${#proved[@]}"
  plain=0
  for log in "$proofs"/coq/*.log; do
    if [ ! -s "$log" ] || other=$(axioms "$log"); then printf 'certify: %s: axioms %s\n' "$log" "${other:-not told}" >&2; else plain=$((plain + 1)); fi
  done
  report "without axioms of their own" "$plain" "${#proved[@]}"
  # One of each kind of step, which the theorems need not have.
  stored=(Recheck/tests/proofs/*.json)
  $ssmproof replay --export coq --output "$folder/stored" "${stored[@]}" >"$folder/coq-stored.txt" || [ $? -eq 3 ]
  compile "$folder/stored" >"$folder/coqc-stored.txt"
  grep -v '^accepted' "$folder/coqc-stored.txt" >&2 || true
  report "proofs of Recheck/tests, by coqc" "$(grep -c '^accepted' "$folder/coqc-stored.txt")" "${#stored[@]}"
  # There is no Lean here to compile them.
  $ssmproof replay --export lean --output "$proofs/lean" "${proved[@]}" >"$folder/lean-proofs.txt" || [ $? -eq 3 ]
  grep '^not exported' "$folder/lean-proofs.txt" || true
  report "stated for Lean, not compiled" "$(find "$proofs/lean" -name '*.lean' | wc -l)" "${#proved[@]}"
  python3 Scripts/proof-mutations.py --mutants 60 --program "$ssmproof" "${proved[@]}" "${stored[@]}" || failures=$((failures + 1))
fi

# What has to be right for a proof to be one, in lines with blank ones and comments.
lines() { find "$@" \( -name '*.swift' -o -name '*.py' \) ! -name 'ScriptElaborator.swift' -exec cat {} + | wc -l; }
printf 'lines: kernel %d, elaborator %d; in Python kernel %d, elaborator %d, files and notation %d\n' \
  "$(lines Sources/ProofKernel)" "$(lines Sources/Elaboration)" \
  "$(lines Recheck/proofs/{terms,theory,rules}.py)" \
  "$(lines Recheck/proofs/{elaboration,statements,values,definitions,symbols,derivatives,supports,descent,place}.py)" \
  "$(lines Recheck/proofs/{certificate,reading,notation}.py)"

[ "$failures" -eq 0 ] || refuse "not all certificates were accepted"
