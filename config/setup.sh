#!/bin/sh
# Install what config/packages.tsv lists and this machine lacks: as root directly, else through sudo, else print the one
# apt line and stop with exit 4. Does nothing, and asks nothing, when all is there.
#   setup.sh [NEED...]     packages of these needs (default: build run test)
set -eu
here=$(dirname "$0")
wanted="${*:-build run test}"
missing=
for p in $(awk -F '\t' -v wanted="$wanted" '
        BEGIN { n = split(wanted, w, " "); for (i = 1; i <= n; i++) want[w[i]] = 1 }
        /^#/ || $1 == "package" { next }
        { n = split($2, need, "|"); for (i = 1; i <= n; i++) if (need[i] in want) { print $1; break } }' "$here/packages.tsv"); do
    dpkg-query -W -f='${db:Status-Status}\n' "$p" 2>/dev/null | grep -qx installed || missing="$missing $p"
done
[ -n "$missing" ] || exit 0

line="apt-get install -y --no-install-recommends$missing"
if [ "$(id -u)" = 0 ]; then
    as=
elif command -v sudo >/dev/null 2>&1 && { sudo -n true 2>/dev/null || [ -t 0 ]; }; then
    as=sudo
else
    echo "Sillok needs packages that are not installed. Please run as root:" >&2
    echo "    apt-get update && $line" >&2
    exit 4
fi
echo "installing:$missing" >&2
if ! { $as apt-get update -qq && DEBIAN_FRONTEND=noninteractive $as $line >/dev/null; }; then
    echo "apt could not install them. Please run as root:" >&2
    echo "    apt-get update && $line" >&2
    exit 4
fi
