// Reading the page aloud, by a voice of the device. A voice that comes over the network would send the words to a
// company, so it is never asked.

import { each } from "../page/each.js";

const SILENT = "nav,form,button,select,textarea,summary,svg,address,details:not([open]),[aria-hidden=true],.visually-hidden,.ws-silent";
const ADDRESS = /^(https?:|www\.)|@/; // of a page or a mailbox

const language = (tag) => tag.toLowerCase().split(/[-_]/)[0];

// voice is one of the device's own for a language, or nothing. Of several the one that its owner chose is best.
function voice(tag) {
  const own = speechSynthesis.getVoices().filter((one) => one.localService && language(one.lang) === language(tag));
  return own.find((one) => one.default) || own[0];
}

// texts are those of an element that can be seen, one for each paragraph, heading or cell, with its language.
function texts(main) {
  const walker = document.createTreeWalker(main, NodeFilter.SHOW_TEXT);
  const list = [];
  let last;
  while (walker.nextNode()) {
    const { data, parentElement } = walker.currentNode;
    const shown = parentElement.getClientRects()[0] && !parentElement.closest(SILENT);
    if (!shown || ADDRESS.test(data.trim())) continue;
    let block = parentElement;
    while (block !== main && /^inline/.test(getComputedStyle(block).display)) block = block.parentElement;
    if (block !== last) list.push({ text: "", lang: block.closest("[lang]").lang });
    list[list.length - 1].text += data;
    last = block;
  }
  return list;
}

const sentences = (text) => text.replace(/\s+/g, " ").match(/\S.*?(?:[.!?…؟]+["'”’»)]*(?= |$)|$)/g) || [];

// saying is what is said of the page, a sentence at a time. Words in a language of which there is no voice are left out.
function saying() {
  const list = [];
  for (const { text, lang } of texts(document.querySelector("main"))) {
    const by = voice(lang);
    for (const sentence of by ? sentences(text) : []) {
      const one = new SpeechSynthesisUtterance(sentence);
      one.voice = by;
      one.lang = by.lang;
      list.push(one);
    }
  }
  return list;
}

each("[data-ws=listen]", (button) => {
  const words = button.textContent;
  let queue = []; // kept here, or some browsers forget to tell when it ends
  const stop = () => {
    const running = queue.length;
    queue = [];
    button.textContent = words;
    if (running) speechSynthesis.cancel();
  };
  button.onclick = () => {
    if (queue.length) return stop();
    queue = saying();
    if (!queue.length) return;
    const last = queue[queue.length - 1];
    last.onend = () => last === queue[queue.length - 1] && stop();
    queue.forEach((one) => speechSynthesis.speak(one));
    button.textContent = button.dataset.stop;
  };
  // Some browsers know their voices only after a while.
  const show = () => {
    button.hidden = !voice(document.documentElement.lang);
  };
  if (!self.speechSynthesis) return;
  speechSynthesis.onvoiceschanged = show;
  show();
  self.addEventListener("pagehide", stop);
});
