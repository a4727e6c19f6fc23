package picture

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"time"
)

// Version is part of every name, with that of Go, whose encoders this package uses. It must change whenever the same
// source would become other bytes: a new version of a library, another quality, another drawing.
const Version = "wellshelf picture 1"

const (
	unusedFor = 90 * 24 * time.Hour // how long Tidy keeps what nobody asks for
	touchedBy = 24 * time.Hour      // how often the use of a file is noted
)

// nameOf is the name by which something is kept: its kind and the hash of all it is made of.
func nameOf(kind string, parts ...[]byte) string {
	hash := sha256.New()
	for _, part := range append([][]byte{[]byte(Version), []byte(runtime.Version()), []byte(kind)}, parts...) {
		var size [8]byte
		binary.BigEndian.PutUint64(size[:], uint64(len(part)))
		hash.Write(size[:])
		hash.Write(part)
	}
	return kind + "-" + hex.EncodeToString(hash.Sum(nil))
}

// kept finds what was kept by a name. A file begins with the hash of the rest; one that was damaged is not found.
func (s *Store) kept(name string) ([]byte, bool) {
	if s.Folder == "" {
		content, ok := s.memory.Load(name)
		if !ok {
			return nil, false
		}
		return content.([]byte), true
	}
	file := filepath.Join(s.Folder, name)
	text, err := os.ReadFile(file)
	if err != nil || len(text) < sha256.Size {
		return nil, false
	}
	sum, content := text[:sha256.Size], text[sha256.Size:]
	if want := sha256.Sum256(content); !bytes.Equal(sum, want[:]) {
		return nil, false
	}
	noteUse(file)
	return content, true
}

// noteUse makes the time of a file that of its last use, to within a day. It tells nobody but Tidy.
func noteUse(file string) {
	if info, err := os.Stat(file); err == nil {
		if now := time.Now(); now.Sub(info.ModTime()) > touchedBy {
			_ = os.Chtimes(file, now, now) // at worst it is made again one day
		}
	}
}

// keep writes a file whole or not at all. Whatever goes wrong costs time only, and is not mentioned.
func (s *Store) keep(name string, content []byte) {
	if s.Folder == "" {
		s.memory.Store(name, content)
		return
	}
	if os.MkdirAll(s.Folder, 0o700) != nil {
		return
	}
	file, err := os.CreateTemp(s.Folder, name+".*.new")
	if err != nil {
		return
	}
	sum := sha256.Sum256(content)
	_, sumErr := file.Write(sum[:])
	_, contentErr := file.Write(content)
	if closeErr := file.Close(); sumErr != nil || contentErr != nil || closeErr != nil ||
		os.Rename(file.Name(), filepath.Join(s.Folder, name)) != nil {
		_ = os.Remove(file.Name())
	}
}

// ours reports whether a file of the folder was written by keep, and whether it was finished.
func ours(file string) (known, finished bool) {
	name, rest, unfinished := strings.Cut(file, ".")
	kind, hash, _ := strings.Cut(name, "-")
	if raw, err := hex.DecodeString(hash); err != nil || len(raw) != sha256.Size {
		return false, false
	}
	switch kind {
	case "set", "card", "icon":
		return !unfinished || strings.HasSuffix(rest, ".new"), !unfinished
	}
	return false, false
}

// Tidy removes from Folder what was not used in the 90 days before now, and what was left unfinished a day ago. Other
// files are never touched. Call it once in a build, after all pictures were asked for.
func (s *Store) Tidy(now time.Time) {
	if s.Folder == "" {
		return
	}
	entries, err := os.ReadDir(s.Folder)
	if err != nil {
		return
	}
	for _, entry := range entries {
		info, err := entry.Info()
		if err != nil || !info.Mode().IsRegular() {
			continue
		}
		age := now.Sub(info.ModTime())
		if known, finished := ours(entry.Name()); known && (age > unusedFor || !finished && age > touchedBy) {
			_ = os.Remove(filepath.Join(s.Folder, entry.Name()))
		}
	}
}
