/* Comfort, and nothing that a task needs: every page works without this file. */
(function () {
  "use strict";

  /* A form that came back: its errors are read first. */
  var errors = document.getElementById("errors");
  if (errors) {
    errors.focus();
    /* Coming back here later asks for the page anew: the browser would ask whether to send the form once more. */
    history.replaceState(null, "", location.href);
  }

  /* Characters left, counted as people count them (code points), beside each field that has a most. */
  function count(area) {
    var told = document.createElement("p");
    told.className = "hint";
    told.setAttribute("role", "status");
    area.after(told);
    function tell() {
      var left = area.dataset.most - Array.from(area.value).length;
      told.textContent = left <= 200 ? area.dataset.left + " " + left.toLocaleString(document.documentElement.lang) : "";
      told.className = left < 0 ? "error" : "hint";
    }
    area.addEventListener("input", tell);
    tell();
  }

  /* A file that is too large is told before it travels. */
  function tooLarge(input) {
    var most = Number(input.dataset.largest);
    return most > 0 && Array.from(input.files).some(function (file) { return file.size > most; });
  }
  function weigh(input) {
    var told = document.createElement("p");
    told.className = "error";
    told.setAttribute("role", "alert");
    input.after(told);
    input.addEventListener("change", function () {
      var bad = tooLarge(input);
      told.textContent = bad ? input.dataset.tooLarge : "";
      if (bad) input.setAttribute("aria-invalid", "true");
      else input.removeAttribute("aria-invalid");
    });
  }

  /* Typing that would be lost is asked about; nothing is kept on this computer, which may be shared. */
  var touched = false;
  function guard(form) {
    form.addEventListener("input", function () { touched = true; });
    form.addEventListener("submit", function (event) {
      var files = form.querySelectorAll("input[type=file]");
      for (var i = 0; i < files.length; i++) {
        if (tooLarge(files[i])) {
          event.preventDefault();
          files[i].focus();
          return;
        }
      }
      touched = false;
      var filled = Array.from(files).some(function (input) { return input.files.length > 0; });
      if ((filled || form.hasAttribute("data-line")) && !event.defaultPrevented) send(form, event);
    });
  }
  window.addEventListener("beforeunload", function (event) {
    if (touched) event.preventDefault();
  });

  /* Ctrl and Enter save, where a form says so. */
  function quick(area) {
    area.addEventListener("keydown", function (event) {
      if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      area.form.requestSubmit(area.form.querySelector("button:not([type=button])"));
    });
  }

  /* What the page as it came gets, and each form that came back gets again. */
  function dress(part) {
    part.querySelectorAll("textarea[data-most]").forEach(count);
    part.querySelectorAll("input[type=file][data-largest]").forEach(weigh);
    part.querySelectorAll("form[data-guard]").forEach(guard);
    part.querySelectorAll("textarea[data-save]").forEach(quick);
  }
  dress(document);

  /* A form with a file, or (data-line) with much that was typed: the same post, with a bar that tells how far it is. What comes back is
     the page that the post would have led to. Where the line breaks, what was typed stands where it stood, and nothing is sent
     again unasked: that would be for the person to say. */
  function send(form, event) {
    if (!window.XMLHttpRequest || !window.FormData) return;
    event.preventDefault();
    var request = new XMLHttpRequest(), bar = document.createElement("progress"), data = new FormData(form);
    var button = event.submitter || form.querySelector("button:not([type=button])");
    if (event.submitter && event.submitter.name) data.append(event.submitter.name, event.submitter.value);
    bar.max = 1;
    bar.value = 0;
    bar.setAttribute("aria-label", button.textContent);
    button.parentNode.after(bar);
    button.disabled = true;
    function failed(words) {
      button.disabled = false;
      bar.remove();
      touched = true;
      var told = document.createElement("p");
      told.className = "error";
      told.setAttribute("role", "alert");
      told.textContent = words || form.dataset.failed || "";
      button.parentNode.before(told);
      button.focus();
    }
    request.upload.addEventListener("progress", function (e) { if (e.lengthComputable) bar.value = e.loaded / e.total; });
    request.addEventListener("error", function () { failed(""); });
    request.addEventListener("load", function () {
      var page = new DOMParser().parseFromString(request.responseText, "text/html");
      var main = page.querySelector("main");
      if (request.responseURL && request.status < 400 && request.responseURL.split("?")[0] !== form.action.split("?")[0]) {
        if (main && window.treatydeskStand) window.treatydeskStand(page, request.responseURL, dress);
        else location.assign(request.responseURL);
        return;
      }
      if (!main) {
        failed(/^text\/plain/.test(request.getResponseHeader("Content-Type")) ? request.responseText : "");
        return;
      }
      document.title = page.title;
      document.querySelector("main").replaceWith(main);
      scrollTo(0, 0);
      dress(main);
      /* What went wrong, where one goes on, or what was done: the focus is never lost. */
      var told = document.getElementById("errors") || main.querySelector("[autofocus]") || main.querySelector("[role=status]");
      if (!told) return;
      if (!told.matches("input, textarea, select")) told.tabIndex = -1;
      told.focus();
    });
    request.open("POST", form.action);
    request.send(form.enctype === "multipart/form-data" ? data : new URLSearchParams(data));
  }

  /* A paragraph of a long document that stands on another of its pages: the server knows on which. */
  var wanted = /^#([pn]\d+(?:\.\d+)*)$/.exec(location.hash);
  if (wanted && document.querySelector("[data-paged]") && !document.getElementById(wanted[1])) {
    location.replace(location.pathname + "/" + wanted[1] + location.search);
  }

  /* Deadlines by the reader's own clocks, where the server was not told their zone: nothing is sent for it. */
  var tongue = document.documentElement.lang + "-u-nu-latn";
  document.querySelectorAll("[data-at]").forEach(function (told) {
    var at = new Date(told.dataset.at), day = "";
    if (new Date(at - at.getTimezoneOffset() * 60000).toISOString().slice(0, 10) !== told.dataset.day) {
      day = at.toLocaleDateString(tongue, { weekday: "long", day: "numeric", month: "long", year: "numeric" }) + ", ";
    }
    told.textContent = told.dataset.here.replace("{here}", day
      + at.toLocaleTimeString(tongue, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" }));
    told.hidden = false;
  });

  /* The zone that the browser lives in, proposed where none was chosen. */
  var zones = document.querySelector("select[data-zone]"), zone = zones && Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (zone) {
    zones.value = zone;
    if (zones.value !== zone) zones.add(new Option(zone, zone, true, true));
  }

  /* <button type="button" data-copy="id" data-copied="Copied" hidden>: shown only where it can work. */
  document.querySelectorAll("button[data-copy]").forEach(function (button) {
    var from = document.getElementById(button.dataset.copy);
    if (!from || !navigator.clipboard) return;
    button.hidden = false;
    button.addEventListener("click", function () {
      navigator.clipboard.writeText(from.textContent).then(function () { button.textContent = button.dataset.copied; });
    });
  });
})();
