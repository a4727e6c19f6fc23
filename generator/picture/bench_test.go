package picture

import (
	"testing"
)

func greeting() Card {
	return Card{
		Title: "When worries keep you awake at night", Site: "Arbroath Academy", Line: "Help, books and people near you",
		Ground: "#fdf6e9", Ink: "#1f2f3f", Accent: "#2a7f9e",
	}
}

func BenchmarkCard(b *testing.B) {
	var size int
	for b.Loop() {
		var s Store
		card, err := s.Card(greeting())
		if err != nil {
			b.Fatal(err)
		}
		size = len(card)
	}
	b.ReportMetric(float64(size), "bytes")
}

func BenchmarkIcon(b *testing.B) {
	icon := Icon{Text: "AA", Ground: "#1f5f7f", Ink: "#ffffff", Size: 512}
	var size int
	for b.Loop() {
		var s Store
		made, err := s.Icon(icon)
		if err != nil {
			b.Fatal(err)
		}
		size = len(made)
	}
	b.ReportMetric(float64(size), "bytes")
}

func BenchmarkCode(b *testing.B) {
	for b.Loop() {
		if _, err := Code("https://library.example/arbroath/topics/keeping-going/"); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkLetters(b *testing.B) {
	for b.Loop() {
		if !Letters("When worries keep you awake at night") {
			b.Fatal("these are plain letters")
		}
	}
}

// BenchmarkSet12Megapixels makes all renditions of a photo as phones take them. The encoder of WebP is ready before.
func BenchmarkSet12Megapixels(b *testing.B) {
	source := jpegOf(b, photograph(4032, 3024))
	encoder := warmStore(b)
	for b.Loop() {
		if _, err := encoder.makeSet(source); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(len(source)), "bytes-in")
}

func BenchmarkWarmSet(b *testing.B) {
	s := Store{Folder: b.TempDir()}
	source := jpegOf(b, photograph(1600, 1200))
	for b.Loop() {
		if _, err := s.Set(source); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkFirstWebP is what the first picture of a build costs more than the next.
func BenchmarkFirstWebP(b *testing.B) {
	for b.Loop() {
		warmStore(b)
	}
}

func warmStore(tb testing.TB) *Store {
	tb.Helper()
	var s Store
	if _, err := s.webp.encode(photograph(16, 16), photo); err != nil {
		tb.Fatal(err)
	}
	return &s
}
