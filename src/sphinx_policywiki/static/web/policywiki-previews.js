/* Shows what a link to an article leads to, when a reader points to it, reaches it by
   keyboard or taps it. Without this script links are links. */
(() => {
  "use strict";

  const ROOT = new URL("../", document.currentScript.src).href;
  /* Milliseconds before a preview opens, and in which the pointer may go from link to preview. */
  const DELAY = 300;
  const GRACE = 300;
  /* How long a tap waits for data before the link is followed instead. */
  const PATIENCE = 1000;
  /* Pixels between link and preview, and between preview and the edge of the window. */
  const GAP = 8;
  const CONTENT = ".pw-article, article, main, [role=main], .body";
  const OTHER = `nav, footer, [role=navigation], [role=contentinfo], .headerlink, .sphinxsidebar,
    .bd-sidebar-primary, .bd-sidebar-secondary, .pw-cards, ul.pw-articles, .pw-print-note,
    .pw-downloads, .pw-preview`;

  /* --- data --------------------------------------------------------------------- */

  const loads = new Map();
  const receivers = new Map();

  /* What each file calls: pages on a disk cannot fetch data, but load scripts. */
  window.policywikiPreviews = (name, data) => receivers.get(name)?.(data);

  function load(name) {
    if (!loads.has(name)) {
      loads.set(name, new Promise((resolve) => {
        receivers.set(name, resolve);
        const script = document.createElement("script");
        script.charset = "utf-8";
        script.src = `${ROOT}_previews/${name}.js`;
        for (const end of ["load", "error"]) {
          script.addEventListener(end, () => {
            resolve(null);
            script.remove();
          });
        }
        document.head.append(script);
      }));
    }
    return loads.get(name);
  }

  /* FNV-1a, as shards.py has it. */
  function hash(text) {
    let value = 0x811c9dc5;
    for (const byte of new TextEncoder().encode(text)) {
      value = Math.imul(value ^ byte, 0x01000193);
    }
    return value >>> 0;
  }

  function shardName(page, count) {
    return (hash(page) & (count - 1)).toString(16).padStart(2, "0");
  }

  async function find({ page, anchor }) {
    const index = await load("index");
    const entries = index?.shards ? await load(shardName(page, index.shards)) : null;
    if (!Array.isArray(entries)) return null;
    const own = entries.filter(([key]) => key === page || key.startsWith(`${page}#`));
    const exact = own.find(([key]) => key === (anchor ? `${page}#${anchor}` : page));
    /* a link to a section is one to its article, if it is clear which that is */
    const found = exact || (own.length === 1 && own[0][0] === page ? own[0] : null);
    return found && { ...found[1], texts: index };
  }

  /* --- links -------------------------------------------------------------------- */

  /* Links in pictures may have the older attribute. */
  function hrefOf(link) {
    return link.getAttribute("href") ?? link.getAttribute("xlink:href") ?? "";
  }

  function withoutAnchor(address) {
    return address.split(/[?#]/)[0].replace(/(^|\/)index\.html$/, "$1");
  }

  /* The address below the root of the site, or nothing for another site or the page itself. */
  function addressOf(link) {
    try {
      const url = new URL(hrefOf(link), document.baseURI);
      const page = url.href.split(/[?#]/)[0];
      if (!page.startsWith(ROOT) || withoutAnchor(page) === withoutAnchor(location.href)) return null;
      return {
        page: decodeURIComponent(page.slice(ROOT.length)),
        anchor: decodeURIComponent(url.hash.slice(1)),
      };
    } catch {
      return null;
    }
  }

  function linkAt(target) {
    const link = target instanceof Element ? target.closest("a") : null;
    if (!link || !hrefOf(link) || link.hasAttribute("download")) return null;
    return link.closest(CONTENT) && !link.closest(OTHER) && addressOf(link) ? link : null;
  }

  /* --- the preview ---------------------------------------------------------------- */

  function element(name, className, ...content) {
    const made = document.createElement(name);
    if (className) made.className = className;
    made.append(...content.filter((part) => part !== ""));
    return made;
  }

  function box() {
    let made = document.getElementById("pw-preview");
    if (!made) {
      made = element("div", "pw-preview");
      made.id = "pw-preview";
      made.hidden = true;
      document.body.append(made);
    }
    return made;
  }

  function facts({ type, status, warns }) {
    const line = element("p", "pw-preview-facts", type);
    if (status) {
      line.append(" ", element("span", `pw-preview-status${warns ? " pw-preview-warns" : ""}`, status));
    }
    return line;
  }

  function successor([title, address], texts, withLinks) {
    const line = element("p", "pw-preview-successor", texts.superseded);
    const shown = element(withLinks && address ? "a" : "span", "", title);
    if (shown.tagName === "A") shown.href = new URL(address, ROOT).href;
    line.append(shown);
    return line;
  }

  function actions(link, texts) {
    const follow = element("a", "pw-preview-open", texts.open);
    follow.href = new URL(hrefOf(link), document.baseURI).href;
    const shut = element("button", "pw-preview-close", texts.close);
    shut.type = "button";
    shut.addEventListener("click", dismiss);
    return element("p", "pw-preview-actions", follow, " ", shut);
  }

  function fill(link, entry, tapped) {
    const made = box();
    const title = element("p", "pw-preview-title", entry.title);
    title.id = "pw-preview-title";
    const summary = element("p", "pw-preview-summary", entry.summary || "");
    for (const text of [title, summary]) text.dir = "auto";
    const parts = [title, facts(entry)];
    if (entry.successor) parts.push(successor(entry.successor, entry.texts, tapped));
    if (entry.summary) parts.push(summary);
    if (tapped) parts.push(actions(link, entry.texts));
    made.replaceChildren(...parts);
    made.dir = getComputedStyle(title).direction;
    made.setAttribute("role", tapped ? "dialog" : "tooltip");
    if (tapped) made.setAttribute("aria-labelledby", title.id);
    else made.removeAttribute("aria-labelledby");
  }

  /* Of a link that is broken into lines, the number of the line to which the reader points. */
  function lineAt(link, height) {
    const lines = [...link.getClientRects()];
    return Math.max(lines.findIndex((line) => height >= line.top && height <= line.bottom), 0);
  }

  function place() {
    if (box().hidden) return;
    const made = box();
    const line = trigger.getClientRects()[row] || trigger.getBoundingClientRect();
    const { clientWidth: width, clientHeight: height } = document.documentElement;
    if (line.bottom < 0 || line.top > height) {
      hide();
      return;
    }
    const above = line.top - 2 * GAP;
    const below = height - line.bottom - 2 * GAP;
    made.style.maxBlockSize = "";
    const upwards = made.offsetHeight > below && above > below;
    made.style.maxBlockSize = `${Math.max(upwards ? above : below, 96)}px`;
    const rtl = getComputedStyle(trigger).direction === "rtl";
    const left = rtl ? line.right - made.offsetWidth : line.left;
    const top = upwards ? line.top - GAP - made.offsetHeight : line.bottom + GAP;
    made.style.left = `${Math.max(GAP, Math.min(left, width - made.offsetWidth - GAP))}px`;
    made.style.top = `${Math.max(GAP, Math.min(top, height - made.offsetHeight - GAP))}px`;
  }

  /* --- opening and closing ---------------------------------------------------------- */

  /* The link whose preview is open, how it was asked for, and the line of a broken link. */
  let trigger = null;
  let way = "";
  let row = 0;
  /* The link whose preview is about to open. That of another stays until then: the way to
     a preview may cross other links. */
  let next = null;
  let described = null;
  let dismissed = null;
  let opening = 0;
  let leaving = 0;

  function describe(link) {
    if (described) return;
    described = { link, before: link.getAttribute("aria-describedby") };
    link.setAttribute("aria-describedby", [described.before, "pw-preview"].filter(Boolean).join(" "));
  }

  function undescribe() {
    if (described?.before) described.link.setAttribute("aria-describedby", described.before);
    else described?.link.removeAttribute("aria-describedby");
    described = null;
  }

  function present(wanted, entry) {
    if (trigger) hide();
    next = null;
    ({ link: trigger, way, row } = wanted);
    fill(trigger, entry, way === "tap");
    if (way === "focus") describe(trigger);
    box().hidden = false;
    place();
  }

  function hide() {
    clearTimeout(leaving);
    trigger = null;
    undescribe();
    const made = document.getElementById("pw-preview");
    if (made) made.hidden = true;
  }

  function forget() {
    clearTimeout(opening);
    next = null;
    if (!trigger) undescribe();
  }

  function close() {
    forget();
    hide();
  }

  /* What the reader closes does not open again before pointer or focus have left the link. */
  function dismiss() {
    dismissed = trigger || next?.link;
    const inside = document.activeElement?.closest(".pw-preview");
    close();
    if (inside) dismissed?.focus();
  }

  /* A screen reader has to find the description when the link is reached, before it is shown. */
  async function prepare(wanted, wait) {
    const entry = await find(addressOf(wanted.link));
    if (!entry || next !== wanted) return;
    if (wanted.way === "focus") {
      fill(wanted.link, entry, false);
      describe(wanted.link);
    }
    opening = setTimeout(() => present(wanted, entry), wait);
  }

  function wantOnFocus(link) {
    if (link === trigger) {
      way = "focus";
      describe(link);
      return;
    }
    close();
    next = { link, way: "focus", row: 0 };
    prepare(next, DELAY);
  }

  /* Nothing is loaded for links that the pointer only crosses. */
  function wantOnHover(link, height) {
    if (link === next?.link) return;
    forget();
    if (link === trigger) {
      clearTimeout(leaving);
      return;
    }
    leave();
    const wanted = { link, way: "hover", row: lineAt(link, height) };
    next = wanted;
    opening = setTimeout(() => prepare(wanted, DELAY / 2), DELAY / 2);
  }

  function leave() {
    if (next?.way === "hover") forget();
    clearTimeout(leaving);
    const held = way === "tap" || (way === "focus" && document.activeElement === trigger);
    if (trigger && !held) leaving = setTimeout(hide, GRACE);
  }

  /* --- what readers do --------------------------------------------------------------- */

  let pressed = "";
  let followed = null;
  let isOver = false;

  function inBox(target) {
    return Boolean(target instanceof Element && target.closest(".pw-preview"));
  }

  function onPointer(event) {
    if (event.pointerType === "touch") return;
    const link = linkAt(event.target);
    isOver = inBox(event.target) || (link !== null && link === trigger);
    if (link !== dismissed) dismissed = null;
    if (inBox(event.target)) {
      forget();
      clearTimeout(leaving);
    } else if (link && link !== dismissed) wantOnHover(link, event.clientY);
    else leave();
  }

  function onFocus(event) {
    const link = linkAt(event.target);
    if (trigger && way === "tap" && link !== trigger && !inBox(event.target)) close();
    if (link && link !== dismissed && link.matches(":focus-visible")) wantOnFocus(link);
  }

  function onBlur(event) {
    if (event.target === dismissed) dismissed = null;
    if (event.target === next?.link && next.way === "focus") forget();
    if (event.target !== trigger || way !== "focus") return;
    if (isOver) way = "hover";
    else hide();
  }

  function onKey(event) {
    pressed = "";
    if (event.key === "Escape" && (trigger || next)) dismiss();
  }

  function follow(link) {
    followed = link;
    link.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true, view: window }));
    followed = null;
  }

  function after(milliseconds) {
    return new Promise((resolve) => { setTimeout(resolve, milliseconds); });
  }

  async function tap(link) {
    close();
    const wanted = { link, way: "tap", row: 0 };
    next = wanted;
    const entry = await Promise.race([find(addressOf(link)), after(PATIENCE)]);
    if (next !== wanted) return;
    if (!entry) {
      close();
      follow(link);
      return;
    }
    present(wanted, entry);
    box().querySelector(".pw-preview-open").focus({ preventScroll: true });
  }

  /* The first tap on a link shows the preview, the second follows the link. */
  function onClick(event) {
    const link = linkAt(event.target);
    if (!link || link === followed || event.defaultPrevented) return;
    if (pressed === "touch" && link !== trigger && link !== next?.link) {
      event.preventDefault();
      tap(link);
    } else {
      close();
    }
  }

  /* Some browsers report no click on what is no link; a finger that scrolls is not lifted here. */
  function onLift(event) {
    const inside = inBox(event.target) || trigger?.contains(event.target);
    if (trigger && way === "tap" && !inside) close();
  }

  function onMove() {
    if (trigger) requestAnimationFrame(() => trigger && place());
  }

  document.addEventListener("pointerover", onPointer);
  document.documentElement.addEventListener("pointerleave", () => { isOver = false; leave(); });
  document.addEventListener("pointerdown", (event) => { pressed = event.pointerType; }, true);
  document.addEventListener("focusin", onFocus);
  document.addEventListener("focusout", onBlur);
  document.addEventListener("keydown", onKey);
  document.addEventListener("pointerup", onLift);
  document.addEventListener("click", onClick);
  document.addEventListener("scroll", onMove, { capture: true, passive: true });
  window.addEventListener("resize", onMove);
  window.addEventListener("pagehide", close);
})();
