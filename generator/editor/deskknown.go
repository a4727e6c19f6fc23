package editor

import (
	"maps"
	"slices"
	"time"

	"wellshelf/generator/repository"
)

// knownSoFar keeps what takes long to find out and cannot change: a network has hundreds of old change-sets, and a
// history thousands of commits.
type knownSoFar struct {
	ledgers map[repository.Hash]*ledger
	tip     repository.Hash // that times are of
	times   map[Path]time.Time
}

func (k *knownSoFar) ledger(at repository.Hash, find func() (*ledger, error)) (*ledger, error) {
	if l, found := k.ledgers[at]; found {
		return l, nil
	}
	l, err := find()
	if err != nil {
		return nil, err
	}
	if k.ledgers == nil {
		k.ledgers = map[repository.Hash]*ledger{}
	}
	k.ledgers[at] = l
	return l, nil
}

// only forgets the ledgers that no ref is at any more: each save makes a new one.
func (k *knownSoFar) only(refs []repository.Ref) {
	maps.DeleteFunc(k.ledgers, func(at repository.Hash, _ *ledger) bool {
		return !slices.ContainsFunc(refs, func(r repository.Ref) bool { return r.Hash == at })
	})
}

func (k *knownSoFar) since(tip repository.Hash, p Path, find func() (time.Time, error)) (time.Time, error) {
	if k.tip != tip {
		k.tip, k.times = tip, map[Path]time.Time{}
	}
	if at, found := k.times[p]; found {
		return at, nil
	}
	at, err := find()
	if err == nil {
		k.times[p] = at
	}
	return at, err
}
