#!/bin/sh
# config/sillok.ini shows every setting there is, with its true default and range.
set -u
root=$(cd "$(dirname "$0")/../.." && pwd)
out=$(mktemp)
trap 'rm -f "$out"' EXIT
"${1:?build}/bin/sillok" settings -C / >"$out"
if diff "$root/config/sillok.ini" "$out"; then
    echo "1 passed, 0 failed"
else
    echo "config/sillok.ini is not what \`sillok settings\` prints; renew it with: build/bin/sillok settings >config/sillok.ini"
    echo "0 passed, 1 failed"
    exit 1
fi
