/* A meeting's room: sound and picture in the browser (docs/ROOMS.md). Signalling goes to our own server alone. */
(function () {
  "use strict";

  var by = function (id) { return document.getElementById(id); };
  var words = {};
  document.querySelectorAll("#room-words [data-word]").forEach(function (li) { words[li.dataset.word] = li.textContent; });
  function show(element, on) { if (element) element.hidden = !on; }
  function sound(raw) {
    return { audio: raw ? { echoCancellation: false, noiseSuppression: false, autoGainControl: false } : true };
  }
  if (!by("room")) return;
  if (!window.RTCPeerConnection || !navigator.mediaDevices) return show(by("room-impossible"), true);

  var box = by("room");
  var form = by("room-form");
  var address = form.action + ".json";
  var LOW = 24000, USUAL = 48000;
  var lines = {};   /* floor, channel, camera, picture: a peer connection each */
  var inside = false, generation = 0, state = {}, low = false, watching = null, asking = null, mic = null, opening = {};
  var bad = 0, good = 0, before = null, stream = null;
  var speaks = "speak" in box.dataset, interprets = "interprets" in box.dataset, leads = "leads" in box.dataset;
  window.treatydeskRoom = { lines: lines };
  show(box, true);
  show(by("room-speaker"), false);
  say("ready");
  if (box.dataset.language) by("room-language").value = box.dataset.language;

  function say(word) {
    if (by("room-says").dataset.word === word) return;
    by("room-says").dataset.word = word;
    by("room-says").textContent = words[word];
  }
  function post(what, more) {
    var body = new URLSearchParams(more || {});
    body.set("do", what);
    body.set("csrf", form.elements.csrf.value);
    return fetch(address, { method: "POST", body: body, credentials: "same-origin" }).then(function (reply) {
      if (!reply.ok) throw reply.status;
      return reply.json();
    });
  }

  /* All candidates are in the offer: one question and one answer a line, also where each takes a second. */
  function gathered(pc) {
    return new Promise(function (resolve) {
      if (pc.iceGatheringState === "complete") return resolve();
      pc.addEventListener("icegatheringstatechange", function () { if (pc.iceGatheringState === "complete") resolve(); });
      setTimeout(resolve, 2000);
    });
  }
  function close(line) {
    var pc = lines[line];
    delete lines[line];
    if (pc) pc.close();
  }
  function bits(pc) {
    pc.getSenders().forEach(function (sender) {
      var p = sender.track && sender.track.kind === "audio" && sender.getParameters();
      if (!p || !p.encodings || !p.encodings.length) return;
      p.encodings[0].maxBitrate = low ? LOW : USUAL;
      sender.setParameters(p).catch(function () {});
    });
  }
  /* Opus sends in the answer what it may: RFC 7587, 6.1. */
  function bounded(sdp) {
    return low ? sdp.replace(/(a=fmtp:\d+ .*)/, "$1;maxaveragebitrate=" + LOW + ";usedtx=1") : sdp;
  }
  function hear(pc, line) {
    pc.addEventListener("track", function (event) {
      var to = event.track.kind === "video" ? by("room-picture") : by("room-sound");
      if (line === "floor" && lines.channel && !interprets || line === "channel" && interprets) return;
      to.srcObject = new MediaStream([event.track]);
      if (to === by("room-picture")) show(to, true);
      to.play().catch(function () {});
    });
  }
  function watch(pc, line) {
    pc.addEventListener("connectionstatechange", function () {
      if (lines[line] === pc && pc.connectionState === "failed") { close(line); look(0); }
    });
  }
  /* One at a time for each line. */
  function connect(line, track, language) {
    if (opening[line]) return opening[line];
    close(line);
    var pc = lines[line] = new RTCPeerConnection({ bundlePolicy: "max-bundle" });
    hear(pc, line);
    watch(pc, line);
    if (track) pc.addTransceiver(track, { direction: line === "camera" ? "sendonly" : "sendrecv" });
    else pc.addTransceiver("audio", { direction: "recvonly" });
    opening[line] = pc.createOffer().then(function (offer) { return pc.setLocalDescription(offer); }).then(function () {
      return gathered(pc);
    }).then(function () {
      return post("offer", { line: line, language: language || "", sdp: pc.localDescription.sdp });
    }).then(function (answer) {
      generation = answer.generation;
      return pc.setRemoteDescription({ type: "answer", sdp: bounded(answer.sdp) });
    }).then(function () { bits(pc); }).catch(function (status) {
      close(line);
      if (line === "floor" && status !== 409) say("lost");
    }).then(function () { delete opening[line]; });
    return opening[line];
  }
  function picture(publisher) {
    watching = publisher;
    close("picture");
    show(by("room-picture"), false);
    if (!publisher) return;
    var pc = lines.picture = new RTCPeerConnection({ bundlePolicy: "max-bundle" });
    hear(pc, "picture");
    watch(pc, "picture");
    post("offer", { line: "picture", language: publisher }).then(function (offer) {
      return pc.setRemoteDescription({ type: "offer", sdp: offer.sdp });
    }).then(function () { return pc.createAnswer(); }).then(function (answer) { return pc.setLocalDescription(answer); }).then(function () {
      return gathered(pc);
    }).then(function () { return post("picture", { sdp: pc.localDescription.sdp }); }).catch(function () { watching = null; });
  }
  function camera(on) {
    if (!on) return close("camera");
    if (lines.camera || opening.camera) return;
    navigator.mediaDevices.getUserMedia({ video: { width: 320, height: 240, frameRate: 15 } }).then(function (stream) {
      var track = stream.getVideoTracks()[0];
      return connect("camera", track).then(function () { if (!lines.camera) track.stop(); });
    }).catch(function () { by("room-camera").checked = false; });
  }

  /* ---- what stands ---- */

  function lost() {
    Object.keys(lines).forEach(close);
    watching = null;
  }
  /* Where nobody interprets now the floor is heard. */
  function channel() {
    var wanted = by("room-language").value;
    return interprets || (state.channels || []).indexOf(wanted) >= 0 ? wanted : "";
  }
  /* What the lines should be, from what the server says. */
  function settle() {
    var wanted = channel();
    var listens = wanted && !interprets;
    if (state.generation && generation && state.generation !== generation) lost();
    if (state.waits || !state.open || !state.generation) return lost();
    if (mic) mic.enabled = !!(state.heard || interprets || (leads && state.speaking));
    if (lines.channel && lines.channel.language !== wanted) {
      close("channel");
      if (!wanted) { post("cut", { line: "channel" }).catch(function () {}); close("floor"); }
    }
    if (wanted && !lines.channel && !opening.channel) {
      connect("channel", interprets && mic, wanted);
      if (lines.channel) lines.channel.language = wanted;
    }
    /* Who only listens in a language has no second line; whoever gets the floor has it again. */
    if (listens && !state.heard && !state.speaking && lines.floor) { close("floor"); post("cut", { line: "floor" }).catch(function () {}); }
    if ((!listens || state.heard || state.speaking) && !lines.floor && !opening.floor) connect("floor", interprets ? null : mic);
    camera(state.seen && by("room-camera") && by("room-camera").checked);
    if (low || state.picture !== watching) picture(low ? null : state.picture);
  }
  function tell() {
    say(!state.generation ? "lost" : !state.open ? "over" : state.waits ? "waits" : state.heard ? "heard" : interprets && channel() ? "interprets" :
      state.hand ? "hand" : "listens");
    show(by("room-recording"), state.recording);
    show(by("room-floor"), state.speaker);
    by("room-floor").querySelector("bdi").textContent = state.speaker || "";
    show(by("room-channels"), state.channels && state.channels.length);
    by("room-channels").querySelector("span").textContent = (state.channels || []).map(function (tag) {
      var option = by("room-language").querySelector("option[value=\"" + tag + "\"]");
      return option ? option.textContent : tag;
    }).join(", ");
    Object.keys(state.captioned || {}).forEach(function (tag) {
      var all = by("room-caption");
      if (!all.querySelector("[value=\"" + tag + "\"]")) all.add(new Option(state.captioned[tag], tag));
    });
    press("room-hand", state.hand, "lower", "raise");
    press("room-speak", state.speaking, "mic-off", "mic-on");
  }
  function press(id, on, yes, no) {
    if (!by(id)) return;
    by(id).setAttribute("aria-pressed", String(!!on));
    by(id).textContent = words[on ? yes : no];
  }
  function look(wait) {
    clearTimeout(asking);
    asking = setTimeout(function () {
      if (!inside) return;
      fetch(address + (flows() ? "" : "?captions=" + by("room-caption").value), { credentials: "same-origin" }).then(function (reply) {
        if (reply.status === 404 || reply.status === 403) throw "out";
        if (!reply.ok) throw "again";
        return reply.json();
      }).then(function (now) {
        if (now.sits === false) throw "out";
        state = now;
        settle();
        tell();
        caption();
        look(low ? 3000 : 1000);
      }).catch(function (why) {
        if (why !== "out") { say("lost"); return look(2000); }
        leave("out");
      });
    }, wait);
  }
  function leave(word) {
    inside = false;
    clearTimeout(asking);
    lost();
    if (stream) stream.close();
    stream = null;
    show(by("room-captions"), false);
    if (mic) mic.stop();
    mic = null;
    buttons(false);
    show(by("room-recording"), false);
    show(by("room-floor"), false);
    say(word);
  }
  function buttons(on) {
    show(by("room-enter"), !on);
    show(by("room-over"), false);
    ["room-leave", "room-hand", "room-speak"].forEach(function (id) { show(by(id), on); });
  }
  function microphone() {
    if (!speaks) return Promise.resolve(null);
    return navigator.mediaDevices.getUserMedia(sound(by("room-raw").checked)).then(function (stream) {
      mic = stream.getAudioTracks()[0];
      mic.enabled = false;
      return null;
    }).catch(function () { return "microphone"; });
  }
  function enter(over) {
    say("entering");
    microphone().then(function (problem) {
      return post("enter", over ? { over: "1" } : {}).then(function (now) {
        inside = true;
        generation = 0;
        state = now;
        if (low) post("low", { on: "1" }).catch(function () {});
        buttons(true);
        settle();
        follow();
        if (problem) say(problem);
        look(problem ? 4000 : 600);
      });
    }).catch(function (status) {
      leave(status === 409 ? "elsewhere" : "refused");
      show(by("room-over"), status === 409);
    });
  }

  /* ---- a slow line ---- */

  function slow(on) {
    if (low === on) return;
    low = on;
    by("room-line").textContent = words[on ? "low" : "usual"];
    if (!inside) return;
    post("low", { on: on ? "1" : "0" }).catch(function () {});
    ["floor", "channel"].forEach(function (line) { if (lines[line]) bits(lines[line]); });
    close("camera");
    settle();
  }
  /* Every three seconds: two bad looks and the line is slow, six good ones and it is not. */
  function measure() {
    var pc = lines.floor || lines.channel;
    if (!inside || !pc || by("room-low").value !== "auto") return;
    pc.getStats().then(function (all) {
      var now = { lost: 0, came: 0, trip: 0 };
      all.forEach(function (s) {
        if (s.type === "inbound-rtp") { now.lost += s.packetsLost; now.came += s.packetsReceived; }
        if (s.type === "candidate-pair" && s.nominated) now.trip = s.currentRoundTripTime || 0;
      });
      var came = before ? now.came - before.came : 0, gone = before ? now.lost - before.lost : 0;
      var poor = before && (came + gone <= 0 || gone / (came + gone) > 0.1 || now.trip > 0.8);
      before = now;
      bad = poor ? bad + 1 : 0;
      good = poor ? 0 : good + 1;
      if (bad >= 2) slow(true);
      if (good >= 6) slow(false);
    });
  }
  function flows() { return stream && stream.readyState === 1; }
  /* The chosen language comes by the stream, and by looking where there is none. */
  function caption() {
    var wanted = by("room-caption").value, fresh = document.createElement("div");
    show(by("room-captions"), inside && (wanted || low));
    if (!state.captions || (wanted && flows())) return;
    fresh.lang = state.captions_language;
    fresh.dir = "auto";
    state.captions.split("\n").forEach(function (text) { fresh.appendChild(document.createElement("p")).textContent = text; });
    treatydeskLines(by("room-captions"), fresh);
  }
  /* The meeting's stream says when a step was made; without it the next look sees it a second later. */
  function follow() {
    if (!window.EventSource) return;
    if (stream) stream.close();
    stream = new EventSource(form.action + "/events?captions=" + by("room-caption").value);
    stream.addEventListener("captions", function (event) {
      treatydeskLines(by("room-captions"), new DOMParser().parseFromString(event.data, "text/html").body.firstElementChild);
    });
    stream.addEventListener("now", function () { if (!low) look(Math.random() * 300); });
  }

  by("room-enter").addEventListener("click", function () { enter(false); });
  by("room-over").addEventListener("click", function () { enter(true); });
  by("room-leave").addEventListener("click", function () { post("leave").catch(function () {}); leave("left"); });
  by("room-language").addEventListener("change", function () { if (inside) settle(); });
  by("room-caption").addEventListener("change", function () {
    by("room-captions").textContent = "";
    caption();
    if (inside) follow();
  });
  by("room-low").addEventListener("change", function () { good = bad = 0; if (by("room-low").value !== "auto") slow(by("room-low").value === "on"); });
  if (by("room-hand")) by("room-hand").addEventListener("click", function () { post(state.hand ? "lower" : "raise").then(function () { look(0); }).catch(function () { by("hand").scrollIntoView(); }); });
  if (by("room-speak")) by("room-speak").addEventListener("click", function () { post("speak", { on: state.speaking ? "0" : "1" }).then(function () { look(0); }); });
  setInterval(measure, 3000);
})();
