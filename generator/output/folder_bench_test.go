package output

import (
	"fmt"
	"os"
	"testing"
)

// A site of 11,000 pages of 7 KB on a memory file system: written new, compared without and with state, and known by
// its key.
func BenchmarkFolder(b *testing.B) {
	base, err := os.MkdirTemp("/dev/shm", "wellshelf")
	if err != nil {
		b.Skip("no memory file system")
	}
	defer os.RemoveAll(base)
	content := make([]byte, 7000)
	paths := make([]string, 11_000)
	for i := range paths {
		paths[i] = fmt.Sprintf("topics/t%d/index.html", i)
	}
	put := func(opt FolderOptions, dir string) {
		f := mustOpen(b, dir, opt)
		defer f.Close()
		if _, is := f.Current("fife/beath", "key"); is {
			return
		}
		site, err := f.Keyed("fife/beath", "key")
		if err != nil {
			b.Fatal(err)
		}
		for i, path := range paths {
			content[0], content[1] = byte(i), byte(i>>8)
			if err := site.Put(path, content); err != nil {
				b.Fatal(err)
			}
		}
		if _, err := site.Commit(); err != nil {
			b.Fatal(err)
		}
	}
	b.Run("new", func(b *testing.B) {
		for b.Loop() {
			b.StopTimer()
			os.RemoveAll(base + "/new")
			os.RemoveAll(base + "/states")
			b.StartTimer()
			put(FolderOptions{State: base + "/states"}, base+"/new")
		}
	})
	put(FolderOptions{State: base + "/states"}, base+"/warm")
	b.Run("unchanged without state", func(b *testing.B) {
		for b.Loop() {
			put(FolderOptions{}, base+"/warm")
		}
	})
	b.Run("current", func(b *testing.B) {
		for b.Loop() {
			put(FolderOptions{State: base + "/states"}, base+"/warm")
		}
	})
}
