import { trusted } from "./trusted.js";

const PATIENCE = 8000; // milliseconds for a script to come

// run resolves when a script of the site has run or cannot be had. What comes after all runs all the same.
export const run = (address) =>
  new Promise((resolve) => {
    const script = document.createElement("script");
    const end = () => {
      clearTimeout(timer);
      script.remove();
      resolve();
    };
    const timer = setTimeout(end, PATIENCE);
    script.onload = script.onerror = end;
    script.referrerPolicy = "no-referrer";
    script.src = trusted(address);
    document.head.append(script);
  });
