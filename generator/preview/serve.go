package preview

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"sync"
	"syscall"
	"time"

	"wellshelf/generator"
)

// AddressError means that an address to listen at cannot be one.
type AddressError struct{ Addr string }

func (e *AddressError) Error() string { return fmt.Sprintf("%q is no address to listen at", e.Addr) }

// Hint says what to do about it.
func (e *AddressError) Hint() string { return "write a host and a port, such as 127.0.0.1:4321" }

// TakenError means that another program listens at the address.
type TakenError struct{ Addr string }

func (e *TakenError) Error() string {
	return e.Addr + " is taken by another program, perhaps another preview"
}

// Hint says what to do about it.
func (e *TakenError) Hint() string {
	host, _, _ := net.SplitHostPort(e.Addr)
	return "end that, or use --addr " + net.JoinHostPort(host, "0") + ", which picks a free port"
}

// Serve serves live at o.Addr, watches o.Folders and refreshes live, until ctx ends: then it ends at once, without an
// error. The error is an [*AddressError], a [*TakenError], or of the network.
func Serve(ctx context.Context, live *generator.Live, o Options) error {
	listener, err := Listen(ctx, o.Addr)
	if err != nil {
		return err
	}
	server := New(live, o)
	ctx, stop := context.WithCancel(ctx)
	var watching sync.WaitGroup
	defer watching.Wait()
	defer stop()
	watching.Go(func() {
		Watch(ctx, o.Folders, o.Say, func(paths []string) {
			server.say(ctx, server.Refresh(ctx, paths...))
		})
	})
	watching.Go(func() { server.FollowDays(ctx) })
	serving := HTTPServer(server)
	defer context.AfterFunc(ctx, func() { serving.Close() })()
	if o.Ready != nil {
		o.Ready(address(listener))
	}
	if err := serving.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}

// Listen listens at an address. The error is an [*AddressError], a [*TakenError], or of the network.
func Listen(ctx context.Context, addr string) (net.Listener, error) {
	if _, port, err := net.SplitHostPort(addr); err != nil || port == "" {
		return nil, &AddressError{addr}
	}
	listener, err := new(net.ListenConfig).Listen(ctx, "tcp", addr)
	var unknown *net.DNSError
	var wrong *net.AddrError
	var port *net.ParseError
	switch {
	case errors.Is(err, syscall.EADDRINUSE), errors.Is(err, syscall.Errno(10048)): // as Windows says it
		return nil, &TakenError{addr}
	case errors.As(err, &unknown), errors.As(err, &wrong), errors.As(err, &port):
		return nil, &AddressError{addr}
	}
	return listener, err
}

// address is how a browser on this computer calls a listener.
func address(l net.Listener) string {
	host, port, _ := net.SplitHostPort(l.Addr().String())
	if ip := net.ParseIP(host); ip == nil || ip.IsUnspecified() {
		host = "127.0.0.1"
	}
	return "http://" + net.JoinHostPort(host, port) + "/"
}

// HTTPServer is a server for browsers of this computer, with limits for those that ask slowly or too much. Streams set
// their own.
func HTTPServer(h http.Handler) *http.Server {
	return &http.Server{
		Handler:           h,
		ReadHeaderTimeout: 5 * time.Second,
		ReadTimeout:       10 * time.Second,
		WriteTimeout:      time.Minute, // the first page of a large network takes seconds
		IdleTimeout:       time.Minute,
		MaxHeaderBytes:    16 << 10,
		ErrorLog:          log.New(io.Discard, "", 0), // of connections that break off
	}
}
