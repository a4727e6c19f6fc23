package check

import (
	"strings"
	"testing"
)

func TestNumbersAreOneHoweverTheyAreGrouped(t *testing.T) {
	for text, want := range map[string]number{
		"0800 1111": "08001111", "08088 01 03 02": "08088010302", "0808 801 0302": "08088010302", "+44 808 801 0302": "08088010302",
		"+44 (0)808 801 0302": "08088010302", "0044 808 801 0302": "08088010302", "116 123": "116123", "116123": "116123", "85258": "85258",
		"(0131) 496-0000": "01314960000", "0131\u00a0496\u20110000": "01314960000", "999": "999", "٠٨٠٠ ١١١١": "08001111",
		"+353 1 496 0000": "+35314960000", "": "", "no number": "", "1, 2": "",
	} {
		if got := numberOf(text); got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}

func TestSlips(t *testing.T) {
	for _, c := range []struct {
		a, b number
		want bool
	}{
		{"08088010690", "08088010609", true}, {"08080684141", "08000684141", true}, {"08001111", "08001112", true},
		{"08001111", "08001111", false}, {"08088010432", "08088010302", false}, {"116123", "116124", false}, {"0800111", "08001111", false},
		{"08088010096", "08088010609", false},
	} {
		if c.a.slip(c.b) != c.want || c.b.slip(c.a) != c.want {
			t.Errorf("%s and %s: slip is %v, want %v", c.a, c.b, !c.want, c.want)
		}
	}
}

// Numbers of every day are none that a text has to be spared.
func TestEverydayNumbers(t *testing.T) {
	for _, text := range []string{
		"Phone 999 or 112, or 111 for NHS 24, or 101.", "In 2024 and 2025-2026, on 23/11/2026 or 05/06/2026 123 people came.", "On 2026-01-02 1000 books.",
		"ISBN 978-0-14-044913-6, ISBN 0-14-044913-6 and 9780140449136.", "It costs £12.50, £85258 or 0.50.", "HWB 3-06a and HWB 0-14a.", "EH26 8HS, EH1 1AA.",
		"S1 to S3, P7, aged 11 to 16.", "doi:10.1136/bmj.02085.1234567890", "https://example.org/0800/1111?id=08001111", "Code 4471122009988776655.",
		"S12000019", "It is 50 % or 1,000,000 of 2,000.", "Take 3 breaths for 4 - 7 - 8.", "Open 09:00 to 17:00, 0900 to 1700.", "100 000 steps", "[x](https://example.org/08001111)",
		"<!-- 0800 1111 -->", "Room 0.12, shelf 808.8 ABC", "#85258",
	} {
		quiet(t, contactNumber, body(text))
	}
}

func TestLookalikes(t *testing.T) {
	for text, shown := range map[string]string{
		"Ring 0131 496 0000.": "0131 496 0000", "Ring (01968) 664066 now": "(01968) 664066", "Ring 07700 900123": "07700 900123", "Ring +353 1 496 0000": "+353 1 496 0000",
		"Code 2026 07700 900123": "07700 900123",
	} {
		tells(t, contactNumber, body(text), "warning "+shown+" looks like a phone number", "put it into a place or a service")
	}
}

// An entry's own numbers are where they belong.
func TestOwnNumbersAreNoProblem(t *testing.T) {
	place := "---\ntitle: Library\nsummary: Books.\nupdated: 2026-11-01\ntype: library\nphone: \"01968 664066\"\n---\n\nRing 01968 664 066.\n"
	quiet(t, contactNumber, map[string]string{"national/places/library.md": place})
	line := strings.TrimSuffix(ground["national/helplines/childline.md"], "\n") + "\n\nPhone 0800 1111.\n"
	tells(t, contactNumber, map[string]string{"national/helplines/childline.md": line}, "typed into text", "leave it out; the page shows it from the fields")
}

func TestNumbersInFields(t *testing.T) {
	text := strings.Replace(topic("Sleep", "Words."), "[It happens.]", "[\"Phone 116 123.\"]", 1)
	tells(t, contactNumber, map[string]string{"national/topics/sleep.md": text}, "error the number of Samaritans is typed into text",
		"leave it out, and link to it in the text below the fields: [Samaritans](../helplines/samaritans.md)")
}

// FuzzNoNumberIsMissed: however the digits of a number of the ledger are grouped, and whatever stands around it, it is
// found.
func FuzzNoNumberIsMissed(f *testing.F) {
	known := []number{"08001111", "116123", "08000684141", "88247", "08088010302", "85258", "08088020021", "07418341800", "03448000550"}
	in := func(n number) bool { return strings.Contains(" "+joinNumbers(known)+" ", " "+string(n)+" ") }
	f.Add(uint8(0), uint64(0), uint8(0), uint8(0), "Phone ", " now")
	f.Add(uint8(4), uint64(0b10010010), uint8(1), uint8(1), "Aged 11, ", ".")
	f.Add(uint8(2), uint64(^uint64(0)), uint8(5), uint8(2), "(", ")")
	gaps := []string{" ", "-", "\u00a0", ".", "&nbsp;", " - ", "\n", "/", "\u2011", "** **", "(", ") ", "\u200b", "٠"[:0] + " "}
	f.Fuzz(func(t *testing.T, which uint8, cuts uint64, gap, prefix uint8, before, after string) {
		n := known[int(which)%len(known)]
		digits := string(n)
		if digits[0] == '0' {
			digits = []string{digits, "+44" + digits[1:], "0044" + digits[1:], "+44 (0)" + digits[1:]}[prefix%4]
		}
		var grouped strings.Builder
		for i, d := range digits {
			if i > 1 && cuts>>(i%64)&1 == 1 && !strings.ContainsAny(digits[i-1:i], " (+)") {
				grouped.WriteString(gaps[int(gap)%len(gaps)])
			}
			grouped.WriteRune(d)
		}
		if touches(before[max(0, len(before)-1):]) || touches(after[:min(1, len(after))]) {
			before, after = before+", ", ", "+after
		}
		if strings.ContainsAny(before, "0123456789#£€<[`:/\\(&") || before != strings.ToValidUTF8(before, "") || strings.IndexFunc(before, func(r rune) bool { return digitOf(r) >= 0 }) >= 0 {
			before = "So, "
		}
		if strings.IndexFunc(after, func(r rune) bool { return digitOf(r) >= 0 }) >= 0 || strings.ContainsAny(after, ":/[](") {
			after = ", yes"
		}
		text := before + ", " + grouped.String() + after
		for _, h := range numbersIn(newProse([]byte(text)).words, in) {
			if h.known && h.number == n {
				return
			}
		}
		t.Errorf("%q: %s was missed", text, n)
	})
}

// touches reports whether a byte beside a number could be taken for a part of it.
func touches(s string) bool {
	return s != "" && s != " " && s != "."
}

func joinNumbers(list []number) string {
	var b strings.Builder
	for _, n := range list {
		b.WriteString(string(n) + " ")
	}
	return b.String()
}

// What librarians write every week, and what looks like a number of the phone in it.
func TestTimesDaysAndListsAreNoNumbers(t *testing.T) {
	for _, text := range []string{
		"Open 08.45-15.30, in the holidays 09.00-17.00.", "Open 08.00-16.00, and 09.00-17.00\n10.00-12.00", "From 01/02/2026 - 05/02/2026.", "From 09.02.2026–13.02.2026.",
		"It runs 03.04.27 - 05.04.27.", "How sad? 0 1 2 3 4 5 6 7 8 9 10", "Numbers 03 12 19 25 31 44.", "ISBNs 0747532699 and 0140449132.", "ISBN (paperback): 0747532699",
		"[Words][book]\n\n[book]: https://example.org/0131-496-0000 \"Title\"",
	} {
		quiet(t, contactNumber, body(text))
	}
	tells(t, contactNumber, body("ISBN 9780140449136. Phone 01968 664066."), "01968 664066 looks like a phone number")
	tells(t, contactNumber, body("Open 01.02.2026 0131 496 0000."), "0131 496 0000 looks like a phone number")
}

// What is no link in Markdown is read by readers, and so is a footnote.
func TestNumbersBesideBrackets(t *testing.T) {
	for _, text := range []string{
		"Ring them.[^1]\n\n[^1]: Phone 0800 1111.", "[Childline]: phone 0800 1111", "[Us](0800 1111)", "[Us](phone 0800 1111)", "[Us][0800 1111]",
	} {
		tells(t, contactNumber, body(text), "error the number of Childline is typed into text")
	}
}
