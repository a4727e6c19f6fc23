import { root } from "./root.js";

// Where a page has Trusted Types, scripts come from addresses that this lets through, and from no others: those of the
// site. The page's Content-Security-Policy allows one policy, of this name, made once.
const rules = {
  createScriptURL: (address) => {
    const { href } = new URL(address, root);
    return href.startsWith(root) ? href : "";
  },
};
let policy;

/** trusted is an address from which this page may run a script. */
export function trusted(address) {
  policy = policy || (self.trustedTypes ? trustedTypes.createPolicy("wellshelf", rules) : rules);
  return policy.createScriptURL(address);
}
