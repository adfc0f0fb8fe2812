/* Makes the pages quicker, never possible: everything here also works without it. No dependency, no state on the server. */
(() => {
  "use strict";
  const root = document.documentElement;
  root.classList.add("js");
  const all = (selector, from = document) => [...from.querySelectorAll(selector)];
  const on = (target, kind, act) => target && target.addEventListener(kind, act);
  const words = document.body.dataset;
  const store = {
    get: (key) => { try { return JSON.parse(sessionStorage.getItem(key)); } catch { return null; } },
    set: (key, value) => { try { sessionStorage.setItem(key, JSON.stringify(value)); } catch { /* full or forbidden: go without */ } },
    drop: (key) => { try { sessionStorage.removeItem(key); } catch { /* forbidden: nothing stood there */ } },
  };

  /* Light or dark: at once here, kept by the server's cookie for the next page. */
  for (const form of all("form[data-display]")) {
    on(form, "submit", (event) => {
      const button = event.submitter;
      if (!button || button.name !== "theme") return;
      event.preventDefault();
      if (button.value) root.dataset.theme = button.value; else delete root.dataset.theme;
      for (const each of all("button[name=theme]", form)) each.setAttribute("aria-pressed", String(each === button));
      fetch(form.action, { method: "POST", body: new URLSearchParams(new FormData(form, button)), redirect: "manual", keepalive: true });
    });
  }

  /* Menus close on Escape and on a click beside them. */
  const menus = "details[data-closes][open]";
  on(document, "click", (event) => {
    for (const menu of all(menus)) if (!menu.contains(event.target)) menu.open = false;
    const opener = event.target.closest("[data-opens]");
    if (opener) document.getElementById(opener.dataset.opens)?.showModal();
  });

  /* Keys. Single letters never act while something is typed. */
  let going = 0;
  const places = { h: () => { location.href = "/"; }, m: () => focusMenu(), i: () => document.getElementById("innehall")?.focus() };
  const focusMenu = () => {
    const menu = document.getElementById("meny");
    if (!menu) return;
    if (menu.offsetParent === null && getComputedStyle(menu).display === "none") menu.showPopover?.();
    (menu.querySelector("a[aria-current]") || menu.querySelector("a"))?.focus();
  };
  on(document, "keydown", (event) => {
    const field = event.target.closest?.("input, textarea, select, [contenteditable]");
    if (event.key === "Escape") {
      for (const menu of all(menus)) { menu.open = false; menu.querySelector("summary").focus(); }
      return;
    }
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && field?.form) { field.form.requestSubmit(); return; }
    const types = field && !["checkbox", "radio", "button", "submit"].includes(field.type);
    if (types || event.ctrlKey || event.metaKey || event.altKey) return;
    if (Date.now() - going < 1200 && places[event.key]) { event.preventDefault(); going = 0; places[event.key](); return; }
    going = event.key === "g" ? Date.now() : 0;
    const search = document.getElementById("sok");
    if (event.key === "/" && search) { event.preventDefault(); search.focus(); search.select(); }
    if (event.key === "?") { event.preventDefault(); document.getElementById("kortkommandon")?.showModal?.(); }
  });

  /* The first thing to read after a refused form is what was wrong. */
  document.querySelector("[data-focus]")?.focus();

  /* A page that neither asks for a password nor shows errors means that what was sent has arrived. */
  const sent = store.get("sent");
  if (sent && !document.querySelector("[data-focus], input[type=password]")) { store.drop(sent.key); store.drop("sent"); }

  /* Forms: a draft in this tab survives an expired session and a closed lid; leaving with unsaved text asks first. */
  const secret = (name, form) => all("input", form).some((field) => field.name === name && ["password", "file", "hidden"].includes(field.type));
  /* Something is chosen that says: keep nothing of this. */
  const unkept = (form) => Boolean(form.querySelector("[data-unkept]:checked"));
  const typed = (form) => [...new FormData(form)].filter(([name, value]) => typeof value === "string" && !secret(name, form));
  const fill = (form, pairs) => {
    for (const field of form.elements) {
      if (!field.name || ["password", "file", "hidden", "submit", "button"].includes(field.type)) continue;
      const values = pairs.filter(([name]) => name === field.name).map(([, value]) => value);
      if (field.type === "checkbox" || field.type === "radio") field.checked = values.includes(field.value);
      else if (field.multiple) for (const option of field.options) option.selected = values.includes(option.value);
      else if (values.length) field.value = values[0];
    }
  };
  for (const form of all("form[data-draft]")) {
    const key = "draft:" + (form.dataset.draft || form.getAttribute("action") || location.pathname);
    const first = JSON.stringify(typed(form));
    let changed = false;
    const draft = store.get(key);
    if (draft && JSON.stringify(draft) !== first && !form.querySelector("[data-focus]")) {
      fill(form, draft);
      changed = true;
      const note = document.createElement("div");
      const text = document.createElement("p");
      const drop = document.createElement("button");
      note.className = "note info";
      note.setAttribute("role", "status");
      text.textContent = words.draftFound;
      drop.type = "button";
      drop.className = "button small";
      drop.textContent = words.draftDrop;
      note.append(text, drop);
      form.prepend(note);
      on(drop, "click", () => { store.drop(key); fill(form, JSON.parse(first)); changed = false; note.remove(); form.querySelector(".input, input")?.focus(); });
    }
    let timer = 0;
    on(form, "input", () => {
      changed = true;
      clearTimeout(timer);
      if (unkept(form)) { store.drop(key); changed = false; return; }
      timer = setTimeout(() => {
        store.set(key, typed(form));
        for (const place of all("[data-draft-state]", form)) place.textContent = place.dataset.draftState;
      }, 400);
    });
    /* Kept until the server has answered with a page that took it: see above. */
    on(form, "submit", () => { changed = false; clearTimeout(timer); if (unkept(form)) { store.drop(key); return; } store.set(key, typed(form)); store.set("sent", { key }); });
    on(window, "beforeunload", (event) => { if (changed) event.preventDefault(); });
  }
  /* Filters act when chosen with a pointer; with keys, where an arrow passes every choice on the way, by Enter or the button. */
  let byKey = false;
  on(document, "keydown", () => { byKey = true; });
  on(document, "pointerdown", () => { byKey = false; });
  for (const form of all("form[data-filter]")) on(form, "change", (event) => { if (!byKey && event.target.matches("select, input[type=checkbox], input[type=radio], input[type=date]")) form.requestSubmit(); });
  for (const form of all("form[data-filter]")) on(form, "submit", () => { for (const field of form.elements) if (field.name && field.value === "") field.disabled = true; });
  on(window, "pageshow", () => { for (const field of all("form[data-filter] :disabled")) field.disabled = false; });

  /* All rows of a table at once, and how many. */
  const count = (form) => {
    const boxes = all(".pick input[name]", form);
    const chosen = boxes.filter((box) => box.checked).length;
    for (const head of all("[data-pick-all]", form)) { head.checked = chosen === boxes.length && chosen > 0; head.indeterminate = chosen > 0 && chosen < boxes.length; }
    for (const place of all("[data-picked]", form)) place.textContent = `${place.dataset.picked} ${chosen}`;
  };
  on(document, "change", (event) => {
    const box = event.target;
    const form = box.closest?.("form");
    if (!form || !box.closest(".pick")) return;
    if (box.matches("[data-pick-all]")) for (const each of all(".pick input[name]", form)) each.checked = box.checked;
    count(form);
  });

  /* A file dropped on its zone is a file chosen. */
  for (const zone of all("[data-drop]")) {
    const field = zone.querySelector("input[type=file]");
    for (const kind of ["dragenter", "dragover"]) on(zone, kind, (event) => { event.preventDefault(); zone.classList.add("over"); });
    for (const kind of ["dragleave", "drop"]) on(zone, kind, () => zone.classList.remove("over"));
    on(zone, "drop", (event) => {
      event.preventDefault();
      if (!event.dataTransfer?.files.length) return;
      field.files = event.dataTransfer.files;
      field.dispatchEvent(new Event("change", { bubbles: true }));
    });
  }

  /* A job tells how it goes until its fragment no longer asks to be fetched. */
  const follow = async (place, wait) => {
    await new Promise((resolve) => { setTimeout(resolve, wait); });
    try {
      const answer = await fetch(place.dataset.refresh, { headers: { "X-Fragment": "1" } });
      if (!answer.ok) throw new Error(String(answer.status));
      const box = document.createElement("template");
      box.innerHTML = await answer.text();
      const next = box.content.firstElementChild;
      if (!next) return;
      place.replaceWith(next);
      if (next.dataset.refresh) follow(next, 700);
      else if (next.dataset.then) location.href = next.dataset.then;
    } catch { follow(place, Math.min(wait * 2, 10000)); }
  };
  for (const place of all("[data-refresh]")) follow(place, 700);

  /* Back in a list: the same place as before. */
  if (document.querySelector(".table.sticky")) {
    const key = "scroll:" + location.pathname + location.search;
    const back = performance.getEntriesByType("navigation")[0]?.type === "back_forward" || document.referrer.startsWith(location.origin + location.pathname + "/");
    if (back) window.scrollTo(0, store.get(key) || 0);
    on(window, "pagehide", () => store.set(key, window.scrollY));
  }
})();
