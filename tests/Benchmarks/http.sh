#!/usr/bin/env bash
# How many requests a second one process answers at 32 connections, and how long the slowest hundredth takes: a what-if by the yardstick
# policy, and where a store of a stored run stands (a thousand stores asked for again and again, whose answers are kept, and stores that
# nobody has asked for lately), each beside a trivial address of the same process, in turn.
#   tests/Benchmarks/http.sh STORES.csv [rounds] [seconds]
# Needs wrk, curl and jq; STORES.csv is what side-by-side.sh makes with generate.mjs.
set -euo pipefail
stores=$(realpath "$1"); rounds=${2:-5}; seconds=${3:-10}
root=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d); host=
trap '[ -z "$host" ] || kill "$host"; rm -rf "$work"' EXIT

dotnet publish "$root/functions/Local" -c Release -r "$(dotnet --info | awk '/ RID:/ { print $2 }')" -o "$work/tier" >/dev/null
mkdir -p "$work/policies" "$work/metrics"; cp "$root/tests/Benchmarks/yardstick.yaml" "$work/policies/"
dotnet "$work/tier/tier.dll" run --programme yardstick --period 2026-Q3 --metrics "$stores" --policies "$work/policies" --data "$work/data" --json >/dev/null || [ $? -eq 1 ]

port=17071
# One caller sends everything here, so the limit of a caller is out of the way; it is asked all the same.
RateLimit__PerSecond=10000000 dotnet "$work/tier/tier.dll" serve --data "$work/data" --policies "$work/policies" --metrics "$work/metrics" --port $port >"$work/serve.log" 2>&1 &
host=$!
until curl -fs "http://127.0.0.1:$port/api/health/ready" >/dev/null; do kill -0 "$host"; sleep 0.2; done
key=$(jq -r '."Keys:Function"' "$work/data/keys.json")

# A row of the file as the body of a what-if; the ids of a thousand stores from all over it, and of so many that no answer is asked for twice while it is kept.
{ head -1 "$stores"; sed -n 1000p "$stores"; } | jq -c -R -s 'split("\n") | (.[0] | split(",")) as $names | (.[1] | split(",")) as $values
  | { programme: "yardstick", readings: ([range(1; $names | length) | { key: $names[.], value: $values[.] } | select(.value != "") | .value = (.value | tonumber? // .)] | from_entries) }' >"$work/check.json"
lines=$(wc -l <"$stores")
ids() { awk -F, -v step=$(((lines + $1 - 1) / $1)) 'NR > 1 && NR % step == 0 { print $1 }' "$stores" | shuf --random-source="$stores"; }
ids 1000 >"$work/ids"
ids 200000 >"$work/new-ids"

cat >"$work/trivial.lua" <<LUA
wrk.headers["x-functions-key"] = "$key"
LUA
cat >"$work/check.lua" <<LUA
wrk.method = "POST"
wrk.headers["x-functions-key"] = "$key"
wrk.headers["Content-Type"] = "application/json"
wrk.body = io.open("$work/check.json"):read("*a")
LUA
# Asking for one store after the other is work of the client's, and so is done for the trivial address as well.
asking() { # FILE WHAT: the address of one id after the other
  cat <<LUA
wrk.headers["x-functions-key"] = "$key"
local ids, at = {}, 0
for id in io.lines("$work/$1") do ids[#ids + 1] = id end
function request() at = at % #ids + 1; return wrk.format("GET", $2) end
LUA
}
asking ids '"/api/stores/" .. ids[at] .. "/tiers"' >"$work/tiers.lua"
asking new-ids '"/api/stores/" .. ids[at] .. "/tiers"' >"$work/new.lua"
asking ids '"/api/health/live?store=" .. ids[at]' >"$work/trivial-of-ids.lua"
asking new-ids '"/api/health/live?store=" .. ids[at]' >"$work/trivial-of-new.lua"

ask() { # NAME PATH: requests a second, 99th percentile, answers other than 2xx and 3xx
  wrk -t1 -c32 -d"${seconds}s" --latency -s "$work/$1.lua" "http://127.0.0.1:$port$2" |
    awk '/Requests\/sec/ { rate = $2 } / 99%/ { slow = $2 } /Non-2xx/ { bad = $NF } END { print rate, slow, bad + 0 }'
}
first=$(sed -n 1p "$work/ids")
curl -fs -X POST -H "x-functions-key: $key" -H 'Content-Type: application/json' --data "@$work/check.json" "http://127.0.0.1:$port/api/stores/$first/check" >/dev/null
# The code that is called often is compiled anew while it is warmed up.
address() { case $1 in trivial) echo /api/health/live ;; check) echo "/api/stores/$first/check" ;; *) echo / ;; esac; }
for name in trivial check trivial-of-ids tiers trivial-of-new new trivial check tiers new; do ask $name "$(address $name)" >/dev/null; done
printf '%-16s %12s %10s %6s\n' address requests/s p99 other
pair() { for name in "$1" "$2"; do printf '%-16s %12s %10s %6s\n' "$name" $(ask "$name" "$(address "$name")"); done; }
for _ in $(seq "$rounds"); do
  pair trivial check
  pair trivial-of-ids tiers
  pair trivial-of-new new
done | tee "$work/figures"
awk '$1 ~ /^trivial/ { base = $2 } $1 !~ /^trivial/ { n[$1]++; share[$1] = share[$1] sprintf(" %.2f", $2 / base) } END { for (name in n) printf "%s / trivial, pair by pair:%s\n", name, share[name] }' "$work/figures"
