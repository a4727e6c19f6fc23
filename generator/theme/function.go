package theme

import (
	"fmt"
	"html/template"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/golang-sql/civil"
)

// utc has no part in any date: a civil date is given a zone to find its weekday.
var utc = time.UTC

// functions are all that templates can call beside html/template's own comparisons. Each is pure.
func (v *Voice) functions() template.FuncMap {
	return template.FuncMap{
		"say":     v.sayFunction,
		"date":    v.dateFunction,
		"clock":   v.clockFunction,
		"weekday": v.Weekday,
		"month":   v.Month,
		"number":  numberFunction,
		"tel":     tel,
		"sms":     sms,
		"mailto":  mailto,
		"asset":   v.assetFunction,
		"dict":    dict,
		"list":    func(values ...any) []any { return values },
		"add":     func(a, b int) int { return a + b },
	}
}

// builtins are the functions of text/template that stay. Those left out either undo html/template's escaping by
// context (html, js, urlquery) or run what a view holds (call).
var builtins = []string{"and", "or", "not", "index", "slice", "len", "print", "printf", "println", "eq", "ne", "lt", "le", "gt", "ge"}

func (v *Voice) sayFunction(key string, args ...any) (any, error) {
	m := v.message(key)
	if m == nil {
		return nil, fmt.Errorf("there is no string %q", key)
	}
	if mistake := checkPairs(args); mistake != "" {
		return nil, fmt.Errorf("string %q: %s", key, mistake)
	}
	for i := 1; i < len(args); i += 2 {
		if _, ok := args[i].(template.HTML); ok {
			return m.html(args), nil
		}
	}
	return m.text(args), nil
}

// dateFunction takes a date as views hold it, written 2026-12-25, or as a civil.Date.
func (v *Voice) dateFunction(d any) (string, error) {
	switch d := d.(type) {
	case civil.Date:
		return v.Date(d), nil
	case string:
		if d == "" {
			return "", nil
		}
		parsed, err := civil.ParseDate(d)
		if err != nil {
			return "", fmt.Errorf("%q is not a date like 2026-12-25", d)
		}
		return v.Date(parsed), nil
	}
	return "", fmt.Errorf("%v is not a date", d)
}

func (v *Voice) clockFunction(t any) (string, error) {
	switch t := t.(type) {
	case civil.Time:
		return v.Time(t), nil
	case string:
		if t == "24:00" { // the end of a day, which a clock shows as the next one's beginning
			return v.Time(civil.Time{}), nil
		}
		parsed, err := time.Parse("15:04", t)
		if err != nil {
			return "", fmt.Errorf("%q is not a time of day like 18:00", t)
		}
		return v.Time(civil.TimeOf(parsed)), nil
	}
	return "", fmt.Errorf("%v is not a time of day", t)
}

func (v *Voice) assetFunction(name string) (string, error) {
	path, ok := v.theme.Asset(name)
	if !ok {
		return "", fmt.Errorf("there is no assets/%s", name)
	}
	return path, nil
}

func numberFunction(v any) (string, error) {
	n, ok := whole(v)
	if !ok {
		return "", fmt.Errorf("%v is not a whole number", v)
	}
	return strconv.Itoa(n), nil
}

// dial keeps what a telephone dials, so that nothing else can be in the link: RFC 3966 without visual separators.
func dial(number string) (string, error) {
	var b strings.Builder
	for _, r := range number {
		if r >= '0' && r <= '9' || r == '+' && b.Len() == 0 {
			b.WriteRune(r)
		}
	}
	if strings.TrimPrefix(b.String(), "+") == "" {
		return "", fmt.Errorf("%q is not a telephone number", number)
	}
	return b.String(), nil
}

func tel(number string) (template.URL, error) {
	digits, err := dial(number)
	return template.URL("tel:" + digits), err
}

// sms follows RFC 5724: the keyword is the message the reader finds ready to send.
func sms(number string, keyword ...string) (template.URL, error) {
	digits, err := dial(number)
	if err != nil || len(keyword) == 0 || keyword[0] == "" {
		return template.URL("sms:" + digits), err
	}
	if len(keyword) > 1 {
		return "", fmt.Errorf("sms takes a number and one keyword")
	}
	return template.URL("sms:" + digits + "?body=" + percent(keyword[0])), nil
}

// mailto follows RFC 6068; the address cannot add header fields.
func mailto(address string) (template.URL, error) {
	name, host, found := strings.Cut(address, "@")
	if !found || name == "" || host == "" {
		return "", fmt.Errorf("%q is not an e-mail address", address)
	}
	return template.URL("mailto:" + percent(name) + "@" + percent(host)), nil
}

// percent escapes for the query of an address in which + is a plus.
func percent(s string) string { return strings.ReplaceAll(url.QueryEscape(s), "+", "%20") }

func dict(pairs ...any) (map[string]any, error) {
	if mistake := checkPairs(pairs); mistake != "" {
		return nil, fmt.Errorf("dict: %s", mistake)
	}
	m := make(map[string]any, len(pairs)/2)
	for i := 0; i < len(pairs); i += 2 {
		m[pairs[i].(string)] = pairs[i+1]
	}
	return m, nil
}
