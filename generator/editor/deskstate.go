package editor

import (
	"slices"
	"strings"
	"time"

	"wellshelf/generator/repository"
)

// State says where a file's present text is. Zero times mean: it is not.
type State struct {
	Saved     time.Time // saved on this computer, and not on the base branch
	Sent      time.Time // the branch for review holds this very text since
	SentOlder bool      // the branch for review holds an older text
	Pushed    bool      // that branch is elsewhere too, as Git last saw it, and not on this computer alone
	Live      time.Time // the base branch holds this very text since
	LiveOlder time.Time // while there is a draft: since when the base branch holds the text it has
	Unsaved   bool      // the disk holds a text that no save knew of and the base branch does not have
}

// State says where a file's present text is. Without Git it is the time the file was written, as Saved.
func (d *Desk) State(p Path) (State, error) {
	if err := d.allow(p); err != nil {
		return State{}, err
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.repo == nil {
		info, err := d.root.Lstat(string(p))
		if err != nil {
			return State{}, nil
		}
		return State{Saved: info.ModTime()}, nil
	}
	l, err := d.takeIn()
	if err != nil {
		return State{}, err
	}
	tip, err := d.tip()
	if err != nil {
		return State{}, err
	}
	tree, err := d.repo.Tree(tip)
	if err != nil {
		return State{}, err
	}
	base, err := tree.Hash(d.full(p))
	if err != nil {
		return State{}, err
	}
	since, err := d.since(tip, p, base)
	if err != nil {
		return State{}, err
	}
	s, err := d.stateOf(p, l.Files[p], base, since)
	if err == nil && (!s.Sent.IsZero() || s.SentOlder) {
		s.Pushed, err = d.pushed(l)
	}
	return s, err
}

// pushed reports whether another repository had the change-set's branch as it is now when Git last spoke with it.
func (d *Desk) pushed(l *ledger) (bool, error) {
	refs, err := d.repo.Refs("refs/remotes/")
	return slices.ContainsFunc(refs, func(r repository.Ref) bool {
		return r.Hash == l.Branch && strings.HasSuffix(r.Name, "/"+l.Slug)
	}), err
}

// since is when the base branch came to hold the text it has of a file.
func (d *Desk) since(tip repository.Hash, p Path, base repository.Hash) (time.Time, error) {
	if base == "" {
		return time.Time{}, nil
	}
	return d.known.since(tip, p, func() (time.Time, error) {
		c, err := d.repo.LastChange(tip, d.full(p))
		if err != nil || c == nil {
			return time.Time{}, err
		}
		return c.Author.When, nil
	})
}

func (d *Desk) stateOf(p Path, f *draftFile, base repository.Hash, since time.Time) (State, error) {
	disk, there, err := readPlain(d.overlay.bottom(), p)
	if err != nil {
		return State{}, err
	}
	found, plain := repository.HashOf(disk), repository.HashOf(plainLines(disk))
	asBase := there && (found == base || plain == base)
	if f == nil {
		s := State{Unsaved: there && !asBase}
		if asBase {
			s.Live = since
		} else {
			s.LiveOlder = since
		}
		return s, nil
	}
	asDraft := found == f.Ours || plain == f.Ours
	s := State{Unsaved: there && !asBase && !asDraft && found != f.Disk}
	if f.Ours == base {
		s.Live = since
		return s, nil
	}
	s.Saved, s.LiveOlder = f.At, since
	if !f.SentAt.IsZero() {
		if f.Sent == f.Ours {
			s.Sent = f.SentAt
		} else {
			s.SentOlder = true
		}
	}
	return s, nil
}
