package output

import (
	"cmp"
	"crypto/sha256"
	"path"
	"slices"
	"strconv"
	"strings"
	"sync"
)

// folderSite is one version of one site on its way to a [Folder].
type folderSite struct {
	folder *Folder
	name   string
	key    string
	paths  *pathBook
	ground ground
	last   lastVersion
	// fresh is true when the site had no folder when it was begun: then nothing needs to be looked for.
	fresh bool
	// sure holds the files that local state knows and the disk confirmed when the site was begun.
	sure map[string]keptFile

	mu      sync.Mutex
	files   []putFile
	failed  error
	ended   bool
	staging bool
	stage   disk
	numbers int
}

// putFile is a file that was put. staged is 0 when the site has these bytes at this path already.
type putFile struct {
	keptFile
	staged int
}

// lastVersion is what the site's manifest says.
type lastVersion struct {
	files       map[string]listedFile
	manifestSum fileSum // zero when there is no manifest of ours
}

func (f *Folder) begin(name, key string) (*folderSite, error) {
	s := &folderSite{
		folder: f, name: name, key: key,
		paths:  newPathBook(name),
		ground: ground{disk: f.disk, base: siteFolder(name)},
	}
	if err := s.findFolder(); err != nil {
		return nil, err
	}
	if s.fresh {
		return s, nil
	}
	state, _ := f.states.load(name)
	s.ground.known = make(map[string]keptFile, len(state.files))
	s.sure = make(map[string]keptFile, len(state.files))
	for file, same := range f.disk.unchanged(siteFolder(name), state.files) {
		s.ground.known[file.path] = file
		if same {
			s.sure[file.path] = file
		}
	}
	if _, same := s.sure[manifestName]; !same {
		state = siteState{}
	}
	var err error
	s.last, err = readLast(&s.ground, name, state)
	return s, err
}

// findFolder looks for the site's folder. It is no error that there is none.
func (s *folderSite) findFolder() error {
	top := ground{disk: s.folder.disk, base: "."}
	base := siteFolder(s.name)
	for _, name := range append(ancestors(base), base) {
		t, err := top.folder(name)
		switch {
		case err != nil:
			return err
		case t == nothing:
			s.fresh = true
			return nil
		case t != folder:
			return &BlockedError{s.name, []string{name}}
		}
	}
	s.fresh = false
	return nil
}

// readLast reads the manifest of a site. A state that the disk confirmed saves the reading: it was written with it.
func readLast(g *ground, site string, state siteState) (lastVersion, error) {
	last := lastVersion{files: map[string]listedFile{}}
	if len(state.files) > 0 {
		for _, f := range state.files {
			last.files[f.path] = f.listedFile
		}
		last.manifestSum = last.files[manifestName].sum
		delete(last.files, manifestName)
		return last, nil
	}
	seen, err := g.look(manifestName)
	if err != nil || seen.thing != regular {
		return last, err
	}
	text, err := g.disk.read(path.Join(g.base, manifestName))
	if err != nil {
		return last, err
	}
	files, ours := parseManifest(site, text)
	if !ours {
		return last, nil
	}
	for _, f := range files {
		last.files[f.path] = f
	}
	last.manifestSum = sha256.Sum256(text)
	return last, nil
}

func (s *folderSite) Put(path string, content []byte) error {
	err := s.put(path, content)
	if err != nil {
		err = s.folder.blame(s.name, err)
		s.mu.Lock()
		s.failed = cmp.Or(s.failed, err)
		s.mu.Unlock()
	}
	return err
}

func (s *folderSite) put(path string, content []byte) error {
	if err := s.paths.claim(path); err != nil {
		return err
	}
	file := putFile{keptFile: keptFile{listedFile: listedFile{path, int64(len(content)), sha256.Sum256(content)}}}
	same, err := s.has(&file)
	if err != nil {
		return err
	}
	if !same {
		if err := s.write(&file, content); err != nil {
			return err
		}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.ended {
		panic("wellshelf: internal error: a file was put after the end of its site")
	}
	s.files = append(s.files, file)
	return nil
}

// has reports whether the file is at its path already, and notes its time.
func (s *folderSite) has(file *putFile) (bool, error) {
	if s.fresh {
		return false, nil
	}
	if kept, sure := s.sure[file.path]; sure {
		file.time = kept.time
		return kept.sum == file.sum, nil
	}
	seen, err := s.ground.look(file.path)
	if err != nil {
		return false, err
	}
	file.time = seen.time
	return seen.thing == regular && seen.sum == file.sum, nil
}

// write stages a file under the next number: numbers need no folders and cannot clash.
func (s *folderSite) write(file *putFile, content []byte) error {
	stage, number, err := s.nextStaged()
	if err != nil {
		return err
	}
	info, err := stage.create(strconv.Itoa(number), content)
	if err != nil {
		return err
	}
	file.staged, file.time = number, info.ModTime().UnixNano()
	return nil
}

func (s *folderSite) nextStaged() (disk, int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.staging {
		if err := s.folder.disk.mkdirAll(stageFolder(s.name)); err != nil {
			return disk{}, 0, err
		}
		stage, err := s.folder.disk.sub(stageFolder(s.name))
		if err != nil {
			return disk{}, 0, err
		}
		s.stage, s.staging = stage, true
	}
	s.numbers++
	return s.stage, s.numbers, nil
}

func (s *folderSite) Discard() error {
	s.finish()
	return s.giveUp(nil)
}

// finish closes the version to further files.
func (s *folderSite) finish() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.ended {
		panic("wellshelf: internal error: a site was ended twice")
	}
	s.ended = true
}

// giveUp leaves the site as it was.
func (s *folderSite) giveUp(fault error) error {
	s.stage.close()
	s.folder.abandon(s.name, fault)
	if fault == nil {
		return nil
	}
	return s.folder.blame(s.name, fault)
}

func (s *folderSite) Commit() (Outcome, error) {
	s.finish()
	if s.failed != nil {
		_ = s.giveUp(nil) // always nil without a fault of its own
		return Outcome{}, s.failed
	}
	list := s.manifest()
	plan, err := s.plan()
	if err != nil {
		return Outcome{}, s.giveUp(err)
	}
	steps, err := s.withManifest(plan.steps(), list)
	if err != nil {
		return Outcome{}, s.giveUp(err)
	}
	s.stage.close()
	if len(steps) > 0 {
		if err := s.folder.carryOut(journal{s.name, steps}); err != nil {
			return Outcome{}, s.giveUp(err)
		}
	}
	s.remember(list)
	s.folder.end(s.name, idle)
	return s.outcome(plan), nil
}

// manifest sorts the files and lists them.
func (s *folderSite) manifest() []byte {
	slices.SortFunc(s.files, func(a, b putFile) int { return strings.Compare(a.path, b.path) })
	list := make(manifest, len(s.files))
	for i, f := range s.files {
		list[i] = f.listedFile
	}
	return list.encode()
}

func (s *folderSite) outcome(p *commitPlan) Outcome {
	out := Outcome{Written: len(p.assets) + len(p.pages), Removed: p.removed}
	out.Unchanged = len(s.files) - out.Written
	for _, f := range s.files {
		out.Bytes += f.size
	}
	return out
}

// remember keeps what the disk shows of this version now.
func (s *folderSite) remember(list []byte) {
	info, err := s.folder.disk.lstat(path.Join(siteFolder(s.name), manifestName))
	if err != nil {
		s.folder.states.drop(s.name)
		return
	}
	state := siteState{key: s.key, files: make([]keptFile, 0, len(s.files)+1)}
	for _, f := range s.files {
		state.files = append(state.files, f.keptFile)
	}
	state.files = append(state.files, keptFile{
		listedFile{manifestName, info.Size(), sha256.Sum256(list)}, info.ModTime().UnixNano(),
	})
	slices.SortFunc(state.files, func(a, b keptFile) int { return strings.Compare(a.path, b.path) })
	s.folder.states.save(s.name, state)
}
