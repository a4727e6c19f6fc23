// Whether something is open just now, above the hours that say when it is. See hours.md.

import { each } from "../page/each.js";
import { moment, opening, told } from "../search/opening.js";

const parsed = (text) => JSON.parse(text || "[]");

function show(line) {
  const { always, rows, except, zone } = line.dataset;
  const now = moment(zone, new Date());
  if (always === undefined && !now) return;
  line.textContent = told(always === undefined ? opening(now, parsed(rows), parsed(except)) : ["always"], self.wsStart.words);
  line.hidden = false;
}

const showAll = () => each(".ws-open", show);

if (self.wsStart) {
  showAll();
  // A page that comes back from the browser's memory may be hours old.
  self.addEventListener("pageshow", (event) => event.persisted && showAll());
}
