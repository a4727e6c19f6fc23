package markdown

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/yuin/goldmark/parser"
	gtext "github.com/yuin/goldmark/text"

	"wellshelf/generator/diag"
)

var update = flag.Bool("update", false, "write the golden files anew")

// TestCorpus compares what becomes of each testdata/*.md with the file of the same name that ends in .golden.
func TestCorpus(t *testing.T) {
	files, err := filepath.Glob("testdata/*.md")
	if err != nil || len(files) == 0 {
		t.Fatalf("no corpus: %v", err)
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			body, problems := Parse(Source{File: filepath.Base(file), Text: text, Prefix: "local-"})
			if wrong := unsafety(body); wrong != "" {
				t.Error(wrong)
			}
			got := described(body, problems)
			golden := strings.TrimSuffix(file, ".md") + ".golden"
			if *update {
				if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if got != string(want) {
				t.Errorf("differs from %s; got:\n%s", golden, got)
			}
		})
	}
}

// described is all that a body says, for a person to read.
func described(body *Body, problems []diag.Problem) string {
	var b strings.Builder
	b.WriteString("== html\n")
	for _, s := range body.Segments {
		b.WriteString(s.HTML)
		if s.Slot != nil {
			fmt.Fprintf(&b, "{%s %q", s.Slot.Kind, s.Slot.Target)
			for _, part := range []struct{ name, value string }{{"#", s.Slot.Fragment}, {"html", s.Slot.HTML},
				{"text", s.Slot.Text}, {"title", s.Slot.Title}} {
				if part.value != "" {
					fmt.Fprintf(&b, " %s %q", part.name, part.value)
				}
			}
			if s.Slot.Alone {
				b.WriteString(" alone")
			}
			if s.Slot.Place.Line > 0 {
				fmt.Fprintf(&b, " at %d:%d+%d", s.Slot.Place.Line, s.Slot.Place.Column, s.Slot.Place.Length)
			}
			b.WriteString("}")
		}
	}
	b.WriteString("\n== headings\n")
	for _, h := range body.Headings {
		fmt.Fprintf(&b, "%d %s %q\n", h.Level, h.ID, h.Text)
	}
	fmt.Fprintf(&b, "== words\n%s\n== outside\n", body.Words)
	for _, l := range body.Outside {
		fmt.Fprintf(&b, "%s %q at %s\n", l.URL, l.Text, l.Place)
	}
	b.WriteString("== problems\n")
	for _, p := range problems {
		b.WriteString(p.String())
	}
	return b.String()
}

func TestLineEnds(t *testing.T) {
	text, err := os.ReadFile("testdata/links.md")
	if err != nil {
		t.Fatal(err)
	}
	body, problems := Parse(Source{Text: text, Line: 7})
	windows, windowsProblems := Parse(Source{Text: bytes.ReplaceAll(text, []byte("\n"), []byte("\r\n")), Line: 7})
	if !reflect.DeepEqual(body, windows) || !reflect.DeepEqual(problems, windowsProblems) {
		t.Errorf("a file with Windows line ends is read differently:\n%s\nnot\n%s",
			described(windows, windowsProblems), described(body, problems))
	}
}

func TestPlaces(t *testing.T) {
	text := "Zwölf ü [x](a.md) [y](javascript:z)\n\n> - über [bad](../x/ \"t\")\n\nsee [r]\n\n[r]: b:c\n\n| a |\n|---|\n| ß [q](x.exe) |\n"
	_, problems := Parse(Source{File: "a.md", Text: []byte(text), Line: 4})
	want := []diag.Place{{File: "a.md", Line: 5, Column: 23, Length: 12}, {File: "a.md", Line: 7, Column: 16, Length: 5},
		{File: "a.md", Line: 11, Column: 6, Length: 3}, {File: "a.md", Line: 15, Column: 9, Length: 5}}
	if len(problems) != len(want) {
		t.Fatalf("%d problems, want %d: %v", len(problems), len(want), problems)
	}
	for i, p := range problems {
		if p.Place != want[i] || p.Snippet != diag.Line([]byte(text), p.Place.Line-4) {
			t.Errorf("problem %q is at %+v, want %+v; snippet %q", p.Text, p.Place, want[i], p.Snippet)
		}
	}
}

func TestFragments(t *testing.T) {
	body, problems := Parse(Source{Prefix: "local-", Text: []byte("## What helps?\n\n[a](#what-helps)\n\n## What helps!\n\n## Ärger & Ωmega 1_2\n\n## 🙂\n")})
	if len(problems) > 0 {
		t.Errorf("problems: %v", problems)
	}
	for id, want := range map[string]bool{"what-helps": true, "what-helps-1": true, "ärger--ωmega-1_2": true, "section": true,
		"local-what-helps": false, "what": false, "": false, "What-helps": false} {
		if got := body.HasFragment(id); got != want {
			t.Errorf("HasFragment(%q) = %v, want %v", id, got, want)
		}
	}
}

// TestSourceUnchanged: the text and the memory behind it are the caller's.
func TestSourceUnchanged(t *testing.T) {
	room := []byte("```\nlast line without an end|and what follows in memory")
	text := room[:bytes.IndexByte(room, '|')]
	before := string(room)
	Parse(Source{Text: text})
	if string(room) != before {
		t.Errorf("memory behind the text changed to %q", room)
	}
}

func TestConcurrent(t *testing.T) {
	text, err := os.ReadFile("testdata/links.md")
	if err != nil {
		t.Fatal(err)
	}
	want, wantProblems := Parse(Source{File: "links.md", Text: text})
	var all sync.WaitGroup
	for i := range 8 {
		all.Go(func() {
			for range 20 {
				Parse(Source{Text: []byte(strings.Repeat("another *text* ", 10*i))})
				got, problems := Parse(Source{File: "links.md", Text: text})
				if !reflect.DeepEqual(got, want) || !reflect.DeepEqual(problems, wantProblems) {
					t.Error("the same text gave another body")
					return
				}
			}
		})
	}
	all.Wait()
}

// TestParsersAgree: leaving out the search for bare addresses changes nothing for texts that hold none.
func TestParsersAgree(t *testing.T) {
	for _, text := range []string{"a b  c\nd (e) *f g*_h_ ~i~ j", "- a *b c* \n  d\n\n> e f  \n> g", "[a b](c.md) d\\ e `f  g` h", "|a b|\n|-|\n| c |",
		" a\n b\\\n  c", "*a (b) c*d _e_f", "## a b\n\ntext[^1] more\n\n[^1]: a note here"} {
		one, other := dumped(withAddresses(), text), dumped(withoutAddresses(), text)
		if one != other {
			t.Errorf("%q: %s\nand without: %s", text, one, other)
		}
	}
}

func dumped(p parser.Parser, source string) string {
	w := &writer{source: []byte(source), places: places{text: []byte(source)}, body: &Body{}, level: 1}
	w.node(p.Parse(gtext.NewReader(w.source)))
	return string(w.out) + string(w.words)
}

// FuzzParse: whatever is written, the body is safe, well-formed, its slots and links point into the text, and
// reading again gives the same.
func FuzzParse(f *testing.F) {
	files, err := filepath.Glob("testdata/*.md")
	if err != nil {
		f.Fatal(err)
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(text)
		for paragraph := range bytes.SplitSeq(text, []byte("\n\n")) {
			f.Add(paragraph)
		}
	}
	for _, markup := range append(rawMarkup, breakouts...) {
		f.Add([]byte(markup))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		// A text that is never done would look to the fuzzer like one without faults.
		defer time.AfterFunc(5*time.Second, func() { panic(fmt.Sprintf("still reading %q", text)) }).Stop()
		src := Source{File: "a.md", Text: text, Line: 3, Prefix: "p-"}
		body, problems := Parse(src)
		if wrong := unsafety(body); wrong != "" {
			t.Fatal(wrong)
		}
		lines := bytes.Count(text, []byte("\n")) + 1
		for _, p := range problems {
			if p.Text == "this text could not be read as Markdown" {
				t.Fatal("the Markdown library panicked")
			}
			if p.Place.Line > lines+3 || p.Place.Column > len([]rune(p.Snippet))+1 || p.Text == "" || p.Hint == "" {
				t.Fatalf("odd problem %+v", p)
			}
		}
		for _, s := range body.Segments {
			if s.Slot != nil && s.Slot.Target != "back" && (s.Slot.Place.Line <= 3 || s.Slot.Place.Line > lines+3) {
				t.Fatalf("slot outside the text: %+v", s.Slot)
			}
		}
		again, _ := Parse(src)
		if !reflect.DeepEqual(body, again) {
			t.Fatal("reading again gave another body")
		}
	})
}

// BenchmarkParse reads a body of the usual size: 480 words with headings, lists, links and a note.
func BenchmarkParse(b *testing.B) {
	for name, address := range map[string]string{"WithAddresses": "<https://example.org/sleep>", "WithoutAddresses": "the leaflet"} {
		b.Run(name, func(b *testing.B) {
			text := bytes.ReplaceAll(usualBody(), []byte("<address>"), []byte(address))
			b.ReportAllocs()
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				Parse(Source{File: "a.md", Text: text})
			}
		})
	}
}

func usualBody() []byte {
	var b strings.Builder
	sentence := "Small things can help when *everything* feels heavy, and you do not have to do them all today. "
	for i := range 6 {
		fmt.Fprintf(&b, "## Part %d\n\n%s%sSee [what sleep does](../topics/sleep.md#sleep).\n\n", i, sentence, sentence)
		b.WriteString("- Open the curtains, or stand **outside** for five minutes.\n- Call [Childline](../helplines/childline.md).\n" +
			"- Read <address> with a friend.\n\n")
	}
	b.WriteString("> [!TIP]\n> " + sentence + "\n\n![A calm sea](sea.jpg)\n")
	return []byte(b.String())
}
