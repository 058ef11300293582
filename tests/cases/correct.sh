#!/bin/sh
# A person's corrections: filed after a look, applied by a rebuild, kept through a new reading of the page, told where they fit no longer. tests/cases/correct.sh BUILD
set -u
build=$(cd "${1:?build}" && pwd)
root=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$build/bin/sillok" ingest -q -C "$work/c" "$root"/corpus/samples/papers/07-* 2>/dev/null
/usr/bin/python3 -B "$root/tests/cases/sillok/correct.py" "$build/bin/sillok" "$work/c"
