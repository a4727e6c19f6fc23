// Package forge writes what a Git host needs to know of a network: who is asked to look at which folder, and what runs
// when somebody proposes a change, when it is merged, and every night.
//
// [Files] makes all of it from the settings and the sign-off policy, so that they never disagree; [Problems] finds folders
// that nobody owns, and those that one person owns alone. What is signed is on record in the content itself: nothing
// depends on the host, which only asks the right people.
package forge
