package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/rogpeppe/go-internal/testscript"
)

// exits runs a command that must end with that exit code: exits 2 wellshelf biuld.
func exits(ts *testscript.TestScript, neg bool, args []string) {
	want := must(ts, neg, args, 2)
	code := 0
	var failed *exec.ExitError
	if err := ts.Exec(args[1], args[2:]...); errors.As(err, &failed) {
		code = failed.ExitCode()
	} else {
		ts.Check(err)
	}
	if strconv.Itoa(code) != want {
		ts.Fatalf("%s ended with %d, not %s", strings.Join(args[1:], " "), code, want)
	}
}

// must checks that a command has at least so many words, and returns the first.
func must(ts *testscript.TestScript, neg bool, args []string, least int) string {
	if neg || len(args) < least {
		ts.Fatalf("this command takes no ! and at least %d words", least)
	}
	return args[0]
}

// pages prints the addresses of the pages in a folder: pages public/midlothian/beeslack.
func pages(ts *testscript.TestScript, neg bool, args []string) {
	must(ts, neg, args, 1)
	for _, file := range files(ts, args[0]) {
		if address, isPage := strings.CutSuffix(file, "index.html"); isPage {
			fmt.Fprintf(ts.Stdout(), "/%s\n", address)
		}
	}
}

// holds tells whether any file of a folder, or its name, holds some words: ! holds public "marking scheme".
func holds(ts *testscript.TestScript, neg bool, args []string) {
	if len(args) != 2 {
		ts.Fatalf("holds takes a folder and words")
	}
	found := ""
	for _, file := range files(ts, args[0]) {
		if strings.Contains(file, args[1]) || strings.Contains(ts.ReadFile(filepath.Join(args[0], file)), args[1]) {
			found = file
		}
	}
	switch {
	case found != "" && neg:
		ts.Fatalf("%s holds %q", found, args[1])
	case found == "" && !neg:
		ts.Fatalf("no file of %s holds %q", args[0], args[1])
	}
}

// same tells whether two folders hold the same files with the same bytes.
func same(ts *testscript.TestScript, neg bool, args []string) {
	if len(args) != 2 {
		ts.Fatalf("same takes two folders")
	}
	a, b := files(ts, args[0]), files(ts, args[1])
	differs := ""
	if strings.Join(a, "\n") != strings.Join(b, "\n") {
		differs = "the names of files"
	} else {
		for _, file := range a {
			if ts.ReadFile(filepath.Join(args[0], file)) != ts.ReadFile(filepath.Join(args[1], file)) {
				differs = file
			}
		}
	}
	if (differs == "") == neg {
		ts.Fatalf("%s and %s: what differs is %q", args[0], args[1], differs)
	}
}

// files lists the files of a folder, of which there must be some.
func files(ts *testscript.TestScript, dir string) (list []string) {
	root := ts.MkAbs(dir)
	ts.Check(filepath.WalkDir(root, func(file string, d fs.DirEntry, err error) error {
		if err == nil && d.Type().IsRegular() {
			inner, _ := filepath.Rel(root, file)
			list = append(list, filepath.ToSlash(inner))
		}
		return err
	}))
	if len(list) == 0 {
		ts.Fatalf("there are no files in %s", dir)
	}
	return list
}

// unescape turns \xff, \r, \t and \x00 in files into those bytes, which a story cannot hold itself.
func unescape(ts *testscript.TestScript, neg bool, args []string) {
	must(ts, neg, args, 1)
	for _, file := range args {
		lines := strings.SplitAfter(ts.ReadFile(file), "\n")
		var b bytes.Buffer
		for _, line := range lines {
			end := strings.TrimRight(line, "\n")
			text, err := strconv.Unquote(`"` + strings.ReplaceAll(end, `"`, `\"`) + `"`)
			ts.Check(err)
			b.WriteString(text + line[len(end):])
		}
		ts.Check(os.WriteFile(ts.MkAbs(file), b.Bytes(), 0o644))
	}
}

// fill makes a file of so many bytes longer: fill content/national/topics/sleep.md 300000.
func fill(ts *testscript.TestScript, neg bool, args []string) {
	file := must(ts, neg, args, 2)
	n, err := strconv.Atoi(args[1])
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(file), []byte(ts.ReadFile(file)+strings.Repeat("sleep\n", n/6+1)[:n]), 0o644))
}

// edit replaces words of a file, which it must hold; \n begins a line: edit content/network.md Wells Springs.
func edit(ts *testscript.TestScript, neg bool, args []string) {
	file := must(ts, neg, args, 3)
	text := ts.ReadFile(file)
	if !strings.Contains(text, args[1]) {
		ts.Fatalf("%s does not hold %q", file, args[1])
	}
	ts.Check(os.WriteFile(ts.MkAbs(file), []byte(strings.ReplaceAll(text, args[1], strings.ReplaceAll(args[2], `\n`, "\n"))), 0o644))
}
