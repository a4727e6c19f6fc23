// Package search makes the index that a site's search box asks, and answers from it as the browser does.
//
// # How it works
//
// An [Analyst] reads every entry for its words, once, however many sites show it ([reading]). A site's documents are
// then numbered and weighed ([compiled]): how much each is about each word is one small number, the impact, worked out
// here so that browsers need not. The dictionary is cut into shards in order of how words sound, so that "anxeity"
// stands beside "anxiety"; each shard holds its words, what they are forms of, and the postings of those. Words that mean
// nearly the same lend each other their best documents at this point, so that browsers know nothing of synonyms. All
// this is an [Index], and its files are written beside the pages.
//
// [Open] reads an index back, and [Opened.Answer] answers: word for word what themes/base/parts/search does in
// JavaScript. docs/search-format.md is the contract between the two, exact enough for a third; the fixtures in testdata
// are run by both.
//
// # Help first
//
// [Gather], [Pack] and [Need] are about words of someone in danger: crisis entries say them, pages carry them as hashes,
// and what is typed is compared before anything is fetched. Nothing here keeps, logs or sends what is typed.
//
// # For whoever changes the ranking
//
// weights, worth and lent are the knobs; "make judge" says what they do to questions that people judged. [Reference] is a
// Bleve index over the same analysis, to compare with. Bleve also knows the languages: its stemmers and stop words
// are used where it has them. What depends on the order of maps or goroutines, such as the numbers of a lexicon, never
// reaches a file.
package search
