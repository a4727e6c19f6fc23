package output

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"strconv"
	"strings"
)

// journal is what a commit is about to do to one site. Writing it is the moment at which the new version becomes the
// site: before it, a killed build has changed nothing; after it, whoever opens the folder next does the rest. Every
// step may be done twice.
//
// The journal itself is forced to the disk; the staged files are not, and neither is the order of renames. Killing the
// program can therefore never leave half a site, while a power cut within seconds of a build may leave empty files. To
// wait for each of ten thousand small files would make every build several times as long, for output that the next
// build can always make again.
type journal struct {
	site  string
	steps []journalStep // those that clear the way, assets, pages, removals, manifest.json
}

// journalStep moves a staged file to its path, or removes the file at its path.
type journalStep struct {
	path   string
	staged int     // the number of the staged file; 0 removes
	sum    fileSum // of the staged file
	was    fileSum // of the file that is replaced or removed; zero when there is none
}

const (
	workFolder  = ".wellshelf" // beside the areas; no site can have this name, because of its dot
	journalName = "journal"
	journalKind = "wellshelf journal 1"
)

// stageName is one name for a site: "area.site". Slugs have no dots, so no two sites share one.
func stageName(site string) string {
	area, name, found := strings.Cut(site, "/")
	if !found {
		return "beside"
	}
	return area + "." + name
}

// siteOfStage undoes stageName; ok is false for anything else in the work folder.
func siteOfStage(name string) (site string, ok bool) {
	if name == stageName("") {
		return "", true
	}
	area, site, found := strings.Cut(name, ".")
	site = area + "/" + site
	return site, found && checkSite(site) == nil
}

func stageFolder(site string) string { return path.Join(workFolder, stageName(site)) }

// siteFolder is where the files of a site lie.
func siteFolder(site string) string { return path.Join(".", site) }

func (j journal) encode() []byte {
	b := []byte(j.site)
	for _, s := range j.steps {
		b = fmt.Appendf(b, "\n%d %s %s %s", s.staged, s.sum, s.was, s.path)
	}
	return seal(journalKind, b)
}

func parseJournal(text []byte) (j journal, ok bool) {
	body, ok := unseal(journalKind, text)
	if !ok {
		return j, false
	}
	site, rest, _ := strings.Cut(body, "\n")
	j.site = site
	if checkSite(site) != nil {
		return j, false
	}
	for line := range strings.SplitSeq(rest, "\n") {
		field := strings.SplitN(line, " ", 4)
		if len(field) < 4 || badPath(site, field[3]) != "" {
			return j, false
		}
		staged, err := strconv.Atoi(field[0])
		sum, sumOK := parseSum(field[1])
		was, wasOK := parseSum(field[2])
		if err != nil || !sumOK || !wasOK {
			return j, false
		}
		j.steps = append(j.steps, journalStep{field[3], staged, sum, was})
	}
	return j, true
}

// retires reports whether the journal removes the whole site.
func (j journal) retires() bool {
	last := j.steps[len(j.steps)-1]
	return last.path == manifestName && last.staged == 0
}

// unfinishedError is a fault after the commit point.
type unfinishedError struct{ cause error }

func (e *unfinishedError) Error() string {
	return e.cause.Error() + " (the next build finishes this site first)"
}
func (e *unfinishedError) Unwrap() error { return e.cause }

// carryOut commits a journal whose files are staged. Unless it returns an *unfinishedError, a fault has changed
// nothing.
func (f *Folder) carryOut(j journal) error {
	stage := stageFolder(j.site)
	if err := f.disk.mkdirAll(stage); err != nil {
		return err
	}
	if err := f.disk.createSafely(path.Join(stage, journalName), j.encode()); err != nil {
		return err
	}
	m := mover{disk: f.disk, journal: j, made: map[string]bool{}}
	if err := m.makeFolders(); err != nil {
		return err
	}
	for _, s := range j.steps {
		if err := m.do(s); err != nil {
			return &unfinishedError{err}
		}
	}
	if err := m.finish(); err != nil {
		return &unfinishedError{err}
	}
	return nil
}

// rollForward finishes the commits of a killed run, and clears away what it had staged before its commit point.
func (f *Folder) rollForward() error {
	entries, err := f.disk.list(workFolder)
	if err != nil {
		return err
	}
	for _, e := range entries {
		site, ok := siteOfStage(e.Name())
		if !ok || !e.IsDir() {
			continue
		}
		if err := f.resume(site); err != nil {
			return fmt.Errorf("cannot finish what an interrupted build left of %s: %w", describeSite(site), err)
		}
	}
	return nil
}

func (f *Folder) resume(site string) error {
	text, err := f.disk.read(path.Join(stageFolder(site), journalName))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	j, ok := parseJournal(text)
	if !ok || j.site != site || len(j.steps) == 0 {
		return f.disk.removeAll(stageFolder(site))
	}
	m := mover{disk: f.disk, journal: j, made: map[string]bool{}}
	for _, s := range j.steps {
		safe, err := m.stillSafe(s)
		if err != nil {
			return err
		}
		if !safe {
			continue
		}
		if err := m.do(s); err != nil {
			return err
		}
	}
	return m.finish()
}

// mover carries out a journal.
type mover struct {
	disk
	journal
	made map[string]bool // folders known to be there
}

func (m *mover) at(name string) string { return path.Join(siteFolder(m.site), name) }

func (m *mover) staged(s journalStep) string {
	return path.Join(stageFolder(m.site), strconv.Itoa(s.staged))
}

// stillSafe reports whether a step is still to do, and whether what lies at its path is what lay there when the
// journal was written: between the kill and now, someone may have put a file there. That file stays, and the next
// Commit of the site names it.
func (m *mover) stillSafe(s journalStep) (bool, error) {
	if s.staged != 0 {
		if _, err := m.lstat(m.staged(s)); errors.Is(err, fs.ErrNotExist) {
			return false, nil
		} else if err != nil {
			return false, err
		}
	}
	g := ground{disk: m.disk, base: siteFolder(m.site)}
	seen, err := g.look(s.path)
	if err != nil || seen.above != "" {
		return false, err
	}
	if seen.thing == regular {
		return seen.sum == s.was || (s.staged != 0 && seen.sum == s.sum), nil
	}
	return seen.thing == nothing, nil
}

// makeFolders makes the folders of new files ahead of all moves: of the steps after the commit point this is the one
// that needs room on the disk, and while no file has moved it can be taken back.
func (m *mover) makeFolders() error {
	cleared := map[string]bool{}
	for _, s := range m.steps {
		if s.staged == 0 {
			cleared[s.path] = true
		}
	}
	var fresh []string
	for _, s := range m.steps {
		if s.staged == 0 {
			continue
		}
		made, err := m.makeAbove(s.path, cleared)
		fresh = append(fresh, made...)
		if err != nil {
			return m.takeBack(fresh, err)
		}
	}
	return nil
}

// makeAbove makes the folders that a path lies in and returns the new ones. It stops below a file that is about to be
// cleared away; do makes those.
func (m *mover) makeAbove(name string, cleared map[string]bool) (fresh []string, err error) {
	if m.made[path.Dir(m.at(name))] {
		return nil, nil
	}
	for _, above := range ancestors(m.at(name)) {
		if m.made[above] {
			continue
		}
		if cleared[strings.TrimPrefix(above, siteFolder(m.site)+"/")] {
			return fresh, nil
		}
		err := m.mkdir(above)
		if err == nil {
			fresh = append(fresh, above)
		} else if !errors.Is(err, fs.ErrExist) {
			return fresh, err
		}
		m.made[above] = true
	}
	return fresh, nil
}

func (m *mover) takeBack(folders []string, cause error) error {
	for i := len(folders) - 1; i >= 0; i-- {
		if err := m.remove(folders[i]); err != nil {
			return &unfinishedError{cause}
		}
	}
	if err := m.remove(path.Join(stageFolder(m.site), journalName)); err != nil {
		return &unfinishedError{cause}
	}
	return cause
}

func (m *mover) do(s journalStep) error {
	at := m.at(s.path)
	if s.staged == 0 {
		if err := m.remove(at); err != nil {
			return err
		}
		return m.prune(path.Dir(s.path))
	}
	if parent := path.Dir(at); !m.made[parent] {
		if err := m.mkdirAll(parent); err != nil {
			return err
		}
		m.made[parent] = true
	}
	return m.rename(m.staged(s), at)
}

// prune removes a folder of the site and those above it, as far as they are empty.
func (m *mover) prune(name string) error {
	for ; name != "."; name = path.Dir(name) {
		if emptied, err := m.removeEmpty(m.at(name)); err != nil || !emptied {
			return err
		}
	}
	return nil
}

// removeEmpty removes a folder if it is one, and empty. It reports whether the folder is gone.
func (m *mover) removeEmpty(name string) (bool, error) {
	info, err := m.lstat(name)
	if errors.Is(err, fs.ErrNotExist) {
		return true, nil
	}
	if err != nil || !info.IsDir() {
		return false, err
	}
	err = m.remove(name)
	if errors.Is(err, fs.ErrExist) { // as Go calls "directory not empty"
		return false, nil
	}
	delete(m.made, name)
	return err == nil, err
}

// finish ends a commit: without its journal the stage is only rubbish.
func (m *mover) finish() error {
	if m.retires() && m.site != "" {
		if emptied, err := m.removeEmpty(siteFolder(m.site)); err != nil {
			return err
		} else if emptied {
			if _, err := m.removeEmpty(path.Dir(siteFolder(m.site))); err != nil {
				return err
			}
		}
	}
	if err := m.remove(path.Join(stageFolder(m.site), journalName)); err != nil {
		return err
	}
	return m.removeAll(stageFolder(m.site))
}
