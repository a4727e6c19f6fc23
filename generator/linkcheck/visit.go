package linkcheck

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"strings"
	"syscall"
)

// State is what is known of an address.
type State string

const (
	// Fine is an address that answered.
	Fine State = "fine"
	// Unsure is one whose answer proves nothing: it keeps silent, or does not talk to strangers.
	Unsure State = "unsure"
	// Failed is one that does not lead anywhere, as far as one visit can tell.
	Failed State = "failed"
)

// answer is what one visit came back with.
type answer struct {
	state   State
	says    string // in words, for a librarian; "" when it is fine
	moved   string // where the address leads for good; "" where it does not
	reached bool   // some server answered
	busy    bool   // the host asks for peace
	silent  bool   // the host does not answer
}

// mostHops is how far redirects are followed; browsers go to 20, and no honest address needs ten.
const mostHops = 10

// visit goes where an address leads. Its error is that of the context.
func (c *Checker) visit(ctx context.Context, address string) (answer, error) {
	at, err := readAddress(address, c.Ports)
	if err != nil {
		return answer{state: Failed, says: err.Error()}, nil
	}
	moved, forGood, reached := "", true, false
	for range mostHops {
		r, err := c.ask(ctx, at)
		if ctx.Err() != nil {
			return answer{}, ctx.Err()
		}
		if err != nil {
			a := judgeError(err, at.Hostname())
			a.reached = reached
			return a, nil
		}
		reached = true
		next, err := r.next(at, c.Ports)
		if err != nil {
			a := judgeError(err, at.Hostname())
			a.reached = true
			return a, nil
		}
		if next == nil {
			a := judge(r)
			if a.state == Fine {
				a.moved = moved
			}
			return a, nil
		}
		if forGood = forGood && r.forGood(); forGood {
			moved = next.String()
		}
		at = next
	}
	return answer{state: Failed, says: "leads from one address to the next without end", reached: true}, nil
}

// response is the part of a response that is looked at.
type response struct {
	status   int
	location string
	patience bool // it says when to come again
}

func (r response) forGood() bool {
	return r.status == http.StatusMovedPermanently || r.status == http.StatusPermanentRedirect
}

// errElsewhere is a redirect out of the web: to an app, a mail program.
var errElsewhere = errors.New("leads out of the web, into an app")

// next is where a redirect leads, or nil for an answer that is none.
func (r response) next(from *url.URL, ports []string) (*url.URL, error) {
	switch r.status {
	case http.StatusMovedPermanently, http.StatusFound, http.StatusSeeOther, http.StatusTemporaryRedirect, http.StatusPermanentRedirect:
	default:
		return nil, nil
	}
	to, err := from.Parse(strings.TrimSpace(r.location))
	if err != nil || r.location == "" || len(r.location) > longestAddress {
		return nil, &refusal{text: "leads on to something that is no address"}
	}
	if to.Scheme != "http" && to.Scheme != "https" {
		return nil, errElsewhere
	}
	if err := readable(to, ports); err != nil {
		return nil, err
	}
	return to, nil
}

// ask asks for the head alone, and for the page where a server does not know that question or answers it oddly.
func (c *Checker) ask(ctx context.Context, at *url.URL) (response, error) {
	head, err := c.request(ctx, http.MethodHead, at)
	switch {
	case err != nil && !broken(err):
		return head, err
	case err == nil && (head.status < 400 || head.status == http.StatusTooManyRequests):
		return head, nil
	}
	return c.request(ctx, http.MethodGet, at)
}

// broken is a connection that ended in the middle of an answer, or an answer that is none.
func broken(err error) bool {
	a := judgeError(err, "")
	return a.state == Unsure && !a.silent
}

// request makes one request in the host's turn. The page itself is never read: closing the answer ends the connection.
func (c *Checker) request(ctx context.Context, method string, at *url.URL) (response, error) {
	var got response
	var failed error
	err := c.gates.of(at.Hostname()).through(ctx, c, func() {
		limited, cancel := context.WithTimeout(ctx, c.Timeout)
		defer cancel()
		request := (&http.Request{Method: method, URL: at, Host: at.Host, Header: http.Header{
			"User-Agent": {"wellshelf check --links"}, "Accept": {"text/html,*/*;q=0.8"}, "Accept-Language": {"en-GB,en;q=0.8"},
		}}).WithContext(limited)
		answered, err := c.trip.RoundTrip(request)
		if err != nil {
			failed = err
			return
		}
		answered.Body.Close()
		got = response{answered.StatusCode, answered.Header.Get("Location"), answered.Header.Get("Retry-After") != ""}
	})
	return got, errors.Join(err, failed)
}

// judge says what the answer at the end of a visit means.
func judge(r response) answer {
	a := answer{state: Unsure, reached: true, says: "answers " + strings.TrimSpace(fmt.Sprintf("%d %s", r.status, strings.ToLower(http.StatusText(r.status))))}
	switch {
	case r.status >= 200 && r.status < 300:
		a.state, a.says = Fine, ""
	case r.status == http.StatusNotFound || r.status == http.StatusGone:
		a.state = Failed
	case r.status == http.StatusTooManyRequests, r.status == http.StatusServiceUnavailable && r.patience:
		a.busy = true
	}
	return a
}

// judgeError says what the end of a visit without an answer means.
func judgeError(err error, host string) answer {
	var refused *refusal
	var dns *net.DNSError
	var certificate *tls.CertificateVerificationError
	var network net.Error
	switch {
	case errors.As(err, &refused):
		return answer{state: Failed, says: refused.text}
	case errors.Is(err, errElsewhere):
		return answer{state: Unsure, says: errElsewhere.Error()}
	case errors.As(err, &dns) && dns.IsNotFound:
		return answer{state: Failed, says: "names a site that nobody knows: " + host}
	case errors.As(err, &certificate):
		return answer{state: Failed, says: "has a certificate that browsers warn of"}
	case errors.Is(err, syscall.ECONNREFUSED):
		return answer{state: Failed, says: "takes no connections"}
	case errors.Is(err, context.DeadlineExceeded), errors.As(err, &network) && network.Timeout():
		return answer{state: Unsure, says: "does not answer in time", silent: true}
	}
	return answer{state: Unsure, says: "breaks off the connection"}
}
