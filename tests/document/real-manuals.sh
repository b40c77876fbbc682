#!/bin/sh
# Reads PDF manuals of Debian packages in several languages: real files that nobody made for us. Prints TAP; part of
# `./test long`.
#   real-manuals.sh TREATYDESK      (the built program, its reader beside it)
set -eu
program=$(readlink -f "$1")
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
chmod 755 . # apt fetches as a user of its own
for package in debian-faq debian-faq-zh-cn debian-faq-ru debian-faq-fr debmake-doc; do
    apt-get download "$package" >/dev/null 2>&1 && dpkg-deb -x "$package"_*.deb . || echo "# no $package"
done
n=0
for file in $(find . -type f \( -name '*.pdf' -o -name '*.pdf.gz' \) | sort); do
    n=$((n + 1))
    case $file in *.gz) gunzip "$file"; file=${file%.gz} ;; esac
    if found=$("$program" read --json "$file" 2>&1 | python3 -c '
import json, sys
d = json.load(sys.stdin)
assert d["paragraphs"] and d["words"] > 10, "nothing was read"
print(d["pages"], "pages,", d["words"], "words,", d["language"] + ",", len(d["paragraphs"]), "paragraphs")'); then
        echo "ok $n - $(basename "$file"): $found"
    else
        echo "not ok $n - $(basename "$file"): $found"
    fi
done
[ "$n" -gt 0 ] || { n=1; echo "ok 1 - manuals # SKIP no package could be had"; }
echo "1..$n"
