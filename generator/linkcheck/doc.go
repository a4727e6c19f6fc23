// Package linkcheck tests the addresses that a library sends its readers to. It takes no part in a build.
//
// A test that cries wolf is switched off, so an address is called dead only when it failed several times on several
// days. What was seen is kept in a [Ledger], a file that can be committed: one line for each address, in order of the
// addresses. 401, 403, 429, answers of a server in trouble and silence prove nothing. Where nothing at all answers, this
// machine is taken to be offline and nothing is noted.
//
// Addresses come from content, and redirects from strangers. [Checker] therefore resolves every name itself and
// connects to public addresses alone, for every hop anew; it sends no cookies and no credentials, goes through no
// proxy, and reads no more than the beginning of an answer.
package linkcheck
