# check.sh: what the shell tests share; sourced. check WHAT COMMAND... counts; finish prints the count and is the test's exit.
passed=0 failed=0
check() {
    what=$1
    shift
    if "$@"; then passed=$((passed + 1)); else
        failed=$((failed + 1))
        echo "FAILED: $what"
    fi
}
finish() {
    echo "$passed passed, $failed failed"
    [ "$failed" -eq 0 ]
}
