#!/bin/sh
# The counting of the benchmarks, on pairs whose answer a person can see. The last line is the sum over all files.
here=$(cd "$(dirname "$0")" && pwd)
log=$(mktemp)
trap 'rm -f "$log"' EXIT
status=0
for f in check_count.py check_measure.py check_reliability.py; do
    /usr/bin/python3 -B "$here/$f" "$here/../../bench" >"$log.1" 2>&1 || status=1
    tail -n 1 "$log.1" | grep -q ' passed, ' || status=1 # it ended before its end
    cat "$log.1" >>"$log"
    rm -f "$log.1"
done
grep -v '^[0-9]* passed' "$log"
sed -n 's/^\([0-9]*\) passed, \([0-9]*\) failed$/\1 \2/p' "$log" | awk '{ p += $1; f += $2 } END { printf "%d passed, %d failed\n", p, f }'
exit $status
