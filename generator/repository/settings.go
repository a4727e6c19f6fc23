package repository

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/go-git/go-git/v5/plumbing/format/config"
)

// checkSettings refuses what this package would misread.
func (r *Repository) checkSettings() error {
	c, err := readSettings(filepath.Join(r.common, "config"))
	if err != nil {
		return &UnusableError{r.top, "its settings cannot be read: " + err.Error()}
	}
	extensions := c.Section("extensions")
	switch {
	case strings.EqualFold(extensions.Option("objectformat"), "sha256"):
		return &UnusableError{r.top, "its names are SHA-256, which this program does not write yet"}
	case strings.HasPrefix(strings.ToLower(extensions.Option("refstorage")), "reftable"):
		return &UnusableError{r.top, "its branches are kept in the reftable format. git refs migrate --ref-format=files changes that"}
	case r.gitDir == r.common && isTrue(c.Section("core").Option("bare")):
		return &UnusableError{r.top, "it is bare: it has no working tree. make a clone of it and edit there"}
	}
	if v := c.Section("core").Option("repositoryformatversion"); v != "" && v != "0" && v != "1" {
		return &UnusableError{r.top, fmt.Sprintf("its format %s is newer than this program", v)}
	}
	return nil
}

func isTrue(value string) bool {
	switch strings.ToLower(value) {
	case "true", "yes", "on", "1":
		return true
	}
	return false
}

func readSettings(file string) (*config.Config, error) {
	c := config.New()
	f, err := os.Open(file)
	if errors.Is(err, fs.ErrNotExist) {
		return c, nil
	}
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return c, config.NewDecoder(f).Decode(c)
}

// User is the name and address that Git would sign a commit with, from the repository's settings, then the user's.
// Both may be empty.
func (r *Repository) User() (name, email string) {
	files := []string{filepath.Join(r.common, "config")}
	if home, err := os.UserHomeDir(); err == nil {
		files = append(files, filepath.Join(home, ".gitconfig"), filepath.Join(home, ".config", "git", "config"))
	}
	for _, file := range files {
		c, err := readSettings(file)
		if err != nil {
			continue // a setting Git has and this reader does not know is no reason to stop
		}
		name = firstOf(name, c.Section("user").Option("name"))
		email = firstOf(email, c.Section("user").Option("email"))
	}
	return name, email
}

func firstOf(a, b string) string {
	if a != "" {
		return a
	}
	return b
}
