#!/bin/sh
# The counting of the benchmark, on pairs whose answer a person can see.
here=$(cd "$(dirname "$0")" && pwd)
exec /usr/bin/python3 -B "$here/check_count.py" "$here/../../bench"
