package library

import (
	"fmt"
	"net/mail"
	"net/url"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/goccy/go-yaml/ast"
	"github.com/golang-sql/civil"

	"wellshelf/generator/diag"
)

const (
	momentLayout = "2006-01-02 15:04"
	longestText  = 400
	longestProse = 4000
)

var (
	slugPattern    = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)
	tagPattern     = regexp.MustCompile(`^[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?$`)
	digestPattern  = regexp.MustCompile(`^[0-9a-f]{64}$`)
	phonePattern   = regexp.MustCompile(`^\+?[0-9][0-9 ]{1,18}[0-9]$`)
	clockPattern   = regexp.MustCompile(`^([01]?[0-9]|2[0-4]):([0-5][0-9])$`)
	dayPattern     = regexp.MustCompile(`^\d{4}-\d\d-\d\d$`)
	outcomePattern = regexp.MustCompile(`^HWB\s?([0-4])-(\d{2})([a-d])$`)
)

// longestSlug and longestPath keep every address within what file systems and archives can hold.
const (
	longestSlug = 80
	longestPath = 200
)

// scalar checks a scalar by its type and returns its canonical spelling.
func (s *source) scalar(n ast.Node, field *Field, spelling string) (string, bool) {
	text, wrong, hint := canonical(field, spelling)
	if wrong == "" {
		return text, true
	}
	s.node(n, wrong, hint)
	return "", false
}

// canonical returns the canonical spelling of a scalar, or what is wrong with it and what to do.
func canonical(field *Field, spelling string) (text, wrong, hint string) {
	trimmed := strings.TrimSpace(spelling)
	if trimmed == "" {
		return "", fmt.Sprintf("%q is empty", field.Name), "write a value, or remove the line"
	}
	switch field.Type {
	case Text, Prose:
		return words(field, trimmed)
	case Flag:
		return flag(field, trimmed)
	case Number:
		return number(field, trimmed)
	case Date:
		return date(field, trimmed)
	case Moment:
		return moment(field, trimmed)
	case Clock:
		return clock(field, trimmed)
	case Choice:
		return choice(field, trimmed, field.Words)
	case Stage:
		return choice(field, strings.ToUpper(trimmed), Stages)
	case Web:
		return web(field, trimmed)
	case ISBN:
		return isbn(trimmed)
	case Path:
		return address(field, trimmed)
	case Rule:
		return rule(trimmed)
	}
	return shaped(field, trimmed)
}

// shaped checks the types that one pattern or one library call decides.
func shaped(field *Field, s string) (text, wrong, hint string) {
	var ok bool
	switch field.Type {
	case Email:
		address, err := mail.ParseAddress(s)
		ok, hint = err == nil && address.Address == s, "write it like name@example.org"
	case Phone:
		ok, hint = phonePattern.MatchString(s), "write digits and spaces, in quotes"
	case Slug, Area:
		ok, hint = isSlug(s), slugHint(s)
	case Ref:
		ok, hint = reference(field, s), referenceHint(field, s)
	case Language:
		ok, hint = tagPattern.MatchString(s), "write a language tag: en, gd, pl"
	case Digest:
		ok, hint = digestPattern.MatchString(s), "copy it from `wellshelf explain`"
	case Outcome:
		if m := outcomePattern.FindStringSubmatch(s); m != nil {
			return "HWB " + m[1] + "-" + m[2] + m[3], "", ""
		}
		hint = "write a code such as HWB 3-06a"
	default:
		panic("wellshelf: internal error: no check for the type of field " + field.Name)
	}
	if ok {
		return s, "", ""
	}
	return "", fmt.Sprintf("%q is not %s", s, typeNames[field.Type]), hint
}

var typeNames = map[Type]string{
	Email: "an email address", Phone: "a phone number", Slug: "a name for addresses", Area: "a council area",
	Ref: "a reference to an entry", Language: "a language", Digest: "a digest", Outcome: "a curriculum code",
}

func words(field *Field, s string) (text, wrong, hint string) {
	limit := longestText
	if field.Type == Prose {
		limit = longestProse
	}
	if field.Max > 0 && !field.Many {
		limit = field.Max
	}
	if n := utf8.RuneCountInString(s); n > limit {
		return "", fmt.Sprintf("%q has %d characters, and %d is the most", field.Name, n, limit), "say it in fewer words; the body has room for more"
	}
	for _, r := range s {
		if r == '\n' {
			if field.Type == Prose {
				continue
			}
			return "", fmt.Sprintf("%q is one line, and here are several", field.Name), "write it without line breaks"
		}
		if unicode.IsControl(r) || hiddenDirection(r) {
			return "", fmt.Sprintf("%q holds the character %U, which cannot be seen", field.Name, r), "type the text again"
		}
	}
	return s, "", ""
}

// hiddenDirection reports the characters that reorder or break lines of text invisibly (Unicode TR 36): what a
// reviewer reads must be what a browser shows.
func hiddenDirection(r rune) bool {
	return (r >= 0x2028 && r <= 0x202e) || (r >= 0x2066 && r <= 0x2069) || r == 0xfeff
}

func flag(field *Field, s string) (text, wrong, hint string) {
	if s == "true" || s == "false" {
		return s, "", ""
	}
	return "", fmt.Sprintf("%q is true or false, not %q", field.Name, s), "write true or false"
}

func number(field *Field, s string) (text, wrong, hint string) {
	n, err := strconv.Atoi(s)
	if !digits(s) || err != nil || (len(s) > 1 && s[0] == '0') {
		return "", fmt.Sprintf("%q is a whole number, not %q", field.Name, s), "write digits only, without a leading zero"
	}
	if field.Max > 0 && n > field.Max {
		return "", fmt.Sprintf("%d is more than %q can be", n, field.Name), fmt.Sprintf("%d is the most", field.Max)
	}
	return s, "", ""
}

func date(field *Field, s string) (text, wrong, hint string) {
	d, err := civil.ParseDate(s)
	if err == nil && d.IsValid() && d.String() == s {
		return s, "", ""
	}
	if noSuchDay(s) {
		return "", fmt.Sprintf("%s is not a day that exists", s), "check the month and the day"
	}
	return "", fmt.Sprintf("%q is a day, not %q", field.Name, s), "write it as year-month-day: 2026-12-25"
}

// noSuchDay reports whether s is written as a day and is none.
func noSuchDay(s string) bool {
	_, err := time.Parse(time.DateOnly, s)
	return err != nil && dayPattern.MatchString(s)
}

func moment(field *Field, s string) (text, wrong, hint string) {
	s = strings.Replace(s, "T", " ", 1)
	if day, _, _ := strings.Cut(s, " "); noSuchDay(day) {
		return "", fmt.Sprintf("%s is not a day that exists", day), "check the month and the day"
	}
	if t, err := time.Parse(momentLayout, s); err == nil && t.Format(momentLayout) == s {
		return s, "", ""
	}
	return "", fmt.Sprintf("%q is a day and a time, not %q", field.Name, s), "write it as 2026-12-25 11:00"
}

func clock(field *Field, s string) (text, wrong, hint string) {
	m := clockPattern.FindStringSubmatch(s)
	if m == nil || (m[1] == "24" && m[2] != "00") {
		return "", fmt.Sprintf("%q is a time of day, not %q", field.Name, s), "write hours and minutes in quotes: \"18:00\""
	}
	if len(m[1]) == 1 {
		s = "0" + s
	}
	return s, "", ""
}

func choice(field *Field, s string, words []string) (text, wrong, hint string) {
	if slices.Contains(words, s) {
		return s, "", ""
	}
	if field.Type == Stage {
		return "", fmt.Sprintf("%q is not a school year", s), "school years are P1 to P7 and S1 to S6"
	}
	return "", fmt.Sprintf("%q cannot be %q", field.Name, s), diag.DidYouMean(s, words, "it can be "+either(words))
}

func web(field *Field, s string) (text, wrong, hint string) {
	u, err := url.Parse(s)
	switch {
	case err != nil || (u.Scheme != "https" && u.Scheme != "http") || u.Host == "" || u.User != nil || strings.ContainsAny(s, " \\<>\""):
		return "", fmt.Sprintf("%q is not a web address", s), "write it in full, beginning with https://"
	case field.Base && strings.ContainsAny(s, "?#"):
		return "", fmt.Sprintf("%q goes on after ? or #, where no page can be added to it", s), "write it up to the slash before them"
	case field.Base && !strings.HasSuffix(s, "/"):
		return "", fmt.Sprintf("%q does not end in a slash", s), "write " + s + "/"
	case !strings.Contains(s, field.Holds):
		return "", fmt.Sprintf("%q does not hold %s", s, field.Holds), fmt.Sprintf("write %s where the number belongs in the address", field.Holds)
	}
	return s, "", ""
}

// isbn checks the check digit: modulo 10 with weights 1 and 3 for thirteen digits, modulo 11 for ten (ISO 2108).
func isbn(s string) (text, wrong, hint string) {
	plain := strings.NewReplacer("-", "", " ", "").Replace(strings.ToUpper(s))
	wrong, hint = fmt.Sprintf("%q is not an ISBN", s), "compare it with the number on the book, and put it in quotes"
	sum := 0
	switch {
	case len(plain) == 13 && digits(plain) && (plain[:3] == "978" || plain[:3] == "979"):
		for i, c := range plain {
			sum += int(c-'0') * (1 + 2*(i%2))
		}
		sum %= 10
	case len(plain) == 10 && digits(plain[:9]) && strings.Contains("0123456789X", plain[9:]):
		for i, c := range plain {
			sum += (10 - i) * strings.IndexRune("0123456789X", c)
		}
		sum %= 11
	default:
		return "", wrong, hint
	}
	if sum != 0 {
		return "", wrong, hint
	}
	return plain, "", ""
}

// address accepts an address within the site, percent-decoding nothing: an address that needs decoding could be
// checked as one thing and written as another (jekyll/jekyll#1944).
func address(field *Field, s string) (text, wrong, hint string) {
	trimmed := strings.Trim(s, "/")
	if len(trimmed) > longestPath {
		return "", fmt.Sprintf("this address has %d characters, and %d is the most", utf8.RuneCountInString(trimmed), longestPath), "an old address this long cannot be kept; leave it out"
	}
	for part := range strings.SplitSeq(trimmed, "/") {
		if !isSlug(part) {
			return "", fmt.Sprintf("%q is not an address on the site", s), "write its parts in small letters, digits and hyphens: topics/old-name"
		}
	}
	return trimmed, "", ""
}

func reference(field *Field, s string) bool {
	if field.Of == "" {
		folder, slug, found := strings.Cut(s, "/")
		return found && slugPattern.MatchString(folder) && slugPattern.MatchString(slug)
	}
	return slugPattern.MatchString(s)
}

// referenceHint offers the reference a person most likely wants, in the form this field takes.
func referenceHint(field *Field, s string) string {
	folder, name := path.Split(strings.TrimSuffix(s, path.Ext(s)))
	if !strings.EqualFold(path.Ext(s), ".md") {
		folder, name = path.Split(s)
	}
	folder, name = path.Base(folder), Slugify(name)
	if field.Of != "" {
		if name != "" && name != s {
			return fmt.Sprintf("did you mean %q?", name)
		}
		return "write the file's name without .md, such as sleep"
	}
	for _, kind := range Kinds() {
		if name != "" && (strings.EqualFold(folder, kind.Folder) || strings.EqualFold(folder, kind.Name)) {
			return fmt.Sprintf("did you mean %q?", kind.Folder+"/"+name)
		}
	}
	return "write a kind's folder and a file's name without .md, such as topics/sleep"
}

// slugHint offers the name a person most likely wants.
func slugHint(s string) string {
	if near := Slugify(s); near != "" && near != s {
		return fmt.Sprintf("write %s", near)
	}
	return "use small letters a to z, digits and single hyphens"
}
