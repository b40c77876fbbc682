# shellcheck shell=bash
# Sourced by ./run, ./test and bench/run: `td_install SECTION…` installs what is missing of those sections of
# packaging/debian-packages.txt. Says what, asks nothing; returns 1 when it could not.

# The packages of the named sections that neither dpkg nor the stand-in command shows to be there.
td_missing_packages () {
    local list=packaging/debian-packages.txt wanted package command
    wanted=$(awk -v sections=" $* " '
        { sub (/#.*/, "") }
        /^\[/ { gsub (/[][]/, ""); on = index (sections, " " $1 " "); next }
        on && NF { print $1, $2 }' "$list")
    while read -r package command; do
        if [ -n "$command" ] && command -v "$command" >/dev/null 2>&1; then
            continue
        fi
        echo "$package"
    done <<<"$wanted" | {
        mapfile -t wanted
        [ ${#wanted[@]} -eq 0 ] && return 0
        local there
        # dpkg-query fails where it does not know one of them, which must not end a script under "set -e".
        there=" $(dpkg-query -W -f='${Package}=${db:Status-Status} ' "${wanted[@]}" 2>/dev/null || true)"
        for package in "${wanted[@]}"; do
            case "$there" in
            *" $package=installed "*) ;;
            *) echo "$package" ;;
            esac
        done
    }
}

td_install () {
    local missing as_root=()
    if ! command -v dpkg-query >/dev/null 2>&1; then
        echo "This is not Debian: have the packages of packaging/debian-packages.txt ($*) by your own means." >&2
        return 0
    fi
    mapfile -t missing < <(td_missing_packages "$@")
    [ ${#missing[@]} -eq 0 ] && return 0
    echo "Installing ${#missing[@]} Debian package(s): ${missing[*]}"
    if [ "$(id -u)" -ne 0 ]; then
        if ! command -v sudo >/dev/null 2>&1; then
            echo "They need root, and there is no sudo here. As root, run: apt-get install ${missing[*]}" >&2
            return 1
        fi
        as_root=(sudo)
    fi
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -qq update </dev/null &&
        "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -qq -y --no-install-recommends install \
            "${missing[@]}" </dev/null >/dev/null || {
        echo "Could not install: ${missing[*]}. See what apt-get says above." >&2
        return 1
    }
}

# The module that seals in the browser, made of npm's age-encryption and our own part (packaging/seal) where npm is there. Without it
# the server seals, and its pages say so.
td_seal_module () {
    local out=packaging/seal/seal.js
    [ -f "$out" ] && [ -z "$(find packaging/seal -maxdepth 1 \( -name '*.mjs' -o -name package-lock.json \) -newer "$out")" ] && return 0
    command -v npm >/dev/null 2>&1 || return 0
    (cd packaging/seal && npm ci --ignore-scripts --silent --no-audit --no-fund </dev/null && node build.mjs seal.js) ||
        echo "The module that seals in the browser could not be made: the server seals alone." >&2
    return 0
}

# td_build FOLDER [meson options] [-- TARGET…]: configures FOLDER if it is not, and builds all, or those targets.
td_build () {
    local folder=$1 options=()
    shift
    while [ $# -gt 0 ] && [ "$1" != -- ]; do
        options+=("$1")
        shift
    done
    [ $# -gt 0 ] && shift
    # Where ccache is there, another clone's objects are as good: compilers see paths from here, and debug information may name the other clone.
    export CCACHE_BASEDIR=${CCACHE_BASEDIR:-$PWD} CCACHE_NOHASHDIR=${CCACHE_NOHASHDIR:-1}
    td_seal_module
    if [ -f packaging/seal/seal.js ] && [ -f "$folder/build.ninja" ] && ! grep -q "seal/seal\.js" "$folder/build.ninja"; then
        meson setup --reconfigure "$folder" </dev/null >/dev/null || return 1
    fi
    if [ ! -f "$folder/build.ninja" ]; then
        rm -rf "$folder/meson-private" "$folder/meson-info"
        echo "Configuring $folder"
        meson setup "$folder" "${options[@]}" </dev/null >"/tmp/td-meson.$$" 2>&1 || {
            cat "/tmp/td-meson.$$" >&2
            rm -f "/tmp/td-meson.$$"
            return 1
        }
        rm -f "/tmp/td-meson.$$"
    fi
    ninja -C "$folder" --quiet "$@" </dev/null | { grep -v "^ninja: no work to do" || true; }
    return "${PIPESTATUS[0]}"
}
