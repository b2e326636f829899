#!/usr/bin/env bash
# The whole run of a million stores beside what a data engineer would write with DuckDB, on this machine, run by run in turn.
#   tests/Benchmarks/side-by-side.sh BENCH [rows] [runs]
# BENCH holds generate.mjs, compare.mjs and duckdb/ with the npm package @duckdb/node-api installed beside it.
set -euo pipefail
bench=$(cd "$1" && pwd); rows=${2:-1000000}; runs=${3:-5}
root=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT

dotnet publish "$root/functions/Local" -c Release -r "$(dotnet --info | awk '/ RID:/ { print $2 }')" -o "$work/tier" >/dev/null
mkdir "$work/policies"; cp "$root/tests/Benchmarks/yardstick.yaml" "$work/policies/"
node "$bench/generate.mjs" --rows "$rows" --seed 1 --out "$work/stores.csv"

# compare.mjs starts a command without a shell, and each run begins with an empty data folder.
cat > "$work/run.sh" <<RUN
rm -rf "$work/data"
exec dotnet "$work/tier/tier.dll" run --programme yardstick --period 2026-Q3 --metrics "$work/stores.csv" --policies "$work/policies" --data "$work/data" --json
RUN
cd "$bench"
node compare.mjs --name explained --runs "$runs" --a "bash $work/run.sh" \
  --b "node duckdb/classify.mjs --input $work/stores.csv --shape list --sink table --out $work/duck.db"
