package site

import "testing"

func TestWhenSomethingIsOpen(t *testing.T) {
	place := func(more string) string { return entry("A place", "type: library\n"+more) }
	const week = "hours: [{days: [mon, tue], opens: \"09:00\", closes: \"17:30\"}, {days: [sat], opens: \"10:00\", closes: \"24:00\"}]\n"
	s := sound(t, map[string]string{
		"national/helplines/always.md":  line("Always", always, anyAge),
		"national/helplines/evening.md": line("Evening", evening, anyAge),
		"national/helplines/noted.md":   line("Noted", evening+", hours_note: Not on holidays", anyAge),
		"national/helplines/rows.md":    line("Rows", `hours: [{days: [mon], opens: "09:00", closes: "10:00", note: In term}]`, anyAge),
		"national/helplines/unknown.md": line("Unknown", "cost: Free", anyAge),
		"national/places/week.md":       place(week),
		"national/places/noted.md":      place("hours: [{days: [mon], opens: \"09:00\", closes: \"10:00\", note: In term}]"),
		"national/places/unknown.md":    place("outdoor: true"),
		"national/places/days.md": place(week + "exceptions: [{from: 2026-11-02, closed: true, reason: Over}, {from: 2026-11-20, until: 2026-11-23, closed: true, reason: Until today}, " +
			"{from: 2026-12-24, opens: \"09:00\", closes: \"13:00\", reason: Early}]"),
	})
	p, zone := s.page(Outline{}), s.library.Zone.String()
	for name, want := range map[string]*Open{
		"always":  {Always: true, Zone: zone},
		"evening": {Rows: "[[5,1080,1560]]", Zone: zone},
		"noted":   nil, "rows": nil, "unknown": nil,
	} {
		address := "helplines/" + name + "/"
		outline, found := s.Find(address)
		if !found {
			t.Fatalf("there is no %s", address)
		}
		if got := p.contactView(outline.item).Open; (got == nil) != (want == nil) || got != nil && *got != *want {
			t.Errorf("%s: %+v, want %+v", name, got, want)
		}
	}
	const rows = "[[3,540,1050],[32,600,1440]]"
	for name, want := range map[string]*Open{
		"week":  {Rows: rows, Zone: zone},
		"days":  {Rows: rows, Except: `[["2026-11-20","2026-11-23"],["2026-12-24","2026-12-24",540,780]]`, Zone: zone},
		"noted": nil, "unknown": nil,
	} {
		if got := view(t, s, "places/"+name+"/").Main.(*Place).Open; (got == nil) != (want == nil) || got != nil && *got != *want {
			t.Errorf("%s: %+v, want %+v", name, got, want)
		}
	}
}
