/* Adds to citations what needs a script: the reader's date and buttons that copy. */
(() => {
  "use strict";

  const months = [
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
  ];

  function dateIn(form, date) {
    const day = date.getDate();
    const month = months[date.getMonth()];
    const year = date.getFullYear();
    return form === "mdy" ? `${month} ${day}, ${year}` : `${day} ${month} ${year}`;
  }

  function fillDates(now) {
    for (const place of document.querySelectorAll(".pw-accessed[data-form]")) {
      place.textContent = dateIn(place.dataset.form, now);
    }
  }

  function copyBySelection(string) {
    const area = document.createElement("textarea");
    area.value = string;
    area.setAttribute("readonly", "");
    area.className = "pw-live";
    const focused = document.activeElement;
    document.body.append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    focused?.focus();
    return done;
  }

  async function copy(string) {
    try {
      await navigator.clipboard.writeText(string);
      return true;
    } catch {
      return copyBySelection(string);
    }
  }

  function citationText(body) {
    const code = body.querySelector("pre");
    const shown = (code || body).textContent;
    return code ? shown.trim() + "\n" : shown.replace(/\s+/g, " ").trim();
  }

  function addButtons(list, live) {
    for (const term of list.querySelectorAll(":scope > dt")) {
      const body = term.nextElementSibling;
      if (!body || body.tagName !== "DD") continue;
      const style = term.textContent.trim();
      const button = document.createElement("button");
      button.type = "button";
      button.className = "pw-copy";
      button.textContent = list.dataset.copy;
      button.setAttribute("aria-label", `${button.textContent}: ${style}`);
      button.addEventListener("click", async () => {
        const done = await copy(citationText(body));
        live.textContent = "";
        const message = done ? list.dataset.copied : list.dataset.failed;
        button.textContent = message;
        live.textContent = `${message}: ${style}`;
        setTimeout(() => { button.textContent = list.dataset.copy; }, 2000);
      });
      term.append(button);
    }
  }

  function start() {
    fillDates(new Date());
    const lists = document.querySelectorAll("dl.pw-citations");
    if (!lists.length) return;
    const live = document.createElement("div");
    live.className = "pw-live";
    live.setAttribute("role", "status");
    document.body.append(live);
    for (const list of lists) addButtons(list, live);
  }

  if (document.readyState === "loading") {
    document.addEventListener("DOMContentLoaded", start);
  } else {
    start();
  }
})();
