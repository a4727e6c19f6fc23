package main

import (
	"io/fs"
	"os"
	"path"
	"runtime/debug"
)

// What the garbage collector is allowed: with a third of it free, it costs a tenth of the build.
const (
	leastMemory    = 400 << 20
	memoryPerEntry = 56 << 10 // half as much again as an entry of 480 words needs, its index included
	readPerEntry   = 40 << 10 // the same where no index is made
	headroom       = 200      // percent of what is in use, as long as that stays below the limit
)

// allow lets a small build run with hardly any collecting, and keeps a large one from taking twice what it needs, as
// the collector would without a limit. The variables GOGC and GOMEMLIMIT, where set, decide instead.
func allow(content fs.FS) { allowFor(content, memoryPerEntry) }

func allowFor(content fs.FS, memoryPerEntry int64) {
	if os.Getenv("GOGC") != "" || os.Getenv("GOMEMLIMIT") != "" {
		return
	}
	entries := int64(0)
	_ = fs.WalkDir(content, ".", func(name string, d fs.DirEntry, err error) error {
		switch {
		case name == "signoffs":
			return fs.SkipDir // texts that were signed, of which few are read
		case err == nil && path.Ext(name) == ".md":
			entries++
		}
		return nil // whoever reads the folder will say what is wrong with it
	})
	debug.SetGCPercent(headroom)
	debug.SetMemoryLimit(max(leastMemory, entries*memoryPerEntry))
}
