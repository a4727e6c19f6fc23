package output

import (
	"crypto/sha256"
	"slices"
	"strings"
)

// commitPlan is what a commit would change, in the order in which it does: what is in the way goes first, a page comes
// after the assets it shows, and nothing goes before everything new is there.
type commitPlan struct {
	clears, assets, pages, removals []journalStep

	removed int
	blocked []string
	goes    map[string]bool // files of the last version that are removed
}

func (p *commitPlan) steps() []journalStep {
	return slices.Concat(p.clears, p.assets, p.pages, p.removals)
}

// plan looks at everything that would be replaced or removed. It returns a *BlockedError when any of it is not ours.
func (s *folderSite) plan() (*commitPlan, error) {
	p := &commitPlan{goes: map[string]bool{}}
	s.ground.forget()
	if s.fresh {
		if err := s.findFolder(); err != nil {
			return nil, err
		}
	}
	if err := s.planRemovals(p); err != nil {
		return nil, err
	}
	for _, f := range s.files {
		if f.staged == 0 {
			continue
		}
		if err := s.planWrite(p, f); err != nil {
			return nil, err
		}
	}
	if len(p.blocked) > 0 {
		slices.Sort(p.blocked)
		return nil, &BlockedError{s.name, slices.Compact(p.blocked)}
	}
	return p, nil
}

func (s *folderSite) planRemovals(p *commitPlan) error {
	stays := make(map[string]bool, len(s.files))
	for _, f := range s.files {
		stays[f.path] = true
	}
	gone := make([]string, 0, len(s.last.files))
	for name := range s.last.files {
		if !stays[name] {
			gone = append(gone, name)
		}
	}
	slices.Sort(gone)
	for _, name := range gone {
		if err := s.planRemoval(p, s.last.files[name]); err != nil {
			return err
		}
	}
	return nil
}

func (s *folderSite) planRemoval(p *commitPlan, file listedFile) error {
	seen, err := s.ground.look(file.path)
	switch {
	case err != nil:
		return err
	case seen.above != "", seen.thing == folder:
		return nil // someone put something else in its place; the file itself is gone
	case seen.thing == strange, seen.thing == regular && seen.sum != file.sum:
		p.blocked = append(p.blocked, file.path)
		return nil
	case seen.thing == regular:
		p.removed++
	}
	p.goes[file.path] = true
	step := journalStep{path: file.path, was: file.sum}
	if s.paths.uses(file.path) {
		p.clears = append(p.clears, step)
	} else {
		p.removals = append(p.removals, step)
	}
	return nil
}

// uses reports whether a path that is not among the claimed ones is a folder above one of them, or lies below one.
func (b *pathBook) uses(path string) bool {
	key := foldPath(path)
	if _, is := b.folders[key]; is {
		return true
	}
	for above := range foldersOf(key) {
		if _, is := b.files[above]; is {
			return true
		}
	}
	return false
}

func (s *folderSite) planWrite(p *commitPlan, f putFile) error {
	step := journalStep{path: f.path, staged: f.staged, sum: f.sum}
	if !s.fresh {
		seen, err := s.ground.look(f.path)
		if err != nil {
			return err
		}
		if err := s.judge(p, f, seen); err != nil {
			return err
		}
		step.was = seen.sum
	}
	if top, _, _ := strings.Cut(f.path, "/"); top == "assets" {
		p.assets = append(p.assets, step)
	} else {
		p.pages = append(p.pages, step)
	}
	return nil
}

// judge adds what may not be replaced by a file to what is blocked.
func (s *folderSite) judge(p *commitPlan, f putFile, seen sight) error {
	switch {
	case seen.above != "":
		if !p.goes[seen.above] {
			p.blocked = append(p.blocked, seen.above)
		}
	case seen.thing == strange:
		p.blocked = append(p.blocked, f.path)
	case seen.thing == regular:
		last, ours := s.last.files[f.path]
		if seen.sum != f.sum && !(ours && seen.sum == last.sum) {
			p.blocked = append(p.blocked, f.path)
		}
	case seen.thing == folder:
		strangers, err := s.ground.strangers(f.path, func(name string) bool { return p.goes[name] })
		if err != nil {
			return err
		}
		p.blocked = append(p.blocked, strangers...)
	}
	return nil
}

// withManifest adds the writing of manifest.json as the last step, unless it is there with these bytes.
func (s *folderSite) withManifest(steps []journalStep, list []byte) ([]journalStep, error) {
	f := putFile{keptFile: keptFile{listedFile: listedFile{manifestName, int64(len(list)), sha256.Sum256(list)}}}
	var seen sight
	if !s.fresh {
		var err error
		if seen, err = s.ground.look(manifestName); err != nil {
			return nil, err
		}
	}
	switch {
	case seen.thing == regular && seen.sum == f.sum:
		return steps, nil
	case seen.thing == nothing, seen.thing == regular && seen.sum == s.last.manifestSum:
	default:
		return nil, &BlockedError{s.name, []string{manifestName}}
	}
	if err := s.write(&f, list); err != nil {
		return nil, err
	}
	return append(steps, journalStep{path: manifestName, staged: f.staged, sum: f.sum, was: seen.sum}), nil
}
