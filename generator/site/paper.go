package site

import (
	"crypto/sha256"
	"fmt"
	"slices"
	"strings"

	"wellshelf/generator/picture"
)

// onPaper reports whether a print of the page says where it is on the web: help now, and what an entry says.
func (o Outline) onPaper() bool {
	return o.Layout == "help" || o.item != nil && o.Layout != "moved" && o.Layout != "embed"
}

// handedOut are the layouts whose prints carry the address as a code as well: what lies on a counter, hangs on a door
// or goes home with a class. Nobody hands out thousands of books and stories, and each code costs as much as a page.
var handedOut = append([]string{"help", "trail", "pathway"}, embeddable...)

// longestCode is the longest address that is written as a code, in bytes: the squares of longer ones are too small.
const longestCode = 400

// codeOf is the address that a print of the page carries as a code; "" for none.
func (s *Site) codeOf(o Outline) string {
	if !s.passedOn() || !slices.Contains(handedOut, o.Layout) {
		return ""
	}
	address := s.absolute(s.address(), o.Address)
	if len(address) > longestCode {
		return ""
	}
	return address
}

// paper is what a print of this page carries; nil for none.
func (p *page) paper() *Paper {
	if !p.site.passedOn() || !p.outline.onPaper() {
		return nil
	}
	address := p.site.absolute(p.site.address(), p.outline.Address)
	_, typed, _ := strings.Cut(address, "://")
	paper := &Paper{Address: typed}
	if coded := p.site.codeOf(p.outline); coded != "" {
		paper.Code.Src = p.to(codeAddress(coded))
	}
	return paper
}

// codeAddress is where the QR code of an address is. The same address is always the same code.
func codeAddress(address string) string {
	sum := sha256.Sum256([]byte(address))
	return fmt.Sprintf("assets/code-%x.svg", sum[:8])
}

// codes makes the QR codes of all pages that are printed with one, or that at one path alone.
func (s *Site) codes(path string) []Maker {
	var makers []Maker
	for _, o := range s.outlines {
		address := s.codeOf(o)
		if address == "" || path != "" && codeAddress(address) != path {
			continue
		}
		makers = append(makers, func(put func(Extra) error) error {
			code, err := picture.Code(address)
			if err != nil {
				return fmt.Errorf("the code of %s: %w", address, err)
			}
			return put(Extra{Path: codeAddress(address), Bytes: code})
		})
	}
	return makers
}
