#!/bin/sh
# Reads PDF manuals of Debian packages in several languages: real files that nobody made for us. Part of `./test long`.
#   real-manuals.sh READER      (the built treatydesk-reader)
set -eu
reader=$1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
for package in debian-faq debian-faq-zh-cn debian-faq-ru debian-faq-fr debmake-doc; do
    apt-get download "$package" >/dev/null 2>&1 && dpkg-deb -x "$package"_*.deb . || echo "# no $package"
done
passed=0 failed=0
for file in $(find . -type f \( -name '*.pdf' -o -name '*.pdf.gz' \)); do
    case $file in *.gz) gunzip "$file"; file=${file%.gz} ;; esac
    if "$reader" <"$file" | grep -aq '"record":"end"'; then passed=$((passed + 1)); else failed=$((failed + 1)); echo "not read: $(basename "$file")"; fi
done
echo "$passed read, $failed not"
[ "$failed" -eq 0 ]
