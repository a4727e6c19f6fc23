package corpus

import (
	"fmt"
	"strings"
)

// Entries that every tree has in these numbers, before the shares below divide the rest.
const (
	topics    = 80
	helplines = 10
)

// shares are how a hundred entries divide among the kinds without a number of their own.
var shares = []struct {
	kind    string
	percent int
}{
	{"resources", 40}, {"services", 18}, {"books", 16}, {"stories", 9}, {"places", 7}, {"organisations", 4}, {"events", 3}, {"lessons", 3},
}

// kind is the folder of the i-th entry. Entries a site has of its own are never topics nor helplines.
func (w *writer) kind(i int, prefix string) string {
	if prefix == "" {
		switch {
		case i < topics:
			return "topics"
		case i < topics+helplines:
			return "helplines"
		}
	}
	at := i * 37 % 100 // spreads the kinds, so that a small tree has all of them
	for _, share := range shares {
		if at -= share.percent; at < 0 {
			return share.kind
		}
	}
	panic("wellshelf: internal error: shares do not add up to a hundred")
}

// slug is the name of the n-th entry of a kind.
func slug(kind, prefix string, n int) string { return fmt.Sprintf("%s%c-%04d", prefix, kind[0], n) }

// certain is a number below which every tree has entries of each kind that others refer to.
const certain = 12

// entry is the text of one file.
func (w *writer) entry(kind string, number int) string {
	var b strings.Builder
	v := w.words
	fmt.Fprintf(&b, "---\ntitle: %q\nsummary: %q\n", v.phrase(2)+" "+v.rare(w.rand), v.phrase(14)+".")
	fmt.Fprintf(&b, "updated: 2026-%02d-%02d\n", 1+w.rand.IntN(11), 1+w.rand.IntN(20))
	if kind != "topics" {
		fmt.Fprintf(&b, "topics: [%s, %s]\n", slug("topics", "", w.rand.IntN(topics)), slug("topics", "", number%topics))
	}
	w.fields(&b, kind, number)
	b.WriteString("---\n\n")
	w.body(&b)
	return b.String()
}

// fields writes what a kind has of its own.
func (w *writer) fields(b *strings.Builder, kind string, number int) {
	v := w.words
	switch kind {
	case "topics":
		fmt.Fprintf(b, "short:\n  - %q\n  - %q\n", v.phrase(9)+".", v.phrase(11)+".")
		fmt.Fprintf(b, "synonyms: [%q, %q, %q]\nrelated: [%s]\n", v.phrase(2), v.phrase(1), v.phrase(3), slug("topics", "", (number+1)%topics))
	case "resources":
		fmt.Fprintf(b, "format: %s\nminutes: %d\nsource: %q\n", pick(w.rand, []string{"read", "watch", "listen", "do"}), 1+w.rand.IntN(20), v.phrase(2))
		fmt.Fprintf(b, "provenance:\n  publisher: %q\n  published: 2025-06-01\n  licence: CC BY 4.0\n", v.phrase(2))
	case "helplines":
		// Numbers Ofcom keeps free for drama.
		fmt.Fprintf(b, "region: UK\nchannels:\n  - type: phone\n    value: \"0808 157 0%03d\"\n    always: true\n    cost: Free.\n", number)
		fmt.Fprintf(b, "    checked:\n      \"on\": 2026-11-01\n      by: Bench\n      evidence: [\"https://line-%d.example/\"]\n", number)
	case "services":
		fmt.Fprintf(b, "organisation: %s\nurl: https://service-%d.example/\nminimum_age: 11\nmaximum_age: 18\nself_referral: true\n", slug("organisations", "", w.rand.IntN(certain)), number)
		fmt.Fprintf(b, "how_to_start: %q\ncost_options:\n  - option: Everyone\n    amount: \"0\"\n    amount_description: Free\n", v.phrase(12)+".")
		fmt.Fprintf(b, "schedules:\n  - byday: [tue, thu]\n    opens_at: \"16:00\"\n    closes_at: \"18:30\"\nplaces: [%s]\n", slug("places", "", w.rand.IntN(certain)))
	case "books":
		fmt.Fprintf(b, "authors: [%q]\nisbn: [%q]\nform: fiction\nformats: [print, ebook]\nfeelings: [%q, %q]\nages: {from: 11, to: 16}\n", v.phrase(1)+" "+v.phrase(1), isbn(w.rand.IntN(1e9)), v.word(), v.word())
	case "stories":
		fmt.Fprintf(b, "teller: S4 pupil\npeer: true\nanonymised: true\ncontent_note: %q\nconsent:\n  ref: BENCH-%d\n  held_by: Librarian\n  until: 2028-06-30\n", v.phrase(6)+".", number)
	case "places":
		fmt.Fprintf(b, "type: library\nlocation:\n  address_1: %q\n  city: %q\nhours:\n  - days: [mon, wed, fri]\n    opens: \"09:30\"\n    closes: \"17:00\"\n", v.phrase(2), v.phrase(1))
		fmt.Fprintf(b, "  - days: [sat]\n    opens: \"10:00\"\n    closes: \"14:00\"\nexceptions:\n  - from: 2026-12-25\n    closed: true\n    reason: Christmas Day\noffers:\n  - %q\n  - %q\n", v.phrase(5), v.phrase(4))
	case "organisations":
		fmt.Fprintf(b, "sector: third-sector\nurl: https://organisation-%d.example/\n", number)
	case "events":
		fmt.Fprintf(b, "start: 2026-09-%02d 15:30\nend: 2026-09-%02d 17:00\nrepeats: FREQ=WEEKLY;UNTIL=20270622T235959Z\nplace: %s\ncost: Free\ncome_alone: true\n", 1+number%28, 1+number%28, slug("places", "", w.rand.IntN(certain)))
	case "lessons":
		fmt.Fprintf(b, "curriculum: [HWB 3-06a]\nminutes: 50\naims:\n  - %q\nuses: [topics/%s]\n", v.phrase(8), slug("topics", "", number%topics))
	}
}

// isbn is a number with its check digit (ISO 2108).
func isbn(n int) string {
	digits := fmt.Sprintf("978%09d", n)
	sum := 0
	for i, d := range digits {
		sum += int(d-'0') * (1 + 2*(i%2))
	}
	return fmt.Sprintf("%s%d", digits, (10-sum%10)%10)
}

// body is about 450 words under four headings: paragraphs, a list, a note and links.
func (w *writer) body(b *strings.Builder) {
	w.paragraph(b, 3)
	for section := range 4 {
		fmt.Fprintf(b, "## %s\n\n", w.words.phrase(3))
		w.paragraph(b, 4)
		switch section {
		case 0:
			for range 4 {
				fmt.Fprintf(b, "- %s.\n", w.words.phrase(9))
			}
			b.WriteString("\n")
		case 1:
			fmt.Fprintf(b, "See [%s](/content/national/%s) and [%s](/content/national/%s).\n\n", w.words.phrase(2), w.other(), w.words.phrase(2), w.other())
		case 2:
			fmt.Fprintf(b, "> [!TIP]\n> %s, **%s**.\n\n", w.words.phrase(16), w.words.word())
		case 3:
			fmt.Fprintf(b, "You can talk to [a helpline](/content/national/helplines/%s.md) at any time.\n\n", slug("helplines", "", w.rand.IntN(helplines)))
		}
		w.paragraph(b, 4)
	}
}

// other is the file of an entry to link to, of a kind and number that every tree has.
func (w *writer) other() string {
	kind := pick(w.rand, []string{"topics", "resources", "services", "books"})
	return kind + "/" + slug(kind, "", w.rand.IntN(certain)) + ".md"
}

func (w *writer) paragraph(b *strings.Builder, sentences int) {
	for range sentences {
		b.WriteString(w.words.phrase(6 + w.rand.IntN(10)))
		b.WriteString(". ")
	}
	b.WriteString("\n\n")
}
