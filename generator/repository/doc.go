// Package repository reads and writes a Git repository without Git.
//
// What it reads: trees as [fs.FS], commits, refs, loose or packed, also of linked working trees (.git being a file).
//
// What it writes: objects, and refs by [Writer.Move]. It never touches HEAD, an index, a working tree, settings or
// hooks, and runs none. An object is written to a temporary file, synced and renamed, before anything names it. A ref
// changes from an expected value to the next under Git's own lock (REF.lock made exclusively, then renamed), so that
// Git and this package may work at the same time, and a process killed at any moment leaves the old ref or the new.
//
// Beside Git's lock, which is held for an instant, [Repository.Lock] keeps programs that use this package from one
// another; it ends with its process. It lies in the folder wellshelf of the repository's own folder, with the
// unfinished ref changes by which a lock of Git's that a killed process left behind is recognised and removed.
//
// Repositories with SHA-256 names or the reftable format, and those without a working tree, are refused by name.
package repository
