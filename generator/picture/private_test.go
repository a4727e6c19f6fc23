package picture

import (
	"bytes"
	"encoding/binary"
	"slices"
	"strings"
	"testing"
)

// parts are the names of all parts of a picture file, found without any library: markers of JPEG, chunks of the others.
func parts(t *testing.T, r Rendition) []string {
	t.Helper()
	var names []string
	data := r.Bytes
	switch r.Ext {
	case ".jpg":
		for at := 2; at+4 <= len(data) && data[at] == 0xff; {
			names = append(names, string(data[at+1:at+2]))
			if data[at+1] == 0xda {
				break // what follows is the picture
			}
			at += 2 + int(binary.BigEndian.Uint16(data[at+2:]))
		}
	case ".png":
		for at := 8; at+12 <= len(data); at += 12 + int(binary.BigEndian.Uint32(data[at:])) {
			names = append(names, string(data[at+4:at+8]))
		}
	case ".webp":
		for at := 12; at+8 <= len(data); {
			names = append(names, string(data[at:at+4]))
			size := int(binary.LittleEndian.Uint32(data[at+4:]))
			at += 8 + size + size%2
		}
	}
	if len(names) == 0 {
		t.Errorf("%s has no parts", r.Type)
	}
	return names
}

// Nothing a camera or a program wrote beside the picture reaches a reader: no place, no name, no note.
func TestNothingButThePictureIsKept(t *testing.T) {
	const canary = "56.5588N 2.5912W Zibberwick"
	clean := map[string][]string{
		".jpg":  {"\xdb", "\xc0", "\xc4", "\xda"},
		".png":  {"IHDR", "PLTE", "tRNS", "IDAT", "IEND"},
		".webp": {"VP8 ", "VP8L", "VP8X", "ALPH"},
	}
	photo := jpegOf(t, photograph(700, 400))
	photo = withSegment(photo, 0xfe, []byte(canary))
	photo = withSegment(photo, 0xe1, []byte("http://ns.adobe.com/xap/1.0/\x00<x:xmpmeta>"+canary+"</x:xmpmeta>"))
	photo = withSegment(photo, 0xe1, append([]byte("Exif\x00\x00"), exif(1, canary)...))
	drawing := afterHeader(pngOf(t, sketch(700, 400)), chunk("tEXt", "Author\x00"+canary), chunk("eXIf", string(exif(1, canary))))
	for name, source := range map[string][]byte{"photo": photo, "drawing": drawing, "behind the end": append(pngOf(t, sketch(90, 90)), canary...)} {
		if !bytes.Contains(source, []byte(canary)) {
			t.Fatalf("%s: the source does not hold the canary", name)
		}
		set := mustSet(t, source)
		for _, r := range append(set.Plain, set.Modern...) {
			for i := 0; i+5 <= len(canary); i++ {
				if strings.Contains(strings.ToLower(string(r.Bytes)), strings.ToLower(canary[i:i+5])) {
					t.Errorf("%s: %s of %d holds %q", name, r.Type, r.Width, canary[i:i+5])
				}
			}
			for _, part := range parts(t, r) {
				if !slices.Contains(clean[r.Ext], part) {
					t.Errorf("%s: %s of %d has a part %q", name, r.Type, r.Width, part)
				}
			}
		}
	}
}
