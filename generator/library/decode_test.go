package library

import (
	"fmt"
	"strings"
	"testing"

	"wellshelf/generator/diag"
)

// told is a problem in one line, without its file.
func told(p diag.Problem) string {
	return fmt.Sprintf("%d:%d+%d %s: %s -> %s", p.Place.Line, p.Place.Column, p.Place.Length, p.Severity, p.Text, p.Hint)
}

func inLines(problems []diag.Problem) string {
	var lines []string
	for _, p := range problems {
		lines = append(lines, told(p))
	}
	return strings.Join(lines, "\n")
}

// TestTypes states every type's accepted spellings with their canonical form, and what it refuses.
func TestTypes(t *testing.T) {
	table := map[string]*Field{}
	for _, field := range everyType() {
		table[field.Name] = &field
	}
	table["base"] = &Field{Name: "base", Type: Web, Base: true}
	table["template"] = &Field{Name: "template", Type: Web, Holds: "{isbn}"}
	long := strings.Repeat("é", longestText+1)
	for _, test := range []struct{ field, in, want, wrong, hint string }{
		{"text", "  Sleep well ", "Sleep well", "", ""},
		{"text", " \u00a0 ", "", `"text" is empty`, "write a value, or remove the line"},
		{"text", long[2:], long[2:], "", ""},
		{"text", long, "", `"text" has 401 characters, and 400 is the most`, "say it in fewer words; the body has room for more"},
		{"text", "a\nb", "", `"text" is one line, and here are several`, "write it without line breaks"},
		{"text", "a\u202eb", "", `"text" holds the character U+202E, which cannot be seen`, "type the text again"},
		{"text", "a\u2028b", "", `"text" holds the character U+2028, which cannot be seen`, "type the text again"},
		{"text", "a\u200db \u200e", "a\u200db \u200e", "", ""},
		{"prose", "a\nb", "a\nb", "", ""},
		{"prose", "a\tb", "", `"prose" holds the character U+0009, which cannot be seen`, "type the text again"},
		{"prose", strings.Repeat("a", longestProse+1), "", `"prose" has 4001 characters, and 4000 is the most`, "say it in fewer words; the body has room for more"},
		{"flag", "true", "true", "", ""},
		{"flag", "false", "false", "", ""},
		{"flag", "yes", "", `"flag" is true or false, not "yes"`, "write true or false"},
		{"flag", "True", "", `"flag" is true or false, not "True"`, "write true or false"},
		{"number", "0", "0", "", ""},
		{"number", "9000", "9000", "", ""},
		{"number", "9001", "", `9001 is more than "number" can be`, "9000 is the most"},
		{"number", "007", "", `"number" is a whole number, not "007"`, "write digits only, without a leading zero"},
		{"number", "0x10", "", `"number" is a whole number, not "0x10"`, "write digits only, without a leading zero"},
		{"number", "-1", "", `"number" is a whole number, not "-1"`, "write digits only, without a leading zero"},
		{"number", "1.5", "", `"number" is a whole number, not "1.5"`, "write digits only, without a leading zero"},
		{"number", "99999999999999999999", "", `"number" is a whole number, not "99999999999999999999"`, "write digits only, without a leading zero"},
		{"number", "٣", "", `"number" is a whole number, not "٣"`, "write digits only, without a leading zero"},
		{"date", "2026-12-25", "2026-12-25", "", ""},
		{"date", "2028-02-29", "2028-02-29", "", ""},
		{"date", "2026-02-30", "", `2026-02-30 is not a day that exists`, "check the month and the day"},
		{"date", "2026-13-01", "", `2026-13-01 is not a day that exists`, "check the month and the day"},
		{"date", "2026-1-5", "", `"date" is a day, not "2026-1-5"`, "write it as year-month-day: 2026-12-25"},
		{"date", "25/12/2026", "", `"date" is a day, not "25/12/2026"`, "write it as year-month-day: 2026-12-25"},
		{"moment", "2026-12-25 11:00", "2026-12-25 11:00", "", ""},
		{"moment", "2026-12-25T11:00", "2026-12-25 11:00", "", ""},
		{"moment", "2026-12-25", "", `"moment" is a day and a time, not "2026-12-25"`, "write it as 2026-12-25 11:00"},
		{"moment", "2027-02-30 12:30", "", `2027-02-30 is not a day that exists`, "check the month and the day"},
		{"moment", "2026-12-25 11:00:00Z", "", `"moment" is a day and a time, not "2026-12-25 11:00:00Z"`, "write it as 2026-12-25 11:00"},
		{"moment", "2026-12-25 24:00", "", `"moment" is a day and a time, not "2026-12-25 24:00"`, "write it as 2026-12-25 11:00"},
		{"clock", "9:00", "09:00", "", ""},
		{"clock", "24:00", "24:00", "", ""},
		{"clock", "24:01", "", `"clock" is a time of day, not "24:01"`, `write hours and minutes in quotes: "18:00"`},
		{"clock", "540", "", `"clock" is a time of day, not "540"`, `write hours and minutes in quotes: "18:00"`},
		{"choice", "read", "read", "", ""},
		{"choice", "raed", "", `"choice" cannot be "raed"`, `did you mean "read"?`},
		{"choice", "sing", "", `"choice" cannot be "sing"`, "it can be read or watch"},
		{"web", "https://example.org/a?b=c#d", "https://example.org/a?b=c#d", "", ""},
		{"web", "http://example.org", "http://example.org", "", ""},
		{"web", "example.org", "", `"example.org" is not a web address`, "write it in full, beginning with https://"},
		{"web", "javascript:alert(1)", "", `"javascript:alert(1)" is not a web address`, "write it in full, beginning with https://"},
		{"web", "https://a:b@example.org/", "", `"https://a:b@example.org/" is not a web address`, "write it in full, beginning with https://"},
		{"web", "https://exa mple.org/", "", `"https://exa mple.org/" is not a web address`, "write it in full, beginning with https://"},
		{"base", "https://example.org/a/", "https://example.org/a/", "", ""},
		{"base", "https://example.org", "", `"https://example.org" does not end in a slash`, "write https://example.org/"},
		{"base", "https://example.org/?q=/", "", `"https://example.org/?q=/" goes on after ? or #, where no page can be added to it`, "write it up to the slash before them"},
		{"base", "https://example.org/#/", "", `"https://example.org/#/" goes on after ? or #, where no page can be added to it`, "write it up to the slash before them"},
		{"template", "https://example.org/?q={isbn}", "https://example.org/?q={isbn}", "", ""},
		{"template", "https://example.org/?q=isbn", "", `"https://example.org/?q=isbn" does not hold {isbn}`, "write {isbn} where the number belongs in the address"},
		{"email", "name@example.org", "name@example.org", "", ""},
		{"email", "Name <name@example.org>", "", `"Name <name@example.org>" is not an email address`, "write it like name@example.org"},
		{"phone", "0131 234 5670", "0131 234 5670", "", ""},
		{"phone", "116123", "116123", "", ""},
		{"phone", "+44 131 234 5670", "+44 131 234 5670", "", ""},
		{"phone", "0131-234-5670", "", `"0131-234-5670" is not a phone number`, "write digits and spaces, in quotes"},
		{"ref", "topics/sleep", "topics/sleep", "", ""},
		{"ref", "sleep", "", `"sleep" is not a reference to an entry`, "write a kind's folder and a file's name without .md, such as topics/sleep"},
		{"ref", "Topics/Sleep.md", "", `"Topics/Sleep.md" is not a reference to an entry`, `did you mean "topics/sleep"?`},
		{"ref", "../topic/sleep.md", "", `"../topic/sleep.md" is not a reference to an entry`, `did you mean "topics/sleep"?`},
		{"topic", "sleep", "sleep", "", ""},
		{"topic", "topics/sleep", "", `"topics/sleep" is not a reference to an entry`, `did you mean "sleep"?`},
		{"topic", "sleep.MD", "", `"sleep.MD" is not a reference to an entry`, `did you mean "sleep"?`},
		{"topic", "School library", "", `"School library" is not a reference to an entry`, `did you mean "school-library"?`},
		{"topic", "漢字", "", `"漢字" is not a reference to an entry`, "write the file's name without .md, such as sleep"},
		{"area", "north-ayrshire", "north-ayrshire", "", ""},
		{"area", "North Ayrshire", "", `"North Ayrshire" is not a council area`, "write north-ayrshire"},
		{"stage", "s1", "S1", "", ""},
		{"stage", "S7", "", `"S7" is not a school year`, "school years are P1 to P7 and S1 to S6"},
		{"language", "gd", "gd", "", ""},
		{"language", "zh-Hant", "zh-Hant", "", ""},
		{"language", "Gaelic", "", `"Gaelic" is not a language`, "write a language tag: en, gd, pl"},
		{"slug", "old-name-2", "old-name-2", "", ""},
		{"slug", "Old Name", "", `"Old Name" is not a name for addresses`, "write old-name"},
		{"slug", "../up", "", `"../up" is not a name for addresses`, "write up"},
		{"slug", "漢字", "", `"漢字" is not a name for addresses`, "use small letters a to z, digits and single hyphens"},
		{"slug", strings.Repeat("a", 81), "", `"` + strings.Repeat("a", 81) + `" is not a name for addresses`, "write " + strings.Repeat("a", 80)},
		{"path", "/topics/old-name/", "topics/old-name", "", ""},
		{"path", "topics/../old", "", `"topics/../old" is not an address on the site`, "write its parts in small letters, digits and hyphens: topics/old-name"},
		{"path", "topics//old", "", `"topics//old" is not an address on the site`, "write its parts in small letters, digits and hyphens: topics/old-name"},
		{"path", "topics/%2e%2e", "", `"topics/%2e%2e" is not an address on the site`, "write its parts in small letters, digits and hyphens: topics/old-name"},
		{"path", strings.Repeat("topic/", 33) + "ab", strings.Repeat("topic/", 33) + "ab", "", ""},
		{"path", strings.Repeat("topic/", 33) + "abc", "", "this address has 201 characters, and 200 is the most", "an old address this long cannot be kept; leave it out"},
		{"isbn", "978-0-00-732135-3", "9780007321353", "", ""},
		{"isbn", "0-8044-2957-x", "080442957X", "", ""},
		{"isbn", "9780007321354", "", `"9780007321354" is not an ISBN`, "compare it with the number on the book, and put it in quotes"},
		{"isbn", "1234567890123", "", `"1234567890123" is not an ISBN`, "compare it with the number on the book, and put it in quotes"},
		{"isbn", "0804429570", "", `"0804429570" is not an ISBN`, "compare it with the number on the book, and put it in quotes"},
		{"outcome", "HWB 3-06a", "HWB 3-06a", "", ""},
		{"outcome", "HWB3-06a", "HWB 3-06a", "", ""},
		{"outcome", "HWB 3-6a", "", `"HWB 3-6a" is not a curriculum code`, "write a code such as HWB 3-06a"},
		{"rule", "FREQ=WEEKLY;BYDAY=TU", "FREQ=WEEKLY;BYDAY=TU", "", ""},
		{"rule", "RRULE:FREQ=MONTHLY;BYDAY=-1TH;COUNT=1000;INTERVAL=400", "FREQ=MONTHLY;BYDAY=-1TH;COUNT=1000;INTERVAL=400", "", ""},
		{"rule", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", "", ""},
		{"rule", "every Tuesday", "", `"every Tuesday" is not a recurrence rule`, "write a rule as calendars do, such as FREQ=WEEKLY;BYDAY=TU"},
		{"rule", "DTSTART:20261201\nFREQ=DAILY", "", "\"DTSTART:20261201\\nFREQ=DAILY\" is not a recurrence rule", "write a rule as calendars do, such as FREQ=WEEKLY;BYDAY=TU"},
		{"rule", "FREQ=DAILY;DTSTART=20261201", "", "DTSTART is not used in recurrence rules here", "leave it out"},
		{"rule", "FREQ=YEARLY;BYEASTER=0", "", "BYEASTER is not used in recurrence rules here", "leave it out"},
		{"rule", "FREQ=DAILY;BYHOUR=9", "", "BYHOUR is not used in recurrence rules here", "leave it out; the time of day is in the event's start"},
		{"rule", "FREQ=SECONDLY", "", "an event cannot come again SECONDLY", "FREQ can be DAILY, WEEKLY, MONTHLY or YEARLY"},
		{"rule", "FREQ=DAILY;FREQ=WEEKLY", "", "FREQ is stated twice in this recurrence rule", "keep one of the two"},
		{"rule", "FREQ=DAILY;INTERVAL=0", "", "INTERVAL cannot be 0", "it is a number from 1 to 400"},
		{"rule", "FREQ=DAILY;INTERVAL=401", "", "INTERVAL cannot be 401", "it is a number from 1 to 400"},
		{"rule", "FREQ=DAILY;COUNT=1001", "", "COUNT cannot be 1001", "it is a number from 1 to 1000"},
		{"rule", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "", "no day fits this recurrence rule", "check its days and months against each other"},
		{"rule", "FREQ=MONTHLY;BYDAY=6MO", "", "no day fits this recurrence rule", "check its days and months against each other"},
		{"rule", "FREQ=YEARLY;BYMONTH=13", "", `"FREQ=YEARLY;BYMONTH=13" is not a recurrence rule: bymonth must be between 1 and 12`, "write a rule as calendars do, such as FREQ=WEEKLY;BYDAY=TU"},
		{"rule", "FREQ=DAILY;BYDAY=" + strings.Repeat("MO,", 61) + "MO", "", "this recurrence rule has 202 characters, and 200 is the most", "write two events"},
		{"digest", strings.Repeat("0a", 32), strings.Repeat("0a", 32), "", ""},
		{"digest", "0a", "", `"0a" is not a digest`, "copy it from `wellshelf explain`"},
	} {
		text, wrong, hint := canonical(table[test.field], test.in)
		if text != test.want || wrong != test.wrong || hint != test.hint {
			t.Errorf("%s %q:\ngot  %q, %q, %q\nwant %q, %q, %q", test.field, test.in, text, wrong, hint, test.want, test.wrong, test.hint)
		}
	}
}

// TestEveryTypeTested fails when a type is added and TestTypes says nothing of it.
func TestEveryTypeTested(t *testing.T) {
	tested := map[Type]bool{}
	for _, field := range everyType() {
		tested[field.Type] = true
	}
	for as := Text; as <= Group; as++ {
		if !tested[as] {
			t.Errorf("type %d is in no test", as)
		}
	}
}

// TestPlaces states for each mistake in front matter what is said, and at which line, column and length.
func TestPlaces(t *testing.T) {
	for _, test := range []struct{ name, front, want string }{
		{"an unknown field", "txet: a", `2:1+4 error: unknown field "txet" -> did you mean "text"?`},
		{"an unknown field in a group", "group:\n  txet: a", `3:3+4 error: unknown field "txet" in "group" -> did you mean "text"?`},
		{"a field stated twice", "text: a\ntext: b", `3:1+4 error: "text" is stated twice -> it is first stated on line 2; keep one of the two`},
		{"after letters of several bytes", "texts: [漢字, é, \"\"]", `2:16+2 error: "texts" is empty -> write a value, or remove the line`},
		{"after an emoji of several characters", "slugs: [a, 👩‍👩‍👧, B c]", "2:12+5 error: \"👩\\u200d👩\\u200d👧\" is not a name for addresses -> use small letters a to z, digits and single hyphens\n2:19+3 error: \"B c\" is not a name for addresses -> write b-c"},
		{"after escapes", `slugs: ["\u00e9", A]`, `2:9+8 error: "é" is not a name for addresses -> write e` + "\n" + `2:19+1 error: "A" is not a name for addresses -> write a`},
		{"a tab in quotes", "text: \"é\tb\"", "2:7+5 error: \"text\" holds the character U+0009, which cannot be seen -> type the text again"},
		{"among comments", "# é\ntext: a # é\n# é\ndate: x # é", `5:7+1 error: "date" is a day, not "x" -> write it as year-month-day: 2026-12-25`},
		{"in a list among comments", "slugs:\n  # é\n  - A # é\n  # é\n  - B", `4:5+1 error: "A" is not a name for addresses -> write a` + "\n" + `6:5+1 error: "B" is not a name for addresses -> write b`},
		{"in braces over lines", "group: {text: a,\n  txet: b,\n  prose: c\n}\ndate: x", `3:3+4 error: unknown field "txet" in "group" -> did you mean "text"?` + "\n" + `6:7+1 error: "date" is a day, not "x" -> write it as year-month-day: 2026-12-25`},
		{"in brackets over lines", "slugs: [\n  a,\n  'B C'\n]\ndate: x", `4:3+5 error: "B C" is not a name for addresses -> write b-c` + "\n" + `6:7+1 error: "date" is a day, not "x" -> write it as year-month-day: 2026-12-25`},
		{"below a block", "prose: |\n     a\n       b\n\n     c\ndate: x", `7:7+1 error: "date" is a day, not "x" -> write it as year-month-day: 2026-12-25`},
		{"below a block with a stated indentation", "proses:\n     - |2\n         a\n     - >-\n       b\n       c\ndate: x", `8:7+1 error: "date" is a day, not "x" -> write it as year-month-day: 2026-12-25`},
		{"below a text over lines", "text: a\n  b\nprose: \"c\n\n  d\"\ndate: x", `7:7+1 error: "date" is a day, not "x" -> write it as year-month-day: 2026-12-25`},
		{"a text whose next line begins with a hyphen", "date: x\n  - y", `2:7+1 error: "date" is a day, not "x - y" -> write it as year-month-day: 2026-12-25`},
		{"with spaces around", "date:    x  ", `2:10+1 error: "date" is a day, not "x" -> write it as year-month-day: 2026-12-25`},
		{"a block where one line belongs", "text: |\n  a\n  b", `2:7+1 error: "text" is one line, and here are several -> write it without line breaks`},
		{"a name that is a number", "1: a", "2:1+1 error: this is not a field's name -> write the name in plain letters, a colon, a space and the value"},
		{"a name that is a flag", "true: a", "2:1+4 error: this is not a field's name -> write the name in plain letters, a colon, a space and the value"},
		{"a name that is nothing", "~: a\nnull: b", "2:1+1 error: this is not a field's name -> write the name in plain letters, a colon, a space and the value\n3:1+4 error: this is not a field's name -> write the name in plain letters, a colon, a space and the value"},
		{"a name after a question mark", "? text\n: a", "2:1+1 error: this is not a field's name -> write the name in plain letters, a colon, a space and the value"},
		{"a name that is a list", "[a, b]: c", "2:7+1 error: this is not a field's name -> write the name in plain letters, a colon, a space and the value"},
		{"no name", ": a", "2:1+1 error: there is no field's name before this colon -> write the name in plain letters, a colon, a space and the value"},
		{"a name with << at its end", "abc<<: a", "2:1+5 error: this is not a field's name -> write the name in plain letters, a colon, a space and the value"},
		{"no value", "text:\nprose: ~\nslugs: null", "2:1+4 error: \"text\" has no value -> write one, or remove the line\n3:1+5 error: \"prose\" has no value -> write one, or remove the line\n4:1+5 error: \"slugs\" has no value -> write one, or remove the line"},
		{"an item without value", "texts:\n  -\n  - ~\n  - a", "3:4+0 error: an item of \"texts\" has no value -> write one, or remove the item\n4:5+1 error: an item of \"texts\" has no value -> write one, or remove the item"},
		{"an empty list", "texts: []", `2:8+1 error: "texts" is an empty list -> add an item, or remove the line`},
		{"an empty group", "group: {}", `2:8+1 error: "group" holds no fields -> write at least one, or remove the line`},
		{"no list", "texts: a", `2:8+1 error: "texts" is a list -> write the items in square brackets, or each on its own line after a hyphen`},
		{"no group", "group: a", `2:8+1 error: "group" holds fields of its own -> write each on its own line below it, indented by two spaces`},
		{"a list where one belongs", "text: [a]", `2:7+1 error: "text" is a single value, not a list -> keep one item, and leave out the brackets`},
		{"fields where a text belongs", "text: {a: b}", `2:7+1 error: "text" is a single value, not fields -> if the text has a colon and a space in it, put it in double quotes`},
		{"an anchor", "text: &a b", `2:7+1 error: anchors (&) are not used in entries -> write the value of "text" out, in quotes if it begins with that sign`},
		{"an alias", "texts: [&a b, *a]", `2:9+1 error: anchors (&) are not used in entries -> write the value of "texts" out, in quotes if it begins with that sign` + "\n" + `2:15+1 error: aliases (*) are not used in entries -> write the value of "texts" out, in quotes if it begins with that sign`},
		{"a tag", "text: !!str b", `2:7+5 error: tags (!) are not used in entries -> write the value of "text" out, in quotes if it begins with that sign`},
		{"a merge", "<<: {text: a}", "2:1+2 error: this is not a field's name -> write the name in plain letters, a colon, a space and the value"},
		{"a number", "text: 01312345670", `2:7+11 warning: some programs do not read 01312345670 as text without quotes -> write text: "01312345670"`},
		{"a number with a plus", "phone: +441312345", `2:8+10 warning: some programs do not read +441312345 as text without quotes -> write phone: "+441312345"`},
		{"a number to the base of sixteen", "text: 0x10", `2:7+4 warning: some programs do not read 0x10 as text without quotes -> write text: "0x10"`},
		{"a short number", "phone: 116123", `2:8+6 warning: some programs do not read 116123 as text without quotes -> write phone: "116123"`},
		{"a count of minutes", "text: 9:00", `2:7+4 warning: some programs do not read 9:00 as text without quotes -> write text: "9:00"`},
		{"a number with an exponent", "text: 1e3", `2:7+3 warning: some programs do not read 1e3 as text without quotes -> write text: "1e3"`},
		{"a day as a text", "text: 2026-12-25", `2:7+10 warning: some programs do not read 2026-12-25 as text without quotes -> write text: "2026-12-25"`},
		{"a word that may be false", "texts: [no, \"no\"]", `2:9+2 warning: some programs do not read no as text without quotes -> write texts: "no"`},
		{"a tab as indentation", "group:\n\ttext: a", "3:1+1 error: this line is indented with a tab -> use two spaces"},
		{"a colon inside a value", "text: a: b", "2:7+1 error: a colon and a space inside a value end the field's name too early -> put the whole value in double quotes"},
		{"a field too far in", "text: a\n  prose: b", "3:3+1 error: this line is indented further than the field above it -> begin fields of one level in the same column"},
		{"a field of a group too far in", "group:\n  text: a\n   prose: b", "4:4+1 error: this line is indented further than the field above it -> begin fields of one level in the same column"},
		{"a field too far out", "group:\n    text: a\n  prose: b", "4:3+1 error: this does not belong here -> check that the lines of one level are indented alike, and put values with quotes or colons in them in double quotes"},
		{"words after a quote", "text: \"a\" b", "2:11+1 error: this does not belong here -> check that the lines of one level are indented alike, and put values with quotes or colons in them in double quotes"},
		{"a quote not closed", "text: \"a\nprose: b", "2:7+1 error: this quoted text has no closing quote -> add the closing quote"},
		{"a bracket not closed", "texts: [a, [b]\nprose: b", "2:8+1 error: this list is not closed -> add the closing bracket, and commas between the items"},
		{"a brace not closed", "group: {text: a\nprose: b", "2:8+1 error: this brace is not closed -> add the closing brace, and commas between the fields"},
		{"a sign that begins nothing", "text: @a", "2:7+1 error: a value cannot begin with this character -> put the value in double quotes"},
		{"a percent sign", "text: %a", "2:7+1 error: a value cannot begin with this character -> put the value in double quotes"},
		{"a backslash in quotes", `text: "a\q"`, "2:10+1 error: this backslash does not stand for any character -> write two backslashes for one, or use single quotes"},
		{"no fields", "a", "2:1+1 error: this is not a field -> write a field's name, a colon, a space and its value"},
		{"nothing", "", "1:1+3 error: the front matter holds no fields -> write at least title, summary and updated"},
		{"only comments", "# a", "1:1+3 error: the front matter holds no fields -> write at least title, summary and updated"},
		{"the end of a document", "...", "1:1+3 error: the front matter holds no fields -> write at least title, summary and updated"},
		{"a second document", "text: a\n...\nprose: b", "4:1+0 error: a second block of fields begins here -> an entry has one; move its fields into the first"},
		{"too many items", "numbers: [" + strings.Repeat("1, ", 3) + "1]", ""},
		{"a colour without quotes", "text: #0b5d66", `2:1+4 error: "text" has no value, because # begins a comment -> put the value in double quotes: text: "#0b5d66"`},
		{"a colour in a group", "free:\n  brand: #0b5d66\n  other: a", `3:3+5 error: "brand" has no value, because # begins a comment -> put the value in double quotes: brand: "#0b5d66"`},
		{"a number sign within a text", "text: A sóft corner #1 spot\nprose: b", `2:21+7 warning: everything after # is left out -> put the whole value in double quotes, or a space after # if this is a comment`},
		{"a number sign within an item", "texts:\n  - the #1", `3:9+2 warning: everything after # is left out -> put the whole value in double quotes, or a space after # if this is a comment`},
		{"a comment behind a text", "text: A soft corner # spot\nprose: \"b\" #c\ntexts: [a] #d\nflag: true #e", ""},
		{"a misspelt name in a group", "needy: {naem: a}", `2:9+4 error: unknown field "naem" in "needy" -> did you mean "name"?`},
		{"a name missing in a group", "needy: {other: a}", `2:8+1 error: "needy" needs "name" -> who it is`},
		{"too many in a list", "few: [a, b, c]", `2:6+1 error: "few" has 3 items, and 2 is the most -> keep the ones that matter most`},
	} {
		table := append(everyType(),
			Field{Name: "needy", Type: Group, Fields: []Field{{Name: "name", Type: Text, Required: true, About: "Who it is."}, {Name: "other", Type: Text}}},
			Field{Name: "few", Type: Text, Many: true, Max: 2},
		)
		for _, end := range []string{"\n", "\r\n"} {
			file := strings.ReplaceAll("---\n"+test.front+"\n---\nText.\n", "\n", end)
			s, ok := newSource("topics/sleep.md", diag.Reach{}, []byte(file))
			if !ok {
				t.Errorf("%s: %s", test.name, inLines(s.problems))
				continue
			}
			s.decode(table)
			if got := inLines(s.problems); got != test.want {
				t.Errorf("%s, lines ending in %q:\ngot\n%s\nwant\n%s", test.name, end, got, test.want)
			}
			for _, p := range s.problems {
				pointsInto(t, p, s.text)
			}
		}
	}
}

// TestBytes states what is said of files that are wrong before any field is read.
func TestBytes(t *testing.T) {
	for _, test := range []struct{ name, file, want string }{
		{"no bytes", "", "0:0+0 error: this file is empty -> write an entry into it, or delete it"},
		{"only blanks", "\ufeff \r\n", "0:0+0 error: this file is empty -> write an entry into it, or delete it"},
		{"too many", strings.Repeat("a", largestEntry+1), "0:0+0 error: this file is larger than 256 kB -> an entry is a text of a few pages; put long documents beside it as a PDF"},
		{"another encoding", "---\ntext: é caf\xe9\n---\n", "2:12+1 error: the byte 0xe9 is not UTF-8 -> save the file with the encoding UTF-8"},
		{"a NUL", "---\ntext: é\x00\n---\n", "2:8+1 error: there is a NUL byte here -> this does not look like a text file; save it again from a text editor"},
		{"old Mac line ends", "---\rtext: a\r---\r", "1:4+1 error: this line ends in an old Mac line end -> save the file with Unix or Windows line ends"},
		{"no front matter", "Text.", "1:1+5 error: the file does not begin with front matter -> begin with a line of three hyphens, the fields, and a second line of three hyphens"},
		{"an indented fence at the start", " ---\ntext: a\n---\n", "1:1+4 error: this line of three hyphens is indented -> move it to the start of the line"},
		{"an indented fence at the end", "---\ntext: a\n  ---\nText.\n", "3:1+5 error: this line of three hyphens is indented -> move it to the start of the line if it ends the front matter; otherwise write something else"},
		{"no closing fence", "---\ntext: a\n", "1:1+3 error: the front matter is not closed -> put a line of three hyphens after the last field"},
		{"a byte-order mark and Windows line ends", "\ufeff---\r\ntext: a\r\n---\r\nText.\r\n", ""},
		{"blanks after the fences", "--- \ntext: a\n---\t\nText.\n", ""},
		{"fences at the end of the file", "---\ntext: a\n---", ""},
	} {
		s, ok := newSource("topics/sleep.md", diag.Reach{}, []byte(test.file))
		if got := inLines(s.problems); got != test.want || ok != (test.want == "") {
			t.Errorf("%s: got %s, want %s", test.name, got, test.want)
		}
		for _, p := range s.problems {
			pointsInto(t, p, s.text)
		}
		if !ok {
			continue
		}
		if got := s.decode(everyType()).Text("text"); got != "a" {
			t.Errorf("%s: text is %q", test.name, got)
		}
	}
}
