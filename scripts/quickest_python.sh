#!/bin/sh
# Prints the Python that the virtual environment is made with: of those with the first of these names that is
# 3.11 or newer, the quickest on the PATH. How a Python was compiled decides a tenth of its speed and more: one that a
# version manager built on the spot, without profile-guided optimisation, takes that much longer than Debian's.
#
#     scripts/quickest_python.sh [NAME ...]
#
# Status 1, and nothing on standard output, when none is found.
set -u

# Processor seconds of calls, attributes and look-ups in dicts: the best of seven rounds. Fails where the Python is too
# old, or cannot make a virtual environment (Debian keeps that in a package of its own).
WORK='
import sys, time
if sys.version_info < (3, 11): sys.exit(1)
import ensurepip, venv
class Word:
    def __init__(self, text): self.text = text
def read(words):
    seen = {}
    for text in words:
        word = Word(text)
        seen[word.text] = seen.get(word.text, 0) + 1
    return seen
words = [str(n % 97) for n in range(20000)]
def seconds():
    began = time.process_time(); read(words); return time.process_time() - began
print(round(min(seconds() for _ in range(7)) * 1e6))
'

[ $# -gt 0 ] || set -- python3.11 python3 python3.12 python3.13 python3.14
for name in "$@"; do
  best= least=
  case $name in
    */*) found=$name ;;
    *) found=$(IFS=:; for folder in $PATH; do [ -x "$folder/$name" ] && printf '%s\n' "$folder/$name"; done) ;;
  esac
  while IFS= read -r python; do
    [ -n "$python" ] && took=$("$python" -c "$WORK" 2>/dev/null) || continue
    # One later on the PATH must be a tenth quicker: less is chance, and the first is what its user expects.
    if [ -z "$best" ] || [ $((took * 10)) -lt $((least * 9)) ]; then
      best=$python least=$took
    fi
  done <<LIST
$found
LIST
  if [ -n "$best" ]; then
    printf '%s\n' "$best"
    exit 0
  fi
done
exit 1
