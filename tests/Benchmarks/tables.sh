#!/usr/bin/env bash
# How fast chunks are kept in tables beside plain batches of 100, on one storage emulator, round by round in turn.
#   tests/Benchmarks/tables.sh [rounds]
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d); emulator=; trap 'kill $emulator 2>/dev/null; rm -rf "$work"' EXIT

npm install --prefix "$work" --no-audit --no-fund --loglevel error azurite@3.35.0
port=$(node -e 'const s = require("net").createServer(); s.listen(0, "127.0.0.1", () => { console.log(s.address().port); s.close(); })')
key=$(node -e 'console.log(require("crypto").createHash("sha512").update("bench").digest("base64"))')   # no secret: the emulator forgets everything
dotnet build "$root/tests/Benchmarks" -c Release -v q >/dev/null
AZURITE_ACCOUNTS="bench:$key" node "$work/node_modules/azurite/dist/src/table/main.js" --silent --disableTelemetry --skipApiVersionCheck --inMemoryPersistence \
  --tableHost 127.0.0.1 --tablePort "$port" & emulator=$!
until (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; do kill -0 $emulator; sleep 0.1; done
dotnet run --no-build -c Release --project "$root/tests/Benchmarks" -- tables \
  "DefaultEndpointsProtocol=http;AccountName=bench;AccountKey=$key;TableEndpoint=http://127.0.0.1:$port/bench;" "${1:-7}"
