// Wellshelf builds wellbeing sites for schools and libraries from one tree of Markdown.
//
//	wellshelf preview                      show every site in the browser while files are saved
//	wellshelf edit                         edit entries in the browser, and send them for review
//	wellshelf new KIND [TITLE]             begin an entry; new site begins a school
//	wellshelf fmt [FILE...]                write fields in the one style
//	wellshelf check                        say what is wrong, write nothing
//	wellshelf build                        write every site to public/
//	wellshelf explain SITE [ENTRY]         where a setting or a field came from
//	wellshelf page SITE ADDRESS [--json]   one page, or what its layout sees
//	wellshelf search QUESTION              what a site finds
//	wellshelf sign ENTRY                   write down who approved a text
//	wellshelf correct HELPLINE             put a number right at once
//	wellshelf withdraw ENTRY               take an entry off every site at once
//	wellshelf review --base REV            show what a change means for readers
//	wellshelf due                          list what groups have to look at soon
//	wellshelf report                       draw the picture of the whole for a board
//	wellshelf host github|gitlab           write code owners and workflows
//	wellshelf schema [KIND]                JSON Schemas of the fields, for text editors
//
// What was asked for goes to standard output, everything else to standard error. Exit codes: 0 done, 1 there are
// problems in the content, 2 the command was not understood, 3 the machine failed: a folder could not be read or
// written, or the program is at fault.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"
	_ "time/tzdata" // days begin at the same moment on machines without time zones of their own
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	code := run(ctx, os.Args[1:], terminal{out: os.Stdout, err: os.Stderr})
	stop()
	os.Exit(code)
}
