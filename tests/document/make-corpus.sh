#!/bin/sh
# Makes tests/document/corpus from tests/document/corpus-sources. Needs LibreOffice (writer), fonts-noto-core,
# fonts-noto-cjk, mupdf-tools, python3. What it made is kept in git: tests compare it, and dates in PDFs differ.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
sources=$here/corpus-sources
out=$here/corpus
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$out"

office () {
    soffice -env:UserInstallation="file://$work/profile" --headless --convert-to "$1" --outdir "$work" "$2" >/dev/null 2>&1
}

for language in ar zh en fr ru es; do
    python3 "$sources/make-fodt.py" "$sources/$language.txt" $language >"$work/$language.fodt"
    office pdf "$work/$language.fodt"
    office docx "$work/$language.fodt"
    cp "$work/$language.pdf" "$work/$language.docx" "$out"
    # the same as plain text and as Markdown
    sed -e 's/\^{[^}]*}//g' -e 's/^=* //' -e 's/^# /1. /' "$sources/$language.txt" | sed G >"$out/$language.txt"
done
sed -e 's/^=== /### /; t' -e 's/^== /## /; t' -e 's/^= /# /; t' -e 's/^# /1. /' -e 's/\^{[^}]*}//g' "$sources/en.txt" | sed 'G' | awk '
    /^\|/ { rows = 1; print; next } /^$/ && rows { next } { if (rows) print ""; rows = 0; print }' >"$out/en.md"
iconv -f UTF-8 -t KOI8-R "$out/ru.txt" >"$out/ru-koi8r.txt" || true
sed 's/–/-/g' "$out/ru.txt" | iconv -f UTF-8 -t WINDOWS-1251 >"$out/ru-1251.txt"
iconv -f UTF-8 -t GB18030 "$out/zh.txt" >"$out/zh-gb18030.txt"
iconv -f UTF-8 -t WINDOWS-1252 "$out/fr.txt" >"$out/fr-1252.txt"
iconv -f UTF-8 -t WINDOWS-1256 "$out/ar.txt" >"$out/ar-1256.txt"
iconv -f UTF-8 -t UTF-16 "$out/es.txt" >"$out/es-utf16.txt"

python3 "$sources/make-fodt.py" "$sources/en.txt" en --columns >"$work/columns.fodt"
office pdf "$work/columns.fodt"
python3 "$sources/make-fodt.py" "$sources/ar.txt" ar --columns >"$work/columns-ar.fodt"
office pdf "$work/columns-ar.fodt"
python3 "$sources/make-fodt.py" "$sources/en.txt" en --long >"$work/thirteen.fodt"
office pdf "$work/thirteen.fodt"
office docx "$work/thirteen.fodt"
office odt "$work/en.fodt"
office rtf "$work/en.fodt"
office doc "$work/en.fodt"
cp "$work/columns.pdf" "$work/columns-ar.pdf" "$work/thirteen.pdf" "$work/thirteen.docx" "$work/en.odt" "$work/en.doc" "$out"
head -c 3000 "$work/en.rtf" >"$out/en.rtf"

mutool clean -E aes-256 -U secret -O secret "$out/en.pdf" "$out/encrypted.pdf"
head -c 9000 "$out/en.pdf" >"$out/truncated.pdf"
head -c 700 "$out/en.pdf" >"$out/cut.pdf"
mutool draw -q -r 40 -o "$work/page.png" "$out/en.pdf" 1
mutool convert -o "$out/scan.pdf" "$work/page.png"
cp "$work/page.png" "$out/picture.pdf"
: >"$out/empty.txt"
python3 "$sources/make-odd-docx.py" "$out"
