package picture

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
	"time"
)

func mustCard(t *testing.T, s *Store, c Card) []byte {
	t.Helper()
	card, err := s.Card(c)
	if err != nil {
		t.Fatal(err)
	}
	return card
}

// only is the one file of a folder.
func only(t *testing.T, folder string) string {
	t.Helper()
	entries, err := os.ReadDir(folder)
	if err != nil || len(entries) != 1 {
		t.Fatalf("the folder holds %v %v, not one file", entries, err)
	}
	return filepath.Join(folder, entries[0].Name())
}

func TestWhatIsKeptIsNotMadeAgain(t *testing.T) {
	folder := t.TempDir()
	card := mustCard(t, &Store{Folder: folder}, greeting())
	file := only(t, folder)
	before, err := os.Stat(file)
	if err != nil {
		t.Fatal(err)
	}
	if again := mustCard(t, &Store{Folder: folder}, greeting()); !bytes.Equal(again, card) {
		t.Error("the card is another one the second time")
	}
	if after, err := os.Stat(file); err != nil || !os.SameFile(before, after) {
		t.Error("the file was written again", err)
	}
	other := greeting()
	other.Line = "Someone to talk to"
	if bytes.Equal(mustCard(t, &Store{Folder: folder}, other), card) {
		t.Error("another card is the same")
	}
}

func TestADamagedFileIsMadeAnew(t *testing.T) {
	folder := t.TempDir()
	want := mustCard(t, &Store{Folder: folder}, greeting())
	file := only(t, folder)
	whole, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	flipped := bytes.Clone(whole)
	flipped[len(flipped)/2] ^= 1
	for name, text := range map[string][]byte{"flipped": flipped, "cut": whole[:len(whole)-9], "empty": {}, "short": whole[:10]} {
		if err := os.WriteFile(file, text, 0o600); err != nil {
			t.Fatal(err)
		}
		if got := mustCard(t, &Store{Folder: folder}, greeting()); !bytes.Equal(got, want) {
			t.Errorf("%s: a damaged card was handed out", name)
		}
		if now, _ := os.ReadFile(file); !bytes.Equal(now, whole) {
			t.Errorf("%s: the file was not mended", name)
		}
	}
}

func TestAFolderThatCannotBeWrittenIsNoError(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	s := &Store{Folder: filepath.Join(file, "below")}
	if !bytes.Equal(mustCard(t, s, greeting()), mustCard(t, &common, greeting())) {
		t.Error("the card is another one")
	}
	s.Tidy(time.Now())
}

func TestTidyRemovesOnlyWhatNobodyUses(t *testing.T) {
	folder := t.TempDir()
	s := &Store{Folder: folder}
	now := time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)
	name := only(t, func() string { mustCard(t, s, greeting()); return folder }())
	base := filepath.Base(name)
	days := map[string]int{
		base:                                0,
		"card-" + base[5:67] + "ff":         91,
		"set-" + base[5:67] + "ee":          89,
		"icon-" + base[5:] + ".123.new":     2,
		"icon-" + base[5:] + ".124.new":     0,
		"notes.txt":                         400,
		"card-1":                            400,
		"photo-" + base[5:]:                 400,
		"card-" + base[5:] + ".123.new.jpg": 400,
	}
	for file, age := range days {
		file = filepath.Join(folder, file)
		if err := os.WriteFile(file, []byte("x"), 0o600); err != nil {
			t.Fatal(err)
		}
		then := now.AddDate(0, 0, -age)
		if err := os.Chtimes(file, then, then); err != nil {
			t.Fatal(err)
		}
	}
	s.Tidy(now)
	for file := range days {
		_, err := os.Stat(filepath.Join(folder, file))
		goes := file == "card-"+base[5:67]+"ff" || file == "icon-"+base[5:]+".123.new"
		if goes != os.IsNotExist(err) {
			t.Errorf("%s: removed is %v", file, !goes)
		}
	}
}

func TestUseIsNoted(t *testing.T) {
	folder := t.TempDir()
	mustCard(t, &Store{Folder: folder}, greeting())
	file := only(t, folder)
	old := time.Now().AddDate(0, 0, -80)
	if err := os.Chtimes(file, old, old); err != nil {
		t.Fatal(err)
	}
	s := &Store{Folder: folder}
	mustCard(t, s, greeting())
	s.Tidy(time.Now().AddDate(0, 0, 20))
	if only(t, folder) != file {
		t.Error("what was used goes")
	}
}

func TestASetComesBackWhole(t *testing.T) {
	source, folder := pngOf(t, sketch(500, 400)), t.TempDir()
	first, err := (&Store{Folder: folder}).Set(source)
	if err != nil {
		t.Fatal(err)
	}
	again, err := (&Store{Folder: folder}).Set(source)
	if err != nil || !bytes.Equal(first.pack(), again.pack()) || len(again.Plain) == 0 || len(again.Plain[0].Bytes) == 0 {
		t.Error("it is another set", err)
	}
}
