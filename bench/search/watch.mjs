// How many requests had to wait for one another.

/**
 * watch counts the requests of a page from begin() on. chain() is the length of the longest row of requests each of
 * which was only made when the one before it had been answered.
 */
export function watch(page) {
  const made = new Map();
  let began = false;
  page.on('request', (request) => {
    if (!began) return;
    const done = [...made.values()].filter((other) => other.done);
    made.set(request, { depth: 1 + Math.max(0, ...done.map((other) => other.depth)), done: false });
  });
  const end = (request) => {
    if (made.has(request)) made.get(request).done = true;
  };
  page.on('requestfinished', end);
  page.on('requestfailed', end);
  return {
    begin: () => { began = true; },
    chain: () => Math.max(0, ...[...made.values()].map((one) => one.depth)),
  };
}
