import { root } from "../page/root.js";
import { run } from "../page/run.js";
import { unpack } from "./need.js";

const PATIENCE = 4000; // milliseconds for the pack, after which a search goes on without it

// phrases gives a function that resolves with the matcher of a pack, and puts what belongs to its groups into start; or
// with nothing when they cannot be had in time. The first call asks for both, and so does each after one that failed.
// late is called when they come after a search went on without them.
export function phrases(start, late) {
  let matcher;
  let coming;
  const ready = () => {
    start.groups = self.wsPanels;
    return (matcher = matcher || (self.wsNeed && start.groups && unpack(self.wsNeed)));
  };
  const ask = () => {
    let over;
    const end = () => {
      coming = null;
      if (over && ready()) late(matcher);
    };
    const asked = Promise.all([start.need, start.panels].map((one) => run(root + one))).then(end, end);
    const patience = new Promise((resolve) => {
      setTimeout(() => resolve((over = true)), PATIENCE);
    });
    return Promise.race([asked, patience]);
  };
  return async () => {
    if (!ready()) await (coming = coming || ask());
    return ready();
  };
}
