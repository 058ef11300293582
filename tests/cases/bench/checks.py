"""What the checks of the bench share: check(got, want, what) counts and names what is wrong; finish() prints the last line and ends."""
import sys

_passed = _failed = 0


def check(got, want, what):
    global _passed, _failed
    if got == want:
        _passed += 1
    else:
        _failed += 1
        print("FAILED:", what, "is", repr(got), "and not", repr(want))


def finish():
    print(f"{_passed} passed, {_failed} failed")
    sys.exit(_failed > 0)
