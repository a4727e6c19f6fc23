package linkcheck

import (
	"context"
	"crypto/tls"
	"errors"
	"net"
	"net/http"
	"net/netip"
	"syscall"
	"time"
)

// Resolver finds the addresses of a name; [*net.Resolver] is one.
type Resolver interface {
	LookupNetIP(ctx context.Context, network, host string) ([]netip.Addr, error)
}

// The most of an answer that is ever read: its head, and what arrives with it.
const (
	mostHead = 64 << 10
	mostBody = 4 << 10
)

// transport makes the requests. It keeps no connection, uses no proxy, and adds nothing to what it is given.
func (c *Checker) transport() *http.Transport {
	return &http.Transport{
		DialContext:            c.connect,
		TLSClientConfig:        &tls.Config{RootCAs: c.Roots, MinVersion: tls.VersionTLS12},
		DisableKeepAlives:      true,
		DisableCompression:     true,
		MaxResponseHeaderBytes: mostHead,
		ReadBufferSize:         mostBody,
	}
}

// connect resolves a name once and connects to what it then knows to be public: nobody can give one answer to whoever
// checks and another to whoever connects.
func (c *Checker) connect(ctx context.Context, network, address string) (net.Conn, error) {
	host, port, err := net.SplitHostPort(address)
	if err != nil {
		return nil, err
	}
	addresses, err := c.resolve(ctx, host)
	if err != nil {
		return nil, err
	}
	var failed error
	for _, a := range addresses {
		conn, err := c.dial()(ctx, network, net.JoinHostPort(a.String(), port))
		if err == nil {
			return conn, nil
		}
		failed = errors.Join(failed, err)
	}
	return nil, failed
}

// mostTried keeps one name with many addresses from being many attempts.
const mostTried = 4

// resolve gives the public addresses of a host, at least one.
func (c *Checker) resolve(ctx context.Context, host string) ([]netip.Addr, error) {
	if err := nameable(host); err != nil { // asked again: net/http has mapped the name since (IDNA)
		return nil, err
	}
	if a, err := netip.ParseAddr(host); err == nil {
		return []netip.Addr{a}, nil
	}
	found, err := c.resolver().LookupNetIP(ctx, "ip", host)
	if err != nil {
		return nil, err
	}
	var open []netip.Addr
	for _, a := range found {
		if a = a.Unmap(); public(a) { // resolvers write IPv4 answers as IPv6; nobody typed those
			open = append(open, a)
		}
	}
	if len(open) == 0 {
		return nil, errPrivate
	}
	return open[:min(len(open), mostTried)], nil
}

func (c *Checker) resolver() Resolver {
	if c.Resolver != nil {
		return c.Resolver
	}
	return net.DefaultResolver
}

func (c *Checker) dial() func(ctx context.Context, network, address string) (net.Conn, error) {
	if c.Dial != nil {
		return c.Dial
	}
	return (&net.Dialer{Timeout: 10 * time.Second, Control: onlyPublic}).DialContext
}

// onlyPublic is asked by the system's dialer right before it connects, should anything above ever be wrong.
func onlyPublic(_, address string, _ syscall.RawConn) error {
	at, err := netip.ParseAddrPort(address)
	if err != nil {
		return err
	}
	if !public(at.Addr()) {
		return errPrivate
	}
	return nil
}
