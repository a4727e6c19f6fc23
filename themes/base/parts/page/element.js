// element makes an element. Kind is its tag with its classes, as in p.ws-muted; children are elements, texts, or lists
// of them, without those that are nothing; attributes that are empty are left out. What a reader types and what an
// index says enters the page only as text.
export function element(kind, children, attributes) {
  const [tag, ...classes] = kind.split(".");
  const made = document.createElement(tag);
  const all = { class: classes.join(" "), ...attributes };
  for (const name in all) if (all[name]) made.setAttribute(name, all[name]);
  made.append(...[children].flat(2).filter(Boolean));
  return made;
}

// spoken is an element whose words may be in another language than the page.
export const spoken = (kind, children, lang) => element(kind, children, { lang, dir: "auto" });

// button is one that does something on this page.
export function button(words, press) {
  const made = element("button.ws-quiet", words, { type: "button" });
  made.onclick = press;
  return made;
}
