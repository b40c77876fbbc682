#!/bin/sh
# Makes po/treatydesk.pot from the words of the C sources, of the profiles and of the templates, and merges it into each po/*.po.
#
# usage: tools/update-po.sh [--print] HTML2C [TEMPLATE.html ...]
#   --print   prints the words and changes no file
#   HTML2C    the built program tools/html2c; "-" leaves the templates out
#   TEMPLATE  the templates; without any, all that git knows under templates/ and src/
set -eu
# The words hold letters beyond ASCII; what is sorted sorts the same everywhere.
export LC_ALL=C.UTF-8

usage () { sed -n '2,8s/^# \{0,1\}//p' "$0"; }
case "${1:-}" in
'') usage >&2; exit 2 ;;
-h | --help) usage; exit 0 ;;
esac
only_print=
if [ "$1" = --print ]; then only_print=yes; shift; fi
html2c=$1
shift
case "$html2c" in
- | /*) ;;
*) html2c=$(pwd)/$html2c ;;
esac
cd "$(dirname "$0")/.."

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

git ls-files 'src/*.c' | LC_ALL=C sort > "$work/sources"
extract () { xgettext --from-code=UTF-8 --language=C --no-wrap --sort-by-file --add-comments=TRANSLATORS: \
    --package-name=treatydesk --force-po "$@"; }
extract --keyword= --keyword=td_words:2 --keyword=td_words_n:2,3 --keyword=N_:1 \
    --files-from="$work/sources" --output="$work/c.pot"
# Errors that pages show need no mark: each whole sentence (a capital … a full stop) in these files counts.
# Sentences with printf's holes cannot be looked up; on a page use a fixed sentence or td_words_fill.
git ls-files 'src/areas/*.c' 'src/document/*.c' 'src/door/*.c' 'src/journal/*.c' 'src/web/*.c' \
    | grep -v -e '/reader/' -e '/cleaner/' -e '/service/' -e 'commands\.c$' -e '-check\.c$' -e 'web/server\.c$' \
        -e 'web/linger\.c$' -e 'journal/journal\.c$' -e 'journal/log\.c$' -e 'journal/log-tree\.c$' \
    | LC_ALL=C sort > "$work/edges"
# It warns of each "" and "\r" among them, which the next step leaves out.
extract --extract-all --files-from="$work/edges" --output="$work/all.pot" 2> "$work/notes" \
    || { cat "$work/notes" >&2; exit 1; }
utf8 () { sed -i 's/charset=CHARSET/charset=UTF-8/' "$1"; }
utf8 "$work/all.pot"
msggrep --no-wrap --msgid -e '^[A-Z].* .*[.?!]$' "$work/all.pot" -o "$work/whole.pot"
msggrep --no-wrap --invert-match --msgid -e '%' "$work/whole.pot" -o "$work/all-sentences.pot"
# A sentence that has plural forms is one word, not two more.
awk -v RS= -v ORS='\n\n' '
    FILENAME == ARGV[1] {
        if (match ($0, /msgid_plural "[^\n]*/)) {
            many[substr ($0, RSTART + 13, RLENGTH - 13)] = 1
            match ($0, /msgid "[^\n]*/); many[substr ($0, RSTART + 6, RLENGTH - 6)] = 1
        }
        next
    }
    { match ($0, /msgid "[^\n]*/); if (!(substr ($0, RSTART + 6, RLENGTH - 6) in many)) print }
' "$work/c.pot" "$work/all-sentences.pot" > "$work/sentences.pot"
# The tables of acts and roles: each row's meaning, and the word of a role.
extract --keyword= --keyword=X:2 --output="$work/words.pot" src/door/acts.h
extract --keyword= --keyword=X:3 --output="$work/meanings.pot" src/door/acts.h
utf8 "$work/words.pot"
msggrep --no-wrap --invert-match --msgid -e '[.]' "$work/words.pot" -o "$work/roles.pot"
tools/profile-words.py > "$work/profile.pot"
words="$work/c.pot $work/sentences.pot $work/roles.pot $work/meanings.pot $work/profile.pot"
if [ "$html2c" != - ]; then
    if [ $# -eq 0 ]; then
        git ls-files 'templates/*.html' 'src/*.html' | LC_ALL=C sort > "$work/templates"
        # Names in git hold no blanks here.
        # shellcheck disable=SC2046
        set -- $(cat "$work/templates")
    fi
    "$html2c" --pot --root . -I templates "$@" > "$work/html.pot"
    words="$words $work/html.pot"
fi
# Files without lines: else every change of a source would change the catalogues.
# shellcheck disable=SC2086
msgcat --no-wrap --add-location=file --use-first -o "$work/all.pot" $words
# The day of making is no fact about the words: it would change the file at every run.
sed -e '/^"POT-Creation-Date:/d' -e 's/charset=CHARSET/charset=UTF-8/' "$work/all.pot" > "$work/treatydesk.pot"
if [ "$only_print" ]; then cat "$work/treatydesk.pot"; exit 0; fi
cp "$work/treatydesk.pot" po/treatydesk.pot

for po in po/*.po; do
    msgmerge --quiet --no-wrap --add-location=file --no-fuzzy-matching --backup=none --update "$po" po/treatydesk.pot
    printf '%s: ' "$po"
    msgfmt --statistics -o /dev/null "$po" 2>&1
done
