package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"wellshelf/generator"
	"wellshelf/generator/editor"
	"wellshelf/generator/library"
	"wellshelf/generator/preview"
)

// editing are the flags of `wellshelf edit` alone.
type editing struct {
	site, area string // the role
	decap      string
	options    editor.Options
	hosted     editor.Hosted
}

func editCommand(t terminal) *cobra.Command {
	f, e := &flags{}, &editing{}
	c := &cobra.Command{
		Use:   "edit",
		Short: "Edit in the browser, with forms",
		Long: "Edit opens forms for every kind of entry in the browser, beside the real page as it will be. What is saved is\n" +
			"kept in Git apart from your files, and several changes go to review together. Without Git, files are written\n" +
			"at once. With --hosted it writes the same forms for a Git host instead. With --site or --area only that\n" +
			"folder's files are listed and saved; the pages beside the forms still show the drafts of everyone who works in\n" +
			"this folder. Ctrl-C ends it. Exit codes: 0, 2, 3.",
		Args: given(0, 0),
		RunE: func(c *cobra.Command, _ []string) error {
			return f.with(func(options generator.Options) error { return f.edit(c.Context(), t, options, e) })
		},
	}
	f.reading(c)
	c.Flags().StringVar(&e.options.Addr, "addr", "127.0.0.1:4322", "the `address` of the forms, on this computer; port 0 picks a free one")
	c.Flags().StringVar(&e.options.Preview, "preview-addr", "127.0.0.1:4321", "the `address` of the pages; port 0 picks a free one")
	c.Flags().StringVar(&e.site, "site", "", "edit only what is this `area/site`'s own")
	c.Flags().StringVar(&e.area, "area", "", "edit only what is this `area`'s own, and its sites'")
	c.Flags().StringVar(&e.options.ChangeSet, "name", "", "the `name` of the change-set, such as \"Autumn sleep pages\" (default: one for each day)")
	c.Flags().StringVar(&e.options.By, "by", "", "your `name`, for what you save and for notes")
	c.Flags().StringVar(&e.decap, "decap", "", "the `file` decap-cms.js (default: where `npm ci --prefix editor` puts it)")
	c.Flags().StringVar(&e.hosted.Host, "hosted", "", "write forms for a Git `host`, github or gitlab, instead of opening them here")
	c.Flags().StringVar(&e.hosted.Repo, "repo", "", "with --hosted: the `owner/name` of the repository")
	c.Flags().StringVar(&e.hosted.Branch, "branch", "main", "with --hosted: the `branch` that is published")
	c.Flags().StringVar(&e.hosted.CMS, "cms", "decap", "with --hosted: `which` forms, decap or sveltia")
	c.Flags().StringVar(&e.hosted.AuthURL, "auth-url", "", "with --hosted: the `address` of the server that hands on log-ins")
	c.Flags().StringVar(&e.hosted.AppID, "app-id", "", "with --hosted gitlab: the `id` of your application there; people then log in without a server")
	c.Flags().StringVar(&e.hosted.APIRoot, "api-root", "", "with --hosted: the `address` of the API, when the Git host is your own")
	c.Flags().StringVar(&e.hosted.SiteURL, "site-url", "", "with --hosted: the `address` where readers find the sites")
	c.Flags().StringVar(&e.hosted.Out, "out", "admin", "with --hosted: the `folder` to write")
	return c
}

func (f *flags) edit(ctx context.Context, t terminal, options generator.Options, e *editing) error {
	scope, err := e.scope()
	if err != nil {
		return err
	}
	options.Program, options.Readings = program(), readings()
	o := e.options
	o.Content, o.Build, o.Scope = f.content, options, scope
	if e.hosted.Host != "" {
		return writeHosted(ctx, t, o, e)
	}
	if o.Decap, err = editor.OpenDecap(f.content, e.decap); err != nil {
		return machineError{err}
	}
	o.Folders = []preview.Folder{{Name: "content", Path: f.content}, {Name: "themes", Path: f.themes}}
	if os.Getenv("SOURCE_DATE_EPOCH") == "" {
		o.Clock = time.Now
	}
	o.Say = func(text string) { fmt.Fprintln(t.err, text) }
	o.Ready = func(edit, see string) {
		fmt.Fprintf(t.out, "edit:  %s\npages: %s\n", edit, see)
		o.Say("open the first address in a browser of this computer; it is new each time, and for you alone; Ctrl-C ends it")
	}
	return editError(editor.Serve(ctx, o))
}

// scope reads the role. Its errors are the caller's.
func (e *editing) scope() (library.Scope, error) {
	area, site, both := strings.Cut(e.site, "/")
	switch {
	case e.site != "" && e.area != "":
		return library.Scope{}, &usageError{"--site and --area are two roles", "give one of them"}
	case e.site != "" && (!both || area == "" || site == "" || strings.Contains(site, "/")):
		return library.Scope{}, &usageError{fmt.Sprintf("--site is %q", e.site), "write area/site, such as midlothian/beeslack"}
	case e.site != "":
		return library.Scope{Area: area, Site: site}, nil
	case strings.Contains(e.area, "/"):
		return library.Scope{}, &usageError{fmt.Sprintf("--area is %q", e.area), "write an area alone, such as midlothian; a site is --site"}
	}
	return library.Scope{Area: e.area}, nil
}

func writeHosted(ctx context.Context, t terminal, o editor.Options, e *editing) error {
	e.hosted.Program = e.decap
	if err := e.hosted.Validate(); err != nil {
		return &usageError{err.Error(), "see wellshelf edit --help"}
	}
	if err := editor.WriteHosted(ctx, o, e.hosted); err != nil {
		return editError(err)
	}
	fmt.Fprintf(t.out, "%s\n", filepath.Join(e.hosted.Out, "index.html"))
	fmt.Fprintf(t.err, "put the folder %s on the web beside the sites; how people log in is set up at the Git host\n", e.hosted.Out)
	return nil
}

// editError sorts the editor's errors into the caller's and the machine's.
func editError(err error) error {
	var scope *editor.UnknownScopeError
	if errors.As(err, &scope) {
		return &usageError{err.Error(), "`wellshelf explain` lists the sites"}
	}
	return machine(err)
}
