/* A file goes in pieces before its form, so that a line that breaks loses one piece: the server says how much has arrived, and the same file, chosen
   again on any day, goes on from there. Without this script the form takes the file whole. */
(function () {
  "use strict";

  var LEAST = 16 * 1024, MOST = 1024 * 1024, PATIENCE = 5 * 60 * 1000, SILENCE = 30 * 1000;
  if (!window.crypto || !crypto.subtle || !window.XMLHttpRequest || !Blob.prototype.arrayBuffer) return;
  /* The page that a form with pieces led to is here already: on a slow line it is not fetched a second time. dress: site.js's. */
  var here = location.pathname + location.search;
  window.treatydeskStand = function (page, address, dress) {
    ["header.top", "main", "footer.foot"].forEach(function (part) { document.querySelector(part).replaceWith(page.querySelector(part)); });
    document.title = page.title;
    history.pushState(null, "", address);
    here = location.pathname + location.search;
    scrollTo(0, 0);
    dress(document.querySelector("main"));
    var head = document.querySelector("h1");
    head.tabIndex = -1;
    head.focus();
  };
  window.addEventListener("popstate", function () {
    if (location.pathname + location.search !== here) location.reload();
  });


  function hex(bytes) {
    return Array.from(new Uint8Array(bytes), function (b) { return b.toString(16).padStart(2, "0"); }).join("");
  }
  function wait(time) {
    return new Promise(function (next) {
      var timer = setTimeout(next, time);
      window.addEventListener("online", function () { clearTimeout(timer); next(); }, { once: true });
    });
  }

  /* What the person sees: a bar, how much of how much, and, said aloud, when the line breaks and when all is there. */
  function teller(form, button, file) {
    var box = document.createElement("div"), bar = document.createElement("progress"), much = document.createElement("p"), said = document.createElement("p");
    function size(bytes) {
      return (bytes / 1000).toLocaleString(document.documentElement.lang, { style: "unit", unit: "kilobyte", maximumFractionDigits: 0 });
    }
    bar.max = file.size;
    bar.setAttribute("aria-label", form.dataset.arrived);
    much.className = "hint";
    said.setAttribute("role", "status");
    box.append(bar, much, said);
    button.parentNode.after(box);
    document.querySelectorAll("[data-upload-told]").forEach(function (old) { old.remove(); });
    return {
      at: function (bytes) {
        bar.value = bytes;
        much.textContent = form.dataset.arrived + " " + size(bytes) + " / " + size(file.size);
      },
      say: function (word) { said.textContent = word ? form.dataset[word] : ""; },
      stop: function (words) {
        box.remove();
        var told = document.createElement("p");
        told.className = "error";
        told.dataset.uploadTold = "";
        told.setAttribute("role", "alert");
        told.textContent = words;
        button.parentNode.before(told);
      }
    };
  }

  /* One post, or {again: true} where another try may help. A line on which nothing moves is a broken one. */
  function post(form, fields, piece, moved) {
    return new Promise(function (done, refused) {
      var request = new XMLHttpRequest(), data = new FormData(), silent;
      function heard() {
        clearTimeout(silent);
        silent = setTimeout(function () { request.abort(); }, SILENCE);
      }
      Object.keys(fields).forEach(function (name) { data.append(name, fields[name]); });
      if (piece) data.append("piece", piece, "piece");
      request.upload.addEventListener("progress", function (e) { heard(); moved(Math.min(e.loaded, piece ? piece.size : 0)); });
      request.addEventListener("loadend", function () {
        var answer = {};
        clearTimeout(silent);
        try { answer = JSON.parse(request.responseText); } catch (none) { /* cut in the middle, or no answer at all */ }
        if (request.status === 200 && typeof answer.arrived === "number") done(answer.arrived);
        else refused({ again: request.status === 0 || request.status === 200 || request.status >= 500 || request.status === 408 || request.status === 429,
          words: answer.detail || "" });
      });
      request.open("POST", form.dataset.pieces);
      heard();
      request.send(data);
    });
  }

  async function pieces(form, file, sha256, told) {
    var fields = { csrf: form.elements.csrf.value, sha256: sha256, name: file.name, size: file.size };
    var arrived = null, much = LEAST, most = MOST, pause = 500, heard = Date.now();
    while (arrived === null || arrived < file.size) {
      var from = arrived, piece = from === null ? null : file.slice(from, from + much), began = Date.now();
      try {
        arrived = await post(form, Object.assign({}, fields, piece ? { at: from } : {}), piece, function (bytes) { told.at((from || 0) + bytes); });
      } catch (wrong) {
        if (!wrong.again || Date.now() - heard > PATIENCE) throw wrong;
        told.say("waiting");
        told.at(arrived || 0);
        much = most = Math.max(LEAST, Math.round(much / 2)); /* a line that breaks stays one: no piece is so large again */
        await wait(pause);
        pause = Math.min(15000, pause * 2);
        arrived = null; /* how much came of it, the server knows */
        continue;
      }
      /* Each piece as large as some four seconds carry. */
      if (piece) much = Math.round(Math.min(most, Math.max(LEAST, Math.min(2 * much, 4000 * piece.size / Math.max(1, Date.now() - began)))));
      told.say("");
      told.at(arrived);
      pause = 500;
      heard = Date.now();
    }
  }

  async function send(form, button, input) {
    var file = input.files[0], told = teller(form, button, file), field = document.createElement("input");
    button.disabled = true;
    told.at(0);
    try {
      field.value = hex(await crypto.subtle.digest("SHA-256", await file.arrayBuffer()));
      await pieces(form, file, field.value, told);
    } catch (wrong) {
      button.disabled = false;
      told.stop(wrong.words || form.dataset.stopped);
      button.focus();
      return;
    }
    told.say("whole");
    field.type = "hidden";
    field.name = "upload";
    form.append(field);
    input.disabled = true;
    button.disabled = false;
    form.dataset.line = "";
    form.requestSubmit(button);
  }

  document.addEventListener("submit", function (event) {
    var form = event.target, input = form.matches("form[data-pieces]") && form.querySelector("input[type=file]");
    var button = event.submitter || (input && form.querySelector(".buttons button"));
    if (!input || input.disabled || input.files.length !== 1 || input.files[0].size <= LEAST) return;
    if (!(input.files[0].size <= Number(input.dataset.largest)) || /^(up|remove)-/.test(button.value)) return;
    event.preventDefault();
    send(form, button, input);
  }, true);
})();
