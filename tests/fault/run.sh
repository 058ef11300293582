#!/bin/sh
# Faults and kills (faults.py, torture.py): a few of each here, `make torture` for all of them. tests/fault/run.sh BUILD
set -u
build=$(cd "${1:?build}" && pwd)
here=$(cd "$(dirname "$0")" && pwd)
. "$here/../check.sh"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
case $build in
*-san) echo "faults skipped: the sanitizers have an allocator of their own" ;;
*)
    ${CC:-cc} -std=gnu11 -O2 -shared -fPIC -o "$work/fault.so" "$here/fault.c" -ldl || exit 1
    /usr/bin/python3 -B "$here/faults.py" "$build" "$work/fault.so" ${FAULTS:-} >"$work/log" 2>&1
    check "faults" [ $? -eq 0 ]
    cat "$work/log" | grep -v '^[0-9]* passed'
    passed=$((passed + $(sed -n 's/^\([0-9]*\) passed.*/\1/p' "$work/log")))
    ;;
esac
/usr/bin/python3 -B "$here/torture.py" "$build" "${KILLS:-4}" "${SEED:-1}" >"$work/log" 2>&1
check "kills" [ $? -eq 0 ]
grep -v '^[0-9]* passed' "$work/log"
passed=$((passed + $(sed -n 's/^\([0-9]*\) passed.*/\1/p' "$work/log")))
finish
