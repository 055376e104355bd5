// The welcome desk by keyboard: the next page is fetched and shown in place of this one, so that no key is
// lost on the way. Every page works without it, by links and forms; nothing of triage or search stands here.
// Keys of buttons and the live part of the page are those of live.js.

const here = new URL("./", location.href);
const held = []; // keys that were pressed while a page was on its way
let busy = false;
let sought = Promise.resolve();
let seeking = 0;

const field = (element) => element?.closest?.("input:not([type=checkbox]):not([type=radio]), textarea");
const search = () => document.getElementById("q");

// ---- One page after the other ----------------------------------------------------------------------

async function fetched(url, options) {
  const answer = await fetch(url, options);
  const isPage = answer.headers.get("content-type")?.startsWith("text/html");
  if (new URL(answer.url).pathname !== here.pathname && !answer.url.startsWith(`${here.href}act`) || !isPage) {
    location.assign(answer.url);
    return null;
  }
  return { at: answer.url, page: new DOMParser().parseFromString(await answer.text(), "text/html") };
}

async function go(url, options, keep = history.pushState) {
  busy = true;
  try {
    const next = await fetched(url, options);
    if (!next) return;
    show(next.page);
    const at = new URL(next.at);
    at.searchParams.delete("said");
    if (at.pathname === here.pathname) keep.call(history, null, "", at);
  } catch {
    // The office is not there just now, as live.js says; the same key may be pressed again.
    held.length = 0;
    for (const form of document.forms) forget(form);
  } finally {
    busy = false;
  }
  while (held.length && !busy) press(held.shift());
}

function show(page) {
  const [old, fresh] = [document.querySelector("main"), page.querySelector("main")];
  if (fresh.querySelector("[data-collected]")) keepFields(old, fresh);
  old.replaceWith(fresh);
  document.title = page.title;
  focusOn(fresh);
}

// What was set for a visitor goes on while more is added to the same visit.
function keepFields(old, fresh) {
  for (const was of old.querySelectorAll("[data-keep]")) {
    for (const now of fresh.querySelectorAll("[data-keep]")) {
      if (now.name !== was.name) continue;
      if (now.type === "checkbox" || now.type === "radio") {
        if (now.value === was.value) now.checked = was.checked;
      } else now.value = was.value;
    }
  }
}

function focusOn(main) {
  const wanted = main.querySelector("[autofocus]") ?? main;
  // A keyboard on the screen would hide half of a tablet before anything is to be typed.
  const rises = field(wanted) && matchMedia("(pointer: coarse)").matches;
  (rises ? main : wanted).focus();
  main.scrollIntoView({ block: "nearest" });
}

function forget(form) {
  delete form.dataset.sent;
  for (const control of form.elements) control.removeAttribute("aria-disabled");
}

addEventListener("popstate", () => go(location.href, {}, history.replaceState));

addEventListener("click", (event) => {
  const link = event.target.closest?.("main a[href]");
  if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
  if (new URL(link.href).pathname !== here.pathname) return;
  event.preventDefault();
  if (!busy) go(link.href);
});

addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || !form.closest("main") || "sent" in form.dataset) return;
  event.preventDefault();
  if (form.matches("[data-search]")) {
    openFirst();
    return;
  }
  const body = new URLSearchParams(new FormData(form, event.submitter));
  go(form.action, { method: "POST", body }, history.replaceState);
});

// ---- Needs, filtered while typing --------------------------------------------------------------------

function filter() {
  const form = search().form;
  const url = new URL(form.action);
  url.search = new URLSearchParams(new FormData(form));
  const nth = ++seeking;
  sought = fetched(url).then((next) => {
    if (!next || nth !== seeking) return;
    document.getElementById("found")?.replaceWith(next.page.getElementById("found"));
    mark();
  }, () => {});
}

// The one that Enter takes.
function mark() {
  const first = search()?.value.trim() && document.querySelector("#found a");
  if (first) first.classList.add("is-first");
}

async function openFirst() {
  if (!search().value.trim() || busy) return;
  busy = true;
  await sought;
  busy = false;
  const first = document.querySelector("#found a");
  if (first) go(first.href);
  else while (held.length && !busy) press(held.shift());
}

function move(by) {
  const links = [...document.querySelectorAll("#found a")];
  const at = links.indexOf(document.activeElement);
  const next = at + by;
  if (next < 0) search().focus();
  else links[Math.min(next, links.length - 1)]?.focus();
}

addEventListener("input", (event) => { if (event.target === search()) filter(); });

// ---- Keys ----------------------------------------------------------------------------------------------

addEventListener("keydown", (event) => {
  if (!busy || !event.isTrusted || event.ctrlKey || event.metaKey || event.altKey) return;
  const { key } = event;
  if (key.length > 1 && !["Enter", "Escape", "Backspace", "ArrowDown", "ArrowUp"].includes(key)) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  if (!event.repeat) held.push(key);
}, true);

addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
  const { key, target } = event;
  const isInList = target === search() || target.closest?.("#found");
  if (isInList && (key === "ArrowDown" || key === "ArrowUp")) {
    move(key === "ArrowDown" ? 1 : -1);
  } else if (key === "Escape" && target === search()) {
    if (search().value) { search().value = ""; filter(); } else go(here.href);
  } else if (key === "Escape" && field(target)) {
    (document.querySelector("main [autofocus]") ?? document.querySelector("main")).focus();
  } else if (/^F\d+$/.test(key) && document.querySelector(`[data-key="${key}"]`)) {
    document.querySelector(`[data-key="${key}"]`).click();
  } else return;
  event.preventDefault();
});

addEventListener("click", (event) => {
  const name = event.target.closest?.("[data-cycle]")?.dataset.cycle;
  if (!name) return;
  const choices = [...document.querySelectorAll(`input[name="${name}"]`)];
  choices[(choices.findIndex((choice) => choice.checked) + 1) % choices.length].checked = true;
});

// A key that waited is pressed where the new page has its focus.
function press(key) {
  const target = document.activeElement ?? document.body;
  const down = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true });
  if (!target.dispatchEvent(down)) return;
  const text = field(target);
  if (text && key.length === 1) {
    text.setRangeText(key, text.selectionStart, text.selectionEnd, "end");
    text.dispatchEvent(new InputEvent("input", { bubbles: true }));
  } else if (key === "Enter") {
    if (text) text.form?.requestSubmit();
    else if (target.matches("a, button, summary")) target.click();
  }
}

// ---- Waits of the route that is shown ---------------------------------------------------------------------

const REFRESH_AFTER = 10_000; // ms

setInterval(async () => {
  if (busy || document.hidden || !document.querySelector("[data-part]")) return;
  const at = location.href;
  const next = await fetched(at).catch(() => null);
  if (!next || busy || location.href !== at) return;
  for (const part of document.querySelectorAll("[data-part]")) {
    const fresh = next.page.querySelector(`[data-part="${part.dataset.part}"]`);
    if (fresh && fresh.innerHTML !== part.innerHTML) part.replaceWith(fresh);
  }
}, REFRESH_AFTER);

focusOn(document.querySelector("main"));
