#!/bin/sh
# Lines of text and what room 4 must find in them: tests/cases/4-extract/run.sh BUILD
# The case files are TSV beside this script; each says at its top what its columns are. They use the authority files of config/.
set -u
here=$(cd "$(dirname "$0")" && pwd)
build=$(cd "${1:?the build folder}" && pwd)
exec python3 "$here/run.py" "$build" "$here"
