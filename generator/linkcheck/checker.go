package linkcheck

import (
	"cmp"
	"context"
	"crypto/x509"
	"maps"
	"net"
	"net/http"
	"slices"
	"sync"
	"time"
)

// Checker tests addresses. Its zero value works; it may be used once at a time.
type Checker struct {
	Pause    time.Duration                                                        // between two requests to one host; 0 is a second
	Timeout  time.Duration                                                        // of one request; 0 is 20 seconds
	Jobs     int                                                                  // how many hosts are asked at once; 0 is eight
	Since    int                                                                  // an address tested less than so many days ago is not due; 0 tests all
	Today    string                                                               // the day it is, as 2026-12-25; "" asks the clock
	Ports    []string                                                             // allowed beside 80 and 443
	Partial  bool                                                                 // not every use is known: what nobody seems to use stays in the ledger
	Progress func(done, all int)                                                  // may be nil
	Now      func() time.Time                                                     // nil is the clock
	Sleep    func(ctx context.Context, d time.Duration) error                     // nil waits
	Resolver Resolver                                                             // nil is the system's
	Roots    *x509.CertPool                                                       // whose certificates are trusted; nil is the system's
	Dial     func(ctx context.Context, network, address string) (net.Conn, error) // connects to a public IP address; nil is the system's

	gates gates
	trip  http.RoundTripper
}

// Summary counts what a run did and what is known after it.
type Summary struct {
	Addresses int // that the content has
	Tested    int // in this run
	Dead      int
	Failing   int // not long enough to be called dead
	Unsure    int
	Moved     int
	Refused   int  // never asked for
	Left      int  // due, and left for another day because their host asks for peace or keeps silent
	Offline   bool // nothing answered, so that nothing was noted
}

// Check tests the addresses that are due and notes in the ledger what it saw; addresses that nobody uses any more leave
// it. The error is that of the context; what was tested before is noted all the same.
func (c *Checker) Check(ctx context.Context, uses []Use, ledger *Ledger) (Summary, error) {
	c.settle()
	addresses := c.askable(uses)
	if !c.Partial {
		ledger.keep(addresses)
	}
	day := cmp.Or(c.Today, c.now().Format(time.DateOnly))
	due := ledger.due(addresses, day, c.Since)
	seen, left, err := c.visitAll(ctx, due)
	if err == nil && doubtful(seen) {
		var witnessed map[string]answer
		if witnessed, _, err = c.visitAll(ctx, ledger.witnesses(seen)); err == nil {
			maps.Copy(seen, witnessed)
		}
	}
	s := Summary{Tested: len(seen), Left: left, Offline: doubtful(seen)}
	if !s.Offline {
		for _, address := range slices.Sorted(maps.Keys(seen)) {
			ledger.note(address, day, seen[address])
		}
	}
	c.count(&s, uses, ledger)
	return s, err
}

// settle fills in what was left out.
func (c *Checker) settle() {
	c.Pause, c.Timeout, c.Jobs = cmp.Or(c.Pause, time.Second), cmp.Or(c.Timeout, 20*time.Second), cmp.Or(c.Jobs, 8)
	c.trip, c.gates.hosts = c.transport(), nil
}

// askable are the different addresses that may be asked for, in order.
func (c *Checker) askable(uses []Use) []string {
	var addresses []string
	for _, use := range uses {
		if _, err := readAddress(use.Address, c.Ports); err == nil {
			addresses = append(addresses, page(use.Address))
		}
	}
	slices.Sort(addresses)
	return slices.Compact(addresses)
}

// doubtful is when not one server answered: then it may be this machine that is cut off.
func doubtful(seen map[string]answer) bool {
	for _, a := range seen {
		if a.reached {
			return false
		}
	}
	return len(seen) > 0
}

// visitAll visits addresses, a line for each host, and counts those left for another day.
func (c *Checker) visitAll(ctx context.Context, addresses []string) (seen map[string]answer, left int, err error) {
	lines := map[string][]string{}
	for _, address := range addresses {
		if u, err := readAddress(address, c.Ports); err == nil {
			lines[u.Hostname()] = append(lines[u.Hostname()], address)
		}
	}
	var mu sync.Mutex
	var wait sync.WaitGroup
	seen = map[string]answer{}
	done := 0
	hosts := make(chan string)
	for range c.Jobs {
		wait.Go(func() {
			for host := range hosts {
				c.visitLine(ctx, host, lines[host], func(address string, a answer, asked visited) {
					mu.Lock()
					defer mu.Unlock()
					if asked {
						seen[address] = a
					} else {
						left++
					}
					done++
					c.progress(done, len(addresses))
				})
			}
		})
	}
	for _, host := range slices.Sorted(maps.Keys(lines)) {
		hosts <- host
	}
	close(hosts)
	wait.Wait()
	return seen, left, ctx.Err()
}

// visited tells an address that was asked for from one that was left.
type visited bool

func (c *Checker) visitLine(ctx context.Context, host string, addresses []string, tell func(string, answer, visited)) {
	gate := c.gates.of(host)
	for _, address := range addresses {
		if ctx.Err() != nil {
			return
		}
		if gate.isClosed() {
			tell(address, answer{}, false)
			continue
		}
		a, err := c.visit(ctx, address)
		if err != nil {
			return
		}
		gate.heed(a)
		tell(address, a, true)
	}
}

func (c *Checker) progress(done, all int) {
	if c.Progress != nil {
		c.Progress(done, all)
	}
}

func (c *Checker) now() time.Time {
	if c.Now != nil {
		return c.Now()
	}
	return time.Now()
}

// sleep waits, unless the context ends first.
func (c *Checker) sleep(ctx context.Context, d time.Duration) error {
	if d <= 0 {
		return ctx.Err()
	}
	if c.Sleep != nil {
		return c.Sleep(ctx, d)
	}
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
