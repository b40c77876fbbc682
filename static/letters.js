/* The workshop's row of letters, where a browser runs scripts. */
(function () {
  "use strict";

  /* Letters that a keyboard has not: into the field of their form that was written in last. */
  document.querySelectorAll("[data-letters]").forEach(function (row) {
    var form = row.closest("form"), field = form.querySelector("textarea");
    row.hidden = false;
    form.addEventListener("focusin", function (event) { if (event.target.matches("textarea")) field = event.target; });
    row.addEventListener("click", function (event) {
      if (!event.target.matches("button")) return;
      field.setRangeText(event.target.textContent, field.selectionStart, field.selectionEnd, "end");
      field.focus();
      field.dispatchEvent(new Event("input", { bubbles: true }));
    });
  });
})();
