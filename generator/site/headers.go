package site

import (
	"strings"
)

// headersAddress is a file that some hosts (Netlify, Cloudflare Pages) read and others ignore.
const headersAddress = "_headers"

// noPermissions turns off what no page of a site uses, for whatever a page might be made to load.
const noPermissions = "accelerometer=(), autoplay=(), browsing-topics=(), camera=(), display-capture=(), encrypted-media=(), fullscreen=(), geolocation=(), " +
	"gyroscope=(), hid=(), magnetometer=(), microphone=(), midi=(), payment=(), publickey-credentials-get=(), screen-wake-lock=(), serial=(), usb=(), xr-spatial-tracking=()"

// rule is what a host says beside the files whose addresses fit.
type rule struct {
	fits  string
	lines [][2]string // names and values of headers
}

// headers are the rules of the site. Hosts join the values of one header when several rules fit a file, and browsers
// obey every one of joined policies; so each header stands in one rule alone. Nothing forbids that pages are shown in
// frames: those below embed/ are made for it, a rule for all others cannot leave them out, and no page has a button
// that somebody could be tricked into pressing.
func (s *Site) headers() []byte {
	whole := strings.Replace(policy, "style-src 'self'", "style-src 'self' "+s.look.InlineHash, 1) // the page for lost readers has its style within
	return ruled([]rule{
		{"/*", [][2]string{
			{"Content-Security-Policy", whole},
			{"X-Content-Type-Options", "nosniff"},
			{"Referrer-Policy", "no-referrer"},
			{"Permissions-Policy", noPermissions},
		}},
		{"/assets/*", [][2]string{{"Cache-Control", "public, max-age=31536000, immutable"}}}, // their names change with their bytes
		{"/" + workerAddress, [][2]string{{"Cache-Control", "no-cache"}}},
	})
}

// ruled writes rules as hosts read them. A line end in a value would let it add headers of its own.
func ruled(rules []rule) []byte {
	var b strings.Builder
	line := func(parts ...string) {
		text := strings.Join(parts, "")
		if strings.ContainsAny(text, "\r\n") {
			panic(internal + "a header holds the end of a line")
		}
		b.WriteString(text + "\n")
	}
	for _, r := range rules {
		line(r.fits)
		for _, header := range r.lines {
			line("  ", header[0], ": ", header[1])
		}
	}
	return []byte(b.String())
}
