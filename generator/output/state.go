package output

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// keptFile is a file of the last version as the disk showed it then. As long as size and time are equal, its bytes are
// taken to be equal: the same bargain as make and git strike, and safe here because this program never changes a file
// in place.
type keptFile struct {
	listedFile
	time int64 // of the last change, in nanoseconds since 1970
}

func (k keptFile) fits(info fs.FileInfo) bool {
	return info.Mode().IsRegular() && info.Size() == k.size && info.ModTime().UnixNano() == k.time
}

// siteState is what this machine remembers of a site it wrote: never more than what manifest and files say, only
// quicker to ask.
type siteState struct {
	key   string     // the caller's; equal keys mean equal sites
	files []keptFile // sorted by path, with manifest.json
}

const stateKind = "wellshelf state 1"

// encode writes a line for each file. JSON takes twenty times as long to read, which is most of what a build of thirty
// unchanged sites would do.
func (s siteState) encode() []byte {
	b := make([]byte, 0, 128+160*len(s.files))
	b = strconv.AppendQuote(b, s.key)
	for _, f := range s.files {
		b = fmt.Appendf(b, "\n%d %d %s %s", f.size, f.time, f.sum, f.path)
	}
	return seal(stateKind, b)
}

func parseState(text []byte) (s siteState, ok bool) {
	body, ok := unseal(stateKind, text)
	if !ok {
		return s, false
	}
	key, rest, _ := strings.Cut(body, "\n")
	s.key, _ = strconv.Unquote(key)
	if rest == "" {
		return s, true
	}
	s.files = make([]keptFile, 0, strings.Count(rest, "\n")+1)
	for line := range strings.SplitSeq(rest, "\n") {
		field := strings.SplitN(line, " ", 4)
		if len(field) < 4 {
			return s, false
		}
		size, sizeErr := strconv.ParseInt(field[0], 10, 64)
		time, timeErr := strconv.ParseInt(field[1], 10, 64)
		sum, sumOK := parseSum(field[2])
		if sizeErr != nil || timeErr != nil || !sumOK {
			return s, false
		}
		s.files = append(s.files, keptFile{listedFile{field[3], size, sum}, time})
	}
	return s, true
}

// stateStore is the folder of local state for one output folder: a file for each site, so that a site's end does not
// rewrite what is remembered of all others. Whatever goes wrong with it costs time only and is not mentioned. The zero
// value remembers nothing.
type stateStore struct{ disk disk }

// openStates finds the state of an output folder below states, by the folder's absolute path.
func openStates(states, output string, before func(op, path string) error) stateStore {
	if states == "" {
		return stateStore{}
	}
	whole, err := filepath.Abs(output)
	if err != nil {
		return stateStore{}
	}
	name := fmt.Sprintf("%x", sha256.Sum256([]byte(whole)))[:32]
	folder := filepath.Join(states, name)
	if os.MkdirAll(folder, 0o700) != nil {
		return stateStore{}
	}
	root, err := os.OpenRoot(folder)
	if err != nil {
		return stateStore{}
	}
	return stateStore{disk{root, before}}
}

func (s stateStore) load(site string) (siteState, bool) {
	if s.disk.root == nil {
		return siteState{}, false
	}
	text, err := s.disk.read(stageName(site))
	if err != nil {
		return siteState{}, false
	}
	return parseState(text)
}

func (s stateStore) save(site string, state siteState) {
	if s.disk.root == nil {
		return
	}
	text := state.encode()
	if old, err := s.disk.read(stageName(site)); err == nil && bytes.Equal(old, text) {
		return
	}
	name := stageName(site)
	if _, err := s.disk.create(name+".new", text); err != nil {
		return
	}
	_ = s.disk.rename(name+".new", name) // what is not remembered is read again
}

func (s stateStore) drop(site string) {
	if s.disk.root != nil {
		_ = s.disk.remove(stageName(site)) // it would not fit any file any more
	}
}
