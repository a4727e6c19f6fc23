package output

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"slices"
	"strings"
)

// fileSum is the SHA-256 of a file's bytes. The zero value equals that of no file.
type fileSum [sha256.Size]byte

func (s fileSum) String() string { return hex.EncodeToString(s[:]) }

func parseSum(text string) (sum fileSum, ok bool) {
	if len(text) != 2*len(sum) {
		return sum, false
	}
	n, err := hex.Decode(sum[:], []byte(text))
	return sum, err == nil && n == len(sum)
}

// manifestFormat is raised when the meaning of manifest.json changes, so that an older program leaves newer sites alone.
const manifestFormat = 1

// manifest lists the files of a site, by which a later build knows what it may replace. It is sorted by path and does
// not list itself.
type manifest []listedFile

type listedFile struct {
	path string
	size int64
	sum  fileSum
}

type manifestJSON struct {
	Format int              `json:"format"`
	Files  []listedFileJSON `json:"files"`
}

type listedFileJSON struct {
	Path string `json:"path"`
	Size int64  `json:"size"`
	Sum  string `json:"sha256"`
}

// encode gives every file a line of its own, so that a changed page is one line in a diff.
func (m manifest) encode() []byte {
	var b bytes.Buffer
	b.Grow(64 + 160*len(m))
	b.WriteString(`{"format":1,"files":[`)
	for i, f := range m {
		if i > 0 {
			b.WriteByte(',')
		}
		line, err := json.Marshal(listedFileJSON{f.path, f.size, f.sum.String()})
		if err != nil {
			panic("wellshelf: internal error: manifest: " + err.Error())
		}
		b.WriteByte('\n')
		b.Write(line)
	}
	b.WriteString("\n]}\n")
	return b.Bytes()
}

// parseManifest reads what encode wrote for this site. Anything else, be it an edited list, another program's
// manifest.json or a newer format, is not ours: ok is false, and the file counts as a stranger's.
func parseManifest(site string, text []byte) (m manifest, ok bool) {
	var raw manifestJSON
	if json.Unmarshal(text, &raw) != nil || raw.Format != manifestFormat {
		return nil, false
	}
	m = make(manifest, 0, len(raw.Files))
	for _, f := range raw.Files {
		sum, ok := parseSum(f.Sum)
		if !ok || badPath(site, f.Path) != "" {
			return nil, false
		}
		m = append(m, listedFile{f.Path, f.Size, sum})
	}
	if !slices.IsSortedFunc(m, byPath) || !bytes.Equal(m.encode(), text) {
		return nil, false
	}
	return m, true
}

func byPath(a, b listedFile) int { return strings.Compare(a.path, b.path) }

// seal puts a first line over a text that names what it is and holds its checksum, so that one cut short or edited is
// not taken for whole.
func seal(kind string, body []byte) []byte {
	head := kind + " " + fileSum(sha256.Sum256(body)).String() + "\n"
	return append([]byte(head), body...)
}

// unseal returns the body of a sealed text, and false when it is not exactly what was sealed.
func unseal(kind string, text []byte) (body string, ok bool) {
	head, body, found := strings.Cut(string(text), "\n")
	if !found || head != kind+" "+fileSum(sha256.Sum256([]byte(body))).String() {
		return "", false
	}
	return body, true
}
