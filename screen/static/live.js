// The one script of all pages. Every page works without it; with it a page stays up to date.
// What it understands is listed in screen/src/lib.rs; the messages in screen/src/feed.rs.

const STALE_AFTER = 4_000; // ms without a message until the page says that it is not up to date
const DEAD_AFTER = 10_000; // ms without a message until the connection is given up
const LOST_AFTER = 30_000; // ms without the office until nothing on the page counts as present any more
const BACKOFF_BASE = 500; // ms, doubled with every failed attempt
const BACKOFF_CAP = 5_000; // ms
const SOUND_AT_MOST = 15_000; // ms for one sound, after which the next one is played
const HURRY_ABOVE = 2; // announcements that wait, above which each is said once only
const TURN_EVERY = 8_000; // ms for which a page of rows is shown
const SHIFT_EVERY = 180_000; // ms after which a page that stands for hours is moved by some pixels
const SHIFTS = 9;
const EXTENSIONS_MAX = 10; // WCAG 2.2.1: at least ten times
const ANNOUNCE_AT = 10; // seconds left when the countdown is spoken
const ANNOUNCE_MINUTES_AT = 60; // the same where it counts minutes
const RESUBMIT_AFTER = 10_000; // ms after which a form without an answer can be sent again

const all = (selector, within = document) => [...within.querySelectorAll(selector)];
const zone = document.body.dataset.zone || undefined;

// ---- Clock ------------------------------------------------------------------------------------

const clocks = new Map();

function timeIn(timeZone) {
  if (!clocks.has(timeZone)) {
    const shape = { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone };
    clocks.set(timeZone, new Intl.DateTimeFormat("it-IT", shape));
  }
  return clocks.get(timeZone).format(new Date());
}

function showClocks() {
  for (const clock of all("[data-clock]")) {
    const time = timeIn(clock.dataset.zone || zone);
    if (clock.textContent !== time) clock.textContent = time;
  }
}

// ---- Regions: swapped whole, never under the focus, never under a pressed finger -----------------

const waiting = new Map(); // region name -> HTML that could not be shown yet
let pressed = false;

function showRegions() {
  if (pressed) return;
  for (const [name, html] of waiting) {
    const regions = all("[data-region]").filter((region) => region.dataset.region === name);
    if (regions.some((region) => region.contains(document.activeElement))) continue;
    waiting.delete(name);
    for (const region of regions) swap(region, html);
  }
  showClocks();
}

function swap(region, html) {
  const fresh = document.createElement("template");
  fresh.innerHTML = html;
  if (fresh.innerHTML === region.innerHTML) return;
  const { scrollX, scrollY } = window;
  const { scrollTop, scrollLeft } = region;
  region.replaceChildren(fresh.content);
  region.scrollTo(scrollLeft, scrollTop);
  window.scrollTo(scrollX, scrollY);
}

// A click comes after its pointerup, so the swap waits until the click has been handled.
function release() {
  pressed = false;
  setTimeout(showRegions);
}

addEventListener("pointerdown", () => { pressed = true; }, true);
addEventListener("pointerup", release, true);
addEventListener("pointercancel", release, true);
// The menu of the secondary button swallows its pointerup.
addEventListener("contextmenu", release);
addEventListener("focusout", () => setTimeout(showRegions));
// A finger lifted outside the window is never reported.
addEventListener("blur", release);

// ---- Chime and voice: for a call that is newer than the last one announced in this tab -------------

const chimeKey = `chime:${location.pathname}`;
const said = new Audio();
let callable = new Set(); // calls that may still be announced, of the newest state
let lines = []; // announcements that wait for the one that is being made
let speaking = false;

function chime(call, seq, says) {
  const stored = sessionStorage.getItem(chimeKey);
  callable = new Set(says.map((saying) => saying.call));
  // A call beyond the last event is one of another history: a restored office, or a new demo.
  const last = stored === null || Number(stored) > seq ? null : Number(stored);
  if (last !== null && (call ?? 0) <= last) return;
  sessionStorage.setItem(chimeKey, call ?? 0);
  if (last === null) return;
  const fresh = says.filter((saying) => saying.call > last).sort((a, b) => a.call - b.call);
  if (fresh.length === 0) return void ring();
  lines.push(...fresh);
  announce();
}

// One announcement at a time, each said twice unless others wait; what was withdrawn before its turn is not made.
async function announce() {
  if (speaking) return;
  speaking = true;
  try {
    while (lines.length > 0) {
      const line = lines.shift();
      if (!callable.has(line.call)) continue;
      await ring();
      for (let times = lines.length > HURRY_ABOVE ? 1 : 2; times > 0; times -= 1) {
        for (const sound of line.sounds) await play(said, sound);
      }
    }
  } finally {
    speaking = false;
  }
}

async function ring() {
  for (const audio of all("audio[data-chime]")) {
    document.documentElement.dataset.sound = (await play(audio)) ? "yes" : "no";
  }
}

// Plays a sound to its end; whether the browser allowed it.
function play(audio, source) {
  return new Promise((done) => {
    const patience = setTimeout(() => end(false), SOUND_AT_MOST);
    const end = (heard) => {
      clearTimeout(patience);
      audio.onended = audio.onerror = null;
      done(heard);
    };
    if (source) audio.src = new URL(source, location.href);
    audio.volume = Number(document.querySelector("audio[data-volume]")?.dataset.volume ?? 1);
    audio.currentTime = 0;
    audio.onended = () => end(true);
    audio.onerror = () => end(false);
    audio.play().catch(() => end(false));
  });
}

addEventListener("click", (event) => {
  if (event.target.closest?.("[data-ring]")) ring();
});

// ---- Listening: the page says its texts, one after the other; another touch ends it ------------------

const reader = new Audio();
let listening = 0;

for (const button of all("button[data-listen]")) {
  button.hidden = false;
  button.onclick = () => {
    const isOn = button.getAttribute("aria-pressed") === "true";
    if (isOn) hush();
    else read(button);
  };
}

async function read(place) {
  hush();
  const own = listening;
  place.setAttribute("aria-pressed", "true");
  for (const sound of place.dataset.listen.split(" ")) {
    const heard = await play(reader, sound);
    if (own !== listening) return;
    place.dataset.heard = heard ? "yes" : "no";
  }
  place.setAttribute("aria-pressed", "false");
}

function hush() {
  listening += 1;
  reader.pause();
  reader.onended?.();
  for (const button of all("button[data-listen]")) button.setAttribute("aria-pressed", "false");
}

// Whoever has listened to a page hears its question too.
function ask(question) {
  question.showModal();
  if (listening === 0) return;
  hush();
  if (question.dataset.listen) play(reader, question.dataset.listen);
}

// ---- Feed -----------------------------------------------------------------------------------------

let heardAt = performance.now();
let hostIsStale = all("[data-stale]").some((notice) => !notice.hidden);
let officeHeardAt = hostIsStale ? -Infinity : heardAt;
let asOf = document.querySelector("[data-as-of]")?.textContent || timeIn(zone);
let attempts = 0;
let socket = null;

function connect() {
  const address = new URL(document.body.dataset.feed, location.href);
  address.protocol = address.protocol === "https:" ? "wss:" : "ws:";
  address.search = location.search;
  socket = new WebSocket(address);
  let wasOpen = false;
  socket.onopen = () => { wasOpen = true; };
  socket.onmessage = (event) => hear(JSON.parse(event.data));
  socket.onclose = () => {
    if (!wasOpen && document.querySelector("[data-who]")) askWho();
    retry();
  };
}

// The feed is refused to whoever is logged in no longer, or rests: loading the page anew leads to the login.
function askWho() {
  fetch(location.href, { method: "HEAD", redirect: "manual" }).then(
    (answer) => { if (answer.type === "opaqueredirect" || answer.status === 401) location.reload(); },
    () => {}, // the server is not there; retry() goes on
  );
}

function retry() {
  const most = Math.min(BACKOFF_CAP, BACKOFF_BASE * 2 ** attempts);
  attempts += 1;
  setTimeout(connect, Math.random() * most);
}

function hear(message) {
  heardAt = performance.now();
  attempts = 0;
  if (message.reload) {
    // Another office history: its calls count anew. Spread out, so that not all pages come at once.
    sessionStorage.removeItem(chimeKey);
    setTimeout(() => location.reload(), Math.random() * 1_000);
    return;
  }
  if (message.ring) ring();
  if (message.as_of) asOf = message.as_of;
  if (message.beat) {
    hostIsStale = message.stale === true;
    if (!hostIsStale) officeHeardAt = heardAt;
  } else if (message.regions) {
    for (const [name, html] of Object.entries(message.regions ?? {})) waiting.set(name, html);
    showRegions();
    chime(message.chime, message.seq, message.says ?? []);
    turned = 0;
    showPages();
  }
  showFreshness();
}

function showFreshness() {
  const silence = performance.now() - heardAt;
  const live = silence < STALE_AFTER && !hostIsStale;
  const lost = !live && performance.now() - officeHeardAt > LOST_AFTER;
  document.documentElement.dataset.live = live ? "yes" : "no";
  document.documentElement.dataset.lost = lost ? "yes" : "no";
  if (!live) for (const place of all("[data-as-of]")) place.textContent = asOf;
  for (const notice of all("[data-stale]")) notice.hidden = live;
  // A connection that died without a word is closed here; closing takes us to retry().
  if (silence > DEAD_AFTER && socket?.readyState === WebSocket.OPEN) {
    heardAt = performance.now() - STALE_AFTER;
    socket.onclose = null;
    socket.close();
    retry();
  }
}

// ---- Countdown --------------------------------------------------------------------------------------

function inMinutes(seconds) {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

function countDown(place) {
  const seconds = Number(place.dataset.countdown);
  const restart = () => performance.now() + seconds * 1_000;
  const announceAt = "countdownMinutes" in place.dataset ? ANNOUNCE_MINUTES_AT : ANNOUNCE_AT;
  const question = place.closest("dialog[data-countdown-ask]");
  let end = restart();
  let extensions = 0;
  for (const button of all("[data-countdown-extend]")) {
    button.addEventListener("click", () => {
      end = restart();
      extensions += 1;
      button.disabled = extensions >= EXTENSIONS_MAX;
      tick();
    });
  }
  const tick = () => {
    const left = Math.max(0, Math.ceil((end - performance.now()) / 1_000));
    if (question && !question.open && left <= Number(question.dataset.countdownAsk)) ask(question);
    const shown = "countdownMinutes" in place.dataset ? inMinutes(left) : String(left);
    if (place.textContent !== shown) {
      place.textContent = shown;
      const spoken = left === announceAt ? place.closest("p, div")?.textContent.trim() : "";
      for (const status of all("[data-countdown-status]")) if (spoken || left > announceAt) status.textContent = spoken;
    }
    if (left === 0) {
      clearInterval(timer);
      const button = place.dataset.countdownPress && document.querySelector(place.dataset.countdownPress);
      if (button) button.click();
      else location.replace(place.dataset.countdownTo);
    }
  };
  const timer = setInterval(tick, 250);
  tick();
}

// Who is asked whether more time is needed answers; closing the question by the Escape key says yes.
addEventListener("cancel", (event) => {
  if (!event.target.matches("dialog[data-countdown-ask]")) return;
  event.preventDefault();
  event.target.querySelector("a, button")?.click();
}, true);

// ---- Forms go once ------------------------------------------------------------------------------------

function buttonsOf(form) {
  return [...form.elements].filter((control) => control.type === "submit");
}

function allowSubmit(form) {
  delete form.dataset.sent;
  for (const button of buttonsOf(form)) button.removeAttribute("aria-disabled");
}

addEventListener("submit", (event) => {
  const form = event.target;
  if ("sent" in form.dataset) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "";
  for (const button of buttonsOf(form)) button.setAttribute("aria-disabled", "true");
  setTimeout(() => allowSubmit(form), RESUBMIT_AFTER);
});

addEventListener("pageshow", (event) => {
  for (const form of document.forms) allowSubmit(form);
  // A page with a countdown that the browser kept is somebody else's visit.
  if (event.persisted && document.querySelector("[data-countdown]")) location.reload();
});

// ---- Keypad and keyboard on the screen -----------------------------------------------------------------------

addEventListener("click", (event) => {
  const digit = event.target.closest?.("[data-digit]")?.dataset.digit;
  const field = document.querySelector("[data-digits]");
  if (digit !== undefined && field) field.value = digit === "" ? "" : field.value + digit;
});

addEventListener("click", (event) => {
  const key = event.target.closest?.("[data-type], [data-type-erase]");
  const field = key && document.querySelector("[data-typed]");
  if (!field) return;
  event.preventDefault(); // without script the key sends the form
  const written = "type" in key.dataset ? field.value + key.dataset.type : [...field.value].slice(0, -1).join("");
  if (written.length > Number(field.dataset.typed || field.maxLength)) return;
  field.value = written;
  field.dispatchEvent(new Event("input", { bubbles: true }));
});

// ---- Search while writing: the form's own page is asked for, and one region of it shown -----------------------

const SEARCH_REST = 150; // ms without a key until what is written is searched for
let searching = null;

async function search(form) {
  searching?.abort();
  searching = new AbortController();
  const address = `${form.getAttribute("action")}?${new URLSearchParams(new FormData(form))}`;
  try {
    const answer = await fetch(address, { signal: searching.signal });
    // Sent elsewhere: the visit is over, and so is this page.
    if (answer.redirected) return location.reload();
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const name = form.dataset.search;
    const fresh = page.querySelector(`[data-region="${name}"]`);
    if (fresh) {
      waiting.set(name, fresh.innerHTML);
      showRegions();
    }
  } catch (error) {
    if (error.name !== "AbortError") form.requestSubmit();
  }
}

for (const form of all("form[data-search]")) {
  let rest = 0;
  form.addEventListener("input", () => {
    clearTimeout(rest);
    rest = setTimeout(search, SEARCH_REST, form);
  });
}

// ---- Print --------------------------------------------------------------------------------------------------

addEventListener("click", (event) => {
  if (event.target.closest?.("[data-print]")) print();
});

// ---- Reading on: buttons for what does not fit ----------------------------------------------------------------

function showReading() {
  const text = document.querySelector("[data-scroll]");
  const fits = !text || text.scrollHeight <= text.clientHeight + 1;
  const atEnd = !fits && text.scrollTop + text.clientHeight >= text.scrollHeight - 2;
  for (const buttons of all("[data-scroll-buttons]")) buttons.hidden = fits;
  for (const button of all("[data-scroll-by]")) button.hidden = (button.dataset.scrollBy === "1") === atEnd;
}

// On at most a page at a time; from the end back to the beginning.
addEventListener("click", (event) => {
  const by = event.target.closest?.("[data-scroll-by]")?.dataset.scrollBy;
  const text = document.querySelector("[data-scroll]");
  if (!by || !text) return;
  if (by === "1") text.scrollBy({ top: text.clientHeight * 0.8 });
  else text.scrollTo({ top: 0 });
  showReading();
  all("[data-scroll-by]").find((button) => !button.hidden)?.focus();
});

addEventListener("scroll", showReading, true);

// ---- Scanner: types what it has read like a keyboard, faster than anybody, and ends with Enter ------------------

const SCAN_REST = 300; // ms without a key after which nothing is being scanned
const SCAN_LEN_MIN = 8;
let scanned = "";
let scannedAt = 0;

addEventListener("keydown", (event) => {
  const form = document.querySelector("form[data-scan]");
  if (!form || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest?.("input, select, textarea")) return; // it types into the field itself
  const rested = event.timeStamp - scannedAt > SCAN_REST;
  scannedAt = event.timeStamp;
  if (event.key === "Enter") {
    const code = rested ? "" : scanned;
    scanned = "";
    if (code.length < SCAN_LEN_MIN) return;
    event.preventDefault();
    form.elements.code.value = code;
    form.requestSubmit();
    return;
  }
  if (event.key.length !== 1) return;
  scanned = rested ? event.key : scanned + event.key;
  // No letter of a code is taken for a key of the page.
  if (scanned.length > 1) event.preventDefault();
}, true);

// ---- Keys -----------------------------------------------------------------------------------------------

addEventListener("keydown", (event) => {
  const { target, key } = event;
  if (event.defaultPrevented || event.repeat || event.isComposing) return;
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  // A box or a choice takes no letters: keys mean there what they mean beside it.
  if (target.closest?.("input:not([type=radio], [type=checkbox]), textarea, [contenteditable]")) return;
  if (target.closest?.("select") && event.key !== "/") return; // letters choose within the list
  if ((key === "Enter" || key === " ") && target.closest?.("a, button, summary")) return;
  const within = document.querySelector("dialog[open]") ?? document;
  const wanted = all("[data-key]", within).find(
    (control) => control.dataset.key.toLowerCase() === key.toLowerCase() && control.checkVisibility(),
  );
  if (!wanted || wanted.disabled || wanted.getAttribute("aria-disabled") === "true") return;
  event.preventDefault();
  wanted.click();
});

// ---- Boards: rows that do not fit take turns, and nothing burns itself in ------------------------------------

let turned = 0;
let shifts = 0;

function showPages() {
  for (const list of all("[data-pages]")) {
    const rows = all("[data-page]", list);
    const pages = 1 + Math.max(0, ...rows.map((row) => Number(row.dataset.page)));
    for (const row of rows) row.hidden = Number(row.dataset.page) !== turned % pages;
  }
}

function turn() {
  turned += 1;
  showPages();
}

function shift() {
  shifts = (shifts + 1) % SHIFTS;
  document.documentElement.dataset.shift = shifts;
}

// ---- Start ------------------------------------------------------------------------------------------------

document.documentElement.dataset.script = "yes";
showClocks();
setInterval(showClocks, 1_000);
for (const place of all("[data-countdown]")) countDown(place);
showReading();
document.fonts.ready.then(showReading);
if (document.querySelector("[data-pages]")) {
  showPages();
  setInterval(turn, TURN_EVERY);
  setInterval(shift, SHIFT_EVERY);
}
if (document.body.dataset.feed) {
  connect();
  setInterval(showFreshness, 500);
}
