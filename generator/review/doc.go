// Package review tells what a change means for readers, to people who do not read diffs.
//
// [Compare] takes two states of the content and finds what is added, changed, removed, hidden or shown, as readers of
// which sites will see it: once, however many sites it reaches. It says what of that happens at once and what waits for
// whose signature, and what else somebody should look at: numbers and outside links that are new, a page that is harder to
// read, an address that leads nowhere any more.
//
// What it found is a [Pack]. [Pack.Files] makes of it a folder for a meeting: pages before and after, side by side, with a
// form whose codes `wellshelf sign --from` understands, a comment sheet and an agenda to be read aloud. [Pack.Markdown]
// is one comment for a pull request.
package review
