import { numbers, wordList } from "./payload.js";
import { shard } from "./shard.js";

const lines = (payload) => payload.split("\n");

// Facets are, for each of kind, stage, format and topic, a list of [value, label] in order, and documents: for each the
// values it has. A document for all stages has no list of them.
function readFacets(payload, kind) {
  const [line, coded] = lines(payload);
  const { stages, formats, topics } = JSON.parse(line);
  const next = numbers(coded);
  const documents = [];
  for (let of; (of = next()) >= 0; ) {
    const [format] = formats[next() - 1] || [];
    const bits = next();
    const topic = [];
    for (let left = next(); left > 0; left--) topic.push(topics[next()][0]);
    const stage = bits && stages.filter((_, i) => bits & (1 << i)).map(([value]) => value);
    documents.push({ kind: [kind[of][0]], stage, format: [format], topic });
  }
  return { kind, stage: stages, format: formats, topic: topics, documents };
}

function readDocument(number, line, kinds) {
  const [address, kind, stages, title, summary] = line.split("\t");
  const [folder, label] = kinds[numbers(kind)()];
  return { number, address, folder, kind: label, stages, title, summary };
}

// build makes an index of a root and keep(called, decode), which gives decoded payloads. What they are called says of
// which build they are, so an older index never gets a newer one's; newest() is the index that stands now.
function build(language, root, keep, newest) {
  const keys = wordList(root.keys);
  const backKeys = wordList(root.backkeys);
  const firstPart = keys.length + backKeys.length;
  const called = (number) => root.build + "/" + number;
  const dictionary = async (number, among) => (among.length ? keep(called(number), shard) : []);
  const show = async (number) => {
    const part = await keep(called(firstPart + Math.floor(number / root.per)), lines);
    return readDocument(number, part[number % root.per], root.kinds);
  };
  return {
    language,
    root,
    newest,
    stop: new Set(root.stop.split(" ")),
    keys,
    backKeys,
    shard: (i) => dictionary(i, keys),
    backShard: (i) => dictionary(keys.length + i, backKeys),
    documents: (list) => Promise.all(list.map(show)),
    facets: () =>
      keep(called(firstPart + Math.ceil(root.n / root.per)), (payload) => readFacets(payload, root.kinds)),
  };
}

// open gives the index of a language. load(language, called) gives the payload called so, "root" for the root; with a
// third argument, past every cache. What cannot be had is asked for once more, after the root itself; then it rejects.
export async function open(language, load) {
  const kept = new Map();
  let whole;
  let index;
  let renewing;
  const start = async (again) => {
    const payload = await load(language, "root", again);
    if (payload === whole) return;
    const root = JSON.parse(payload);
    if (root.v !== 1) throw new Error("the search index is of another version");
    index = build(language, root, keep, () => index);
    whole = payload;
  };
  const renew = () => (renewing = renewing || start("again").finally(() => (renewing = null)));
  const keep = (called, decode) => {
    if (!kept.has(called)) {
      const once = () => load(language, called);
      const loading = once()
        .catch(() => renew().then(once))
        .then(decode);
      kept.set(called, loading);
      loading.catch(() => kept.delete(called));
    }
    return kept.get(called);
  };
  await start().catch(renew);
  return index;
}
