package check

import (
	"strings"
	"testing"

	"wellshelf/generator/diag"
)

// What settings say in their fields is read on every page of a site, and is asked the same as any text.
func TestFieldsOfSettings(t *testing.T) {
	school := func(field, value string) map[string]string {
		fields := map[string]string{"role": "Nurse", "helps_with": "All", field: value}
		text := "---\nname: Glen\npeople:\n  - role: " + fields["role"] + "\n    helps_with: " + fields["helps_with"] + "\n"
		if field != "role" && field != "helps_with" {
			text += "    " + field + ": " + value + "\n"
		}
		return map[string]string{"areas/loch/schools/glen/school.md": text + "---\n"}
	}
	const paste = "link to it in the text below the fields: [Childline](/content/national/helplines/childline.md)"
	for _, field := range []string{"role", "helps_with", "where", "when", "how", "out_of_term"} {
		tells(t, contactNumber, school(field, "call 0800 1111"), "error the number of Childline is typed into text", paste)
	}
	tells(t, contactNumber, map[string]string{"areas/loch/area.md": "---\nname: Loch\ngss: S12000019\nrequest: {how: Call 0800 1111.}\n---\n"}, "error the number of Childline")
	tells(t, contactNumber, map[string]string{"network.md": "---\nname: Wells\nlanguages: [en, gd]\ncrisis_floor: [helplines/childline]\nstrapline: Call 0800 1111\n---\n"}, "error the number of Childline", "national/helplines")
	tells(t, contactNumber, school("how", "call 0800 1112"), "error 0800 1112 is nearly the number of Childline")
	tells(t, contactNumber, school("how", "call 08457 90 90 90"), "error this number is out of date")
	tells(t, textCode, school("how", "text WW to 85258"), "error this is out of date")
	tells(t, ages, school("helps_with", "pupils aged 11-16"), "aged 11 to 16")
	for _, value := range []string{"Phone the school office, 01968 664 066, and ask for her", "Room 0.12, Monday to Friday, 08.45 to 15.30", "in the office from 8.30-9.15"} {
		quiet(t, contactNumber, school("how", value))
	}
}

// The place of a problem in settings is where it stands, in fields and below them.
func TestPlacesInSettings(t *testing.T) {
	text := "---\nname: Glen\npeople:\n  - role: Nurse\n    helps_with: All\n    when: call 0800 1111\n---\n\nWords.\n\nPhone 0800 1111.\n"
	found, err := new(Checker).Check(t.Context(), input(t, map[string]string{"areas/loch/schools/glen/school.md": text}), Options{Rules: []string{contactNumber}})
	if err != nil {
		t.Fatal(err)
	}
	var places []string
	for _, p := range diag.Sort(found) {
		places = append(places, p.Place.String()+" "+p.Snippet)
	}
	const file = "areas/loch/schools/glen/school.md"
	if got := strings.Join(places, "\n"); got != file+":6:16     when: call 0800 1111\n"+file+":11:7 Phone 0800 1111." {
		t.Errorf("got\n%s", got)
	}
}
