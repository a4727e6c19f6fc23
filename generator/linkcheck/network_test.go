package linkcheck

import (
	"context"
	"crypto/x509"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"slices"
	"sync"
	"testing"
	"time"

	"wellshelf/generator/diag"
)

// network is a small internet of its own: names, the addresses they have, and two servers, one with TLS, behind all of
// them. Nothing of a test leaves this machine.
type network struct {
	t       *testing.T
	names   map[string][]string         // what names resolve to, the next answer first where there are several rounds
	sites   map[string]http.HandlerFunc // by host
	plain   *httptest.Server
	secure  *httptest.Server
	mu      sync.Mutex
	dialled []string
	asked   []string // "HEAD http://host/path"
	lookups map[string]int
	slept   []time.Duration
	now     time.Time
	refuse  map[string]error // what dialling an address comes to
}

const somewhere = "93.184.215.14" // a public address

func newNetwork(t *testing.T) *network {
	n := &network{t: t, names: map[string][]string{}, sites: map[string]http.HandlerFunc{}, lookups: map[string]int{}, refuse: map[string]error{},
		now: time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)}
	n.plain = httptest.NewServer(n.serve("http"))
	n.secure = httptest.NewTLSServer(n.serve("https"))
	t.Cleanup(n.plain.Close)
	t.Cleanup(n.secure.Close)
	return n
}

func (n *network) serve(scheme string) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		n.mu.Lock()
		n.asked = append(n.asked, r.Method+" "+scheme+"://"+r.Host+r.URL.RequestURI())
		n.mu.Unlock()
		host, _, err := net.SplitHostPort(r.Host)
		if err != nil {
			host = r.Host
		}
		if site := n.sites[host]; site != nil {
			site(w, r)
		}
	})
}

// site adds a site with a public address.
func (n *network) site(host string, handler http.HandlerFunc) {
	n.names[host] = []string{somewhere}
	n.sites[host] = handler
}

func (n *network) LookupNetIP(_ context.Context, _, host string) (found []netip.Addr, err error) {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.lookups[host]++
	if _, known := n.names[host]; !known {
		return nil, &net.DNSError{Err: "no such host", Name: host, IsNotFound: true}
	}
	for _, text := range n.names[host] {
		found = append(found, netip.MustParseAddr(text))
	}
	return found, nil
}

func (n *network) dial(ctx context.Context, network, address string) (net.Conn, error) {
	n.mu.Lock()
	n.dialled = append(n.dialled, address)
	err := n.refuse[address]
	n.mu.Unlock()
	if at := netip.MustParseAddrPort(address); !public(at.Addr()) {
		n.t.Errorf("a connection to %s was asked for", address)
	}
	if err != nil {
		return nil, &net.OpError{Op: "dial", Net: network, Err: err}
	}
	server := n.plain
	if netip.MustParseAddrPort(address).Port() == 443 {
		server = n.secure
	}
	return (&net.Dialer{}).DialContext(ctx, "tcp", server.Listener.Addr().String())
}

func (n *network) checker() *Checker {
	roots := x509.NewCertPool()
	roots.AddCert(n.secure.Certificate())
	return &Checker{Resolver: n, Dial: n.dial, Roots: roots, Now: n.clock, Sleep: n.sleep, Timeout: time.Minute}
}

func (n *network) clock() time.Time {
	n.mu.Lock()
	defer n.mu.Unlock()
	return n.now
}

func (n *network) sleep(ctx context.Context, d time.Duration) error {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.slept = append(n.slept, d)
	n.now = n.now.Add(d)
	return ctx.Err()
}

// later lets days pass.
func (n *network) later(days int) { n.now = n.now.AddDate(0, 0, days) }

// visit tests one address and returns what the ledger then says of it.
func (n *network) visit(address string) Record {
	n.t.Helper()
	ledger := &Ledger{records: map[string]Record{"http://witness.example/": {Checked: "2026-11-01", State: Fine}}}
	n.site("witness.example", ok)
	n.run(ledger, "http://witness.example/", address)
	r, _ := ledger.Of(address)
	return r
}

// run tests addresses, one use of each.
func (n *network) run(ledger *Ledger, addresses ...string) (Summary, []diag.Problem) {
	n.t.Helper()
	c := n.checker()
	c.Since = 7
	s, err := c.Check(context.Background(), uses(addresses...), ledger)
	if err != nil {
		n.t.Fatal(err)
	}
	return s, c.Problems(uses(addresses...), ledger)
}

func uses(addresses ...string) (list []Use) {
	for i, address := range addresses {
		list = append(list, Use{Address: address, Place: diag.Place{File: "content/a.md", Line: i + 1}})
	}
	return list
}

func ok(http.ResponseWriter, *http.Request) {}

func status(code int) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(code) }
}

func redirect(code int, to string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Location", to)
		w.WriteHeader(code)
	}
}

// requests are the requests to a host, in order.
func (n *network) requests(host string) (list []string) {
	for _, line := range n.asked {
		var method, address string
		fmt.Sscan(line, &method, &address)
		if u, err := readAddress(address, []string{"8080"}); err == nil && u.Hostname() == host {
			list = append(list, line)
		}
	}
	return slices.Clone(list)
}
