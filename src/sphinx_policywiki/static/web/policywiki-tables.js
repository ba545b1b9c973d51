/* Lets readers sort and filter tables of articles. Without it they are plain tables. */
(() => {
  "use strict";

  function element(name, className, text) {
    const made = document.createElement(name);
    if (className) made.className = className;
    if (text !== undefined) made.textContent = text;
    return made;
  }

  function collator() {
    const language = document.documentElement.lang;
    const options = { numeric: true };
    try {
      return new Intl.Collator(language || undefined, options);
    } catch {
      return new Intl.Collator(undefined, options); /* no language that browsers know */
    }
  }

  const texts = collator();

  function compare(kind, left, right) {
    if (kind === "number") return Number(left) - Number(right);
    if (kind === "date") return left < right ? -1 : Number(left > right);
    return texts.compare(left, right);
  }

  function kindOf(head) {
    if (head.classList.contains("pw-number")) return "number";
    return head.classList.contains("pw-date") ? "date" : "text";
  }

  function folded(text) {
    return text.normalize("NFKD").replace(/\p{M}/gu, "").toLocaleLowerCase();
  }

  /* Themes colour every other row by these classes. */
  function stripe(rows) {
    rows.filter((row) => !row.hidden).forEach((row, at) => {
      row.classList.toggle("row-even", at % 2 === 0);
      row.classList.toggle("row-odd", at % 2 === 1);
    });
  }

  /* What has no value comes last in both directions. */
  function sort(body, at, kind, direction) {
    const valued = [...body.rows].map((row) => ({ row, value: row.cells[at].textContent.trim() }));
    valued.sort((a, b) => {
      if (!a.value || !b.value) return Number(!a.value) - Number(!b.value);
      return direction * compare(kind, a.value, b.value);
    });
    body.append(...valued.map(({ row }) => row));
    stripe([...body.rows]);
  }

  function addSorting(table, body) {
    const heads = [...table.tHead.rows[0].cells];
    heads.forEach((head, at) => {
      const made = element("button", "pw-sort", head.textContent.trim());
      made.type = "button";
      made.addEventListener("click", () => {
        const up = head.getAttribute("aria-sort") !== "ascending";
        for (const other of heads) other.removeAttribute("aria-sort");
        head.setAttribute("aria-sort", up ? "ascending" : "descending");
        sort(body, at, kindOf(head), up ? 1 : -1);
      });
      head.replaceChildren(made);
    });
  }

  function addFilter(box, body) {
    const rows = [...body.rows].map((row) => ({ row, text: folded(row.textContent) }));
    const tools = element("div", "pw-table-tools");
    const label = element("label", "", box.dataset.filter);
    const field = element("input", "pw-filter");
    field.type = "search";
    field.autocomplete = "off";
    const status = element("span", "pw-count");
    status.setAttribute("role", "status");
    const show = () => {
      const words = folded(field.value).split(/\s+/).filter(Boolean);
      for (const { row, text } of rows) row.hidden = !words.every((word) => text.includes(word));
      const shown = rows.filter(({ row }) => !row.hidden).length;
      status.textContent = box.dataset.count.replace("{shown}", shown);
      stripe([...body.rows]);
    };
    field.addEventListener("input", show);
    label.append(field);
    tools.append(label, status);
    box.prepend(tools);
    show();
  }

  function start() {
    for (const box of document.querySelectorAll(".pw-table[data-filter]")) {
      const table = box.querySelector("table.pw-articles");
      const body = table?.tBodies[0];
      if (!table?.tHead || !body || body.rows.length < 2) continue;
      addSorting(table, body);
      addFilter(box, body);
    }
  }

  if (document.readyState === "loading") {
    document.addEventListener("DOMContentLoaded", start);
  } else {
    start();
  }
})();
