package main

import (
	"bytes"
	"fmt"
	"os/exec"
	"path/filepath"
	"syscall"
	"time"
)

// cost is what one command cost.
type cost struct {
	cpu  float64 // seconds of all cores, in the program and in the kernel for it
	wall float64 // seconds
	peak float64 // MiB of memory at the most
}

// spend runs a command to its end. The error carries what the command said.
func spend(c *exec.Cmd) (cost, error) {
	var said bytes.Buffer
	c.Stderr = &said
	start := time.Now()
	if err := c.Run(); err != nil {
		return cost{}, fmt.Errorf("%s: %w\n%s", filepath.Base(c.Path), err, said.Bytes())
	}
	wall := time.Since(start)
	state := c.ProcessState
	used := state.SysUsage().(*syscall.Rusage)
	return cost{
		cpu:  (state.UserTime() + state.SystemTime()).Seconds(),
		wall: wall.Seconds(),
		peak: float64(used.Maxrss) / 1024, // Linux counts in KiB
	}, nil
}
