package check

import (
	"bytes"
	"strings"
)

// prose is a body as its reader sees it, byte for byte as long as its source, so that places stay true: what no reader
// sees, such as the address behind a link, is cut (NUL bytes). Marks of Markdown stay; rules step over them.
type prose struct {
	words  []byte
	links  []link
	quoted []stretch // other people's words, and code: not ours to change
	heads  []stretch // the lines of headings
}

// stretch is a part of a text, in bytes.
type stretch struct{ from, to int }

func (s stretch) holds(at int) bool { return s.from <= at && at < s.to }

// link is a link: where its words stand, and where it leads as written.
type link struct {
	stretch
	target string
}

// cut stands for what no reader sees: no word and no number goes on across it.
const cut = 0

// newProse reads a body. It knows as much of Markdown as the rules need; package markdown alone decides what is shown.
func newProse(body []byte) *prose {
	p := &prose{words: bytes.Clone(body)}
	p.comments()
	p.blocks()
	p.codeSpans()
	p.references()
	p.addresses()
	return p
}

func (p *prose) cut(from, to int) {
	for i := from; i < to; i++ {
		if p.words[i] != '\n' {
			p.words[i] = cut
		}
	}
}

// comments cuts what stands between <!-- and -->.
func (p *prose) comments() {
	for at := 0; ; {
		from := bytes.Index(p.words[at:], []byte("<!--"))
		if from < 0 {
			return
		}
		from += at
		end := bytes.Index(p.words[from:], []byte("-->"))
		if end < 0 {
			return
		}
		at = from + end + len("-->")
		p.cut(from, at)
	}
}

// blocks notes headings, quotations and code, line by line. A quotation that begins as a note ([!TIP]) is ours.
func (p *prose) blocks() {
	fence, start := "", 0
	quote, note := -1, false
	end := func(at int) {
		if quote >= 0 && !note {
			p.quoted = append(p.quoted, stretch{quote, at})
		}
		quote, note = -1, false
	}
	for at := 0; at < len(p.words); {
		next := at + lineLength(p.words[at:])
		line := strings.TrimSpace(string(p.words[at:next]))
		switch mark := fenceOf(line); {
		case fence != "":
			if strings.HasPrefix(line, fence) && strings.Trim(line, fence[:1]) == "" {
				p.quoted, fence = append(p.quoted, stretch{start, next}), ""
			}
		case mark != "":
			end(at)
			fence, start = mark, at
		case strings.HasPrefix(line, ">"):
			if quote < 0 {
				quote, note = at, strings.HasPrefix(strings.TrimLeft(line, "> "), "[!")
				p.cutMark(at, next)
			}
		case line == "":
			end(at)
		case strings.HasPrefix(line, "#"):
			end(at)
			p.heads = append(p.heads, stretch{at, next})
		}
		at = next
	}
	end(len(p.words))
	if fence != "" {
		p.quoted = append(p.quoted, stretch{start, len(p.words)})
	}
}

// codeSpans notes what stands between backticks on one line.
func (p *prose) codeSpans() {
	for at := 0; at < len(p.words); {
		next := at + lineLength(p.words[at:])
		for at < next {
			open := bytes.IndexByte(p.words[at:next], '`')
			if open < 0 {
				break
			}
			from := at + open
			end := bytes.IndexByte(p.words[from+1:next], '`')
			if end < 0 {
				break
			}
			at = from + 1 + end + 1
			p.quoted = append(p.quoted, stretch{from, at})
		}
		at = next
	}
}

// cutMark cuts the mark of a note, such as [!TIP].
func (p *prose) cutMark(from, to int) {
	open := bytes.Index(p.words[from:to], []byte("[!"))
	if open < 0 {
		return
	}
	if end := bytes.IndexByte(p.words[from+open:to], ']'); end >= 0 {
		p.cut(from+open, from+open+end+1)
	}
}

func fenceOf(line string) string {
	for _, mark := range []string{"```", "~~~"} {
		if strings.HasPrefix(line, mark) {
			return line[:len(line)-len(strings.TrimLeft(line, mark[:1]))]
		}
	}
	return ""
}

func lineLength(text []byte) int {
	if end := bytes.IndexByte(text, '\n'); end >= 0 {
		return end + 1
	}
	return len(text)
}

// references notes links written [words](target), [words][name] and [name], and cuts what no reader sees of them: targets,
// but for the numbers in tel: and sms:, names and definitions ([name]: target).
func (p *prose) references() {
	var open []int
	r := &referring{defined: map[string]string{}}
	for i := 0; i < len(p.words); i++ {
		switch p.words[i] {
		case '\\':
			i++
		case '\n':
			if i+1 < len(p.words) && p.words[i+1] == '\n' {
				open = open[:0]
			}
		case '[':
			open = append(open, i)
		case ']':
			if len(open) == 0 {
				continue
			}
			from := open[len(open)-1]
			open = open[:len(open)-1]
			i = p.closed(from, i, r)
		}
	}
	for _, l := range r.named {
		if target, found := r.defined[referred(l.name)]; found {
			p.links = append(p.links, link{l.stretch, target})
			p.cut(l.to, l.end)
		}
	}
}

// referring is what a body says of links by name.
type referring struct {
	defined map[string]string // targets
	named   []named
}

// named is what a link by name would be, if the name is defined: the words in brackets, and where what follows them ends.
type named struct {
	stretch
	name string
	end  int
}

// referred is a name as names are compared.
func referred(name string) string { return strings.ToLower(strings.Join(strings.Fields(name), " ")) }

// closed looks at what follows a bracket that closes, and returns where to go on.
func (p *prose) closed(from, end int, r *referring) int {
	rest := p.words[end+1:]
	switch {
	case len(rest) > 0 && rest[0] == '(':
		length := targetLength(rest[1:])
		if length < 0 {
			return end
		}
		target, is := destination(string(rest[1 : 1+length]))
		if !is {
			return end
		}
		p.links = append(p.links, link{stretch{from, end + 1}, target})
		if !dialled(target) {
			p.cut(end+1, end+1+length+2)
		}
		return end + 1 + length
	case len(rest) > 0 && rest[0] == ':' && (from == 0 || p.words[from-1] == '\n') && p.words[from+1] != '^':
		length := lineLength(rest)
		target, is := destination(string(rest[1:length]))
		if !is {
			return end
		}
		r.defined[referred(string(p.words[from+1:end]))] = target
		if !dialled(target) {
			p.cut(from, end+1+length)
		}
		return end + length
	case len(rest) > 0 && rest[0] == '[':
		if length := bytes.IndexByte(rest[1:], ']'); length > 0 {
			r.named = append(r.named, named{stretch{from, end + 1}, string(rest[1 : 1+length]), end + length + 3})
			return end
		}
	}
	r.named = append(r.named, named{stretch{from, end + 1}, string(p.words[from+1 : end]), end + 1})
	return end
}

// destination is where a link leads, by what stands in its brackets or behind its definition. With more than an address
// and a title there, it is no link, and readers see what stands there.
func destination(text string) (target string, is bool) {
	text = strings.TrimSpace(text)
	target, title := text, ""
	if inner, pointed := strings.CutPrefix(text, "<"); pointed {
		target, title, _ = strings.Cut(inner, ">")
	} else if end := strings.IndexAny(text, " \t"); end >= 0 {
		target, title = text[:end], strings.TrimSpace(text[end:])
	}
	title = strings.TrimSpace(title)
	return target, title == "" || strings.ContainsRune("\"'(", rune(title[0]))
}

func dialled(target string) bool {
	target = strings.ToLower(strings.TrimLeft(target, "<"))
	return strings.HasPrefix(target, "tel:") || strings.HasPrefix(target, "sms:")
}

// targetLength is how long a link's target is, up to its closing bracket; -1 when there is none.
func targetLength(text []byte) int {
	depth := 0
	for i, c := range text {
		switch c {
		case '(':
			depth++
		case ')':
			if depth == 0 {
				return i
			}
			depth--
		case '\n':
			return -1
		}
	}
	return -1
}

// addresses cuts bare addresses and DOIs.
func (p *prose) addresses() { cutAddresses(p.words) }

// cutAddresses cuts every stretch without blanks that holds "://", begins with "www." or is a DOI, which are numbers
// that nobody calls.
func cutAddresses(words []byte) {
	if !bytes.Contains(words, []byte("://")) && !bytes.Contains(words, []byte("www.")) && !bytes.Contains(words, []byte("10.")) {
		return
	}
	for at := 0; at < len(words); {
		if isBlank(words[at]) {
			at++
			continue
		}
		end := at
		for end < len(words) && !isBlank(words[end]) {
			end++
		}
		piece := words[at:end]
		if from := addressIn(piece); from >= 0 {
			for i := at + from; i < end; i++ {
				words[i] = cut
			}
		}
		at = end
	}
}

// addressIn is where an address begins within a piece without blanks, or -1.
func addressIn(piece []byte) int {
	if at := bytes.Index(piece, []byte("://")); at >= 0 {
		for at > 0 && isLetter(piece[at-1]) {
			at--
		}
		return at
	}
	if at := bytes.Index(piece, []byte("www.")); at >= 0 {
		return at
	}
	at := bytes.Index(piece, []byte("10."))
	if at >= 0 && (at == 0 || !isDigit(piece[at-1])) && bytes.IndexByte(piece[at:], '/') >= len("10.1000") {
		return at
	}
	return -1
}

func isBlank(c byte) bool  { return c == ' ' || c == '\n' || c == '\t' || c == cut }
func isDigit(c byte) bool  { return '0' <= c && c <= '9' }
func isLetter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }

// within reports whether a place lies in one of the stretches.
func within(list []stretch, at int) bool {
	for _, s := range list {
		if s.holds(at) {
			return true
		}
	}
	return false
}
