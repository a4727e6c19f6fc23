// each begins a part for everything on the page that is of it. What fails here must not keep other parts from running;
// the console still learns of it.
export function each(selector, begin) {
  document.querySelectorAll(selector).forEach((found) => {
    try {
      begin(found);
    } catch (problem) {
      setTimeout(() => {
        throw problem;
      });
    }
  });
}
