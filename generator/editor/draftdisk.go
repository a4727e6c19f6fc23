package editor

import (
	"fmt"

	"wellshelf/generator/repository"
)

// findOnDisk looks for texts in the working tree that were never committed, in the files of a save. Each is recorded
// in the history of the drafts before the save, and stays on the disk as it is.
func (t *turn) findOnDisk(s Save) (notices []string, err error) {
	if t.d.onTree != "" {
		return nil, nil
	}
	found := map[string]repository.Change{}
	for _, c := range s.Changes {
		text, there, err := readPlain(t.d.overlay.bottom(), c.Path)
		if err != nil {
			return nil, err
		}
		if !there {
			continue
		}
		kept, err := t.known(c.Path, text)
		if err != nil {
			return nil, err
		}
		if kept {
			continue
		}
		h, err := t.d.repo.AddBlob(text)
		if err != nil {
			return nil, err
		}
		f := t.l.Files[c.Path]
		if f == nil {
			base, err := t.tree.Hash(t.d.full(c.Path))
			if err != nil {
				return nil, err
			}
			f = &draftFile{Base: base}
			t.l.Files[c.Path] = f
		}
		f.Disk = h
		found[t.d.full(c.Path)] = repository.Change{Blob: h}
		notices = append(notices, fmt.Sprintf("%s holds a text on this computer's disk that was never committed. it stays there as it is, "+
			"and is kept with your drafts too; the text you saved is shown here", c.Path))
	}
	if len(found) == 0 {
		return nil, nil
	}
	return notices, t.recordFound(found)
}

// known reports whether a text on the disk is the base branch's, the draft, or one that was recorded before.
func (t *turn) known(p Path, text []byte) (bool, error) {
	base, err := t.tree.Hash(t.d.full(p))
	if err != nil {
		return false, err
	}
	h, plain := repository.HashOf(text), repository.HashOf(plainLines(text))
	f := t.l.Files[p]
	return h == base || plain == base || f != nil && (h == f.Disk || h == f.Ours || plain == f.Ours), nil
}

func (t *turn) recordFound(found map[string]repository.Change) error {
	for p, f := range t.l.Files {
		if _, over := found[t.d.full(p)]; !over {
			found[t.d.full(p)] = repository.Change{Blob: f.Ours}
		}
	}
	return t.commitTree(found, "As found on the disk, never committed")
}

// elsewhere says which other change-sets have other texts of a save's files.
func (t *turn) elsewhere(s Save) (notices []string, err error) {
	all, err := t.d.ledgers()
	if err != nil {
		return nil, err
	}
	for _, l := range all {
		if l.Slug == t.l.Slug {
			continue
		}
		for _, c := range s.Changes {
			f, there := l.Files[c.Path]
			if mine := t.l.Files[c.Path]; there && (mine == nil || mine.Ours != f.Ours) {
				notices = append(notices, fmt.Sprintf("%s is being changed in the change-set %s too, by %s", c.Path, l.Name, f.By))
			}
		}
	}
	return notices, nil
}
