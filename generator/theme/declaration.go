package theme

import (
	"fmt"
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"

	"wellshelf/generator/diag"
)

// declaration is one property of a style with its value, and what the rules around it are for.
type declaration struct {
	property, value string
	offset          int // of the value, in bytes from the start of the file
	ground          ground
}

// ground is where rules hold that need colours of their own: paper has no schemes, and forced colours have names.
type ground uint8

const (
	screen ground = iota
	paper
	forced
)

// What is quoted, commented or at an address is no value; blanked, it leaves all else in its place.
var (
	asides    = regexp.MustCompile(`(?is)/\*.*?\*/|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|url\([^"')]*\)`)
	onPaper   = regexp.MustCompile(`(?i)^@media\s+(?:only\s+)?print\b`)
	withForce = regexp.MustCompile(`(?i)^@media\b.*(?:forced-colors|-ms-high-contrast)`)
)

// declarations reads a style that esbuild has found sound.
func declarations(style string) []declaration {
	bare := asides.ReplaceAllStringFunc(style, func(s string) string { return strings.Repeat(" ", len(s)) })
	var all []declaration
	grounds := []ground{screen}
	start := 0
	for i := range len(bare) {
		switch bare[i] {
		case '{':
			grounds = append(grounds, groundOf(strings.TrimSpace(bare[start:i]), grounds[len(grounds)-1]))
		case '}', ';':
			property, value, ok := strings.Cut(bare[start:i], ":")
			if property = strings.TrimSpace(property); ok && property != "" && property[0] != '@' {
				all = append(all, declaration{property, value, i - len(value), grounds[len(grounds)-1]})
			}
			if bare[i] == '}' && len(grounds) > 1 {
				grounds = grounds[:len(grounds)-1]
			}
		default:
			continue
		}
		start = i + 1
	}
	return all
}

func groundOf(prelude string, around ground) ground {
	switch {
	case onPaper.MatchString(prelude):
		return paper
	case withForce.MatchString(prelude):
		return forced
	}
	return around
}

var (
	customUse     = regexp.MustCompile(`var\(\s*(--[A-Za-z0-9_-]+)`)
	colourLiteral = regexp.MustCompile(`(?i)#[0-9a-f]{3,8}\b|(?:rgba?|hsla?|hwb|lab|lch|oklab|oklch|color)\([^()]*\)`)
	colourWord    = regexp.MustCompile(`-*[A-Za-z][A-Za-z0-9_-]*`)
	// tinted are the properties in whose values a word like "tan" is a colour, and not a name someone gave.
	tinted = regexp.MustCompile(`(?i)colou?r|background|border|outline|shadow|fill|stroke|decoration|rule|filter|image|^--`)
)

// checkStyles holds that styles take colours from intents, and no token that does not exist.
func (l *loader) checkStyles(t *Theme, bundled map[string]bool) {
	c := styleChecker{loader: l, theme: t, known: maps.Clone(t.tokens)}
	var scripts strings.Builder
	found := map[string][]declaration{}
	for _, name := range slices.Sorted(maps.Keys(bundled)) {
		src := t.files[name]
		if path.Ext(name) != ".css" {
			scripts.Write(src.bytes)
			continue
		}
		found[name] = declarations(string(src.bytes))
		for _, d := range found[name] {
			if _, taken := c.known[d.property]; !taken && strings.HasPrefix(d.property, "--") {
				c.known[d.property] = token{}
			}
		}
	}
	c.scripts = scripts.String()
	for _, name := range slices.Sorted(maps.Keys(found)) {
		c.src = t.files[name]
		for _, d := range found[name] {
			c.check(d)
		}
	}
}

// styleChecker looks at the declarations of one file.
type styleChecker struct {
	*loader
	theme   *Theme
	known   table  // tokens, and properties that styles declare, as tokens without a name
	scripts string // which may set properties, too
	src     *source
}

func (c *styleChecker) check(d declaration) {
	for _, span := range customUse.FindAllStringSubmatchIndex(d.value, -1) {
		c.property(d, span[2], d.value[span[2]:span[3]])
	}
	if strings.Contains(d.property, "mask") {
		return // a mask's colours are never seen
	}
	for _, span := range colourLiteral.FindAllStringIndex(d.value, -1) {
		c.colour(d, span[0], d.value[span[0]:span[1]])
	}
	if !tinted.MatchString(d.property) {
		return
	}
	for _, span := range colourWord.FindAllStringIndex(colourLiteral.ReplaceAllStringFunc(d.value, hidden), -1) {
		if name := d.value[span[0]:span[1]]; listed(namedColours, name) || listed(systemColours, name) && d.ground != forced {
			c.colour(d, span[0], name)
		}
	}
}

// hidden keeps the length of what is not looked at again.
func hidden(s string) string { return strings.Repeat("#", len(s)) }

// listed reports whether a list, of small letters with spaces between, has a word.
func listed(list, word string) bool {
	return strings.Contains(" "+list+" ", " "+strings.ToLower(word)+" ")
}

// property checks a custom property that a value uses.
func (c *styleChecker) property(d declaration, offset int, name string) {
	at := c.src.offset(d.offset+offset, len(name))
	found, ok := c.known[name]
	switch {
	case !ok && !strings.Contains(c.scripts, name):
		names := slices.Sorted(maps.Keys(c.known))
		c.report(at.problem(fmt.Sprintf("there is no token %q", name), diag.DidYouMean(name, names, "add it to the tokens in theme.md")))
	case found.group == "palette":
		c.report(at.warning(fmt.Sprintf("%s says what a colour looks like, not what it is for", name), c.intents(found.value)))
	}
}

// colour checks a colour that a value spells out.
func (c *styleChecker) colour(d declaration, offset int, spelled string) {
	if d.ground == paper && grey(spelled) {
		return
	}
	at := c.src.offset(d.offset+offset, len(spelled))
	c.report(at.warning(fmt.Sprintf("the colour %s is the same for every site and on dark screens", spelled), c.intents(spelled)))
}

// grey reports whether a colour is the same on every printer.
func grey(spelled string) bool {
	c, ok := parseColour(spelled)
	return listed("black white", spelled) || ok && c.r == c.g && c.g == c.b
}

// intents is the hint to name what a colour is for.
func (c *styleChecker) intents(spelled string) string {
	var uses []string
	wanted, ok := parseColour(spelled)
	for _, name := range c.theme.tokens.names("intent") {
		if colour, _, found := c.theme.tokens.resolve(name); ok && found && colour == wanted {
			uses = append(uses, "var(--"+name+")")
		}
	}
	if len(uses) == 0 {
		return "name what it is for, as in var(--text), or add an intent in theme.md"
	}
	return "name what it is for: " + strings.Join(uses, " or ")
}

// The colour words of CSS Color 4, sections 6.1 and 6.2. Transparent and currentcolor change with their page.
const (
	namedColours = "aliceblue antiquewhite aqua aquamarine azure beige bisque black blanchedalmond blue blueviolet brown burlywood " +
		"cadetblue chartreuse chocolate coral cornflowerblue cornsilk crimson cyan darkblue darkcyan darkgoldenrod darkgray darkgreen " +
		"darkgrey darkkhaki darkmagenta darkolivegreen darkorange darkorchid darkred darksalmon darkseagreen darkslateblue darkslategray " +
		"darkslategrey darkturquoise darkviolet deeppink deepskyblue dimgray dimgrey dodgerblue firebrick floralwhite forestgreen fuchsia " +
		"gainsboro ghostwhite gold goldenrod gray green greenyellow grey honeydew hotpink indianred indigo ivory khaki lavender " +
		"lavenderblush lawngreen lemonchiffon lightblue lightcoral lightcyan lightgoldenrodyellow lightgray lightgreen lightgrey lightpink " +
		"lightsalmon lightseagreen lightskyblue lightslategray lightslategrey lightsteelblue lightyellow lime limegreen linen magenta " +
		"maroon mediumaquamarine mediumblue mediumorchid mediumpurple mediumseagreen mediumslateblue mediumspringgreen mediumturquoise " +
		"mediumvioletred midnightblue mintcream mistyrose moccasin navajowhite navy oldlace olive olivedrab orange orangered orchid " +
		"palegoldenrod palegreen paleturquoise palevioletred papayawhip peachpuff peru pink plum powderblue purple rebeccapurple red " +
		"rosybrown royalblue saddlebrown salmon sandybrown seagreen seashell sienna silver skyblue slateblue slategray slategrey snow " +
		"springgreen steelblue tan teal thistle tomato turquoise violet wheat white whitesmoke yellow yellowgreen"
	systemColours = "accentcolor accentcolortext activetext buttonborder buttonface buttontext canvas canvastext field fieldtext graytext " +
		"highlight highlighttext linktext mark marktext selecteditem selecteditemtext visitedtext"
)
