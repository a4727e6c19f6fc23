import { run } from "../page/run.js";
import { unsealed } from "./payload.js";

const IN_SCRIPT = 16; // payloads
const REFUSALS = 2; // packed files that came by script instead, after which no more are asked for

const PATIENCE = 8000; // milliseconds for a file to come in one form

// fetched is a payload from its packed file. Bytes that are no gzip were unpacked on the way. Browsers that can unpack
// can also abort.
async function fetched(address, file, again) {
  const silence = new AbortController();
  const timer = setTimeout(() => silence.abort(), PATIENCE);
  const cache = again ? "reload" : "default";
  const how = { cache, credentials: "omit", referrerPolicy: "no-referrer", signal: silence.signal };
  const bytes = await (await fetch(address, how)).arrayBuffer();
  clearTimeout(timer);
  const [first, second] = new Uint8Array(bytes);
  let plain = new Response(bytes);
  if (first === 31 && second === 139) {
    plain = new Response(plain.body.pipeThrough(new DecompressionStream("gzip")));
  }
  return unsealed(file, await plain.text());
}

// scripted gives bring(language, file, script, again): what a script brings under that name. The rest of what it brings
// waits here until it is asked for.
function scripted(root) {
  const brought = {};
  const running = {};
  self.wsIndex = (language, payloads) => {
    for (const file in payloads) brought[language + "/" + file] = payloads[file];
  };
  return async (language, file, script, again) => {
    const key = language + "/" + file;
    if (brought[key] === undefined) {
      const address = root + language + "/" + script + ".js" + (again ? "?" + Date.now() : "");
      await (running[address] = running[address] || run(address));
      delete running[address];
    }
    const stored = brought[key];
    delete brought[key];
    return unsealed(file, stored);
  };
}

// home is the script that brings a file: the root its own, each other one sixteen numbers of a build.
function home(file) {
  const [build, number] = file.split("/");
  return number ? build + "/" + Math.floor(number / IN_SCRIPT) : file;
}

// loader gives load(language, file, again) for indexes below the address root, which ends in a slash; file is what a
// payload is called. It fetches the packed file, and where that cannot be had takes the payload from a script, as
// browsers that cannot fetch or unpack and pages opened from a folder always do. Scripts hand over through the global
// wsIndex, so there is one loader to a page. Whatever goes wrong rejects with an Error.
export function loader(root) {
  const bring = scripted(root);
  let tries = self.fetch && self.DecompressionStream && location.protocol !== "file:" ? REFUSALS : 0;
  return async (language, file, again) => {
    try {
      if (!tries) throw tries;
      return await fetched(root + language + "/" + file + ".bin", file, again);
    } catch (_) {
      const payload = await bring(language, file, home(file), again);
      if (tries) tries--;
      return payload;
    }
  };
}
