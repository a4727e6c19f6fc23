package generator

import (
	"bytes"
	"encoding/json"
	"image"
	"image/jpeg"
	"path"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

// keptHere is what a site's lists say, read as a browser would.
type keptHere struct {
	Version string
	Bytes   int
	Files   [][]any
	Lists   []string
}

// told is what the service worker of a site is told: a line that is data and nothing else.
func told(t *testing.T, files map[string][]byte) (kept keptHere) {
	t.Helper()
	line, _, _ := strings.Cut(string(files["sw.js"]), "\n")
	data, begins := strings.CutPrefix(line, "self.wsKeep=")
	data, ends := strings.CutSuffix(data, ";")
	if err := json.Unmarshal([]byte(data), &kept); err != nil || !begins || !ends {
		t.Fatalf("the first line of sw.js is no data: %v", err)
	}
	return kept
}

// Every file that a device may keep is there, as long and with the hash that the lists say, so that a device can tell
// whether it has the whole.
func TestWhatDevicesMayKeepIsThere(t *testing.T) {
	n := realNetwork(t, "web")
	for _, name := range n.names() {
		files := n.Files(name)
		kept := told(t, files)
		languages := n.lib.Site(name).Settings.Texts("languages")
		if len(kept.Files) < 7 || len(kept.Lists) != len(languages) {
			t.Errorf("%s keeps %d files, and lists %s", name, len(kept.Files), kept.Lists)
		}
		rows := kept.Files
		for _, list := range kept.Lists {
			var one keptHere
			if err := json.Unmarshal(files[list], &one); err != nil {
				t.Fatalf("%s/%s: %v", name, list, err)
			}
			size := 0
			for _, row := range one.Files {
				size += len(files[row[0].(string)])
				if int(row[2].(float64)) != len(files[row[0].(string)]) {
					t.Errorf("%s/%s gets the size of %s wrong", name, list, row[0])
				}
			}
			if one.Bytes != size || one.Version == "" {
				t.Errorf("%s/%s says %d bytes, and it is %d", name, list, one.Bytes, size)
			}
			rows = append(rows, one.Files...)
			wholeList(t, files, path.Dir(path.Dir(list)), one.Files)
		}
		for _, row := range rows {
			file, hash := row[0].(string), row[1].(string)
			if content, found := files[file]; !found || hashOf(content) != hash || len(hash) != 12 {
				t.Errorf("%s: %s is not there, or not what its hash says", name, file)
			}
			if strings.Contains(file, "/card-") || strings.Contains(file, "/code-") || strings.HasPrefix(file, "embed/") {
				t.Errorf("%s: %s is not for readers of this site", name, file)
			}
		}
	}
}

// wholeList checks that a list has what a reader of a language needs without a network, and all that it shows.
func wholeList(t *testing.T, files map[string][]byte, folder string, rows [][]any) {
	t.Helper()
	var listed []string
	for _, row := range rows {
		listed = append(listed, row[0].(string))
	}
	for _, page := range []string{"index.html", "help/index.html", "feelings/index.html", "topics/index.html", "helplines/index.html", "a-z/index.html", "search/index.html", "keep/index.html"} {
		if !slices.Contains(listed, path.Join(folder, page)) {
			t.Errorf("%s is not in the list of %q", page, folder)
		}
	}
	if !slices.Contains(listed, "search/en/root.bin") {
		t.Errorf("the index is not in the list of %q", folder)
	}
	for _, file := range listed {
		for _, name := range named(file, files[file]) {
			if _, there := files[name]; there && keepable(name) && !slices.Contains(listed, name) {
				t.Errorf("%s, which %s shows, is not in the list of %q", name, file, folder)
			}
		}
	}
}

// What every device keeps without being asked says nothing of what its owner read, and the page to flee to nothing of
// the site.
func TestWhatEveryDeviceKeeps(t *testing.T) {
	n := realNetwork(t, "web")
	for _, name := range n.names() {
		for _, row := range told(t, n.Files(name)).Files {
			file := row[0].(string)
			folder := path.Base(path.Dir(file))
			if strings.HasSuffix(file, ".html") && !slices.Contains([]string{"help", "offline", "away"}, folder) || strings.HasPrefix(file, "search/") {
				t.Errorf("%s: every device keeps %s", name, file)
			}
		}
		away := string(n.Files(name)["away/index.html"])
		if called := n.lib.Site(name).Settings.Text("name"); away == "" || strings.Contains(away, called) {
			t.Errorf("%s: the page to flee to names it", name)
		}
	}
}

// A change of any page that a device may keep changes the worker, or browsers would not see it.
func TestTheWorkerChangesWithWhatIsKept(t *testing.T) {
	tree := smallTree()
	before := mustMemory(t, Options{Content: tree, Themes: realThemes})
	replaceIn(t, tree, "national/topics/sleep.md", "Put the phone away.", "Put the phone far away.")
	after := mustMemory(t, Options{Content: tree, Themes: realThemes})
	if a, b := told(t, before.Files("fife/beath")), told(t, after.Files("fife/beath")); a.Version == b.Version {
		t.Error("the worker is the same")
	}
	if bytes.Equal(before.Files("fife/beath")["keep/keep.json"], after.Files("fife/beath")["keep/keep.json"]) {
		t.Error("the list is the same")
	}
	replaceIn(t, tree, "national/books/owl.md", "An owl cannot sleep.", "An owl can not sleep.")
	other := mustMemory(t, Options{Content: tree, Themes: realThemes})
	kept := func(n *network) (rows [][]any) {
		for _, row := range told(t, n.Files("fife/beath")).Files {
			if strings.HasSuffix(row[0].(string), ".html") {
				rows = append(rows, row)
			}
		}
		return rows
	}
	if a, b := kept(after), kept(other); len(a) != len(b) || !slices.EqualFunc(a, b, func(x, y []any) bool { return x[1] == y[1] }) {
		t.Error("a book changes what every device keeps")
	}
}

// A site that is opened from a folder has no worker: browsers let none run there.
func TestASiteOnAStickHasNoWorker(t *testing.T) {
	n := realNetwork(t, "folder")
	for file := range n.inAll() {
		if base := path.Base(file); base == "sw.js" || base == "keep.json" || base == "site.webmanifest" || base == "_headers" {
			t.Errorf("%s is written", file)
		}
	}
}

// Where a photo was taken, and with what, is in no byte of a site.
func TestPicturesCarryNothingButThePicture(t *testing.T) {
	const canary = "GPS 55.9533 N 3.1883 W"
	var photo bytes.Buffer
	if err := jpeg.Encode(&photo, image.NewRGBA(image.Rect(0, 0, 400, 300)), nil); err != nil {
		t.Fatal(err)
	}
	note := "Exif\x00\x00MM\x00*\x00\x00\x00\x08\x00\x00\x00\x00\x00\x00" + canary
	marked := slices.Concat(photo.Bytes()[:2], []byte{0xff, 0xe1, 0, byte(len(note) + 2)}, []byte(note), photo.Bytes()[2:])
	tree := smallTree()
	tree["national/topics/photo.jpg"] = &fstest.MapFile{Data: marked, Mode: 0o644}
	tree["areas/fife/schools/beath/badge.jpg"] = &fstest.MapFile{Data: marked, Mode: 0o644}
	replaceIn(t, tree, "national/topics/sleep.md", "moon.png", "photo.jpg")
	replaceIn(t, tree, "areas/fife/schools/beath/school.md", "badge.png", "badge.jpg")
	n := mustMemory(t, Options{Content: tree, Themes: realThemes})
	if len(n.report.Sites) != 3 {
		t.Fatal(texts(n.report.Problems))
	}
	for file, content := range n.inAll() {
		if bytes.Contains(content, []byte(canary)) || bytes.Contains(content, []byte("Exif\x00")) {
			t.Errorf("%s tells where the photo was taken", file)
		}
	}
}
