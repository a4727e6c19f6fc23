package linkcheck

import "net/netip"

// global is where IPv6 addresses of sites lie. All others are private, local, multicast or translate to IPv4 (NAT64,
// mapped, compatible), behind which anything could stand.
var global = netip.MustParsePrefix("2000::/3")

// reserved are addresses that look like a site's and are none (IANA's special-purpose registries).
var reserved = prefixes(
	"0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24",
	"192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24",
	"224.0.0.0/4", "240.0.0.0/4",
	"2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20",
)

func prefixes(list ...string) []netip.Prefix {
	parsed := make([]netip.Prefix, len(list))
	for i, text := range list {
		parsed[i] = netip.MustParsePrefix(text)
	}
	return parsed
}

// public reports whether an address can be that of a site which everybody reaches.
func public(a netip.Addr) bool {
	if !a.IsValid() || a.Is6() && !global.Contains(a) { // which contains none with a zone, and no IPv4 in disguise
		return false
	}
	for _, prefix := range reserved {
		if prefix.Contains(a) {
			return false
		}
	}
	return true
}
