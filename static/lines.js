/* Captions on the pages that follow a meeting: loaded before the script that gets them. */
(function () {
  "use strict";

  /* Lines of captions: only what is new or corrected goes in, so that a screen reader says each once. */
  window.treatydeskLines = function (box, fresh) {
    var place = box.firstElementChild, lines = Array.from(fresh.children);
    if (!place || place.lang !== fresh.lang) return box.replaceChildren(fresh);
    function said(line) { return line.lastChild.textContent.trim(); }
    var stands = Array.from(place.children), first = lines.length ? said(lines[0]) : "";
    stands.splice(0, Math.max(0, stands.findIndex(function (line) { return said(line) === first; }))).forEach(function (line) { line.remove(); });
    stands.splice(lines.length).forEach(function (line) { line.remove(); });
    lines.forEach(function (line, i) {
      if (!stands[i]) place.append(line);
      else if (said(stands[i]) !== said(line)) stands[i].replaceWith(line);
      else if (i === 0 && line.children[0] && !stands[0].children[0]) {
        line.children[0].setAttribute("aria-live", "off");
        stands[0].prepend(line.children[0]);
      }
    });
  };
})();
