package site

import (
	"bytes"
	"image"
	"image/color"
	"image/gif"
	"image/png"
	"strings"
	"testing"

	"wellshelf/generator/diag"
)

// gradient is a PNG of that width, of so many colours that it is shown as a photo is.
func gradient(width int) string {
	m := image.NewNRGBA(image.Rect(0, 0, width, width/2))
	for at := range m.Bounds().Dx() * m.Bounds().Dy() {
		x, y := at%width, at/width
		m.SetNRGBA(x, y, color.NRGBA{uint8(x), uint8(y), uint8(x * y >> 4), 255})
	}
	var b bytes.Buffer
	if err := png.Encode(&b, m); err != nil {
		panic(err)
	}
	return b.String()
}

// moving is an animation of two pictures.
func moving() string {
	frame := image.NewPaletted(image.Rect(0, 0, 2, 2), color.Palette{color.Black, color.White})
	var b bytes.Buffer
	if err := gif.EncodeAll(&b, &gif.GIF{Image: []*image.Paletted{frame, frame}, Delay: []int{1, 1}}); err != nil {
		panic(err)
	}
	return b.String()
}

// A picture in a text is offered in several sizes, keeps its place while it loads, and all its files are written.
func TestAPictureInATextIsShownInItsSizes(t *testing.T) {
	s := sound(t, map[string]string{
		"national/topics/worry.md": entry("Worry", "short: [It passes.]\n\n![A \"calm\" lake](lake.png \"Loch\")"), "national/topics/lake.png": gradient(700),
	})
	page := bytesOf(t, s, "topics/worry/")
	for _, part := range []string{`alt="A &#34;calm&#34; lake"`, `title="Loch"`, ` loading="lazy"`, ` decoding="async"`, ` width="`, ` height="`, "320w"} {
		if !strings.Contains(page, part) {
			t.Errorf("the page has no %s", part)
		}
	}
	written := 0
	for path, content := range extras(t, s) {
		if picturePath.MatchString(path) {
			written++
			if !strings.Contains(page, "../../"+path) {
				t.Errorf("no page shows %s", path)
			}
		}
		if strings.Contains(content, gradient(700)) {
			t.Errorf("%s is the source itself", path)
		}
	}
	if written < 2 {
		t.Errorf("%d pictures are written", written)
	}
}

// What is wrong with a picture is said at the place where it is shown.
func TestPicturesThatCannotBeShown(t *testing.T) {
	logo := map[string]string{"areas/fife/schools/beath/school.md": "name: Beath\nlogo: x.png\npeople: [{role: Guide, helps_with: All}]"}
	body := map[string]string{"national/topics/worry.md": entry("Worry", "short: [It passes.]\n\n![A lake](x.png)")}
	for _, c := range []struct {
		files    map[string]string
		at, with string
		severity diag.Severity
		line     int
		text     string
	}{
		{body, "national/topics/x.png", "no picture", diag.Error, 7, "x.png: this file is no picture that is known here"},
		{body, "national/topics/x.png", gradient(64)[:200], diag.Error, 7, "x.png: this picture is damaged or cut off"},
		{body, "national/topics/x.png", moving(), diag.Warning, 7, "x.png is an animation, and only its first picture is shown"},
		{logo, "areas/fife/schools/beath/x.png", "no picture", diag.Error, 3, "x.png: this file is no picture that is known here"},
	} {
		files := map[string]string{c.at: c.with}
		for name, text := range c.files {
			files[name] = text
		}
		s, problems := school(t, files)
		if len(problems) != 1 || problems[0].Severity != c.severity || problems[0].Place.Line != c.line || problems[0].Text != c.text || problems[0].Hint == "" {
			t.Errorf("%.20q gives %+v", c.with, problems)
		}
		if c.severity == diag.Error {
			bytesOf(t, s, "topics/worry/") // a preview shows the rest
		}
	}
}
