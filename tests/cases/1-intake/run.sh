#!/bin/sh
# Verdicts on text layers against the truth table layers.tsv: papers made here, through rooms 1 and 2.
here=$(cd "$(dirname "$0")" && pwd)
exec /usr/bin/python3 -B "$here/check_layers.py" "$1"
