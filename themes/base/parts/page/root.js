// root is the whole address of the site's top, with a slash at its end: the script itself lies in a folder there. It is
// read while the script runs for the first time, for later no browser can tell.
export const root = new URL("../", document.currentScript.src).href;
