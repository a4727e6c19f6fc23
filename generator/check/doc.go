// Package check reads a library as a careful librarian would: are numbers typed where they will go stale, are words
// kind, do translations follow their source, does every page lead to somebody?
//
// Structure (unknown fields, dead links, missing files) is the business of package library and of the packages that lay
// out sites. Here are the rules about meaning. [Rules] is the table of them; the handbook and `wellshelf check
// --explain` are made from it. A rule is a function in a file of its own, over what it needs and nothing else.
//
// There are two sorts. Rules about one file (numbers in text, words, ages) depend on that file and on a [knowledge]: the
// ledger of helplines, the lists of words, the glossary. What they found is kept by both, so that a second look at ten
// thousand entries costs a look-up each. Rules about the whole (stale translations, twins, what no site shows) are asked
// anew each time and take milliseconds.
//
// Nothing here hides, changes or holds back anything: a rule can only speak.
package check
