package forge

import (
	"embed"
	"fmt"
	"path"
	"slices"
	"strings"
)

// made begins every file, so that one which somebody wrote is never taken for ours.
const made = "# Made by `wellshelf host`.\n"

// Made reports whether a file was made here.
func Made(text []byte) bool { return strings.HasPrefix(string(text), made) }

//go:embed template
var templates embed.FS

// Hosts are the Git hosts that are known.
var Hosts = []string{"github", "gitlab"}

// File is one file of the repository, by its path from the top.
type File struct {
	Path  string
	Bytes []byte
}

// Files are what a host reads: code owners, and what runs on it. host is one of [Hosts].
func (n *Network) Files(host string) []File {
	if !slices.Contains(Hosts, host) {
		panic("wellshelf: internal error: unknown host " + host)
	}
	files := []File{
		{".gitattributes", []byte(made + "# Two people may sign the same page on two branches: Git joins their lines.\n" + path.Join("/"+n.Content, "signoffs") + "/**/*.yaml merge=union\n")},
	}
	if host == "github" {
		return append(files, File{".github/CODEOWNERS", n.owners()}, File{".github/workflows/wellshelf.yml", n.filled("github.yml")})
	}
	return append(files, File{".gitlab/CODEOWNERS", n.owners()}, File{".gitlab-ci.yml", n.filled("gitlab.yml")})
}

func (n *Network) filled(name string) []byte {
	text, err := templates.ReadFile("template/" + name)
	if err != nil {
		panic(fmt.Sprintf("wellshelf: internal error: %v", err))
	}
	return []byte(made + strings.ReplaceAll(string(text), "CONTENT", n.Content))
}
