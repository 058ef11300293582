#!/bin/sh
# sillok verify: a sound corpus has no problems; one flipped bit in any of its files is found and the file named; a corpus whose list of files was made anew
# behind somebody's back still betrays itself by its hashes, keys and ways back. tests/cases/verify.sh BUILD
set -u
build=$(cd "${1:?build}" && pwd)
root=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
printf 'not a paper\0\1\2' >"$work/odd.bin"
"$build/bin/sillok" ingest -q -C "$work/c" "$root"/corpus/samples/papers/07-* "$root"/corpus/samples/papers/08-* "$work/odd.bin" 2>/dev/null
/usr/bin/python3 "$root/tests/cases/sillok/verify.py" "$build/bin/sillok" "$work/c"
