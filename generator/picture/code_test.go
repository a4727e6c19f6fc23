package picture

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/xml"
	"io"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// matrix reads the modules of a code back from its drawing, with the quiet zone.
func matrix(t *testing.T, svg []byte) [][]bool {
	t.Helper()
	d := xml.NewDecoder(strings.NewReader(string(svg)))
	for {
		if _, err := d.Token(); err == io.EOF {
			break
		} else if err != nil {
			t.Fatal(err)
		}
	}
	box := regexp.MustCompile(`viewBox="0 0 (\d+) (\d+)"`).FindStringSubmatch(string(svg))
	if box == nil || box[1] != box[2] {
		t.Fatalf("%.200s has no square view", svg)
	}
	side, _ := strconv.Atoi(box[1])
	m := make([][]bool, side)
	for y := range m {
		m[y] = make([]bool, side)
	}
	for _, run := range regexp.MustCompile(`M(\d+) (\d+)\.5h(\d+)`).FindAllStringSubmatch(string(svg), -1) {
		x, _ := strconv.Atoi(run[1])
		y, _ := strconv.Atoi(run[2])
		length, _ := strconv.Atoi(run[3])
		for i := range length {
			m[y][x+i] = true
		}
	}
	return m
}

// checkStructure holds a code to what every reader looks for first.
func checkStructure(t *testing.T, m [][]bool) {
	t.Helper()
	side := len(m) - 2*quietZone
	if side < 21 || (side-17)%4 != 0 {
		t.Fatalf("a code of %d modules", side)
	}
	at := func(x, y int) bool { return m[y+quietZone][x+quietZone] }
	for i := range m {
		for j := range quietZone {
			if m[i][j] || m[j][i] || m[i][len(m)-1-j] || m[len(m)-1-j][i] {
				t.Fatal("the quiet zone is not quiet")
			}
		}
	}
	for _, corner := range [][2]int{{0, 0}, {side - 7, 0}, {0, side - 7}} {
		for y := range 7 {
			for x := range 7 {
				ring := max(x-3, 3-x, y-3, 3-y)
				if at(corner[0]+x, corner[1]+y) != (ring != 2) {
					t.Fatalf("the mark at %v is broken", corner)
				}
			}
		}
	}
	for i := 8; i < side-8; i++ {
		if at(i, 6) != (i%2 == 0) || at(6, i) != (i%2 == 0) {
			t.Fatal("the timing line is broken")
		}
	}
	format := 0
	for _, place := range [][2]int{{0, 8}, {1, 8}, {2, 8}, {3, 8}, {4, 8}, {5, 8}, {7, 8}, {8, 8}, {8, 7}, {8, 5}, {8, 4}, {8, 3}, {8, 2}, {8, 1}, {8, 0}} {
		format <<= 1
		if at(place[0], place[1]) {
			format |= 1
		}
	}
	format ^= 0b101_0100_0001_0010
	rest := format
	for i := 14; i >= 10; i-- { // BCH (15, 5): a valid word leaves no rest
		if rest>>i&1 == 1 {
			rest ^= 0b101_0011_0111 << (i - 10)
		}
	}
	if rest != 0 || format>>13 != 0 {
		t.Errorf("the format %015b is not valid, or not of level M", format)
	}
}

func TestCode(t *testing.T) {
	for _, text := range []string{"a", "https://library.example/arbroath/topics/keeping-going/", "HELP 123", "żółw", strings.Repeat("long/", 100)} {
		svg, err := Code(text)
		if err != nil {
			t.Fatal(err)
		}
		checkStructure(t, matrix(t, svg))
		if strings.Contains(string(svg), "style") || strings.Contains(string(svg), text) && len(text) > 1 || len(svg) > 40_000 {
			t.Errorf("%q: a drawing of %d bytes that holds style or text", text, len(svg))
		}
	}
}

// When these hashes were written, a reader that shares no code with this package had read texts of all lengths from 1 to
// 500 back from their drawings. Whoever changes them should read some back again, with a phone.
func TestCodesThatWereReadBack(t *testing.T) {
	all := sha256.New()
	for n := 1; n <= longestCode; n++ {
		svg, err := Code(strings.Repeat("https://library.example/Topics?", 30)[:n])
		if err != nil {
			t.Fatal(n, err)
		}
		all.Write(svg)
	}
	if got := hex.EncodeToString(all.Sum(nil)); got != "2a29e5b2b39ac7849bab086f662ed73f072a800ea4d5cacb6a6b23cc008e8bc9" {
		t.Errorf("the codes have changed: %s", got)
	}
}

func TestTextsWithoutACode(t *testing.T) {
	for _, text := range []string{"", "\xff\xfe", strings.Repeat("a", 501)} {
		if _, err := Code(text); err == nil {
			t.Errorf("a code for %.20q", text)
		}
	}
}
