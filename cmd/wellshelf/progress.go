package main

import (
	"io"
	"os"
	"sync"
	"time"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"
)

// bar shows how far a long build is, on a terminal only.
type bar struct {
	mu    sync.Mutex
	to    io.Writer // nil where nobody is looking
	shown *progressbar.ProgressBar
	since time.Time
}

// patience is how long a build may take before a bar is worth looking at.
const patience = 500 * time.Millisecond

func progress(to io.Writer) *bar {
	if file, ok := to.(*os.File); !ok || !term.IsTerminal(int(file.Fd())) {
		return &bar{}
	}
	return &bar{to: to, since: time.Now()}
}

func (b *bar) show(done, all int) {
	if b.to == nil || time.Since(b.since) < patience {
		return
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.shown == nil {
		b.shown = progressbar.NewOptions(all, progressbar.OptionSetWriter(b.to), progressbar.OptionSetDescription("pages"),
			progressbar.OptionShowCount(), progressbar.OptionClearOnFinish(), progressbar.OptionThrottle(100*time.Millisecond))
	}
	_ = b.shown.Set(done)
}

func (b *bar) clear() {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.shown != nil {
		_ = b.shown.Clear()
	}
}
