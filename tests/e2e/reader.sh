#!/bin/sh
# The reader in headless Chromium: a word shows its box, a person corrects what was read, and the patch that is downloaded is filed, applied and seen
# in the reader again. tests/e2e/reader.sh BUILD
set -u
build=$(cd "${1:?build}" && pwd)
root=$(cd "$(dirname "$0")/../.." && pwd)
chromium=$(command -v chromium || command -v chromium-browser || command -v google-chrome)
if [ -z "$chromium" ]; then
    echo "the reader in a browser: skipped (no chromium)"
    echo "0 passed, 0 failed, 1 skipped"
    exit 0
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
. "$(dirname "$0")/../check.sh"
c=$work/c
"$build/bin/sillok" ingest -q -C "$c" "$root"/corpus/samples/papers/07-* 2>/dev/null
page=$(ls "$c"/site/07-*.html)
try() {
    timeout 90 "$chromium" --headless=new --no-sandbox --disable-gpu --disable-dev-shm-usage --allow-file-access-from-files --user-data-dir="$work/profile" \
        --virtual-time-budget=20000 --dump-dom "file://$root/tests/e2e/reader.html?file://$page" 2>"$work/err" |
        sed -n '/<pre id="out">/,/<\/pre>/p' | sed 's/.*<pre id="out">//;s/<\/pre>.*//;s/&lt;/</g;s/&gt;/>/g;s/&amp;/\&/g' >"$work/out"
}
said() { sed -n "s/^$1	//p" "$work/out"; }
try
if ! grep -q '^finished' "$work/out"; then
    head -c 400 "$work/out" "$work/err"
fi
check "the browser came to the end" grep -q '^finished' "$work/out"
check "no error on the way" [ -z "$(said error)" ]
check "words know their boxes" [ "$(said words)" -gt 200 ]
check "the scans are shown" [ "$(said scans)" -ge 1 ]
check "a word's box lies on the scan" [ "$(said 'box on the scan')" = true ]
check "and is said" expr "$(said said)" : 'page 1, box .* confidence' >/dev/null
check "a click corrects nothing before it is asked for" [ "$(said 'a click does nothing before')" = true ]
check "words can be reached by keyboard" [ "$(said 'words can be reached by keyboard')" = true ]
check "the dialog says what was read" [ "$(said 'read as')" = "Barcelona," ]
check "and what a name means" [ "$(said names)" = gn:2946447 ]
check "and what a block is" [ "$(said type)" = heading ]
check "corrections are listed" [ "$(said kept)" -eq 4 ]
check "and can be taken back" [ "$(said 'kept after taking one back')" -eq 3 ]
check "the browser keeps them" [ "$(said stored)" -eq 3 ]
check "nothing is wider than the screen" [ "$(said 'wider than the screen')" = false ]

# What was downloaded goes its way.
said patch >"$work/patch.jsonl"
check "the patch has three lines" [ "$(wc -l <"$work/patch.jsonl")" -eq 3 ]
"$build/bin/sillok" correct -C "$c" "$work/patch.jsonl" 2>"$work/err"
check "it is filed" [ $? -eq 0 ]
"$build/bin/sillok" rebuild -q -C "$c" 2>/dev/null
check "all of it is applied" [ "$("$build/bin/sillok" correct -C "$c" | grep -c '	applied	')" -eq 3 ]
check "the reader shows the corrected word, sure now" grep -q 'data-c="1.00"[^>]*>Madrid<' "$page"
check "Bonn is no city there" sh -c "! grep -q 'class=\"e city\"[^>]*><span[^>]*>Bonn</span>' '$page'" || :
[ -n "${SHOW:-}" ] && cat "$work/out"
finish
