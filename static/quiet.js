/* Leaving in haste: the page's place in the history goes to another one, and Escape pressed three times does the same. */
(function () {
  "use strict";
  var way = document.querySelector("a[data-leave]"), presses = [];
  if (!way) return;
  function leave(event) {
    if (event) event.preventDefault();
    document.documentElement.hidden = true;
    location.replace(way.href);
  }
  way.addEventListener("click", leave);
  document.addEventListener("keydown", function (event) {
    if (event.key !== "Escape") { presses = []; return; }
    presses = presses.filter(function (at) { return event.timeStamp - at < 2000; });
    presses.push(event.timeStamp);
    if (presses.length >= 3) leave(event);
  });
})();
