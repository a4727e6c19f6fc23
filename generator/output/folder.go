package output

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"github.com/gofrs/flock"
)

// FolderOptions says how an output folder is kept. The zero value works.
type FolderOptions struct {
	// State is a folder for what this machine remembers of the sites it wrote; it is made when missing. It spares a
	// build the reading of files that did not change. Losing it costs time only, and so does "", which keeps none.
	// It must not lie in the output folder.
	State string

	// Purpose says in a word or two what the sites are for, such as "staff". A folder keeps the first purpose it is
	// opened for and refuses another, so that pages for one readership never land among those for another. ""
	// neither asks nor remembers.
	Purpose string
}

// Folder is a [Sink] on disk: <dir>/<area>/<site>/..., with a manifest.json for each site and one for the files beside
// the sites. What it promises for each site:
//
//   - A commit is whole or not at all. Changed files are staged in <dir>/.wellshelf, which is on the same file system,
//     and moved when all are there; a killed build is finished, or forgotten, by the next [OpenFolder]. A power cut is
//     not promised: see journal.
//   - A file is replaced or removed only if manifest.json lists it and its bytes are still those listed there.
//     Otherwise Commit returns a [*BlockedError] and changes nothing. A file that has the wanted bytes already is
//     taken over. Symbolic links are strangers' files, and are never followed.
//   - Files with the same bytes are not touched, so their times tell when a page last changed.
//
// One Folder at a time can be open for a dir, in all processes together.
type Folder struct {
	dir    string
	disk   disk
	lock   *flock.Flock
	states stateStore

	mu    sync.Mutex
	sites map[string]progress
}

// progress is how far a site has come in this run.
type progress uint8

const (
	idle progress = iota
	begun
	unfinished // committed, but not all moved
)

// OpenFolder opens dir for writing sites, and makes it when it is missing. It first finishes what a killed build
// committed, and clears away what one had only staged. Close it after use. Errors name the folder and what failed.
func OpenFolder(dir string, opt FolderOptions) (*Folder, error) {
	return openFolder(dir, opt, nil)
}

func openFolder(dir string, opt FolderOptions, before func(op, path string) error) (*Folder, error) {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, fmt.Errorf("cannot make the output folder %s: %w", dir, innermost(err))
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, fmt.Errorf("cannot open the output folder %s: %w", dir, err)
	}
	f := &Folder{dir: dir, disk: disk{root, before}, sites: map[string]progress{}}
	ready := false
	defer func() {
		if !ready {
			f.Close()
		}
	}()
	if err := f.takeLock(); err != nil {
		return nil, err
	}
	if err := f.rollForward(); err != nil {
		return nil, fmt.Errorf("cannot use the output folder %s: %w", dir, err)
	}
	if err := f.claim(opt.Purpose); err != nil {
		return nil, err
	}
	f.states = openStates(opt.State, dir, before)
	ready = true
	return f, nil
}

// claim holds the folder to one purpose.
func (f *Folder) claim(purpose string) error {
	if purpose == "" {
		return nil
	}
	name := path.Join(workFolder, "purpose")
	found, err := f.disk.read(name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		if err := f.disk.createSafely(name, []byte(purpose+"\n")); err != nil {
			return fmt.Errorf("cannot write to the output folder %s: %w", f.dir, innermost(err))
		}
	case err != nil:
		return fmt.Errorf("cannot read the output folder %s: %w", f.dir, innermost(err))
	case strings.TrimSpace(string(found)) != purpose:
		return fmt.Errorf("%s holds the sites for %s, and this build is for %s; name another folder with --out", f.dir, strings.TrimSpace(string(found)), purpose)
	}
	return nil
}

// innermost is the reason of a failed operation on a file, without the path that the caller names already.
func innermost(err error) error {
	var p *fs.PathError
	if errors.As(err, &p) {
		return p.Err
	}
	return err
}

// takeLock holds <dir>/.wellshelf/lock until Close or the death of the process. The empty file stays: removing it
// would let a third process lock a new file of that name while a second still waits for the old one.
func (f *Folder) takeLock() error {
	name := path.Join(workFolder, "lock")
	if err := f.makeLock(name); err != nil {
		return fmt.Errorf("cannot write to the output folder %s: %w", f.dir, err)
	}
	f.lock = flock.New(filepath.Join(f.dir, filepath.FromSlash(name)), flock.SetFlag(os.O_RDWR))
	locked, err := f.lock.TryLock()
	if err != nil {
		return fmt.Errorf("cannot lock the output folder %s: %w", f.dir, err)
	}
	if !locked {
		return fmt.Errorf("another build is writing to %s", f.dir)
	}
	return nil
}

// makeLock sees to it that the path that is locked leads through no symbolic link.
func (f *Folder) makeLock(name string) error {
	if err := f.disk.mkdir(workFolder); err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	if info, err := f.disk.lstat(workFolder); err != nil {
		return err
	} else if !info.IsDir() {
		return fmt.Errorf("%s is not a folder", workFolder)
	}
	info, err := f.disk.lstat(name)
	if errors.Is(err, fs.ErrNotExist) {
		_, err = f.disk.create(name, nil)
		return err
	}
	if err == nil && !info.Mode().IsRegular() {
		return fmt.Errorf("%s is not a file", name)
	}
	return err
}

// Close lets others write to the folder. Sites that were begun and not committed keep their last version.
func (f *Folder) Close() error {
	var err error
	if f.lock != nil {
		err = f.lock.Close()
	}
	f.states.disk.close()
	f.disk.close()
	if err != nil {
		return fmt.Errorf("cannot unlock the output folder %s: %w", f.dir, err)
	}
	return nil
}

// Site implements [Sink]. It returns a [*BlockedError] when the site's folder would have to be where a file or a
// symbolic link is.
func (f *Folder) Site(name string) (SiteSink, error) { return f.Keyed(name, "") }

// Keyed is Site for a version that has a key: once it is committed, [Folder.Current] knows it by that. The key is any
// text that stands for everything the site is made of.
func (f *Folder) Keyed(name, key string) (SiteSink, error) {
	if err := checkSite(name); err != nil {
		return nil, err
	}
	f.mu.Lock()
	if at := f.sites[name]; at != idle {
		f.mu.Unlock()
		return nil, f.blame(name, fmt.Errorf("it is %s", [...]string{begun: "being written already", unfinished: "not whole until the next build"}[at]))
	}
	f.sites[name] = begun
	f.mu.Unlock()
	s, err := f.begin(name, key)
	if err != nil {
		f.end(name, idle)
		return nil, f.blame(name, err)
	}
	return s, nil
}

// Current reports whether the last version of a site had this key and is still there: every file of it, and
// manifest.json, has the size and the time it then had. The outcome then counts its files as unchanged. It is never
// so without local state, and for the key "". Files of others are not looked at.
func (f *Folder) Current(site, key string) (Outcome, bool) {
	if key == "" || f.at(site) != idle || checkSite(site) != nil {
		return Outcome{}, false
	}
	state, ok := f.states.load(site)
	if !ok || state.key != key {
		return Outcome{}, false
	}
	var outcome Outcome
	for file, same := range f.disk.unchanged(siteFolder(site), state.files) {
		if !same {
			return Outcome{}, false
		}
		if file.path != manifestName {
			outcome.Unchanged++
			outcome.Bytes += file.size
		}
	}
	return outcome, true
}

// Retire removes the sites that have a manifest of ours and are not in keep: the files it lists that were not changed
// since, and the folders this empties. Other files stay. It returns the names of the sites, sorted; those before a
// fault are gone.
func (f *Folder) Retire(keep []string) ([]string, error) {
	found, err := f.found()
	if err != nil {
		return nil, fmt.Errorf("cannot look for old sites in %s: %w", f.dir, err)
	}
	var retired []string
	for _, site := range found {
		if slices.Contains(keep, site) || f.at(site) != idle {
			continue
		}
		gone, err := f.retire(site)
		if err != nil {
			return retired, fmt.Errorf("cannot remove old %s from %s: %w", describeSite(site), f.dir, err)
		}
		if gone {
			retired = append(retired, site)
		}
	}
	return retired, nil
}

// found returns the names of all folders that could be sites, sorted.
func (f *Folder) found() ([]string, error) {
	var names []string
	areas, err := f.disk.list(".")
	if err != nil {
		return nil, err
	}
	for _, area := range areas {
		if !area.IsDir() || !isSiteSlug(area.Name()) {
			continue
		}
		sites, err := f.disk.list(area.Name())
		if err != nil {
			return nil, err
		}
		for _, site := range sites {
			if site.IsDir() && isSiteSlug(site.Name()) {
				names = append(names, area.Name()+"/"+site.Name())
			}
		}
	}
	slices.SortFunc(names, strings.Compare)
	return names, nil
}

// retire removes one site under a journal of its own, so that a killed run cannot leave half of it. It reports false
// when the manifest is not ours.
func (f *Folder) retire(site string) (bool, error) {
	g := ground{disk: f.disk, base: siteFolder(site)}
	last, err := readLast(&g, site, siteState{})
	if err != nil || last.manifestSum == (fileSum{}) {
		return false, err
	}
	j := journal{site: site}
	for _, file := range last.files {
		seen, err := g.look(file.path)
		if err != nil {
			return false, err
		}
		if seen.thing == regular && seen.sum == file.sum {
			j.steps = append(j.steps, journalStep{path: file.path, was: file.sum})
		}
	}
	j.steps = append(j.steps, journalStep{path: manifestName, was: last.manifestSum})
	if err := f.carryOut(j); err != nil {
		f.abandon(site, err)
		return false, err
	}
	f.states.drop(site)
	return true, nil
}

// abandon clears a stage away after a fault, unless the next run has to finish it. That it cannot be cleared away
// matters less than the fault: the next run tries again.
func (f *Folder) abandon(site string, fault error) {
	if _, committed := errors.AsType[*unfinishedError](fault); committed {
		f.end(site, unfinished)
		return
	}
	_ = f.disk.removeAll(stageFolder(site))
	f.end(site, idle)
}

func (f *Folder) at(site string) progress {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.sites[site]
}

func (f *Folder) end(site string, at progress) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.sites[site] = at
}

// blame says which site a fault kept from being written. Problems with names and strangers' files say so themselves.
func (f *Folder) blame(site string, err error) error {
	if _, blocked := errors.AsType[*BlockedError](err); blocked {
		return err
	}
	if _, misnamed := errors.AsType[*PathError](err); misnamed {
		return err
	}
	return fmt.Errorf("cannot write %s to %s: %w", describeSite(site), f.dir, err)
}
