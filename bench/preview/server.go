package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"time"
)

// server is a program that shows pages while somebody writes.
type server struct {
	name    string
	command func(port int) *exec.Cmd
	page    string // below the address
	changes []change
	settles time.Duration // how long it is left alone after a start

	running *exec.Cmd
	port    int
	said    bytes.Buffer
}

// patience is how long a page may take before it is given up.
const patience = 3 * time.Minute

// start starts the server and returns how long the first page took, from the command on.
func (s *server) start() (time.Duration, error) {
	free, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return 0, err
	}
	s.port = free.Addr().(*net.TCPAddr).Port
	if err := free.Close(); err != nil {
		return 0, err
	}
	s.said.Reset()
	s.running = s.command(s.port)
	s.running.Stdout, s.running.Stderr = &s.said, &s.said
	began := time.Now()
	if err := s.running.Start(); err != nil {
		return 0, err
	}
	if err := s.await("</html>", began); err != nil {
		return 0, errors.Join(err, s.stop())
	}
	return time.Since(began), nil
}

// stop ends the server.
func (s *server) stop() error {
	if err := s.running.Process.Kill(); err != nil {
		return err
	}
	_ = s.running.Wait() // says that it was ended
	return nil
}

// await asks for the page until it holds a text.
func (s *server) await(text string, began time.Time) error {
	for time.Since(began) < patience {
		if page, err := s.get(); err == nil && strings.Contains(page, text) {
			return nil
		}
		time.Sleep(2 * time.Millisecond)
	}
	return fmt.Errorf("the page %s never showed %q; the program said:\n%s", s.page, text, s.said.String())
}

func (s *server) get() (string, error) {
	answer, err := http.Get(fmt.Sprintf("http://127.0.0.1:%d%s", s.port, s.page))
	if err != nil {
		return "", err
	}
	defer answer.Body.Close()
	page, err := io.ReadAll(answer.Body)
	if err != nil || answer.StatusCode != http.StatusOK {
		return "", errors.Join(err, fmt.Errorf("status %d", answer.StatusCode))
	}
	return string(page), nil
}

// save saves a change again and again, and returns how long each took to be seen, in milliseconds.
func (s *server) save(c change, o options) ([]float64, error) {
	original, err := os.ReadFile(c.file)
	if err != nil {
		return nil, err
	}
	var times []float64
	for round := range o.rounds {
		text, mark := c.make(string(original), round)
		began := time.Now()
		if err := os.WriteFile(c.file, []byte(text), 0o644); err != nil {
			return nil, err
		}
		if err := s.await(mark, began); err != nil {
			return nil, err
		}
		times = append(times, milliseconds(time.Since(began)))
		time.Sleep(o.pause)
	}
	err = os.WriteFile(c.file, original, 0o644)
	time.Sleep(o.pause)
	return times, err
}

// peak is the most memory the server has had at once, in MiB, as Linux counts it.
func (s *server) peak() (float64, error) {
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", s.running.Process.Pid))
	if err != nil {
		return 0, err
	}
	for line := range strings.Lines(string(status)) {
		if rest, found := strings.CutPrefix(line, "VmHWM:"); found {
			kib, err := strconv.Atoi(strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(rest), "kB")))
			return float64(kib) / 1024, err
		}
	}
	return 0, errors.New("the system does not say how much memory a process has had")
}
