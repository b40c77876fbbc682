/* The live page and the chair's console follow their meeting; both work without this file. */
(function () {
  "use strict";
  /* global treatydeskLines */

  document.querySelectorAll("[data-captions]").forEach(function (box) {
    if (!window.EventSource) return;
    new EventSource(box.dataset.captions).addEventListener("captions", function (event) {
      treatydeskLines(box, new DOMParser().parseFromString(event.data, "text/html").body.firstElementChild);
    });
  });

  var place = document.querySelector("[data-live]");
  if (!place) return;
  var ahead = Number(place.dataset.server) - Date.now();
  var said = document.getElementById("said"), last = null;

  function show(name, visible) {
    document.querySelectorAll("[data-" + name + "]").forEach(function (one) { one.hidden = !visible; });
  }

  /* The clock, by the server's time, in words and colours. */
  function tick() {
    document.querySelectorAll("[data-since]").forEach(function (clock) {
      var data = clock.dataset, stands = Number(data.paused) > 0;
      var at = stands ? Number(data.paused) : Date.now() + ahead;
      var left = Number(data.seconds) - Math.max(0, Math.floor((at - Number(data.since)) / 1000));
      var n = Math.abs(left), tone = stands ? "stands" : left < 0 ? "over" : left <= 60 ? "soon" : "enough";
      clock.querySelector("strong").textContent = (left < 0 ? "-" : "") + Math.floor(n / 60) + ":" + String(n % 60).padStart(2, "0");
      clock.querySelector("span").textContent = data[tone];
      data.tone = tone;
      document.querySelectorAll("[data-before]").forEach(function (sum) {
        var all = Number(sum.dataset.before) + Number(data.seconds) - left;
        sum.textContent = Math.floor(all / 60) + ":" + String(all % 60).padStart(2, "0");
      });
    });
  }
  setInterval(tick, 500);

  /* Said aloud when the speaker changes, and at nothing else. */
  function say(first) {
    var told = place.querySelector("[data-said]"), words = told ? told.dataset.said : "";
    if (!first && words !== last) said.textContent = words;
    last = words;
  }

  function put(html) {
    var open = place.querySelector("details[open]") !== null;
    place.innerHTML = html;
    var details = place.querySelector("details");
    if (details && open) details.open = true;
    say(false);
    tick();
  }

  /* The console is asked for anew, with its buttons; whoever is choosing something in it is told instead. */
  var stands = null, asking = false;
  function refetch() {
    var chosen = document.activeElement;
    if (chosen && place.contains(chosen) && chosen.tagName === "SELECT") {
      show("stale", true);
      return;
    }
    if (asking) return;
    asking = true;
    fetch(location.pathname, { credentials: "same-origin" }).then(function (answer) { return answer.text(); }).then(function (text) {
      var fresh = new DOMParser().parseFromString(text, "text/html").querySelector("[data-live]");
      var id = document.activeElement && document.activeElement.id;
      asking = false;
      if (!fresh) { location.reload(); return; }
      ahead = Number(fresh.dataset.server) - Date.now();
      put(fresh.innerHTML);
      if (id && document.getElementById(id)) document.getElementById(id).focus();
    }).catch(function () { asking = false; });
  }

  say(true);
  tick();
  if (!place.dataset.live || !window.EventSource) return;
  var stream = new EventSource(place.dataset.live);
  stream.addEventListener("open", function () { show("broken", false); show("fallback", false); });
  stream.addEventListener("error", function () {
    show("broken", true);
    show("fallback", true);
    if (stream.readyState === EventSource.CLOSED) setTimeout(function () { location.reload(); }, 5000 + Math.random() * 10000);
  });
  stream.addEventListener("now", function (event) { put(event.data); });
  stream.addEventListener("stands", function (event) {
    if (stands !== null && event.data !== stands) refetch();
    stands = event.data;
  });
})();
