#!/bin/sh
# Run every test and say what came of it: tests/run.sh BUILD
#   unit/    cmocka programs, each linked with one room        cases/   input and expected lines; scripts
#   golden/  rooms 3 to 5, exact bytes                         e2e/     papers through all rooms
#   fault/   calls that fail, processes that are killed
# A script prints, last, "N passed, N failed" and perhaps "N skipped"; its exit code says whether it failed.
# Only some:  tests/run.sh build unit cases
set -u
here=$(cd "$(dirname "$0")" && pwd)
build=$(cd "${1:?the build folder}" && pwd)
shift
kinds=${*:-unit cases golden e2e fault}
export OMP_THREAD_LIMIT=1
export SILLOK_SHARED="${SILLOK_SHARED:-$(cd "$here/../../shared" 2>/dev/null && pwd)}"
passed=0 failed=0 skipped=0
log=$(mktemp)
trap 'rm -f "$log"' EXIT

count() { # name, exit code: add what the log says
    p=$(sed -n 's/.*\[  PASSED  \] \([0-9]*\) test.*/\1/p;s/^\([0-9]*\) passed, [0-9]* failed.*/\1/p' "$log" | tail -n 1)
    f=$(sed -n 's/.*\[  FAILED  \] \([0-9]*\) test.*/\1/p;s/^[0-9]* passed, \([0-9]*\) failed.*/\1/p' "$log" | tail -n 1)
    s=$(sed -n 's/.*\[  SKIPPED \] \([0-9]*\) test.*/\1/p;s/.*, \([0-9]*\) skipped.*/\1/p' "$log" | tail -n 1)
    p=${p:-0} f=${f:-0} s=${s:-0}
    if [ "$2" -ne 0 ] && [ "$f" -eq 0 ]; then f=1; fi
    if [ "$p" -eq 0 ] && [ "$f" -eq 0 ] && [ "$s" -eq 0 ]; then
        f=1
        echo "    $1 ran no test"
    fi
    passed=$((passed + p)) failed=$((failed + f)) skipped=$((skipped + s))
    printf '%-34s %4d passed' "$1" "$p"
    [ "$f" -gt 0 ] && printf '  %d FAILED' "$f"
    [ "$s" -gt 0 ] && printf '  %d skipped' "$s"
    echo
    grep -i 'skipped' "$log" | grep -v '\[ *SKIPPED\|^[0-9]* passed' | sed 's/^/    /' | head -n 5
    if [ "$f" -gt 0 ]; then
        grep -vE '\[ RUN|\[       OK' "$log" | tail -n 60 | sed 's/^/    /'
    fi
}

run() { # name, command...
    name=$1
    shift
    "$@" >"$log" 2>&1 </dev/null
    count "$name" $?
}

for kind in $kinds; do
    case $kind in
    unit)
        for t in "$here"/unit/*/test_*.c; do
            room=$(basename "$(dirname "$t")") name=$(basename "$t" .c)
            run "unit/$room/$name" "$build/unit/$room/$name"
        done ;;
    cases | e2e)
        for t in "$here/$kind"/*.sh "$here/$kind"/*/run.sh; do
            [ -f "$t" ] && run "${t#"$here"/}" sh "$t" "$build"
        done ;;
    fault) run fault/run.sh sh "$here/fault/run.sh" "$build" ;;
    golden) [ -f "$here/golden/run.sh" ] && run golden/run.sh sh "$here/golden/run.sh" "$build" ;;
    *) [ -f "$here/$kind" ] && run "$kind" sh "$here/$kind" "$build" ;;
    esac
done
echo
echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ]
