package output

import (
	"bytes"
	"io/fs"
	"path"
	"sync"
	"testing/fstest"
)

// Memory keeps finished sites in memory: for tests, and for looking at a site without writing it. The zero value is
// empty and ready; it is safe for concurrent use.
type Memory struct {
	mu    sync.Mutex
	sites map[string]map[string][]byte
}

// Site implements [Sink].
func (m *Memory) Site(name string) (SiteSink, error) {
	if err := checkSite(name); err != nil {
		return nil, err
	}
	return &memorySite{memory: m, name: name, paths: newPathBook(name), files: map[string][]byte{}}, nil
}

// Files returns the committed files of one site, nil when there is none of that name. The caller must not change the
// bytes.
func (m *Memory) Files(site string) map[string][]byte {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.sites[site]
}

// FS is all that is committed now, laid out as a [Folder] lays it out, without the manifests. Later commits do not
// change it.
func (m *Memory) FS() fs.FS {
	m.mu.Lock()
	defer m.mu.Unlock()
	all := fstest.MapFS{}
	for site, files := range m.sites {
		for name, content := range files {
			all[path.Join(site, name)] = &fstest.MapFile{Data: content, Mode: 0o444}
		}
	}
	return all
}

type memorySite struct {
	memory *Memory
	name   string
	paths  *pathBook

	mu     sync.Mutex
	files  map[string][]byte
	failed error
}

func (s *memorySite) Put(path string, content []byte) error {
	err := s.paths.claim(path)
	s.mu.Lock()
	defer s.mu.Unlock()
	if err != nil {
		s.failed = err
		return err
	}
	s.files[path] = bytes.Clone(content)
	return nil
}

func (s *memorySite) Commit() (Outcome, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.failed != nil {
		return Outcome{}, s.failed
	}
	m := s.memory
	m.mu.Lock()
	defer m.mu.Unlock()
	var out Outcome
	last := m.sites[s.name]
	for path, content := range s.files {
		out.Bytes += int64(len(content))
		if before, had := last[path]; had && bytes.Equal(before, content) {
			out.Unchanged++
		} else {
			out.Written++
		}
	}
	for path := range last {
		if _, stays := s.files[path]; !stays {
			out.Removed++
		}
	}
	if m.sites == nil {
		m.sites = map[string]map[string][]byte{}
	}
	m.sites[s.name] = s.files
	return out, nil
}

func (s *memorySite) Discard() error { return nil }

// Nothing counts files and keeps none: for a check, which makes pages and writes none. Names are held to the same rules as
// on disk, so a check finds what a build would.
type Nothing struct{}

// Site implements [Sink].
func (Nothing) Site(name string) (SiteSink, error) {
	if err := checkSite(name); err != nil {
		return nil, err
	}
	return &nothingSite{paths: newPathBook(name)}, nil
}

type nothingSite struct {
	paths  *pathBook
	mu     sync.Mutex
	out    Outcome
	failed error
}

func (s *nothingSite) Put(path string, content []byte) error {
	err := s.paths.claim(path)
	s.mu.Lock()
	defer s.mu.Unlock()
	if err != nil {
		s.failed = err
		return err
	}
	s.out.Written++
	s.out.Bytes += int64(len(content))
	return nil
}

func (s *nothingSite) Commit() (Outcome, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.failed != nil {
		return Outcome{}, s.failed
	}
	return s.out, nil
}

func (s *nothingSite) Discard() error { return nil }
