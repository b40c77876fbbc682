/* Trying microphone, loudspeaker and camera; nothing leaves the browser (docs/ROOMS.md). */
(function () {
  "use strict";

  var by = function (id) { return document.getElementById(id); };
  var words = {}, context, mic;
  document.querySelectorAll("#room-words [data-word]").forEach(function (li) { words[li.dataset.word] = li.textContent; });
  if (!window.RTCPeerConnection || !navigator.mediaDevices) {
    by("room-impossible").hidden = false;
    return;
  }
  by("room-test").hidden = false;
  function audio() { return context = context || new AudioContext(); }
  by("test-tone").addEventListener("click", function () {
    var tone = audio().createOscillator(), loud = audio().createGain();
    loud.gain.value = 0.2;
    tone.connect(loud).connect(audio().destination);
    tone.start();
    tone.stop(audio().currentTime + 0.6);
  });
  by("test-mic").addEventListener("click", function () {
    navigator.mediaDevices.getUserMedia({ audio: true }).then(function (stream) {
      var look = audio().createAnalyser(), bytes = new Uint8Array(look.fftSize), heard = false;
      mic = stream;
      audio().createMediaStreamSource(stream).connect(look);
      by("test-mic-says").textContent = words.quiet;
      by("test-back").hidden = !window.MediaRecorder;
      setInterval(function () {
        look.getByteTimeDomainData(bytes);
        var most = bytes.reduce(function (max, b) { return Math.max(max, Math.abs(b - 128)); }, 0);
        by("test-level").value = Math.min(100, most);
        if (most > 12 && !heard) { heard = true; by("test-mic-says").textContent = words.works; }
      }, 100);
    }).catch(function () { by("test-mic-says").textContent = words["no-mic"]; });
  });
  by("test-back").addEventListener("click", function () {
    var recorder = new MediaRecorder(mic), parts = [];
    by("test-mic-says").textContent = words.records;
    recorder.ondataavailable = function (event) { parts.push(event.data); };
    recorder.onstop = function () {
      by("test-mic-says").textContent = words.plays;
      new Blob(parts).arrayBuffer().then(function (bytes) { return audio().decodeAudioData(bytes); }).then(function (heard) {
        var player = audio().createBufferSource();
        player.buffer = heard;
        player.connect(audio().destination);
        player.start();
      });
    };
    recorder.start();
    setTimeout(function () { recorder.stop(); }, 3000);
  });
  by("test-cam").addEventListener("click", function () {
    navigator.mediaDevices.getUserMedia({ video: true }).then(function (stream) {
      by("test-picture").srcObject = stream;
      by("test-picture").hidden = false;
      by("test-cam-says").textContent = words.cam;
    }).catch(function () { by("test-cam-says").textContent = words["no-cam"]; });
  });
})();
