package linkcheck

import (
	"context"
	"errors"
	"net/http"
	"net/netip"
	"slices"
	"strings"
	"testing"
)

// inside are spellings of places that no link of a library may make a machine look at (T17).
var inside = []string{
	"127.0.0.1", "127.1.2.3", "10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1", "169.254.169.254", "100.64.0.1", "100.127.255.254",
	"0.0.0.0", "224.0.0.1", "255.255.255.255", "198.18.0.1", "192.0.2.1",
	"[::1]", "[::]", "[::ffff:127.0.0.1]", "[::ffff:8.8.8.8]", "[::127.0.0.1]", "[fc00::1]", "[fd12:3456::1]", "[fe80::1]", "[fe80::1%25eth0]", "[ff02::1]",
	"[64:ff9b::7f00:1]", "[64:ff9b:1::1]", "[2002:7f00:1::]", "[2001::1]", "[2001:db8::1]", "[fec0::1]",
	"0x7f000001", "0177.0.0.1", "2130706433", "127.1", "0x7f.1", "0x7f.0.0.1", "127.0.0.1.", "0", "1.2.3.0x4",
	"localhost", "LOCALHOST", "localhost.", "a.localhost", "router", "printer.local", "wiki.internal", "nas.home.arpa", "intranet.corp",
}

// TestT17AddressesInside: Hugo GHSA-r46f-3rpw-hxrv let integers and octal numbers through.
func TestT17AddressesInside(t *testing.T) {
	for _, host := range inside {
		n := newNetwork(t)
		ledger := &Ledger{}
		s, problems := n.run(ledger, "http://"+host+"/latest/meta-data/")
		if len(n.dialled) > 0 || len(n.lookups) > 0 || s.Refused != 1 || s.Tested != 0 {
			t.Errorf("%s: dialled %v, looked up %v, %+v", host, n.dialled, n.lookups, s)
		}
		if len(problems) != 1 || problems[0].Rule != privateLink || !strings.HasSuffix(problems[0].Text, "leads into a private network, where readers cannot follow") {
			t.Errorf("%s: %v", host, problems)
		}
	}
}

// TestT17Names: what a name resolves to is judged, and nothing else is dialled.
func TestT17Names(t *testing.T) {
	for _, address := range []string{
		"127.0.0.1", "10.0.0.1", "169.254.169.254", "100.64.0.1", "::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "fc00::1", "fe80::1", "64:ff9b::a00:1", "2002:a00:1::", "224.0.0.1",
	} {
		n := newNetwork(t)
		n.site("rebind.example", ok)
		n.names["rebind.example"] = []string{address}
		r := n.visit("http://rebind.example/")
		if r.State != Failed || r.Says != errPrivate.text {
			t.Errorf("%s: %+v", address, r)
		}
		if got := n.requests("rebind.example"); len(got) > 0 {
			t.Errorf("%s was asked: %v", address, got)
		}
	}
}

// A name with public and private addresses is reached by its public ones alone.
func TestT17MixedAnswers(t *testing.T) {
	n := newNetwork(t)
	n.site("mixed.example", ok)
	n.names["mixed.example"] = []string{"127.0.0.1", "::1", "10.0.0.1", "8.8.4.4"}
	if r := n.visit("http://mixed.example/"); r.State != Fine {
		t.Errorf("%+v", r)
	}
	if want := "8.8.4.4:80"; !slices.Contains(n.dialled, want) {
		t.Errorf("dialled %v", n.dialled)
	}
}

// TestT17Redirects: Hugo GHSA-vxgm-5rmg-5w8g checked the first address and followed the rest.
func TestT17Redirects(t *testing.T) {
	for _, host := range inside {
		for _, code := range []int{301, 302, 303, 307, 308} {
			n := newNetwork(t)
			n.site("first.example", redirect(code, "http://second.example/"))
			n.site("second.example", redirect(code, "http://"+host+"/"))
			r := n.visit("http://first.example/")
			if r.State != Failed || r.Says != errPrivate.text && r.Says != "leads on to something that is no address" {
				t.Errorf("%d to %s: %+v", code, host, r)
			}
			if r.Moved != "" {
				t.Errorf("%d to %s is suggested: %s", code, host, r.Moved)
			}
			if len(n.lookups) > 3 {
				t.Errorf("looked up %v", n.lookups)
			}
		}
	}
}

// TestT17RedirectToName: a redirect to a name that lies inside.
func TestT17RedirectToName(t *testing.T) {
	n := newNetwork(t)
	n.site("first.example", redirect(302, "http://inner.example/"))
	n.site("inner.example", ok)
	n.names["inner.example"] = []string{"192.168.0.1"}
	if r := n.visit("http://first.example/"); r.State != Failed || r.Says != errPrivate.text {
		t.Errorf("%+v", r)
	}
	if got := n.requests("inner.example"); len(got) > 0 {
		t.Error(got)
	}
}

// TestT17Rebinding: every connection dials what its own look-up gave; a second answer is judged anew.
func TestT17Rebinding(t *testing.T) {
	n := newNetwork(t)
	n.site("rebind.example", func(w http.ResponseWriter, r *http.Request) {
		n.mu.Lock()
		n.names["rebind.example"] = []string{"127.0.0.1"}
		n.mu.Unlock()
		redirect(302, "http://rebind.example/again")(w, r)
	})
	if r := n.visit("http://rebind.example/"); r.State != Failed || r.Says != errPrivate.text {
		t.Errorf("%+v", r)
	}
	if got := n.requests("rebind.example"); len(got) != 1 {
		t.Error(got)
	}
	if n.lookups["rebind.example"] != 2 {
		t.Errorf("%d look-ups for two connections", n.lookups["rebind.example"])
	}
}

// Digits of other scripts become plain ones on the way to the network.
func TestT17MappedNames(t *testing.T) {
	for _, host := range []string{"１２７.０.０.１", "①②⑦.⓪.⓪.①", "127。0。0。1", "ⓛocalhost", "loc\u00adalhost.local"} {
		n := newNetwork(t)
		r := n.visit("http://" + host + "/")
		if r.State == Fine {
			t.Errorf("%s: %+v", host, r)
		}
		for _, address := range n.dialled {
			if address != somewhere+":80" {
				t.Errorf("%s: dialled %s", host, address)
			}
		}
	}
}

// The system's dialer asks once more, right before it connects.
func TestT17LastLine(t *testing.T) {
	for _, address := range []string{"127.0.0.1:80", "[::1]:80", "[::ffff:127.0.0.1]:80", "10.0.0.1:443"} {
		conn, err := (&Checker{}).dial()(context.Background(), "tcp", address)
		if conn != nil || !errors.Is(err, errPrivate) {
			t.Errorf("%s: %v", address, err)
		}
	}
	if err := onlyPublic("tcp4", somewhere+":80", nil); err != nil {
		t.Error(err)
	}
}

func TestPublic(t *testing.T) {
	for _, text := range []string{"8.8.8.8", "93.184.215.14", "100.63.255.255", "100.128.0.0", "172.15.0.1", "172.32.0.1", "2606:4700::1", "2a00:1450::1"} {
		if !public(netip.MustParseAddr(text)) {
			t.Errorf("%s is said to be private", text)
		}
	}
	if public(netip.Addr{}) {
		t.Error("no address is said to be public")
	}
}

// Ports that are not the web's are refused, unless they are named.
func TestPorts(t *testing.T) {
	n := newNetwork(t)
	n.site("site.example", ok)
	_, problems := n.run(&Ledger{}, "http://site.example:8080/", "http://site.example:22/", "http://site.example:443/", "http://site.example:80/")
	if len(problems) != 2 || problems[0].Text != `"http://site.example:8080/" names the port 8080, which many networks of schools block` || problems[1].Place.Line != 2 {
		t.Errorf("%v", problems)
	}
	c := n.checker()
	c.Ports = []string{"8080"}
	if s, err := c.Check(context.Background(), uses("http://site.example:8080/"), &Ledger{}); err != nil || s.Tested != 1 || !slices.Contains(n.dialled, somewhere+":8080") {
		t.Errorf("%+v, %v, dialled %v", s, err, n.dialled)
	}
	n.site("first.example", redirect(302, "http://site.example:6379/"))
	if r := n.visit("http://first.example/"); r.State != Failed || slices.Contains(n.dialled, somewhere+":6379") {
		t.Errorf("%+v, dialled %v", r, n.dialled)
	}
}
