/*
 * What a page gains with JavaScript; everything works without it.
 * Quick exit, focus on the error summary, countdowns, the desk's row of rooms, and htmx's manners.
 */
(() => {
  "use strict";

  const EXIT_KEY_PRESSES = 3;
  const EXIT_KEY_PAUSE_MS = 1500;

  /* Leave for a neutral page, and leave no entry of ours behind. */
  function exitPage(address) {
    document.documentElement.hidden = true;
    document.title = "\u200e";
    window.location.replace(address);
  }

  function watchExit() {
    const link = document.querySelector("[data-exit]");
    if (!link) return;
    let presses = 0;
    let last = 0;
    link.addEventListener("click", (event) => {
      event.preventDefault();
      exitPage(link.href);
    });
    document.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") {
        presses = 0;
        return;
      }
      presses = event.timeStamp - last < EXIT_KEY_PAUSE_MS ? presses + 1 : 1;
      last = event.timeStamp;
      if (presses === EXIT_KEY_PRESSES) exitPage(link.href);
    });
  }

  function focusOnErrors(root) {
    const summary = root.querySelector("[data-error-summary]");
    if (!summary) return;
    summary.focus();
    if (!document.title.startsWith(summary.dataset.titlePrefix)) {
      document.title = summary.dataset.titlePrefix + document.title;
    }
  }

  /* <time data-countdown datetime="…">: shows what is left as m:ss. */
  function startCountdowns(root) {
    root.querySelectorAll("[data-countdown]").forEach((element) => {
      const end = Date.parse(element.dateTime);
      const tick = () => {
        const left = Math.max(0, Math.round((end - Date.now()) / 1000));
        element.textContent = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
        if (left > 0 && element.isConnected) window.setTimeout(tick, 1000);
        if (left === 0) element.dispatchEvent(new CustomEvent("countdown-over", { bubbles: true }));
      };
      tick();
    });
  }

  /* A second press of a button sends nothing twice. */
  function guardDoubleSubmit() {
    document.addEventListener("submit", (event) => {
      const form = event.target;
      if (form.method !== "post" || event.defaultPrevented) return;
      if (form.dataset.sent) {
        event.preventDefault();
        return;
      }
      form.dataset.sent = "yes";
    });
    window.addEventListener("pageshow", () => {
      document.querySelectorAll("form[data-sent]").forEach((form) => delete form.dataset.sent);
    });
  }

  function printButtons() {
    document.querySelectorAll("[data-print]").forEach((button) => {
      button.hidden = false;
      button.addEventListener("click", () => window.print());
    });
  }

  /* On a phone the desk's rooms stand in a row that is wider than the screen: begin at the one we are in. */
  function showOwnRoom() {
    const room = document.querySelector(".desk-nav [aria-current]");
    const row = room?.closest(".desk-nav");
    if (!row || row.scrollWidth <= row.clientWidth) return;
    row.scrollLeft += room.getBoundingClientRect().x + room.offsetWidth / 2 - row.clientWidth / 2;
  }

  const NOT_SWAPPED_FROM = 400;
  const FORMS_AGAIN = [409, 422];

  /* A live check that comes back after the reader went on typing would take the new words away. */
  function wasTypedSince(detail) {
    const form = detail.elt.closest("form[data-live]");
    if (!form) return false;
    const sent = detail.requestConfig.formData;
    const now = new FormData(form);
    return [...now.keys()].some((name) => String(sent.getAll(name)) !== String(now.getAll(name)));
  }

  /* A button that went away with its form leaves the focus to what took its place, or to what is wrong in it. */
  function keepFocus(event) {
    const { target, detail } = event;
    if (!["submit", "click"].includes(detail.requestConfig?.triggeringEvent?.type)) return;
    const wrong = target.querySelector('[aria-invalid="true"]');
    if (wrong) wrong.focus();
    else if (document.activeElement === document.body && target.tabIndex === -1) target.focus();
  }

  /* Words of ours say where they belong; a page of some proxy in between says nothing. */
  function isOurs(xhr) {
    return xhr.status < NOT_SWAPPED_FROM || FORMS_AGAIN.includes(xhr.status) || Boolean(xhr.getResponseHeader("HX-Retarget"));
  }

  function sayLost() {
    const notice = document.getElementById("notice");
    notice.textContent = "";
    const words = document.createElement("p");
    words.className = "note";
    words.dataset.tone = "danger";
    words.textContent = notice.dataset.lost;
    notice.append(words);
  }

  /* <div data-upload hidden> round a <progress>: how far a file has come. */
  function showUpload(event) {
    const note = event.target.querySelector("[data-upload]");
    if (!note || !event.detail.lengthComputable) return;
    note.hidden = false;
    const bar = note.querySelector("progress");
    bar.max = event.detail.total;
    bar.value = event.detail.loaded;
  }

  function wireSwaps() {
    document.addEventListener("htmx:beforeRequest", () => document.getElementById("notice").replaceChildren());
    document.addEventListener("htmx:beforeSwap", (event) => {
      const { detail } = event;
      if (wasTypedSince(detail)) detail.shouldSwap = false;
      if (!isOurs(detail.xhr)) {
        detail.shouldSwap = false;
        sayLost();
      }
    });
    ["htmx:sendError", "htmx:timeout"].forEach((name) => document.addEventListener(name, sayLost));
    document.addEventListener("htmx:xhr:progress", showUpload);
    document.addEventListener("htmx:afterRequest", () => {
      document.querySelectorAll("[data-upload]").forEach((note) => (note.hidden = true));
    });
  }

  function wireHtmx() {
    document.addEventListener("htmx:configRequest", (event) => {
      const token = document.querySelector('meta[name="csrf-token"]');
      if (token && token.content) event.detail.headers["X-CSRF-Token"] = token.content;
    });
    document.addEventListener("htmx:afterSettle", (event) => {
      focusOnErrors(event.target);
      keepFocus(event);
      startCountdowns(event.target);
    });
  }

  watchExit();
  focusOnErrors(document);
  startCountdowns(document);
  guardDoubleSubmit();
  printButtons();
  showOwnRoom();
  wireHtmx();
  wireSwaps();
})();
