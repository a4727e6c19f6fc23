// What this phone keeps of the site: help now without asking, everything when a reader asks for it. See keep.md.

import { each } from "../page/each.js";
import { root } from "../page/root.js";
import { trusted } from "../page/trusted.js";

const { worker } = self.wsStart || {};
const { connection, serviceWorker } = navigator;
const saving = connection && connection.saveData;

// The caches of this site begin with its name: others may be on this origin.
const site = "wellshelf " + new URL(root).pathname + " ";
const mine = async () => (await caches.keys()).filter((name) => name.startsWith(site));

let removed; // on this visit, so that nothing may come back by itself

const register = () => serviceWorker.register(trusted(root + worker), { scope: root });

// active is the worker of a registration when it can be spoken to.
const active = (registration) =>
  new Promise((resolve, reject) => {
    const newest = registration.installing || registration.waiting || registration.active;
    newest.onstatechange = () => {
      if (newest.state === "activated") resolve(newest);
      else if (newest.state === "redundant") registration.active ? resolve(registration.active) : reject();
    };
    newest.onstatechange();
  });

// ask sends the worker a message and hears what it answers.
async function ask(message, hear) {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = ({ data }) => hear(data);
  try {
    (await active(await register())).postMessage(message, [port2]);
  } catch (_) {
    hear({ end: "failed" });
  }
}

async function remove() {
  removed = true;
  const registration = await serviceWorker.getRegistration(root);
  if (registration) {
    const { installing, waiting, active } = registration;
    // What is being kept just now must not come after all was removed.
    for (const one of [installing, waiting, active]) if (one) one.postMessage({ stop: true });
    await registration.unregister();
  }
  await Promise.all((await mine()).map((name) => caches.delete(name)));
}

// keeping is what the page "keep" offers. Words are those of its box.
async function keeping(box) {
  const { dataset } = box;
  const list = new URL(dataset.list, location.href).href.slice(root.length);
  const [keeps, removes, said] = ["[data-ws=keep]", "[data-ws=remove]", "[role=status]"].map((one) => box.querySelector(one));
  const show = (name, buttons, value = "") => {
    if (removed && name !== "removed") return;
    said.textContent = dataset[name].replace(/{\w+}/, value);
    for (const button of [keeps, removes]) button.hidden = !buttons.includes(button);
  };
  const hear = ({ bytes, done, end }) => {
    if (bytes) show("size", [keeps, removes], (bytes / 1e6).toLocaleString(document.documentElement.lang, { maximumFractionDigits: 1 }));
    else if (end) show(end, end === "kept" ? [removes] : [keeps, removes]);
    else show("keeping", [], Math.floor(done * 10) * 10);
  };
  // The button that was pressed goes; the focus stays beside it.
  keeps.onclick = () => {
    said.focus();
    hear({ done: 0 });
    ask({ list, all: true }, hear);
  };
  removes.onclick = () => {
    said.focus();
    remove().then(() => show("removed", []));
  };
  said.tabIndex = -1;
  const names = await mine();
  const kept = names.find((name) => name.startsWith(site + "kept " + list + " "));
  if (kept && (await caches.match(root + list, { cacheName: kept }))) hear({ end: "kept" });
  else if (saving) show("saving", names[0] ? [removes] : []);
  else ask({ list }, hear);
}

// A page shown inside another, or opened from a folder, keeps nothing.
each("body", () => {
  if (!worker || !serviceWorker || !("caches" in self) || self.top !== self || location.protocol === "file:") return;
  self.addEventListener("load", () => removed || saving || register().catch(() => {}));
  // Where caches are forbidden, the box says what it says without a script.
  each("[data-list]", (box) => {
    keeping(box).catch(() => {});
  });
});
