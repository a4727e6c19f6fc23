package linkcheck

import (
	"fmt"
	"net/netip"
	"net/url"
	"slices"
	"strings"
)

// refusal says why an address is not asked for.
type refusal struct{ text, hint string }

func (r *refusal) Error() string { return r.text }

var errPrivate = &refusal{"leads into a private network, where readers cannot follow", "link to an address that everybody can open"}

// longestAddress is what browsers and servers agree on.
const longestAddress = 2048

// readAddress reads an address that may be asked for. Credentials and the fragment are left out. The error is a
// [*refusal] for what is never asked for, whatever it resolves to.
func readAddress(text string, ports []string) (*url.URL, error) {
	if len(text) > longestAddress {
		return nil, &refusal{"is too long for an address", "link to a shorter one"}
	}
	u, err := url.Parse(text)
	if err != nil {
		return nil, &refusal{"is not a whole address", "begin it with https:// and the name of the site"}
	}
	return u, readable(u, ports)
}

// readable makes an address ready to be asked for, or says why it is not.
func readable(u *url.URL, ports []string) error {
	if u.Scheme != "https" && u.Scheme != "http" || u.Hostname() == "" {
		return &refusal{"is not a whole address", "begin it with https:// and the name of the site"}
	}
	u.User, u.Fragment, u.RawFragment = nil, "", ""
	if port := u.Port(); port != "" && port != "80" && port != "443" && !slices.Contains(ports, port) {
		return &refusal{fmt.Sprintf("names the port %s, which many networks of schools block", port), "link to an address without a port, or test it with --port " + port}
	}
	return nameable(u.Hostname())
}

// inner are endings of names that mean another thing on every network.
var inner = []string{".localhost", ".local", ".internal", ".intranet", ".lan", ".home.arpa", ".corp", ".home"}

// nameable judges the name of a host before anybody resolves it. Numbers that are no plain IP address (0x7f000001,
// 0177.0.0.1, 2130706433, 127.1) are refused: what they mean depends on who reads them.
func nameable(host string) error {
	host = strings.ToLower(strings.TrimSuffix(host, "."))
	if a, err := netip.ParseAddr(host); err == nil {
		if !public(a) {
			return errPrivate
		}
		return nil
	}
	last := host[strings.LastIndexByte(host, '.')+1:]
	if last == host || numeric(last) || strings.ContainsAny(host, ":%") {
		return errPrivate
	}
	for _, ending := range inner {
		if strings.HasSuffix(host, ending) {
			return errPrivate
		}
	}
	return nil
}

// numeric is when the WHATWG's URL parser takes a host for an IPv4 address by its last part.
func numeric(last string) bool {
	if last == "" || strings.Trim(last, "0123456789") == "" {
		return true
	}
	digits, hex := strings.CutPrefix(last, "0x")
	return hex && strings.Trim(digits, "0123456789abcdef") == ""
}
