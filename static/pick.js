/* The list of what waits, where a browser runs scripts. */
(function () {
  "use strict";

  /* With Shift, all boxes from the one that was ticked last to this one become as this one is: by mouse and by the space bar. */
  var last = null;
  document.addEventListener("click", function (event) {
    var box = event.target;
    if (!box.matches("input.pick")) return;
    var boxes = Array.from(box.form.querySelectorAll("input.pick")), from = boxes.indexOf(last), to = boxes.indexOf(box);
    if (event.shiftKey && from >= 0) {
      boxes.slice(Math.min(from, to), Math.max(from, to) + 1).forEach(function (one) { one.checked = box.checked; });
    }
    last = box;
  });
})();
