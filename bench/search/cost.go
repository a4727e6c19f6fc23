package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os/exec"
	"path/filepath"
	"syscall"
)

// cost is what one command cost.
type cost struct {
	cpu  float64 // seconds of all cores, in the program and in the kernel for it
	peak float64 // MiB of memory at the most
}

// spend runs a command to its end. The error carries what the command said.
func spend(c *exec.Cmd) (cost, error) {
	var said bytes.Buffer
	c.Stderr = &said
	if err := c.Run(); err != nil {
		return cost{}, fmt.Errorf("%s: %w\n%s", filepath.Base(c.Path), err, said.Bytes())
	}
	used := c.ProcessState.SysUsage().(*syscall.Rusage)
	return cost{
		cpu:  (c.ProcessState.UserTime() + c.ProcessState.SystemTime()).Seconds(),
		peak: float64(used.Maxrss) / 1024, // Linux counts in KiB
	}, nil
}

// decoded runs a command and reads what it wrote as JSON.
func decoded(c *exec.Cmd, into any) error {
	var out bytes.Buffer
	c.Stdout = &out
	if _, err := spend(c); err != nil {
		return err
	}
	return json.Unmarshal(out.Bytes(), into)
}
