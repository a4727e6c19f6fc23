package markdown

import (
	"net/url"
	"path"
	"strings"

	"github.com/yuin/goldmark/util"
)

// address is where a link or a picture leads, read as a browser would read the finished attribute: after character
// references are resolved, and without the tabs, line ends and control characters that browsers skip (WHATWG URL,
// "basic URL parser", steps 1 to 3). Judging anything earlier than that lets "javascript&colon;" through
// (CVE-2026-5160).
type address struct {
	shape    shape
	value    string // outside and contact: ready for an attribute but for escaping
	path     string // file: percent-decoded
	fragment string // file and heading: percent-decoded
	query    bool   // file: something follows a "?"
	fault    *fault // nowhere: why the address is not used
}

type shape uint8

const (
	nowhere shape = iota
	outside       // another site
	contact       // an app of the reader's: mail, telephone, messages
	heading       // a heading of the same page
	file          // a file of the content tree
)

const wholeAddress = "begin the address with https://"

// schemes is the list of kinds of addresses that are used; every other kind is refused.
var schemes = map[string]shape{"https": outside, "http": outside, "mailto": contact, "tel": contact, "sms": contact}

// readAddress judges an address whose backslashes and character references are already resolved.
func readAddress(written string) address {
	text := strings.Trim(strings.Map(dropControl, written), " ")
	if text == "" {
		return refused("the address is missing", "write the file or the address between the brackets")
	}
	name, found := scheme(text)
	if found && !strings.Contains(text, `\`) {
		return readScheme(name, text)
	}
	// A server or a script may decode an address once more than it should, so what codes uncover counts as well.
	bare := decoded(text)
	if strings.Contains(bare, `\`) {
		return refused(`links with "\" are not used`, `write "/" instead`)
	}
	if name, found := scheme(bare); found {
		return refusedScheme(name)
	}
	if strings.HasPrefix(bare, "//") {
		return refused(`links of the kind "//" are not used`, wholeAddress)
	}
	return readFile(text)
}

func readScheme(name, text string) address {
	shape, known := schemes[name]
	if !known {
		return refusedScheme(name)
	}
	value := string(util.URLEscape([]byte(text), false))
	u, err := url.Parse(value)
	if err != nil || shape == outside && u.Hostname() == "" || shape == contact && u.Opaque == "" {
		hint := wholeAddress + " and the name of the site"
		if shape == contact {
			hint = "put the address or number straight after \"" + name + ":\""
		}
		return refused("\""+shortened(text)+"\" is not a whole address", hint)
	}
	return address{shape: shape, value: value}
}

func readFile(text string) address {
	a := address{shape: file}
	rest, fragment, _ := strings.Cut(text, "#")
	rest, _, a.query = strings.Cut(rest, "?")
	var err, fragmentErr error
	a.path, err = url.PathUnescape(rest)
	a.fragment, fragmentErr = url.PathUnescape(fragment)
	if err != nil || fragmentErr != nil || hasControl(a.path) || hasControl(a.fragment) {
		return refused("\""+shortened(text)+"\" is not the name of a file", `write "%" as "%25"`)
	}
	if rest == "" && !a.query {
		a.shape = heading
	}
	return a
}

// extension is the end of the file's name, lower-cased, with its dot.
func (a address) extension() string { return strings.ToLower(path.Ext(a.path)) }

func refused(text, hint string) address {
	return address{fault: &fault{offset: -1, text: text, hint: hint}}
}

func refusedScheme(name string) address {
	return refused("links of the kind \""+shortened(name)+":\" are not used",
		"link to an entry's file, a PDF, or an address that begins with https:, http:, mailto:, tel: or sms:")
}

// scheme is what stands before the first colon, lower-cased, unless a slash, "?" or "#" comes first. It need not be
// a name that the standard allows: what is odd is refused, not guessed at.
func scheme(text string) (name string, found bool) {
	if end := strings.IndexAny(text, ":/?#"); end >= 0 && text[end] == ':' {
		return strings.ToLower(text[:end]), true
	}
	return "", false
}

// decoded is text percent-decoded as often as somebody might, with what that uncovers cleaned again. Broken codes
// stay as they are.
func decoded(text string) string {
	for range 3 {
		if !strings.Contains(text, "%") {
			break
		}
		next := strings.TrimLeft(strings.Map(dropControl, percentDecoded(text)), " ")
		if next == text {
			break
		}
		text = next
	}
	return text
}

func percentDecoded(text string) string {
	var b strings.Builder
	for i := 0; i < len(text); i++ {
		if text[i] == '%' && i+2 < len(text) {
			if s, err := url.PathUnescape(text[i : i+3]); err == nil {
				b.WriteString(s)
				i += 2
				continue
			}
		}
		b.WriteByte(text[i])
	}
	return strings.ToValidUTF8(b.String(), "\uFFFD")
}

func dropControl(r rune) rune {
	if r < ' ' || r == 0x7f {
		return -1
	}
	return r
}

func hasControl(s string) bool { return strings.Map(dropControl, s) != s }

// shortened keeps a problem's text to one line.
func shortened(s string) string {
	const most = 60
	if runes := []rune(s); len(runes) > most {
		return string(runes[:most]) + "…"
	}
	return s
}
