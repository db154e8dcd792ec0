#!/usr/bin/env bash
# Tries to refute the theorems of Theorems/ (those of Theorems/hard are for `make hard`), audits a trained
# checkpoint, and says in its last lines what that has shown. INSTANCES bounds the search on each theorem.
set -euo pipefail
cd "$(dirname "$0")/.."
ssmproof=.build/release/ssmproof
checkpoint=$1
instances=${INSTANCES:-1000}
folder=.build/check
mkdir -p "$folder"

status=0
"$ssmproof" check Theorems/*.claim --instances "$instances" | tee "$folder/theorems.txt" || status=$?
printf '\n'
audited=0
"$ssmproof" audit "$checkpoint" | tee "$folder/audit.txt" || audited=$?
"$ssmproof" audit "$checkpoint" --format json >"$folder/audit.json" || audited=$?

# The counts as the report on the theorems ends with them: "110 theorems: 50 refuted, 60 survived; all as expected".
# Where some are not, their names may go on below.
counts=$(grep -E '^[0-9]+ theorems?: ' "$folder/theorems.txt" | tail -1 || true)
count() { printf '%s' "$counts" | sed -n "s/.* \([0-9][0-9]*\) $1.*/\1/p"; }
refuted=$(count refuted)
survived=$(count survived)
printf '\nmake check has shown:\n'
printf -- '- theorems: %s\n' "$counts"
printf '  %s are false as they stand, each by an exact instance that rigorous evaluation decided;\n' "${refuted:-0}"
printf '  %s survived a search of some %s instances each, which is no proof\n' "${survived:-0}" "$instances"
if [ "$audited" -eq 0 ] && grep -q '"complete": true' "$folder/audit.json"; then
  printf -- '- audit of %s: complete; every figure is certified and rounded outward\n' "$checkpoint"
else
  printf -- '- audit of %s: NOT complete (status %d)\n' "$checkpoint" "$audited"
  [ "$audited" -ne 0 ] || audited=1
fi
printf '`make hard` has the hard theorems and the mutations, `make certify` puts every refutation before three other checkers\n'
[ "$status" -eq 0 ] || exit "$status"
exit "$audited"
