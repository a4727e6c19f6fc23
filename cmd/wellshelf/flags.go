package main

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"time"

	"github.com/golang-sql/civil"
	"github.com/spf13/cobra"

	"wellshelf/generator"
	"wellshelf/generator/site"
)

// flags are what the verbs have in common.
type flags struct {
	content, themes, out string
	sites                []string
	drafts, allOrNothing bool
	profile, links       string
	today                string
	jobs                 int
	format               string
	view                 bool // print a page's view instead of the page
}

// reading adds the flags of every verb that reads the content.
func (f *flags) reading(c *cobra.Command) {
	c.Flags().StringVar(&f.content, "content", "content", "the `folder` of entries")
	c.Flags().StringVar(&f.themes, "themes", "themes", "the `folder` of themes")
	c.Flags().BoolVar(&f.drafts, "drafts", false, "show drafts")
	c.Flags().StringVar(&f.profile, "profile", "young-people", "who it is for: young-people or staff")
	c.Flags().StringVar(&f.today, "today", "", "the `day` to build for, such as 2026-12-25 (default: SOURCE_DATE_EPOCH, or today)")
	c.Flags().IntVar(&f.jobs, "jobs", runtime.NumCPU(), "how much to do at once")
}

// building adds the flags of the verbs that go through all sites.
func (f *flags) building(c *cobra.Command) {
	f.reading(c)
	c.Flags().StringArrayVar(&f.sites, "site", nil, "only this `area/site`; can be repeated")
	c.Flags().StringVar(&f.format, "format", "text", "how problems are printed: "+join(formats))
}

// options turns the flags into what a build is asked for. Errors are the caller's.
func (f *flags) options() (generator.Options, error) {
	o := generator.Options{Sites: f.sites, Drafts: f.drafts, AllOrNothing: f.allOrNothing, Jobs: f.jobs, Now: time.Now(), Pictures: pictures()}
	if err := oneOf("--profile", f.profile, "young-people", "staff"); err != nil {
		return o, err
	}
	o.Staff = f.profile == "staff"
	if f.links != "" {
		if err := oneOf("--links", f.links, "web", "folder"); err != nil {
			return o, err
		}
	}
	if f.links == "folder" {
		o.Links = site.Folder
	}
	if f.format != "" {
		if err := oneOf("--format", f.format, formats...); err != nil {
			return o, err
		}
	}
	if f.jobs < 1 {
		return o, &usageError{fmt.Sprintf("--jobs is %d", f.jobs), "1 is the least"}
	}
	return o, f.day(&o)
}

// day decides for which day to build: --today, else SOURCE_DATE_EPOCH (reproducible-builds.org), else the clock.
func (f *flags) day(o *generator.Options) error {
	if f.today != "" {
		day, err := civil.ParseDate(f.today)
		if err != nil || !day.IsValid() {
			return &usageError{fmt.Sprintf("--today is %q, which is not a day", f.today), "write a day like 2026-12-25"}
		}
		o.Today = day
		return nil
	}
	if epoch := os.Getenv("SOURCE_DATE_EPOCH"); epoch != "" {
		seconds, err := strconv.ParseInt(epoch, 10, 64)
		if err != nil {
			return &usageError{fmt.Sprintf("SOURCE_DATE_EPOCH is %q, which is not a number of seconds", epoch), "set it to the seconds since 1970, or unset it"}
		}
		o.Now = time.Unix(seconds, 0)
	}
	return nil
}

// with reads the flags, opens the folders they name, and runs a verb on them.
func (f *flags) with(run func(generator.Options) error) error {
	options, err := f.options()
	if err != nil {
		return err
	}
	close, err := f.open(&options)
	if err != nil {
		return err
	}
	defer close()
	return run(options)
}

// open opens the folders to read. Close the returned closers when done.
func (f *flags) open(o *generator.Options) (close func(), err error) {
	content, err := folder("content", f.content)
	if err != nil {
		return nil, err
	}
	themes, err := folder("themes", f.themes)
	if err != nil {
		content.Close()
		return nil, err
	}
	o.Content, o.Themes = content.FS(), themes.FS()
	allow(o.Content)
	return func() { content.Close(); themes.Close() }, nil
}

func folder(what, dir string) (*os.Root, error) {
	root, err := os.OpenRoot(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, machineError{fmt.Errorf("there is no %s folder %s; go to the folder that holds it, or name it with --%s", what, dir, what)}
	}
	if err != nil {
		return nil, machineError{fmt.Errorf("the %s folder %s cannot be opened: %w", what, dir, cause(err))}
	}
	return root, nil
}

// cause is the innermost reason of a failed operation on a file, whose path the caller names already.
func cause(err error) error {
	if p, ok := err.(*fs.PathError); ok {
		return p.Err
	}
	return err
}

// program identifies the bytes of this program, so that a new version of it builds every site anew.
func program() string {
	name, err := os.Executable()
	if err != nil {
		return ""
	}
	file, err := os.Open(name)
	if err != nil {
		return ""
	}
	defer file.Close()
	h := sha256.New()
	if _, err := io.Copy(h, file); err != nil {
		return ""
	}
	return hex.EncodeToString(h.Sum(nil))
}

// state is where this machine remembers what it built; "" where it has no such place.
func state() string {
	cache, err := os.UserCacheDir()
	if err != nil {
		return ""
	}
	return filepath.Join(cache, "wellshelf")
}

// pictures is where this machine keeps the pictures it made; "" where it has no such place.
func pictures() string {
	if state() == "" {
		return ""
	}
	return filepath.Join(state(), "pictures")
}

// readings is where this machine keeps what was read of each file; "" where it has no such place.
func readings() string {
	if state() == "" {
		return ""
	}
	return filepath.Join(state(), "readings")
}
