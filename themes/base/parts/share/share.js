// Taking the page along: on paper, or as a text to copy.

import { each } from "../page/each.js";

// Pictures that are shown on paper alone have not been asked for yet.
const whole = () =>
  Promise.all([...document.images].map((image) => {
    image.loading = "eager";
    return image.decode && image.decode().catch(() => {});
  }));

each("[data-ws=print]", (button) => {
  button.onclick = () => whole().then(() => print());
  button.hidden = false;
});

each("[data-ws=copy]", (button) => {
  const text = button.parentNode.querySelector("textarea");
  const words = button.textContent;
  const copied = () => {
    button.textContent = button.dataset.done || words;
  };
  button.onclick = () => {
    text.select();
    if (navigator.clipboard) navigator.clipboard.writeText(text.value).then(copied, () => {});
    else if (document.execCommand("copy")) copied();
  };
  button.hidden = false;
});
