#!/bin/sh
# A throw-away PostgreSQL for tests: in a temporary folder, by a Unix socket only, with fsync on.
#
#   tests/postgres.sh run COMMAND…   starts it, runs COMMAND with TREATYDESK_TEST_POSTGRES set to its address,
#                                    stops and removes it whatever happens; exit status is COMMAND's
#   tests/postgres.sh start          starts it and prints its address and how to stop it
#   tests/postgres.sh stop FOLDER    stops it and removes its folder
#
# PostgreSQL refuses to run as root; started as root, it runs as the user postgres.
set -eu

bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1)
if [ -z "$bin" ]; then
    if command -v initdb >/dev/null; then
        bin=$(dirname "$(command -v initdb)")
    else
        echo "PostgreSQL is not installed. On Debian: apt-get install postgresql" >&2
        exit 1
    fi
fi

# Everything that touches the cluster runs from / so that the working folder need not be readable to it.
as_owner () {
    if [ "$(id -u)" = 0 ]; then
        (cd / && setpriv --reuid=postgres --regid=postgres --init-groups "$@")
    else
        (cd / && "$@")
    fi
}

start () {
    folder=$(mktemp -d "${TMPDIR:-/tmp}/treatydesk-pg-XXXXXX")
    if [ "$(id -u)" = 0 ]; then
        chown postgres "$folder"
    fi
    # Only the owner may pass into the folder, so "trust" on the socket trusts the owner (and root) alone.
    chmod 700 "$folder"
    if ! as_owner "$bin/initdb" -D "$folder/data" -U treatydesk -A trust --encoding=UTF8 --locale=C.UTF-8 \
        >"$folder.log" 2>&1; then
        cat "$folder.log" >&2
        remove
        return 1
    fi
    # A short name: a socket's path has at most 107 bytes.
    if ! as_owner "$bin/pg_ctl" -D "$folder/data" -s -w -t 60 -l "$folder/log" \
        -o "-k $folder -c listen_addresses= -c fsync=on -c max_connections=60 -c shared_buffers=64MB" \
        start >"$folder.log" 2>&1 </dev/null; then
        cat "$folder.log" "$folder/log" >&2 || true
        remove
        return 1
    fi
    rm -f "$folder.log"
    if ! as_owner "$bin/createdb" -h "$folder" -U treatydesk treatydesk; then
        remove
        return 1
    fi
    address="postgresql://treatydesk@/treatydesk?host=$folder"
}

# What the server has used so far, with its backends that have ended; told, and noted for ./test. To nobody's harm where the system
# does not say.
busy () {
    seconds=$(awk -v ticks="$(getconf CLK_TCK)" '{ printf "%.1f", ($14 + $15 + $16 + $17) / ticks }' \
        "/proc/$(head -n 1 "$folder/data/postmaster.pid")/stat" 2>/dev/null) || return 0
    echo "# PostgreSQL: $seconds s of the processor"
    [ -z "${TREATYDESK_TEST_POSTGRES_BUSY:-}" ] || echo "$seconds" >>"$TREATYDESK_TEST_POSTGRES_BUSY"
}

remove () {
    if [ -f "$folder/data/postmaster.pid" ]; then
        as_owner "$bin/pg_ctl" -D "$folder/data" -s -m fast -w stop || as_owner "$bin/pg_ctl" -D "$folder/data" -s -m immediate stop || true
    fi
    rm -rf "$folder" "$folder.log"
}

case "${1:-}" in
run)
    shift
    [ $# -gt 0 ] || { echo "usage: tests/postgres.sh run COMMAND…" >&2; exit 2; }
    folder=
    trap 'status=$?; trap - EXIT INT TERM HUP; [ -z "$folder" ] || remove; exit $status' EXIT
    trap 'exit 130' INT
    trap 'exit 143' TERM
    trap 'exit 129' HUP
    start
    status=0
    TREATYDESK_TEST_POSTGRES=$address "$@" || status=$?
    busy
    exit "$status"
    ;;
start)
    start
    echo "$address"
    echo "stop it with: $0 stop $folder" >&2
    ;;
stop)
    folder=${2:?which folder?}
    [ -f "$folder/data/PG_VERSION" ] || { echo "There is no PostgreSQL of ours in that folder." >&2; exit 1; }
    remove
    ;;
*)
    sed -n '2,9s/^# \{0,1\}//p' "$0" >&2
    exit 2
    ;;
esac
