#!/bin/sh
# Makes po/treatydesk.pot from the words of the C sources, of the profiles and of the templates, and merges it into each po/*.po.
#
# usage: tools/update-po.sh HTML2C [TEMPLATE.html ...]
#   HTML2C    the built program tools/html2c; "-" leaves the templates out
#   TEMPLATE  the templates; without any, all that git knows under templates/ and src/
set -eu

usage () { sed -n '2,7s/^# \{0,1\}//p' "$0"; }
case "${1:-}" in
'') usage >&2; exit 2 ;;
-h | --help) usage; exit 0 ;;
esac
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
xgettext --from-code=UTF-8 --language=C --no-wrap --sort-by-file --add-comments=TRANSLATORS: \
    --keyword= --keyword=td_words:2 --keyword=td_words_n:2,3 --keyword=N_:1 \
    --package-name=treatydesk --force-po --files-from="$work/sources" --output="$work/c.pot"
tools/profile-words.py > "$work/profile.pot"
set -- "$@"
if [ "$html2c" != - ]; then
    if [ $# -eq 0 ]; then
        git ls-files 'templates/*.html' 'src/*.html' | LC_ALL=C sort > "$work/templates"
        # Names in git hold no blanks here.
        # shellcheck disable=SC2046
        set -- $(cat "$work/templates")
    fi
    "$html2c" --pot "$@" > "$work/html.pot"
    msgcat --no-wrap --use-first -o "$work/all.pot" "$work/c.pot" "$work/profile.pot" "$work/html.pot"
else
    msgcat --no-wrap --use-first -o "$work/all.pot" "$work/c.pot" "$work/profile.pot"
fi
# The day of making is no fact about the words: it would change the file at every run.
sed -e '/^"POT-Creation-Date:/d' -e 's/charset=CHARSET/charset=UTF-8/' "$work/all.pot" > po/treatydesk.pot

for po in po/*.po; do
    msgmerge --quiet --no-wrap --no-fuzzy-matching --backup=none --update "$po" po/treatydesk.pot
    printf '%s: ' "$po"
    msgfmt --statistics -o /dev/null "$po" 2>&1
done
