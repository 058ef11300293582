#!/bin/sh
# The driver among rooms that misbehave: small shell programs take the place of the five rooms and crash, hang or lie on demand.
set -u
build=$(cd "${1:?build}" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
. "$(dirname "$0")/../../check.sh"
mkdir -p "$work/bin" "$work/config" "$work/in"
cp "$build/bin/sillok" "$work/bin/"
printf 'package\tneed\twhy\tproof\n' >"$work/config/packages.tsv"
export SILLOK_CONFIG="$work/config"

# The five rooms. A paper's first word says what becomes of it: good, crash, hang, bad. Layers are one line with the right head.
cat >"$work/bin/room.py" <<'END'
import hashlib, json, os, signal, sys, time
room = os.path.basename(sys.argv[0])[7:]
args = sys.argv[1:]
corpus, mark, page, serve, targets, i = '.', None, 0, False, [], 0
while i < len(args):
    a = args[i]
    if a == '-C': corpus = args[i + 1]; i += 1
    elif a in ('--config', '--log-format', '-o'): i += 1
    elif a == '--mark-failed': mark = args[i + 1]; i += 1
    elif a == '--page': page = int(args[i + 1]); i += 1
    elif a == '--serve': serve = True
    elif a == '--recipe': print(json.dumps(recipe_of(room))) if False else print(json.dumps({"room": room, "sillok": "t", "files": {}, "settings": open(os.environ['SILLOK_CONFIG'] + '/recipe').read()})); sys.exit(0)
    elif a == '--corpus': os.makedirs(corpus + '/datasets', exist_ok=True); open(corpus + '/datasets/n', 'a').write('x'); sys.exit(0)
    elif a not in ('-q', '-v', '--'): targets.append(a)
    i += 1
sha = lambda b: hashlib.sha256(b).hexdigest()
fsha = lambda p: sha(open(p, 'rb').read()) if os.path.exists(p) else 'absent'
def head(inp, failed=None):
    h = {"room": room, "sillok": "t", "files": {}, "settings": open(os.environ['SILLOK_CONFIG'] + '/recipe').read(), "input": inp}
    if failed: h["failed"] = failed
    return h
def joined(*paths):
    return sha(b''.join(fsha(p).encode() + b'\0' for p in paths))
def log(doc): open(corpus + '/log', 'a').write('%s %s %d\n' % (room, doc, page))
def work(t, reason):
    global page
    if room == 'intake':
        if t.startswith('@'):
            doc = t[1:]; body = open(corpus + '/docs/' + doc + '/source.bin', 'rb').read()
        else:
            body = open(t, 'rb').read(); doc = os.path.basename(t).split('.')[0] + '-' + sha(body)[:8]
    else:
        doc = t; body = open(corpus + '/docs/' + doc + '/source.bin', 'rb').read()
    d = corpus + '/docs/' + doc + '/'
    words = body.split()
    if not reason and words[0] == b'crash' and words[1].decode() == room: os.kill(os.getpid(), signal.SIGSEGV)
    if not reason and words[0] == b'hang' and words[1].decode() == room: time.sleep(600)
    if not reason and words[0] == b'bad' and words[1].decode() == room: reason = 'it is bad'
    log(doc)
    if room == 'intake':
        os.makedirs(d + 'pages', exist_ok=True); os.makedirs(d + 'ocr', exist_ok=True)
        open(d + 'source.bin', 'wb').write(body)
        pages = []
        for k in range(1, 4):
            open(d + 'pages/%04d.png' % k, 'wb').write(body + b'%d' % k)
            pages.append({"page": k, "verdict": "scan", "image": "pages/%04d.png" % k})
        json.dump({"head": head(sha(body), reason), "kind": "scan", "pages": [] if reason else pages}, open(d + 'source.json', 'w'))
    elif room == 'ocr':
        open(d + 'ocr/%04d.xml' % page, 'w').write('<?sillok %s?><alto/>' % json.dumps(head(fsha(d + 'pages/%04d.png' % page), reason)))
    else:
        ocr = [d + 'ocr/' + n for n in sorted(os.listdir(d + 'ocr'))]
        if room == 'text': out, inp = 'text.jsonl', joined(d + 'source.json', *ocr)
        if room == 'extract': out, inp = 'entities.jsonl', fsha(d + 'text.jsonl')
        if room == 'publish': out, inp = 'paper.tei.xml', joined(d + 'source.json', *ocr, d + 'text.jsonl', d + 'entities.jsonl', corpus + '/corrections/' + doc + '.jsonl')
        h = json.dumps(head(inp, reason))
        open(d + out, 'w').write('<?sillok %s?><TEI/>' % h if room == 'publish' else '{"head":%s}\n' % h)
    return reason
if serve:
    for line in sys.stdin:
        j = json.loads(line); page = j['page']
        t = bytes.fromhex(j['target_hex']).decode() if 'target_hex' in j else j['target']
        r = work(t, None)
        print(json.dumps({"target": t, "page": page, "status": "failed" if r else "ok", "code": 1 if r else 0, "message": r or ""}), flush=True)
else:
    for t in targets:
        if work(t, mark) and not mark: sys.exit(1)
END
sed -i 's/elif a == .--recipe.: print(json.dumps(recipe_of(room))) if False else print/elif a == "--recipe": print/' "$work/bin/room.py"
for r in intake ocr text extract publish; do
    printf '#!/usr/bin/env python3\n' >"$work/bin/sillok-$r"
    cat "$work/bin/room.py" >>"$work/bin/sillok-$r"
    chmod +x "$work/bin/sillok-$r"
done
printf one >"$work/config/recipe"
s=$work/bin/sillok c=$work/corpus

echo "good 1" >"$work/in/a.bin"
echo "good 2" >"$work/in/b.bin"
"$s" ingest -q -C "$c" -j 2 "$work/in" 2>"$work/err"
check "two good papers: exit 0" [ $? -eq 0 ]
check "every page was read once" [ "$(grep -c '^ocr' "$c/log")" -eq 6 ]
check "each later room ran once a paper" [ "$(grep -c '^publish' "$c/log")" -eq 2 ]

: >"$c/log"
"$s" ingest -q -C "$c" "$work/in" 2>/dev/null
check "again: exit 0" [ $? -eq 0 ]
check "again: nothing is done" [ ! -s "$c/log" ]
cp "$work/in/a.bin" "$work/in/other-name.bin"
"$s" ingest -q -C "$c" "$work/in/other-name.bin" 2>/dev/null
check "the same bytes under another name are the same paper" [ "$(ls "$c/docs" | wc -l)" -eq 2 ]
rm "$work/in/other-name.bin"

touch -d '2001-01-01' "$c"/docs/*/text.jsonl "$c"/docs/*/source.json
"$s" rebuild -q -C "$c" 2>/dev/null
check "file dates decide nothing" [ ! -s "$c/log" ]
d=$(ls -d "$c"/docs/a-*)
sed -i 's/"t"/"u"/' "$d/text.jsonl"
"$s" rebuild --dry-run -C "$c" >"$work/out" 2>/dev/null
check "dry run says which layer and why" grep -q "text.made by another version" "$work/out"
check "dry run does nothing" [ ! -s "$c/log" ]
"$s" rebuild -q -C "$c" 2>/dev/null
check "one text made by another version: that paper's text is redone" [ "$(grep -c '^text a-' "$c/log")" -eq 1 ]
check "and nothing of the other paper" [ "$(grep -c ' b-' "$c/log")" -eq 0 ]
check "and no page is read again" [ "$(grep -c '^ocr' "$c/log")" -eq 0 ]

# What was found fresh is remembered by sizes and times, and never trusted beyond them.
sleep 2
"$s" rebuild -q -C "$c" 2>/dev/null
check "fresh papers are remembered" grep -q '^b-' "$c/.stamps"
d=$(ls -d "$c"/docs/b-*)
touch -r "$d/text.jsonl" "$work/when"
printf 'x' | dd of="$d/text.jsonl" bs=1 seek=$(($(wc -c <"$d/text.jsonl") - 2)) conv=notrunc 2>/dev/null
touch -r "$work/when" "$d/text.jsonl"
: >"$c/log"
"$s" rebuild -q -C "$c" 2>/dev/null
check "a byte changed under the same size and date is found" grep -q '^text b-' "$c/log"
check "and the other paper is left alone" [ "$(grep -c ' a-' "$c/log")" -eq 0 ]
for junk in "" "x" "$(head -c 300 "$c/.stamps")"; do
    printf '%s' "$junk" >"$c/.stamps"
    : >"$c/log"
    "$s" rebuild -q -C "$c" 2>"$work/err"
    check "a damaged list of what is fresh: exit 0" [ $? -eq 0 ]
    check "a damaged list of what is fresh: nothing is done again" [ ! -s "$c/log" ]
done

for room in intake ocr text extract publish; do
    echo "crash $room" >"$work/in/crash-$room.bin"
    echo "bad $room" >"$work/in/bad-$room.bin"
done
: >"$c/log"
"$s" ingest -q -C "$c" -j 2 "$work/in" 2>"$work/err"
check "rooms crash, papers fail: exit 1" [ $? -eq 1 ]
check "the crash is named with its signal" grep -q "crashed (signal 11)" "$work/err"
"$s" status -C "$c" >"$work/out" 2>/dev/null
check "status: the good ones are ok" [ "$(grep -c '^ok' "$work/out")" -eq 2 ]
check "status: a page that crashed its room makes the paper partial" grep -q "^partial.*crash-ocr" "$work/out"
check "status: a crashed intake is failed, with its reason" grep -A1 "^failed.*crash-intake" "$work/out" -q
check "status: nothing is stale" grep -q " 0 stale" "$work/out"
: >"$c/log"
"$s" rebuild -q -C "$c" 2>/dev/null
check "what failed is not tried again by itself" [ ! -s "$c/log" ]
"$s" rebuild -q --retry -C "$c" 2>/dev/null
check "--retry tries it again" grep -q "^text bad-text" "$c/log"

echo "hang text" >"$work/in/hang.bin"
start=$(date +%s)
"$s" ingest -q -C "$c" -o driver.stage_seconds=2 "$work/in/hang.bin" 2>"$work/err"
check "a room that hangs is stopped" [ $(($(date +%s) - start)) -lt 30 ]
check "and the sentence names the setting" grep -q "driver.stage_seconds" "$work/err"

printf two >"$work/config/recipe"
: >"$c/log"
rm -rf "$c"/docs/hang-*
"$s" rebuild -q -C "$c" -j 2 2>/dev/null
check "changed settings of all rooms: every page is read again" [ "$(grep -c '^ocr a-' "$c/log")" -eq 3 ]

"$s" ingest -q -C "$c" "$work/nowhere" 2>"$work/err"
check "nothing usable: exit 3" [ $? -eq 3 ]
"$s" ingest -C "$c" -o no.such=1 "$work/in" 2>"$work/err"
check "unknown setting: exit 2, named" [ $? -eq 2 ]
check "the setting is named" grep -q 'no.such' "$work/err"
"$s" fly 2>/dev/null
check "unknown command: exit 2" [ $? -eq 2 ]
mv "$work/bin/sillok-text" "$work/bin/away"
"$s" ingest -q -C "$c" "$work/in" 2>"$work/err"
check "a missing program: exit 4" [ $? -eq 4 ]
mv "$work/bin/away" "$work/bin/sillok-text"

echo "hang ocr" >"$work/in/zz.bin"
"$s" ingest -q -C "$c" "$work/in" 2>"$work/err" &
pid=$!
sleep 2
kill -INT $pid
wait $pid
check "interrupted: exit 130" [ $? -eq 130 ]
check "and it says how to go on" grep -q "rebuild" "$work/err"
check "no room is left behind" sh -c "! pgrep -f '$work/bin/[s]illok-' >/dev/null"

finish
