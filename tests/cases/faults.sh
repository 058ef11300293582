#!/bin/sh
# Damaged ranking tables, a short deterministic form of `make bench-tables`: nothing that could be known may be silently wrong.
set -u
here=$(cd "$(dirname "$0")" && pwd)
exec /usr/bin/python3 -B "$here/../bench/faults.py" "${1:?the build folder}" --short
