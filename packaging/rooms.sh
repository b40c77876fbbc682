#!/usr/bin/env bash
# Starts Janus for the rooms of an instance and is replaced by it: packaging/rooms.sh FOLDER [PORT] [ADDRESS]
#
#   FOLDER   the instance; what Janus needs is written into FOLDER/rooms/, mode 0700
#   PORT     of its HTTP interface, which listens on 127.0.0.1 alone; 0 or nothing: any free one
#   ADDRESS  of this machine, at which browsers reach its media; nothing: every one that it has
#
# FOLDER/rooms/janus.ini tells the server and the telephone gateway where Janus is and its secret, which is new at each start.
# docs/ROOMS.md says what each setting is for. Janus runs in the foreground: whoever starts this ends it by its process id.
set -euo pipefail

folder=${1:?"packaging/rooms.sh FOLDER [PORT] [ADDRESS]"} port=${2:-0} address=${3:-}
program=$(command -v janus) || { echo "Janus is not installed: ./run --rooms and ./test rooms install it." >&2; exit 1; }
lib=
for each in /usr/lib/*/janus/plugins /usr/lib/janus/plugins; do
    [ -e "$each/libjanus_audiobridge.so" ] && lib=${each%/plugins}
done
[ -n "$lib" ] || { echo "Janus has no AudioBridge here." >&2; exit 1; }

taken () { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }
if [ "$port" = 0 ]; then
    port=$((20000 + RANDOM % 9000))
    while taken "$port"; do port=$((20000 + RANDOM % 9000)); done
elif taken "$port"; then
    echo "Something listens on port $port already." >&2
    exit 1
fi

umask 077
rooms=$(mkdir -p "$folder/rooms/recordings" "$folder/rooms/config" && cd "$folder/rooms" && pwd)
secret=$(od -An -N24 -tx1 /dev/urandom | tr -d ' \n')

cat >"$rooms/config/janus.jcfg" <<JANUS
general: {
  debug_level = 3
  debug_timestamps = true
  debug_colors = false
  api_secret = "$secret"
  session_timeout = 60
  hide_dependencies = true
  server_name = "treatydesk"
}
nat: {
  ${address:+ice_enforce_list = "$address"}
  ignore_mdns = true
  nice_debug = false
}
media: {
  rtp_port_range = "30000-39999"
  no_media_timer = 5
}
plugins: {
  disable = "libjanus_duktape.so,libjanus_echotest.so,libjanus_lua.so,libjanus_nosip.so,libjanus_recordplay.so,libjanus_sip.so,libjanus_streaming.so,libjanus_textroom.so,libjanus_videocall.so,libjanus_voicemail.so"
}
transports: {
  disable = "libjanus_mqtt.so,libjanus_nanomsg.so,libjanus_pfunix.so,libjanus_rabbitmq.so,libjanus_websockets.so"
}
loggers: { disable = "libjanus_jsonlog.so" }
events: { broadcast = false }
JANUS
cat >"$rooms/config/janus.transport.http.jcfg" <<JANUS
general: {
  json = "compact"
  base_path = "/janus"
  http = true
  port = $port
  ip = "127.0.0.1"
  https = false
}
admin: { admin_http = false; admin_https = false }
JANUS
cat >"$rooms/config/janus.plugin.audiobridge.jcfg" <<JANUS
general: {
  string_ids = true
  events = false
  rtp_port_range = "40000-49999"
  local_ip = "127.0.0.1"
}
JANUS
cat >"$rooms/config/janus.plugin.videoroom.jcfg" <<JANUS
general: { string_ids = true; events = false }
JANUS
# Written whole, so that nobody reads half of it.
cat >"$rooms/janus.ini.new" <<INI
[janus]
url=http://127.0.0.1:$port/janus
secret=$secret
recordings=$rooms/recordings
INI
mv "$rooms/janus.ini.new" "$rooms/janus.ini"

exec "$program" --configs-folder "$rooms/config" --plugins-folder "$lib/plugins" --disable-colors \
    >"$rooms/janus.log" 2>&1
