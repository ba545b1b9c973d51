/* The search page: what readers type and choose goes to Pagefind, what it finds is listed.
 * The address of the page says what is searched for, so that it can be kept and sent. */
(() => {
  "use strict";

  const box = document.querySelector(".pw-search");
  if (!box) return;
  const text = box.dataset;
  const form = box.querySelector("form");
  const input = form.querySelector("input");
  const filterBox = box.querySelector(".pw-search-filters");
  const status = box.querySelector(".pw-search-status");
  const list = box.querySelector(".pw-search-results");
  const more = box.querySelector(".pw-search-more");
  const root = new URL(text.root, location.href);
  const FILTERS = ["type", "topic", "status"];
  const STEP = 10;
  const OPEN = 8;
  const PAUSE = 150;

  let run = 0;
  let results = [];
  let pagefind = null;

  const say = (message) => {
    status.textContent = message;
  };

  const element = (name, attributes = {}, ...children) => {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.append(...children);
    return made;
  };

  /* --- what is asked for --- */

  const boxes = () => [...filterBox.querySelectorAll("input")];

  const chosen = () => {
    const found = {};
    for (const { name, value, checked } of boxes())
      if (checked) (found[name] ??= []).push(value);
    return found;
  };

  const remember = () => {
    const words = new URLSearchParams();
    if (input.value.trim()) words.set("q", input.value.trim());
    for (const [name, values] of Object.entries(chosen()))
      for (const value of values) words.append(name, value);
    const query = words.toString();
    history.replaceState(null, "", query ? `?${query}` : location.pathname);
  };

  const recall = () => {
    const words = new URLSearchParams(location.search);
    input.value = words.get("q") ?? "";
    for (const made of boxes()) made.checked = words.getAll(made.name).includes(made.value);
  };

  /* --- what is found --- */

  const address = (url, anchor) => {
    const docname = url.replace(/^\//, "").replace(/\.html$/, "");
    const folder = docname.replace(/(^|\/)index$/, "");
    const path = text.suffix === "/" ? folder && `${folder}/` : docname + text.suffix;
    const found = new URL(path || "./", root);
    found.hash = anchor ?? "";
    return found.href;
  };

  /* The excerpt is text in which found words are marked; nothing else in it is taken as HTML. */
  const excerpt = (html) => {
    const parsed = new DOMParser().parseFromString(html, "text/html");
    return [...parsed.body.childNodes].map((node) =>
      node.nodeName === "MARK" ? element("mark", {}, node.textContent) : node.textContent,
    );
  };

  const item = (data) => {
    const url = data.raw_url ?? data.url;
    const made = element(
      "li",
      {},
      element("p", { class: "pw-search-title" }, element("a", { href: address(url) }, data.meta.title)),
    );
    const kind = FILTERS.flatMap((name) => data.filters[name] ?? []).join(" · ");
    if (kind) made.append(element("p", { class: "pw-search-kind" }, kind));
    made.append(element("p", { class: "pw-search-text" }, ...excerpt(data.excerpt)));
    const sections = data.sub_results.filter((part) => part.anchor?.id).slice(0, 3);
    const links = sections
      .filter((part) => part.title !== data.meta.title)
      .map((part) => element("li", {}, element("a", { href: address(url, part.anchor.id) }, part.title)));
    if (links.length) made.append(element("ul", { class: "pw-search-sections" }, ...links));
    return made;
  };

  /* Who types the name of an article means that one. */
  const plain = (name) => name.toLocaleLowerCase().replace(/[\s_-]+/g, " ").trim();

  const isNamed = (data) =>
    [data.meta.title, ...(data.meta.aliases ?? "").split(" | ")].map(plain).includes(plain(input.value));

  const showMore = async (number, focus) => {
    const begin = list.children.length;
    const data = await Promise.all(results.slice(begin, begin + STEP).map((found) => found.data()));
    if (number !== run) return;
    if (!begin) data.sort((a, b) => isNamed(b) - isNamed(a));
    list.append(...data.map(item));
    more.hidden = list.children.length >= results.length;
    if (focus) list.children[begin]?.querySelector("a").focus();
  };

  const count = (totals) => {
    for (const made of boxes())
      made.parentElement.querySelector("span").textContent = `(${totals[made.name]?.[made.value] ?? 0})`;
  };

  const search = async () => {
    const number = ++run;
    const query = input.value.trim();
    const filters = {};
    for (const [name, values] of Object.entries(chosen())) filters[name] = { any: values };
    remember();
    if (!query && !Object.keys(filters).length) {
      results = [];
      list.replaceChildren();
      more.hidden = true;
      count(await pagefind.filters());
      say("");
      return;
    }
    const options = { filters, ...(query ? {} : { sort: { title: "asc" } }) };
    const found = await pagefind.search(query || null, options);
    if (number !== run) return;
    results = found.results;
    list.replaceChildren();
    await showMore(number, false);
    if (number !== run) return;
    count(found.totalFilters);
    say(results.length ? text.count.replace("{number}", results.length) : text.none);
  };

  /* --- the page --- */

  const addFilter = (name, values) => {
    const names = Object.keys(values).sort((a, b) => a.localeCompare(b, document.documentElement.lang || undefined));
    if (!names.length) return;
    const group = element("div", { role: "group", "aria-label": text[name] });
    for (const value of names) {
      const made = element("input", { type: "checkbox", name, value });
      group.append(element("label", {}, made, ` ${value} `, element("span")));
    }
    const details = element("details", { class: "pw-search-filter" }, element("summary", {}, text[name]), group);
    details.open = names.length <= OPEN;
    filterBox.append(details);
  };

  const failed = (error) => {
    console.error(error);
    say(text.failed);
  };

  const start = async () => {
    pagefind = await import(new URL(`${text.bundle}/pagefind.js`, root).href);
    await pagefind.options({
      excerptLength: 40,
      ranking: { metaWeights: { title: 6, aliases: 6, summary: 1 } },
    });
    await pagefind.init();
    const available = await pagefind.filters();
    for (const name of FILTERS) addFilter(name, available[name] ?? {});
    form.hidden = false;
    recall();
    if (!input.value) input.focus();
    await search();
  };

  let waiting = 0;
  input.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => search().catch(failed), PAUSE);
  });
  form.addEventListener("change", (event) => {
    if (event.target !== input) search().catch(failed);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(waiting);
    search().catch(failed);
  });
  more.addEventListener("click", () => showMore(run, true).catch(failed));

  if (location.protocol === "file:") say(text.file);
  else start().catch(failed);
})();
