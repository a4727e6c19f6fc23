// Package output takes finished sites and puts them where they belong, whole or not at all.
//
// A [Sink] is given a site's files one by one and then told to commit. [Folder] writes them to disk: it stages what
// changed beside the sites, writes a journal, and moves file by file, so that a killed build is finished by the next
// one and readers never meet half a site. It removes and replaces only what it wrote itself, which manifest.json and
// the bytes on disk prove. [Memory] keeps sites for tests and previews, [Nothing] only counts them.
//
// Nothing here knows what is in the files.
package output
