// correct.js: a person corrects a word, what a name means, or the type of a block, and downloads the corrections as a patch for `sillok correct`.
// Nothing is sent anywhere; what is not yet downloaded stays in this browser. The form of a line: corpus/FORMATS.md, corrections.
(function () {
  "use strict";
  var paper = document.querySelector("article.paper[data-doc]"), tools = document.querySelector(".tools");
  if (!paper || !tools || !window.HTMLDialogElement) return;
  var doc = paper.dataset.doc, key = "sillok-corrections-" + doc, kept = [];
  var types = ["title", "author", "affiliation", "abstract", "keywords", "heading", "paragraph", "list-item", "block-quote", "caption", "footnote",
    "bibliography-item", "page-header", "page-footer", "page-number"];
  try { kept = JSON.parse(localStorage.getItem(key)) || []; } catch (e) { kept = []; }

  function el(tag, text, attrs) {
    var e = document.createElement(tag);
    if (text) e.textContent = text;
    Object.keys(attrs || {}).forEach(function (k) { e.setAttribute(k, attrs[k]); });
    return e;
  }

  // ---- the bar: a switch, what is kept, the patch
  var label = el("label"), on = el("input", "", { type: "checkbox", id: "correct" }), bar = el("div", "", { "class": "patch", hidden: "" });
  label.append(on, " correct");
  tools.insertBefore(label, tools.querySelector(".legend"));
  var list = el("ol"), save = el("a", "Download patch", { "class": "button", download: doc + ".patch.jsonl", href: "#" });
  bar.append(el("p", "Click a word. Then: sillok correct PATCH and sillok rebuild.", { "class": "from" }), list, save);
  tools.after(bar);

  function lines() { return kept.map(function (c) { return JSON.stringify(c) + "\n"; }).join(""); }

  function refresh() {
    try { localStorage.setItem(key, JSON.stringify(kept)); } catch (e) { /* a browser that keeps nothing: the list is there until the page is left */ }
    list.textContent = "";
    kept.forEach(function (c, i) {
      var li = el("li"), undo = el("button", "take back", { type: "button" });
      li.append(el("span", "page " + c.page + ", " + c.kind + ": "), el("del", c.from), " ", el("ins", c.to || (c.kind === "entity" ? "names nothing" : "nothing")), " ", undo);
      undo.addEventListener("click", function () { kept.splice(i, 1); refresh(); });
      list.append(li);
    });
    save.hidden = !kept.length;
    if (save.href.indexOf("blob:") === 0) URL.revokeObjectURL(save.href);
    save.href = URL.createObjectURL(new Blob([lines()], { type: "application/jsonl" }));
    bar.hidden = !on.checked && !kept.length;
  }

  // One correction of a place: a later one takes the place of an earlier one; back to the old reading is none.
  function keep(c, changed) {
    kept = kept.filter(function (o) { return o.kind !== c.kind || o.page !== c.page || o.box.join() !== c.box.join() || o.from !== c.from; });
    if (changed) kept.push(c);
  }

  // ---- what stands at a place
  function pageOf(w) { return Number(w.dataset.p || w.closest(".page").dataset.n); }
  function box(w) { return w.dataset.b.split(" ").map(Number); }
  // A word is cut in two where a name ends within it: all pieces with its box.
  function pieces(w) {
    var block = w.closest(".b, td, th");
    return Array.from((block || w.parentNode).querySelectorAll(".w[data-b]")).filter(function (o) { return o.dataset.b === w.dataset.b && o.dataset.p === w.dataset.p; });
  }
  function union(words) {
    var page = pageOf(words[0]), first = box(words[0]);
    return words.reduce(function (b, w) {
      var c = box(w);
      if (pageOf(w) !== page || c[1] >= first[3] || c[3] <= first[1]) return b; // the first line only
      return [Math.min(b[0], c[0]), Math.min(b[1], c[1]), Math.max(b[2], c[2]), Math.max(b[3], c[3])];
    }, first);
  }
  function text(words) { return words.map(function (w) { return w.textContent; }).join(""); }

  // ---- the dialog
  var dialog = el("dialog", "", { "class": "correct", "aria-label": "Correct what was read" }), form = el("form", "", { method: "dialog" });
  var crop = el("div", "", { "class": "crop", "aria-hidden": "true" }), was = el("output"), should = el("input", "", { name: "to", autocomplete: "off", spellcheck: "false" });
  var names = el("fieldset"), id = el("input", "", { name: "id", autocomplete: "off", spellcheck: "false", placeholder: "gn:… or wd:…; empty: names nothing" });
  var kind = el("select", "", { name: "entity-type" }), type = el("select", "", { name: "type" }), typed = el("label", "This block is a "), said = el("span");
  ["city", "organization"].forEach(function (t) { kind.append(el("option", t)); });
  types.forEach(function (t) { type.append(el("option", t)); });
  names.append(el("legend", "What the name means"), said, kind, id);
  typed.append(type);
  var read = el("p", "Read as: "), write = el("label", "Should be: "), buttons = el("p", "", { "class": "buttons" });
  read.append(was);
  write.append(should);
  buttons.append(el("button", "Keep", { value: "keep" }), el("button", "Cancel", { value: "cancel", formnovalidate: "" }));
  form.append(crop, read, write, names, typed, buttons);
  dialog.append(form);
  document.body.append(dialog);
  var at = null;

  function showCrop(words) {
    var sec = document.getElementById("p" + String(pageOf(words[0])).padStart(4, "0")), img = sec && sec.querySelector(".scan img"), b = union(words);
    crop.hidden = !img;
    if (!img) return;
    var W = Number(sec.querySelector(".scan").dataset.w), h = b[3] - b[1], scale = Math.min(1.2, 48 / h), pad = 4 * h;
    crop.style.backgroundImage = 'url("' + img.getAttribute("src") + '")';
    crop.style.backgroundSize = W * scale + "px auto";
    crop.style.backgroundPosition = -Math.max(0, b[0] - pad) * scale + "px " + -(b[1] - h * 0.4) * scale + "px";
    crop.style.height = h * 1.8 * scale + "px";
  }

  function open(w) {
    var words = pieces(w), e = w.closest(".e.city, .e.organization"), block = w.closest(".b");
    at = { words: words, entity: e, block: block };
    was.textContent = should.value = text(words);
    names.hidden = !e;
    if (e) {
      at.id = e.hash ? decodeURIComponent(e.hash.slice(1)) : "";
      said.textContent = "“" + e.textContent + "” ";
      kind.value = e.classList.contains("city") ? "city" : "organization";
      id.value = at.id;
    }
    typed.hidden = !block;
    if (block) type.value = at.type = types.find(function (t) { return block.classList.contains(t); }) || "paragraph";
    showCrop(words);
    dialog.showModal();
    should.select();
  }

  form.addEventListener("submit", function (ev) {
    if (!at || (ev.submitter && ev.submitter.value !== "keep")) return;
    var page = pageOf(at.words[0]), to = should.value.normalize("NFC").trim(), from = text(at.words);
    keep({ doc_id: doc, kind: "word", page: page, box: union(at.words), from: from, to: to }, to !== from);
    if (at.entity) {
      var inside = Array.from(at.entity.querySelectorAll(".w[data-b]")), value = id.value.trim();
      keep({ doc_id: doc, kind: "entity", page: pageOf(inside[0]), box: union(inside), from: at.entity.textContent, type: kind.value, to: value }, value !== at.id);
    }
    if (at.block) {
      var first = at.block.querySelector(".w[data-b]");
      keep({ doc_id: doc, kind: "block", page: pageOf(first), box: box(first), from: at.type, to: type.value }, type.value !== at.type);
    }
    at.words.forEach(function (w) { w.classList.toggle("fixed", to !== from); });
    refresh();
  });

  function focusable() {
    document.querySelectorAll(".text .w[data-b]").forEach(function (w) {
      if (on.checked) w.tabIndex = 0;
      else w.removeAttribute("tabindex");
    });
    document.body.classList.toggle("correcting", on.checked);
    refresh();
  }
  on.addEventListener("change", focusable);
  document.addEventListener("click", function (ev) {
    var w = on.checked && ev.target.closest && ev.target.closest(".text .w[data-b]");
    if (!w) return;
    ev.preventDefault();
    open(w);
  }, true);
  document.addEventListener("keydown", function (ev) {
    if (on.checked && ev.key === "Enter" && ev.target.matches && ev.target.matches(".text .w[data-b]")) { ev.preventDefault(); open(ev.target); }
  });
  refresh();
})();
