#!/bin/sh
# fonts.sh - installs the fonts of fonts.tsv (Debian 12). Needed for training and judging the line model only, never to build or run Sillok.
# usage: fonts.sh [train|judge]   without a word: both
set -eu
table=$(dirname "$0")/fonts.tsv
packages=$(awk -F'\t' -v role="${1:-}" '!/^#/ && $1 != "file" && (role == "" || $3 == role) { print $8 }' "$table" | sort -u)
# shellcheck disable=SC2086
exec apt-get install -y --no-install-recommends libfreetype-dev $packages
