// The bar that the preview adds to every page: it loads the page again when that would look different, and leads to
// other sites. It runs before the scripts of the page.
(() => {
  const host = document.querySelector("wellshelf-preview");
  let root = host.shadowRoot;
  if (!root) { // browsers that do not make it from the markup
    const { content } = host.querySelector("template");
    root = host.attachShadow({ mode: "open" });
    root.appendChild(content);
  }
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(style);
  root.adoptedStyleSheets = [sheet];
  const find = (selector) => root.querySelector(selector);

  // What changes all the time must not be kept on a device: to the page, this browser keeps nothing.
  if ("serviceWorker" in navigator) Object.defineProperty(navigator, "serviceWorker", { value: undefined });

  // Without a store, the page begins at its top again.
  const store = (doing) => {
    try {
      return doing(sessionStorage);
    } catch (_) {
      return null;
    }
  };

  const place = "wellshelf-preview " + location.pathname;
  const before = store((session) => session.getItem(place));
  if (before) {
    store((session) => session.removeItem(place));
    const [left, top] = before.split(" ").map(Number);
    const back = () => scrollTo({ left, top, behavior: "instant" });
    history.scrollRestoration = "manual";
    document.addEventListener("DOMContentLoaded", back);
    addEventListener("load", () => {
      back();
      history.scrollRestoration = "auto";
    });
  }

  // Someone may read on until the new page is there: where they are is noted as late as can be.
  let leaving = false;
  const again = () => {
    leaving = true;
    history.scrollRestoration = "manual";
    location.reload();
  };
  addEventListener("pagehide", () => {
    if (leaving) store((session) => session.setItem(place, scrollX + " " + scrollY));
  });

  // Someone who closed the panel does not want it open with every letter they change.
  const panel = find(".panel");
  if (panel) {
    const shut = "wellshelf-preview shut";
    if (store((session) => session.getItem(shut))) panel.open = false;
    panel.querySelector("summary").addEventListener("click", () => {
      store((session) => (panel.open ? session.setItem(shut, "1") : session.removeItem(shut)));
    });
  }

  const button = find("button");
  if (button) {
    button.addEventListener("click", () => {
      const to = new URLSearchParams({ site: find("select").value, page: button.dataset.address });
      location.href = "/_to?" + to;
    });
  }

  // What the page itself fixes to the foot of the screen stays in sight: the bar stands above it.
  const stand = () => {
    host.style.bottom = "0";
    const fixed = document.elementsFromPoint(innerWidth / 2, innerHeight - 2)
      .map((one) => one.closest(".ws-exit-loud") || one)
      .find((one) => one !== host && getComputedStyle(one).position === "fixed");
    if (fixed) host.style.bottom = innerHeight - fixed.getBoundingClientRect().top + "px";
  };
  addEventListener("load", stand);
  addEventListener("resize", stand);

  // A browser opens few connections to one server: a page that nobody looks at gives its own back.
  const { token, page, was } = host.dataset;
  const address = "/_changes?" + new URLSearchParams({ token, page, was });
  let source;
  const hear = () => {
    if (source || document.hidden) return;
    source = new EventSource(address);
    source.addEventListener("reload", again);
    source.addEventListener("problems", ({ data }) => {
      find(".problems").textContent = data;
    });
    source.onerror = () => {
      if (!source || source.readyState !== EventSource.CLOSED) return; // else the browser tries again by itself
      source = null;
      setTimeout(renew, 1000);
    };
  };
  const rest = () => {
    if (source) source.close();
    source = null;
  };
  // The server is another one, which does not know the token of this page: a new page has a new one.
  const renew = () => fetch("/_changes", { method: "HEAD" }).then(again, () => setTimeout(renew, 1000));
  document.addEventListener("visibilitychange", () => (document.hidden ? rest() : hear()));
  addEventListener("pagehide", rest);
  // To load again now would undo a step to another page. What was only a download leaves the page where it is.
  addEventListener("beforeunload", () => {
    rest();
    setTimeout(hear, 5000);
  });
  addEventListener("pageshow", hear);
})();
