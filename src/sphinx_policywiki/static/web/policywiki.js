/* Adds to citations what needs a script: the reader's date, a choice of the style,
   buttons that copy, and the citation of each section. Without it all styles are shown. */
(() => {
  "use strict";

  const MEMORY = "policywiki-style";

  const months = [
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
  ];
  /* As the MLA Handbook, The Bluebook and IEEE shorten them. */
  const short = months.map((name) => ({ September: "Sept.", June: "June", July: "July", May: "May" })[name]
    || `${name.slice(0, 3)}.`);

  /* In other languages the browser knows the forms. */
  function foreignDate(form, date, language) {
    const month = form.includes("short") ? "short" : "long";
    try {
      return new Intl.DateTimeFormat(language, { year: "numeric", month, day: "numeric" }).format(date);
    } catch {
      return date.toISOString().slice(0, 10);
    }
  }

  function dateIn(form, date, language) {
    if (language && !/^en\b/i.test(language)) return foreignDate(form, date, language);
    const day = date.getDate();
    const month = date.getMonth();
    const year = date.getFullYear();
    switch (form) {
      case "mdy":
        return `${months[month]} ${day}, ${year}`;
      case "dmy-short":
        return `${day} ${short[month]} ${year}`;
      case "mdy-short":
        return `${short[month]} ${String(day).padStart(2, "0")}, ${year}`;
      case "mdy-law":
        return `${short[month]} ${day}, ${year}`;
      case "ymd-short":
        return `${year} ${months[month].slice(0, 3)} ${day}`;
      default:
        return `${day} ${months[month]} ${year}`;
    }
  }

  function fillDates(within) {
    const now = new Date();
    for (const place of within.querySelectorAll(".pw-accessed[data-form]")) {
      place.textContent = dateIn(place.dataset.form, now, place.closest("[lang]")?.lang);
    }
  }

  function element(name, className, text) {
    const made = document.createElement(name);
    if (className) made.className = className;
    if (text !== undefined) made.textContent = text;
    return made;
  }

  function button(text, label, className = "pw-copy") {
    const made = element("button", className, text);
    made.type = "button";
    made.setAttribute("aria-label", label);
    return made;
  }

  /* --- the reader's style ------------------------------------------------------- */

  function remembered() {
    try {
      return localStorage.getItem(MEMORY) || "";
    } catch {
      return "";
    }
  }

  function remember(style) {
    try {
      localStorage.setItem(MEMORY, style);
    } catch {
      /* a browser that keeps nothing shows the choice on this page alone */
    }
  }

  function entries(list) {
    return [...list.querySelectorAll(":scope > dt")]
      .map((term) => ({ term, body: term.nextElementSibling, style: styleOf(term) }))
      .filter(({ body }) => body?.tagName === "DD");
  }

  function styleOf(term) {
    return (term.dataset.style ||= term.textContent.trim());
  }

  function show(list, style) {
    const all = entries(list);
    const known = all.some((entry) => entry.style === style);
    for (const entry of all) {
      const hidden = known && entry.style !== style;
      entry.term.hidden = hidden;
      entry.body.hidden = hidden;
    }
    for (const radio of list.previousElementSibling.querySelectorAll("input")) {
      radio.checked = radio.value === (known ? style : "");
    }
  }

  let choices = 0;

  function addChoice(list, texts) {
    const group = element("fieldset", "pw-styles");
    group.append(element("legend", "", texts.style));
    const name = `pw-style-${(choices += 1)}`;
    for (const style of ["", ...entries(list).map((entry) => entry.style)]) {
      const label = element("label");
      const radio = element("input");
      radio.type = "radio";
      radio.name = name;
      radio.value = style;
      label.append(radio, style || texts.all);
      group.append(label);
    }
    group.addEventListener("change", (event) => {
      remember(event.target.value);
      for (const shown of document.querySelectorAll("dl.pw-citations")) {
        if (shown.previousElementSibling?.matches(".pw-styles")) show(shown, event.target.value);
      }
    });
    list.before(group);
    show(list, remembered());
  }

  /* --- copying ---------------------------------------------------------------------- */

  function plainText(body) {
    const code = body.querySelector("pre");
    const shown = (code || body).textContent;
    return code ? shown.trim() + "\n" : shown.replace(/\s+/g, " ").trim();
  }

  /* The citation with italics, small capitals and links, and nothing of the page's looks. */
  function richNode(node) {
    if (node.nodeType === Node.TEXT_NODE) return document.createTextNode(node.data);
    const names = { EM: "i", I: "i", A: "a", SUP: "sup", SUB: "sub", P: "p" };
    const small = node.classList.contains("pw-smallcaps");
    const made = element(small ? "span" : names[node.tagName] || "span");
    if (small) made.style.fontVariant = "small-caps";
    if (node.tagName === "A") made.setAttribute("href", node.href);
    made.append(...[...node.childNodes].map(richNode));
    return made;
  }

  function richText(body) {
    const made = element("div");
    made.append(...[...body.childNodes].map(richNode));
    return made;
  }

  /* For pages that have no clipboard, such as those opened from a disk by some browsers. */
  function copyBySelection(plain, rich) {
    const holder = rich || element("textarea");
    holder.classList.add("pw-live");
    if (rich) holder.contentEditable = "true";
    else holder.value = plain;
    const focused = document.activeElement;
    (focused?.closest("dialog") || document.body).append(holder);
    if (rich) getSelection().selectAllChildren(holder);
    else holder.select();
    const done = document.execCommand("copy");
    holder.remove();
    focused?.focus();
    return done;
  }

  async function copy(plain, rich) {
    try {
      if (!rich) await navigator.clipboard.writeText(plain);
      else {
        const kinds = { "text/plain": plain, "text/html": rich.innerHTML };
        const blobs = Object.entries(kinds).map(([type, text]) => [type, new Blob([text], { type })]);
        await navigator.clipboard.write([new ClipboardItem(Object.fromEntries(blobs))]);
      }
      return true;
    } catch {
      return copyBySelection(plain, rich);
    }
  }

  function addButtons(list, texts) {
    for (const { term, body, style } of entries(list)) {
      const code = body.querySelector("pre");
      if (code) code.tabIndex = 0;
      const kinds = code ? [[texts.copy, null]] : [[texts.copy, richText], [texts.plain, null]];
      for (const [text, rich] of kinds) {
        const made = button(text, text + texts.colon + style);
        made.addEventListener("click", async () => {
          const done = await copy(plainText(body), rich?.(body));
          const message = done ? texts.copied : texts.failed;
          made.textContent = message;
          announce(list, message + texts.colon + style);
          setTimeout(() => { made.textContent = text; }, 2000);
        });
        term.append(" ", made);
      }
    }
  }

  /* A dialog hides what is outside of it from screen readers, so that each has its own. */
  function announce(list, message) {
    const home = list.closest("dialog") || document.body;
    let live = home.querySelector(":scope > [role=status].pw-live");
    if (!live) {
      live = element("div", "pw-live");
      live.setAttribute("role", "status");
      home.append(live);
    }
    live.textContent = message;
  }

  /* --- sections --------------------------------------------------------------------- */

  function runNode(run) {
    let made = document.createTextNode(run.text);
    const wrap = (outer) => { outer.append(made); made = outer; };
    if (run.accessed) {
      wrap(element("span", "pw-accessed"));
      made.dataset.form = run.accessed;
    }
    if (run.shift) wrap(element(run.shift));
    if (run.small_caps) wrap(element("span", "pw-smallcaps"));
    if (run.italic) wrap(element("em"));
    if (run.url && /^(https?:|mailto:)/i.test(run.url)) {
      wrap(element("a", "reference external"));
      made.setAttribute("href", run.url);
    }
    return made;
  }

  /* An empty copy of the part of another language that the citation of the whole is. */
  function foreignPart(body) {
    return body.querySelector("[lang]")?.cloneNode(false);
  }

  function listOf(section, whole) {
    const list = element("dl", "pw-citations");
    entries(whole).forEach(({ style, body }, at) => {
      const term = element("dt", "", style);
      const definition = element("dd", "pw-citation");
      const inner = element(body.querySelector("pre") ? "pre" : "p");
      const outer = foreignPart(body) || inner;
      outer.append(...section.citations[at].map(runNode));
      if (outer !== inner) inner.append(outer);
      definition.append(inner);
      list.append(term, definition);
    });
    return list;
  }

  function openDialog(section, whole, texts) {
    const dialog = element("dialog", "pw-dialog");
    const heading = element("h2", "", texts.section + texts.colon + section.title);
    heading.id = "pw-dialog-title";
    dialog.setAttribute("aria-labelledby", heading.id);
    const list = listOf(section, whole);
    const close = button(texts.close, texts.close, "pw-copy pw-close");
    close.addEventListener("click", () => dialog.close());
    dialog.addEventListener("close", () => dialog.remove());
    dialog.append(heading, list, close);
    document.body.append(dialog);
    fillDates(list);
    addChoice(list, texts);
    addButtons(list, texts);
    dialog.showModal();
  }

  function addSections(list, texts, data) {
    for (const section of data ? JSON.parse(data.textContent) : []) {
      const place = document.getElementById(section.anchor);
      const heading = place?.querySelector("h1, h2, h3, h4, h5, h6");
      if (!heading) continue;
      const made = button(texts.cite, texts.section + texts.colon + section.title, "pw-copy pw-cite-section");
      made.addEventListener("click", () => openDialog(section, list, texts));
      const anchor = heading.querySelector(".headerlink");
      if (anchor) anchor.before(" ", made);
      else heading.append(" ", made);
    }
  }

  function start() {
    fillDates(document);
    const sections = document.querySelectorAll("script.pw-section-citations");
    document.querySelectorAll("dl.pw-citations").forEach((list, at) => {
      addSections(list, list.dataset, sections[at]);
      addChoice(list, list.dataset);
      addButtons(list, list.dataset);
    });
  }

  if (document.readyState === "loading") {
    document.addEventListener("DOMContentLoaded", start);
  } else {
    start();
  }
})();
