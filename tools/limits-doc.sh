#!/bin/sh
# Prints docs/LIMITS.md, made from the table in src/base/limits.h:  sh tools/limits-doc.sh > docs/LIMITS.md
set -eu
cd "$(dirname "$0")/.."

cat <<'HEAD'
# Limits

Everything that a person can make grow has a limit. This page is made from `src/base/limits.h` by
`tools/limits-doc.sh`; a house test compares them. What the Committee decides (pages of a report, bytes of a
file, priorities) is profile data, in `profiles/`, and can only be narrower than what stands here.

| limit | value | what it bounds |
|---|---|---|
HEAD

# glib.h is only declarations here; the rows come out of the preprocessor as @ name @ value @ "unit" @ "what".
{
    grep -v '^#include' src/base/limits.h
    echo '#define ROW(name, value, unit, what) @name@value@unit@what@'
    echo 'TD_LIMITS (ROW)'
} | "${CC:-cc}" -E -P -x c - 2>/dev/null | tr '\n' ' ' | sed 's/.*};//; s/" *@ *@ */"@\n@/g; s/" *" */ /g; $a\' |
while IFS=@ read -r _ name value unit what _; do
    name=$(echo "$name" | tr -d ' ')
    [ -n "$name" ] || continue
    unit=$(echo "$unit" | tr -d '"' | sed 's/^ *//; s/ *$//')
    what=$(echo "$what" | tr -d '"' | sed 's/^ *//; s/ *$//')
    number=$(($value))
    case "$unit" in
    bytes)
        if [ $((number % 1048576)) -eq 0 ]; then number="$((number / 1048576)) MiB"
        elif [ $((number % 1024)) -eq 0 ]; then number="$((number / 1024)) KiB"
        else number="$number bytes"; fi ;;
    *) number="$number $unit" ;;
    esac
    echo "| \`$name\` | $number | $what |"
done
