package library

import (
	"bytes"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path"
	"path/filepath"
	"reflect"
	"slices"
	"sync"
	"testing"
	"testing/fstest"

	"wellshelf/generator/diag"
	"wellshelf/generator/markdown"
)

// readKept reads a tree with a folder of kept readings.
func readKept(t *testing.T, tree fstest.MapFS, folder, program string) (*Library, []diag.Problem, *Reader) {
	t.Helper()
	r := &Reader{Jobs: 2, Keep: folder, Program: program}
	l, problems, err := r.Read(t.Context(), tree)
	if err != nil {
		t.Fatal(err)
	}
	return l, problems, r
}

// messy is the demonstration after many random changes, mistakes among them.
func messy(t *testing.T, seed uint64) fstest.MapFS {
	t.Helper()
	w := newWorld(t, seed)
	for range 60 {
		if before := maps.Clone(w.tree); w.rand.IntN(3) > 0 {
			w.change()
			if len(w.tree) < len(before)-20 {
				w.tree = before
			}
		}
	}
	return w.tree
}

// TestKeptReadingsEqualReading: what is read with the help of an earlier run is in every respect what is read without.
func TestKeptReadingsEqualReading(t *testing.T) {
	tree, folder := messy(t, 7), t.TempDir()
	want, wanted, first := readKept(t, tree, folder, "p")
	first.Save()
	got, problems, second := readKept(t, tree, folder, "p")
	if second.fresh > 0 || len(wanted) == 0 {
		t.Errorf("%d files were read anew; %d problems are kept", second.fresh, len(wanted))
	}
	for _, e := range got.Entries {
		if e.words.body != nil && got.found.between[e.File] == nil {
			t.Fatalf("the body of %s was fetched before anybody asked for it", e.File)
		}
	}
	sameProblems(t, "kept", problems, wanted)
	sameLibrary(t, "kept", got, want)

	second.fresh = len(want.Entries) // keep it again, from what was kept and not fetched
	second.Save()
	third, problems, last := readKept(t, tree, folder, "p")
	if last.fresh > 0 {
		t.Errorf("%d files were read anew", last.fresh)
	}
	sameProblems(t, "kept twice", problems, wanted)
	sameLibrary(t, "kept twice", third, want)
}

// TestDamagedReadingsCostTimeOnly: whatever happens to what is kept, the same is read.
func TestDamagedReadingsCostTimeOnly(t *testing.T) {
	tree, folder := messy(t, 8), t.TempDir()
	want, wanted, first := readKept(t, tree, folder, "p")
	first.Save()
	file := filepath.Join(folder, keptName)
	whole, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	check := func(what string, damaged []byte, program string) {
		t.Helper()
		if err := os.WriteFile(file, damaged, 0o600); err != nil {
			t.Fatal(err)
		}
		got, problems, r := readKept(t, tree, folder, program)
		if program != "p" && r.fresh == 0 {
			t.Errorf("%s: its readings are used", what)
		}
		sameProblems(t, what, problems, wanted)
		sameLibrary(t, what, got, want)
	}
	check("another program", whole, "q")
	check("nothing", nil, "p")
	check("another format", slices.Concat([]byte("wellshelf readings 0\n"), whole[len(keptMagic):]), "p")
	check("something behind", append(slices.Clone(whole), 0), "p")
	r, often := rand.New(rand.NewPCG(8, 8)), 6
	if testing.Short() {
		often = 2
	}
	for range often {
		check("truncated", whole[:r.IntN(len(whole))], "p")
	}
	for range 2 * often {
		damaged := slices.Clone(whole)
		damaged[r.IntN(len(whole))] ^= 1 << r.IntN(8)
		check("a bit turned", damaged, "p")
	}
	for range often {
		damaged, at := slices.Clone(whole), r.IntN(len(whole))
		clear(damaged[at:min(len(whole), at+4096)])
		check("a block lost", damaged, "p")
	}
	heads := len(whole) - tailSize
	for i := 0; i < tailSize; i += 1 + 6/often {
		damaged := slices.Clone(whole)
		damaged[heads+i] ^= 0x80
		check("the tail", damaged, "p")
	}
}

// TestReadingsWithoutAFolder: where nothing can be kept, or may be, everything works and nothing is written.
func TestReadingsWithoutAFolder(t *testing.T) {
	tree := files(t, at("national/topics/sleep.md", topicText("Sleep", "Text.")))
	folder := t.TempDir()
	blocked := filepath.Join(folder, "file")
	if err := os.WriteFile(blocked, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll(filepath.Join(folder, "taken", keptName, "in"), 0o700); err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct{ name, folder, program string }{
		{"no folder", "", "p"},
		{"no program", filepath.Join(folder, "new"), ""},
		{"a file for a folder", blocked, "p"},
		{"a folder for the file", filepath.Join(folder, "taken"), "p"},
	} {
		_, problems, r := readKept(t, tree, test.folder, test.program)
		expect(t, problems)
		r.Save()
		names, err := filepath.Glob(filepath.Join(folder, "*", "*"))
		if want := []string{filepath.Join(folder, "taken", keptName)}; err != nil || !slices.Equal(names, want) {
			t.Errorf("%s: in the folder lies %q, %v", test.name, names, err)
		}
	}
}

// TestOnlyWhatWasReadIsKept: what is gone from the tree is gone from what is kept, and a few new files are not worth
// writing all the others for.
func TestOnlyWhatWasReadIsKept(t *testing.T) {
	w, folder := newWorld(t, 9), t.TempDir()
	kept := func() (files []string, size int64) {
		t.Helper()
		r := &Reader{Keep: folder, Program: "p"}
		r.open()
		info, err := os.Stat(filepath.Join(folder, keptName))
		if err != nil || r.pack == nil {
			t.Fatal("nothing is kept", err)
		}
		return slices.Sorted(maps.Keys(r.pack.heads)), info.Size()
	}
	_, _, r := readKept(t, w.tree, folder, "p")
	r.Save()
	all, size := kept()

	entry := w.any(anEntry)
	w.write(entry, w.text(entry)+"\nMore.\n")
	_, _, r = readKept(t, w.tree, folder, "p")
	r.Save()
	if _, after := kept(); after != size || r.fresh != 1 {
		t.Errorf("after one change %d bytes are kept, before %d; %d were read anew", after, size, r.fresh)
	}
	gone := all[:len(all)/2]
	for _, file := range gone {
		w.remove(file)
	}
	for _, file := range all[len(all)/2:] {
		w.write(file, w.text(file)+"\nMore.\n")
	}
	_, _, r = readKept(t, w.tree, folder, "p")
	r.Save()
	if files, after := kept(); !slices.Equal(files, all[len(all)/2:]) || after > size*3/4 {
		t.Errorf("%d of %d files are kept, %d of %d bytes", len(files), len(all), after, size)
	}
}

// TestTwoKeepAtOnce: programs that keep their readings at the same time in the same folder leave one of them whole.
func TestTwoKeepAtOnce(t *testing.T) {
	tree, folder := files(t, at("national/topics/sleep.md", topicText("Sleep", "Text."))), t.TempDir()
	var writers sync.WaitGroup
	for i := range 4 {
		_, _, r := readKept(t, tree, folder, fmt.Sprint("p", i))
		writers.Go(r.Save)
	}
	writers.Wait()
	names, err := filepath.Glob(filepath.Join(folder, "*"))
	if err != nil || len(names) != 1 {
		t.Errorf("in the folder lies %q, %v", names, err)
	}
	whole := 0
	for i := range 4 {
		if _, _, r := readKept(t, tree, folder, fmt.Sprint("p", i)); r.fresh == 0 {
			whole++
		}
	}
	if whole != 1 {
		t.Errorf("%d of them are kept", whole)
	}
}

// TestEveryPartIsKept: a part that a later version adds to a problem or a body and forgets to keep fails here.
func TestEveryPartIsKept(t *testing.T) {
	var problem diag.Problem
	var body markdown.Body
	fill(reflect.ValueOf(&problem).Elem(), 1)
	fill(reflect.ValueOf(&body).Elem(), 1)
	var p packer
	packProblems(&p, "a.md", []diag.Problem{problem})
	if got := unpackProblems(&unpacker{rest: string(p)}, "a.md"); !reflect.DeepEqual(got, []diag.Problem{problem}) {
		t.Errorf("the problem is %+v, want %+v", got, problem)
	}
	whole := body.Again("local-")
	p = nil
	packBody(&p, &passage{source: markdown.Source{File: "a.md"}, body: whole})
	if got := unpackBody(&unpacker{rest: string(p)}, markdown.Source{File: "a.md", Prefix: "local-"}); !reflect.DeepEqual(got, whole) {
		t.Errorf("the body is %+v, want %+v", got, whole)
	}
}

// fill gives every exported part of a value something that is not zero.
func fill(v reflect.Value, n int) {
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() {
				fill(v.Field(i), n+i)
			}
		}
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 2, 2))
		fill(v.Index(0), n)
		fill(v.Index(1), n+1)
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		fill(v.Elem(), n)
	case reflect.String:
		v.SetString(fmt.Sprint("text ", n))
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Int:
		v.SetInt(int64(n))
	case reflect.Uint8:
		v.SetUint(uint64(n % 2))
	default:
		panic("no value for " + v.Type().String())
	}
}

// FuzzKept: whatever an entry holds, its reading comes back as it was.
func FuzzKept(f *testing.F) {
	content := os.DirFS(path.Join("..", "..", "content"))
	for _, file := range []string{"national/topics/sleep.md", "national/helplines/childline.md", "national/helplines/samaritans.md"} {
		if raw, err := content.Open(file); err == nil {
			var text bytes.Buffer
			_, _ = text.ReadFrom(raw)
			f.Add(uint8(0), text.Bytes())
			f.Add(uint8(3), text.Bytes())
		}
	}
	f.Add(uint8(1), []byte("\xef\xbb\xbf---\r\ntitle: e\u0301\r\ntext: append\r\n---\r\n## A\r\n\r\n![b](c.png) [d](e.md#f) <https://g.example>\r\n"))
	f.Fuzz(func(t *testing.T, number uint8, raw []byte) {
		kind := Kinds()[int(number)%len(Kinds())].Folder
		one := entryFile{file: "areas/loch/" + kind + "/a.easy.md", scope: Scope{Area: "loch"}, kind: KindOf(kind), name: "a.easy", raw: raw}
		want := readEntry(one)
		var body, head packer
		packBody(&body, want.words)
		packReading(&head, one.file, want, 0, body)
		got := (*pack)(nil).unpackReading(one, want.sum, string(head))
		if got == nil {
			t.Fatalf("%q cannot be read back", raw)
		}
		if want.fields == nil {
			want.words, want.source, want.bare = nil, nil, false // of no use, and not kept
		} else {
			got.words.kept = nil
			got.words.body = unpackBody(&unpacker{rest: string(body)}, got.words.source)
			got.words.get()
		}
		if !reflect.DeepEqual(got, want) {
			t.Fatalf("of %q came back\n%+v %+v\nwant\n%+v %+v", raw, got, got.words, want, want.words)
		}
	})
}

// FuzzUnpack: bytes that are no reading do no harm.
func FuzzUnpack(f *testing.F) {
	f.Add([]byte{1, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1})
	f.Fuzz(func(t *testing.T, packed []byte) {
		one := entryFile{file: "national/topics/a.md", kind: KindOf("topics"), name: "a", raw: []byte("---\n---\n")}
		(*pack)(nil).unpackReading(one, [32]byte{}, string(packed))
		unpackBody(&unpacker{rest: string(packed)}, markdown.Source{})
	})
}
