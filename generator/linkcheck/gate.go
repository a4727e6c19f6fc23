package linkcheck

import (
	"context"
	"sync"
	"time"
)

// gates let one request at a time through to each host, with a pause after it. Hops of redirects wait in the same
// lines as everything else.
type gates struct {
	mu    sync.Mutex
	hosts map[string]*gate
}

type gate struct {
	turn     chan struct{} // holds one
	asked    bool
	last     time.Time
	timeouts int
	closed   bool // the host asked for peace, or keeps silent: what is left waits for another day
}

func (g *gates) of(host string) *gate {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.hosts == nil {
		g.hosts = map[string]*gate{}
	}
	if g.hosts[host] == nil {
		g.hosts[host] = &gate{turn: make(chan struct{}, 1)}
	}
	return g.hosts[host]
}

// through runs ask when it is the host's turn.
func (g *gate) through(ctx context.Context, c *Checker, ask func()) error {
	select {
	case g.turn <- struct{}{}:
	case <-ctx.Done():
		return ctx.Err()
	}
	defer func() { <-g.turn }()
	if g.asked {
		if err := c.sleep(ctx, c.Pause-c.now().Sub(g.last)); err != nil {
			return err
		}
	}
	ask()
	g.asked, g.last = true, c.now()
	return ctx.Err()
}

// mostTimeouts is how often one host may keep silent in one run.
const mostTimeouts = 2

// heed notes what an answer says about asking the host again.
func (g *gate) heed(a answer) {
	g.turn <- struct{}{}
	defer func() { <-g.turn }()
	if a.silent {
		g.timeouts++
	}
	g.closed = g.closed || a.busy || g.timeouts >= mostTimeouts
}

func (g *gate) isClosed() bool {
	g.turn <- struct{}{}
	defer func() { <-g.turn }()
	return g.closed
}
