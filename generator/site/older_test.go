package site

import (
	"strings"
	"testing"
)

func TestTranslationsOlderThanTheirSource(t *testing.T) {
	text := func(title, day string) string { // entry writes 2026-10-01
		return strings.Replace(entry(title, "short: [Short.]\n\nText."), "2026-10-01", day, 1)
	}
	s := sound(t, map[string]string{
		"national/topics/older.md": text("Older", "2026-10-01"), "national/topics/older.gd.md": text("Teacs", "2026-09-30"),
		"national/topics/same.md": text("Same", "2026-10-01"), "national/topics/same.gd.md": text("Teacs", "2026-10-01"),
		"national/topics/newer.md": text("Newer", "2026-10-01"), "national/topics/newer.gd.md": text("Teacs", "2026-10-02"),
		"national/topics/local.md": text("Local", "2026-10-01"), "national/topics/local.gd.md": text("Teacs", "2026-10-05"),
		"areas/fife/schools/beath/topics/local.md": "updated: 2026-11-01\ntext: append\n\nMore.",
		"national/topics/easy.md":                  text("Easy", "2026-10-01"), "national/topics/easy.gd.md": text("Teacs", "2026-10-05"),
		"national/topics/easy.easy.md": text("Easy words", "2026-10-20"), "national/topics/easy.easy.gd.md": text("Teacs", "2026-10-10"),
		"national/topics/plain.md": text("Plain", "2026-10-01"), "national/topics/plain.easy.gd.md": text("Teacs", "2026-09-01"),
	})
	for address, want := range map[string]*Older{
		"gd/topics/older/":     {Since: "2026-10-01", Source: Link{Text: "Older", Href: "../../../topics/older/", Lang: "en"}},
		"gd/topics/local/":     {Since: "2026-11-01", Source: Link{Text: "Local", Href: "../../../topics/local/", Lang: "en"}},
		"gd/topics/easy/easy/": {Since: "2026-10-20", Source: Link{Text: "Easy words", Href: "../../../../topics/easy/easy/", Lang: "en"}},
		"gd/topics/plain/":     {Since: "2026-10-01", Source: Link{Text: "Plain", Href: "../../../topics/plain/", Lang: "en"}},
		"gd/topics/same/":      nil, "gd/topics/newer/": nil, "gd/topics/easy/": nil, "topics/older/": nil, "topics/easy/easy/": nil,
	} {
		if got := view(t, s, address).Aside.Older; (got == nil) != (want == nil) || got != nil && *got != *want {
			t.Errorf("%s: %+v, want %+v", address, got, want)
		}
	}
}
