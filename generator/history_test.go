package generator

import (
	"bytes"
	"compress/gzip"
	"context"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/golang-sql/civil"

	"wellshelf/generator/output"
	"wellshelf/generator/signing"
	"wellshelf/generator/signoff"
)

// history is a network whose texts are written, signed, corrected, withdrawn and renamed at random while days pass. Beside
// the program it keeps its own account of who looked at what, in the plainest way there is: every text that was ever
// written has a word of its own, and the account says until when readers may see that word.
type history struct {
	t       *testing.T
	r       *rand.Rand
	tree    fstest.MapFS
	sink    *output.Memory
	day     civil.Date
	words   int
	written map[string]string                // file to the word of its text now
	signed  map[string]map[string]civil.Date // word to role to the day
	said    []string                         // what happened
}

// historyRoles are who must sign each file, and historyMonths for how long.
var historyRoles = map[string][]string{
	"national/topics/sleep.md":                 {"library", "health"},
	"national/topics/sleep.gd.md":              {"library", "health"},
	"national/topics/self-harm.md":             {"library", "health", "young-people"},
	"national/topics/worry.md":                 {"library", "health"},
	"national/helplines/listening.md":          {"library", "health"},
	"areas/fife/topics/worry.md":               {"library", "health"},
	"national/books/owl.md":                    {"library"},
	"areas/fife/schools/beath/topics/sleep.md": {"library", "health"},
}

const (
	historyMonths = 6
	historyGrace  = 30
)

// newHistory is the small network with a policy, and signed. Everything in its texts that readers could see has the text's word.
func newHistory(t *testing.T, seed uint64) *history {
	h := &history{t: t, r: rand.New(rand.NewPCG(seed, 7)), tree: smallTree(), sink: new(output.Memory), day: realDay,
		written: map[string]string{}, signed: map[string]map[string]civil.Date{}}
	stateIn(t, h.tree, "network.md", fmt.Sprintf("sign_off:\n  - {kinds: [topic, helpline], roles: [library, health], months: %d, grace: %d}\n"+
		"  - {kinds: [topic], topics: [self-harm], roles: [young-people], months: %[1]d, grace: %[2]d}\n  - {kinds: [book], roles: [library], months: %[1]d, grace: %[2]d}", historyMonths, historyGrace))
	h.tree["areas/fife/topics/worry.md"] = pageFile("---", "updated: 2026-10-06", "summary: Worry in Fife.", "---", "", "Words of Fife.")
	for _, file := range sorted(historyRoles) {
		h.write(file)
		for _, role := range historyRoles[file] {
			h.sign(file, role)
		}
	}
	return h
}

func (h *history) tell(format string, args ...any) {
	h.said = append(h.said, h.day.String()+" "+fmt.Sprintf(format, args...))
}

var historyWord = regexp.MustCompile(`zq[a-z]{10}qz`)

// write gives a file a new text, with a word of its own in its summary and in its body.
func (h *history) write(file string) {
	h.words++
	word := "zq"
	for n := h.words*7919 + 13; len(word) < 12; n = n*31 + 7 {
		word += string(rune('a' + (n&0x7fffffff)%26))
	}
	word += "qz"
	text := historyWord.ReplaceAllString(string(h.tree[file].Data), "")
	text = regexp.MustCompile(`(?m)^summary: .*$`).ReplaceAllString(text, "summary: About "+word+".")
	head, _, _ := strings.Cut(text, "\n---\n")
	body := "Words of " + word + ".\n"
	if file == "national/topics/sleep.md" {
		body = "## Tonight\n\n" + body + "\n![A moon](moon.png)\n"
	}
	h.tree[file] = &fstest.MapFile{Data: []byte(head + "\n---\n\n" + body), Mode: 0o644}
	h.written[file] = word
	h.tell("%s is %s", file, word)
}

func (h *history) desk() *signing.Desk {
	read, err := (&Builder{Options: Options{Content: h.tree, Themes: realThemes, Today: h.day, Jobs: 1}}).Read(context.Background())
	if err != nil {
		h.t.Fatal(err)
	}
	return &signing.Desk{Library: read.Library, Content: h.tree, Today: h.day}
}

func (h *history) put(result *signing.Result) {
	for _, file := range result.Files {
		h.tree[file.Path] = &fstest.MapFile{Data: file.Bytes, Mode: 0o644}
	}
}

// sign lets a role sign the text as it is.
func (h *history) sign(file, role string) {
	one := signing.Decision{Entry: file, Record: signoff.Record{Role: role, Group: "Group", By: "KM"}}
	if role == "young-people" {
		one.Record.By, one.Record.RecordedBy = "6", "KM"
	}
	result, err := h.desk().Sign(one)
	if err != nil {
		h.tell("%s does not sign %s: %v", role, file, err)
		return
	}
	h.put(result)
	word := h.written[file]
	if h.signed[word] == nil {
		h.signed[word] = map[string]civil.Date{}
	}
	h.signed[word][role] = h.day
	h.tell("%s signs %s, %s", role, file, word)
}

// may reports whether readers may see a word today.
func (h *history) may(word string) bool {
	for file, roles := range historyRoles {
		if h.fileOf(word) != file {
			continue
		}
		for _, role := range roles {
			on, signed := h.signed[word][role]
			until := on
			for range historyMonths { // never more than 31 days a month
				until = until.AddDays(31)
			}
			if !signed || h.day.After(until.AddDays(historyGrace)) {
				return false
			}
		}
	}
	return true
}

// fileOf is the file that a word was written for.
func (h *history) fileOf(word string) string {
	for _, line := range h.said {
		if fields := strings.Fields(line); len(fields) == 4 && fields[2] == "is" && fields[3] == word {
			return fields[1]
		}
	}
	return ""
}

// historySteps are what can happen.
var historySteps = []func(h *history, file string){
	func(h *history, file string) { h.write(file) },
	func(h *history, file string) { h.write(file) },
	func(h *history, file string) { h.sign(file, historyRoles[file][h.r.IntN(len(historyRoles[file]))]) },
	func(h *history, file string) { h.sign(file, historyRoles[file][h.r.IntN(len(historyRoles[file]))]) },
	func(h *history, file string) {
		for _, role := range historyRoles[file] {
			h.sign(file, role)
		}
	},
	func(h *history, _ string) { h.day = h.day.AddDays(1 + h.r.IntN(60)); h.tell("days pass") },
	func(h *history, file string) { // withdrawn: what was signed is signed no more
		result, err := h.desk().Sign(signing.Decision{Entry: file, Record: signoff.Record{Role: "library", Group: "Group", By: "KM", Decision: signoff.Withdraw}})
		if err != nil {
			h.t.Fatal(err)
		}
		h.put(result)
		for word := range h.signed {
			if h.fileOf(word) == file {
				delete(h.signed, word)
			}
		}
		h.tell("withdrawn: %s", file)
	},
	func(h *history, file string) { // a role takes its word back
		role := historyRoles[file][0]
		result, err := h.desk().Sign(signing.Decision{Entry: file, Record: signoff.Record{Role: role, Group: "Group", By: "KM", Decision: signoff.Changes}})
		if err != nil {
			h.t.Fatal(err)
		}
		h.put(result)
		delete(h.signed[h.written[file]], role)
		h.tell("%s asks for changes of %s", role, file)
	},
	func(h *history, file string) { // a topic is taken off, and with it a row of the policy
		if file == "national/books/owl.md" && strings.Contains(string(h.tree[file].Data), "topics: [sleep]") {
			replaceIn(h.t, h.tree, file, "topics: [sleep]", "topics: [worry]")
			h.tell("changed beside its words: %s", file)
			h.write(file)
		}
	},
	func(h *history, file string) { // somebody tampers with a kept text
		folder := "signoffs/" + strings.TrimSuffix(file, ".md")
		kept, _ := fs.Glob(h.tree, folder+"/*.md")
		if len(kept) == 0 {
			return
		}
		at := kept[h.r.IntN(len(kept))]
		text := historyWord.ReplaceAllString(string(h.tree[at].Data), "zqtamperedxqz")
		before := h.tree[at]
		h.tree[at] = &fstest.MapFile{Data: []byte(text), Mode: 0o644}
		h.tell("tampered: %s", at)
		h.look()
		h.tree[at] = before
	},
	func(h *history, file string) { // records are lost, and found again
		records := "signoffs/" + strings.TrimSuffix(file, ".md") + ".yaml"
		before := h.tree[records]
		delete(h.tree, records)
		h.tell("lost: %s", records)
		h.look()
		h.tree[records] = before
	},
}

// look builds the network and holds what readers see against the account: pages, index, feeds, embeds and all.
func (h *history) look() {
	b := &Builder{Options: Options{Content: h.tree, Themes: realThemes, Today: h.day, Jobs: 2, Sink: h.sink, Pictures: drawn}}
	report, err := b.Build(context.Background())
	if err != nil {
		h.t.Fatal(err)
	}
	for _, name := range []string{"fife/beath", "fife/cowdenbeath", "moray/elgin"} {
		files := h.sink.Files(name)
		if !strings.Contains(string(files["help/index.html"]), "0131 496 0000") {
			h.fail("%s: help now has lost the number", name)
		}
		if !slices.Contains(sorted(files), "topics/big-feelings/index.html") {
			h.fail("%s: the topic of the crisis floor is gone", name)
		}
		held := slices.Contains(report.Held, name)
		for file, content := range files {
			if path.Ext(file) == ".html" && !strings.Contains(string(content), "help/\"") && !strings.HasPrefix(file, "help/") && !strings.HasPrefix(file, "away/") && !slices.Contains([]string{"404.html"}, file) && !strings.Contains(string(content), "http-equiv=\"refresh\"") {
				h.fail("%s: %s has no way to help now", name, file)
			}
			for _, word := range historyWord.FindAllString(plainBytes(content), -1) {
				if !h.may(word) && !held {
					h.fail("%s: %s shows %s", name, file, word)
				}
				if h.fileOf(word) == "" {
					h.fail("%s: %s shows %s, which nobody wrote", name, file, word)
				}
			}
		}
	}
}

// plainBytes is what a file holds, unpacked where it is packed.
func plainBytes(content []byte) string {
	z, err := gzip.NewReader(bytes.NewReader(content))
	if err != nil {
		return string(content)
	}
	text, err := io.ReadAll(z)
	if err != nil {
		return string(content)
	}
	return string(text)
}

func (h *history) fail(format string, args ...any) {
	h.t.Helper()
	h.t.Fatalf("on %s, "+format+"\n%s", append(append([]any{h.day}, args...), strings.Join(h.said, "\n"))...)
}

// Whatever is written, signed, taken back, withdrawn, lost or tampered with, no text that was never signed, and none past
// its grace, is in any file of any site; and the crisis floor is on all of them, always.
func TestRandomHistoriesShowOnlyWhatWasSigned(t *testing.T) {
	histories, steps := 6, 20
	if testing.Short() {
		histories, steps = 2, 12
	}
	if n := os.Getenv("WELLSHELF_HISTORIES"); n != "" {
		fmt.Sscan(n, &histories)
	}
	for seed := range histories {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			h := newHistory(t, uint64(seed))
			h.look()
			files := slices.Sorted(maps.Keys(historyRoles))
			for range steps {
				historySteps[h.r.IntN(len(historySteps))](h, files[h.r.IntN(len(files))])
				h.look()
			}
		})
	}
}

// A test that could not fail would say nothing: with a builder that shows what waits, this one does.
func TestHistoriesCanFail(t *testing.T) {
	h := newHistory(t, 1)
	h.write("national/topics/worry.md")
	b := &Builder{Options: Options{Content: h.tree, Themes: realThemes, Today: h.day, Jobs: 2, Sink: h.sink, Pictures: drawn, Drafts: true}}
	if _, err := b.Build(context.Background()); err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for file, content := range h.sink.Files("moray/elgin") {
		for _, word := range historyWord.FindAllString(plainBytes(content), -1) {
			if !h.may(word) {
				seen[strings.Split(file, "/")[0]] = true
			}
		}
	}
	if !seen["topics"] || !seen["search"] && !seen["assets"] && !seen["find"] {
		t.Errorf("a text that nobody signed was seen in %v", sorted(seen))
	}
}
