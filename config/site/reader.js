// reader.js: a word of the text shows its box on the scan, a place on the scan shows its word. No framework; works from the disk.
// Every word of the text is <span class="w" data-b="x0 y0 x1 y1" data-c="confidence">, data-p when it stands on another page than its block.
(function () {
  "use strict";
  var say = document.getElementById("say"), lit = null, listed = {};

  function section(n) { return document.getElementById("p" + String(n).padStart(4, "0")); }
  function pageOf(el) {
    if (el.dataset.p) return section(el.dataset.p);
    return el.closest(".page");
  }
  function box(el) { return el.dataset.b.split(" ").map(Number); }

  function clear() {
    if (!lit) return;
    lit.mark.hidden = true;
    lit.words.forEach(function (w) { w.classList.remove("on"); });
    lit = null;
    if (say) say.textContent = "";
  }

  // Show the boxes of these words (all of the first one's page) as one mark on the scan.
  function show(words) {
    clear();
    words = words.filter(function (w) { return w.dataset.b; });
    if (!words.length) return;
    var sec = pageOf(words[0]), scan = sec && sec.querySelector(".scan[data-w]");
    if (!scan) return;
    var b = null, y = null;
    words = words.filter(function (w) { return pageOf(w) === sec; });
    words.forEach(function (w) {
      var c = box(w);
      if (y === null) y = c;
      if (c[1] >= y[3] || c[3] <= y[1]) return; // first line only
      b = b ? [Math.min(b[0], c[0]), Math.min(b[1], c[1]), Math.max(b[2], c[2]), Math.max(b[3], c[3])] : c;
    });
    var mark = scan.querySelector(".hl"), W = scan.dataset.w, H = scan.dataset.h;
    mark.style.left = 100 * b[0] / W + "%";
    mark.style.top = 100 * b[1] / H + "%";
    mark.style.width = 100 * (b[2] - b[0]) / W + "%";
    mark.style.height = 100 * (b[3] - b[1]) / H + "%";
    mark.hidden = false;
    words.forEach(function (w) { w.classList.add("on"); });
    lit = { mark: mark, words: words };
    var conf = words.map(function (w) { return w.dataset.c; }).filter(Boolean);
    if (say) say.textContent = "page " + sec.dataset.n + ", box " + b.join(" ") + (conf.length ? ", confidence " + conf.join(" ") : "");
  }

  function wordsAt(el) {
    var w = el.closest && el.closest(".w[data-b]");
    if (w) return [w];
    w = el.closest && el.closest("[data-b]");
    if (w) return [w];
    var e = el.closest && el.closest(".e");
    return e ? Array.from(e.querySelectorAll(".w[data-b]")) : [];
  }

  document.addEventListener("mouseover", function (ev) {
    var words = wordsAt(ev.target);
    if (words.length) show(words);
    else if (!(ev.target.closest && ev.target.closest(".scan"))) clear();
  });
  document.addEventListener("focusin", function (ev) {
    var e = ev.target;
    if (e.matches(".e")) show(Array.from(e.querySelectorAll(".w[data-b]")));
    else if (e.dataset.b) show([e]);
  });
  document.addEventListener("keydown", function (ev) { if (ev.key === "Escape") clear(); });

  // Words that stand on a page: those of its blocks, and those of blocks that began before it.
  function wordsOn(sec) {
    var n = sec.dataset.n;
    if (!listed[n])
      listed[n] = Array.from(sec.querySelectorAll(".w[data-b]:not([data-p])")).concat(Array.from(document.querySelectorAll('.w[data-p="' + n + '"]')));
    return listed[n];
  }

  document.addEventListener("mousemove", function (ev) {
    var scan = ev.target.closest && ev.target.closest(".scan[data-w]");
    if (!scan) return;
    var r = scan.getBoundingClientRect(), x = (ev.clientX - r.left) / r.width * scan.dataset.w, y = (ev.clientY - r.top) / r.height * scan.dataset.h;
    var hit = wordsOn(scan.closest(".page")).filter(function (w) {
      var b = box(w);
      return x >= b[0] && x < b[2] && y >= b[1] && y < b[3];
    });
    if (hit.length) show([hit[0]]);
    else clear();
  });

  // All boxes, drawn only for pages that come into view.
  var boxes = document.getElementById("boxes");
  function draw(sec) {
    var scan = sec.querySelector(".scan[data-w]");
    if (!scan || scan.querySelector("svg")) return;
    var ns = "http://www.w3.org/2000/svg", svg = document.createElementNS(ns, "svg");
    svg.setAttribute("viewBox", "0 0 " + scan.dataset.w + " " + scan.dataset.h);
    svg.setAttribute("preserveAspectRatio", "none");
    svg.setAttribute("aria-hidden", "true");
    wordsOn(sec).forEach(function (w) {
      var b = box(w), rect = document.createElementNS(ns, "rect");
      rect.setAttribute("x", b[0]);
      rect.setAttribute("y", b[1]);
      rect.setAttribute("width", b[2] - b[0]);
      rect.setAttribute("height", b[3] - b[1]);
      if (w.classList.contains("u")) rect.setAttribute("class", "u");
      svg.appendChild(rect);
    });
    scan.appendChild(svg);
  }
  if (boxes) {
    var seen = new IntersectionObserver(function (list) {
      list.forEach(function (e) { if (e.isIntersecting && boxes.checked) draw(e.target); });
    }, { rootMargin: "600px" });
    boxes.addEventListener("change", function () {
      document.querySelectorAll(".scan svg").forEach(function (s) { s.remove(); });
      document.querySelectorAll(".page").forEach(function (s) { seen.unobserve(s); if (boxes.checked) seen.observe(s); });
    });
    if (location.search === "?boxes") { boxes.checked = true; boxes.dispatchEvent(new Event("change")); }
  }

  // Lists that can be narrowed down.
  document.querySelectorAll("input[data-filter]").forEach(function (input) {
    input.addEventListener("input", function () {
      var words = input.value.normalize("NFC").toLowerCase().split(/\s+/).filter(Boolean);
      document.querySelectorAll(input.dataset.filter).forEach(function (row) {
        var text = row.textContent.normalize("NFC").toLowerCase();
        row.hidden = !words.every(function (w) { return text.includes(w); });
      });
    });
  });
})();
