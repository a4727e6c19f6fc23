package generator

import (
	"io/fs"
	"slices"
	"strconv"
	"strings"

	"github.com/golang-sql/civil"

	"wellshelf/generator/library"
)

// Prompt is one thing to ask a person who begins an entry or a site.
type Prompt struct {
	Before   string   // what to say before the first question of several; "" most often
	Name     string   // of the field
	About    string   // what it is for, in one sentence
	Choices  []string // the words to choose from; a person may also give their numbers, from one
	Meanings []string // what each choice means, or none
	Several  bool     // an answer may hold several, with commas between
	Lines    bool     // it is asked again until the answer is empty
	Optional bool     // an empty answer leaves it out
	More     bool     // there are answers to it already, and an empty one goes on
}

// Asker asks a person. Ask returns the answer without its line end; an error ends all questions. Refuse says what is
// wrong with the last answer, before it is asked for again.
type Asker interface {
	Ask(q Prompt) (string, error)
	Refuse(text, hint string)
}

// interview asks a person for fields, one at a time, and takes only what a check would.
type interview struct {
	ask      Asker // nil: nobody is there
	lib      *library.Library
	content  fs.FS
	today    civil.Date
	scope    library.Scope
	kindName string // for which fields to ask: a kind's, or settings
	before   string // what to say before the next question
}

// fitting says what is wrong with a value beside the others; "" when it fits.
type fitting func(library.Value) (text, hint string)

// value asks for a field until the answer is right. It returns false when the person leaves the field out.
func (i *interview) value(field *library.Field, within string, fits fitting) (library.Value, bool, error) {
	if field.Type == library.Group {
		return i.group(field, within, fits)
	}
	for {
		items, err := i.items(field, within)
		if err != nil {
			return library.Value{}, false, err
		}
		if len(items) == 0 {
			if !field.Required {
				return library.Value{}, false, nil
			}
			i.ask.Refuse("this cannot be left out", uncapitalised(library.Question(i.kindName, within, field)))
			continue
		}
		v, text, hint := i.lib.Answer(field, i.scope, items...)
		if text == "" {
			text, hint = fits(v)
		}
		if text == "" {
			return v, true, nil
		}
		i.ask.Refuse(text, hint)
	}
}

// items asks once for a field's answer, or, for a list of texts, once for each.
func (i *interview) items(field *library.Field, within string) ([]string, error) {
	q := i.question(field, within)
	q.Before, i.before = i.before, ""
	var items []string
	for {
		answer, err := i.ask.Ask(q)
		if err != nil {
			return nil, err
		}
		answer, q.Before = strings.TrimSpace(answer), ""
		switch {
		case answer == "":
			return items, nil
		case q.Several:
			for _, word := range separated(answer) {
				items = append(items, i.several(word, q.Choices, field)...)
			}
			return items, nil
		case !q.Lines:
			return []string{spoken(answer, q.Choices, field, i.today)}, nil
		}
		if _, text, hint := i.lib.Answer(field, i.scope, answer); text != "" {
			i.ask.Refuse(text, hint)
			continue
		}
		items = append(items, answer)
		if q.More = true; field.Max > 0 && len(items) == field.Max {
			return items, nil
		}
	}
}

func (i *interview) question(field *library.Field, within string) Prompt {
	q := Prompt{Name: field.Name, About: library.Question(i.kindName, within, field), Choices: i.lib.Choices(field, i.scope), Optional: !field.Required}
	if field.Type == library.Language {
		q.Meanings = languageNames(q.Choices)
	}
	switch {
	case field.Type == library.Flag:
		q.Choices = []string{"yes", "no"}
	case field.Many && field.Type == library.Text:
		q.Lines = true
	case field.Many:
		q.Several = true
	}
	return q
}

// spoken is an answer as a field spells it: a choice's number is that choice, yes is true, today is the day.
func spoken(answer string, choices []string, field *library.Field, today civil.Date) string {
	if n, err := strconv.Atoi(answer); err == nil && field.Type != library.Number && n >= 1 && n <= len(choices) {
		answer = choices[n-1]
	}
	switch {
	case field.Type == library.Flag && strings.EqualFold(answer, "yes"):
		return "true"
	case field.Type == library.Flag && strings.EqualFold(answer, "no"):
		return "false"
	case field.Type == library.Date && strings.EqualFold(answer, "today"):
		return today.String()
	case field.Type == library.Choice && !slices.Contains(choices, answer) && slices.Contains(choices, strings.ToLower(answer)):
		return strings.ToLower(answer)
	}
	return answer
}

// several is one of the answers between commas. School years may be said as a range: S1 to S6, or S1-S6.
func (i *interview) several(word string, choices []string, field *library.Field) []string {
	if field.Type == library.Stage {
		from, to, _ := strings.Cut(strings.ReplaceAll(strings.ToUpper(strings.ReplaceAll(word, " ", "")), "TO", "-"), "-")
		first, last := slices.Index(choices, from), slices.Index(choices, to)
		if first >= 0 && last > first {
			return choices[first : last+1]
		}
	}
	return []string{spoken(word, choices, field, i.today)}
}

// separated splits words at commas.
func separated(answer string) []string {
	var items []string
	for item := range strings.SplitSeq(answer, ",") {
		if item = strings.TrimSpace(item); item != "" {
			items = append(items, item)
		}
	}
	return items
}

// group asks for the fields of a group, or of one row after another.
func (i *interview) group(field *library.Field, within string, fits fitting) (library.Value, bool, error) {
	about := library.Question(i.kindName, within, field)
	if field.Required {
		i.before = about
	} else if wanted, err := i.yes(Prompt{Name: field.Name, About: about + " Do you want to say so now?"}); err != nil || !wanted {
		return library.Value{}, false, err
	}
	v := library.Value{Field: field}
	if !field.Many {
		fields, err := i.row(field, within, func(f library.Fields) (string, string) { return fits(library.Value{Field: field, Group: f}) })
		v.Group = fields
		return v, len(fields) > 0, err
	}
	one := *field
	one.Many, one.Max = false, 0
	for {
		fields, err := i.row(field, within, func(f library.Fields) (string, string) {
			return fits(library.Value{Field: field, List: append(slices.Clone(v.List), library.Value{Field: &one, Group: f})})
		})
		if err != nil {
			return v, false, err
		}
		v.List = append(v.List, library.Value{Field: &one, Group: fields})
		if field.Max > 0 && len(v.List) == field.Max {
			return v, true, nil
		}
		if more, err := i.yes(Prompt{Name: field.Name, About: "Is there another one?"}); err != nil || !more {
			return v, true, err
		}
	}
}

// row asks for the fields of one group.
func (i *interview) row(field *library.Field, within string, fits func(library.Fields) (string, string)) (library.Fields, error) {
	var fields library.Fields
	at := strings.TrimPrefix(within+"."+field.Name, ".")
	for n := range field.Fields {
		inner := &field.Fields[n]
		if !library.Asks(i.kindName, at, inner) {
			continue
		}
		v, found, err := i.value(inner, at, func(v library.Value) (string, string) { return fits(fields.With(v, field.Fields)) })
		if err != nil {
			return nil, err
		}
		if found {
			fields = fields.With(v, field.Fields)
		}
	}
	return fields, nil
}

// yes asks a question that is answered with yes or no; an empty answer is no.
func (i *interview) yes(q Prompt) (bool, error) {
	q.Choices, q.Optional = []string{"yes", "no"}, true
	answer, err := i.choose(q)
	return answer == "yes", err
}

// choose asks until the answer is one of the choices, by word or number, or is empty where it may be.
func (i *interview) choose(q Prompt) (string, error) {
	for {
		answer, err := i.ask.Ask(q)
		if err != nil {
			return "", err
		}
		answer = strings.TrimSpace(answer)
		if n, err := strconv.Atoi(answer); err == nil && n >= 1 && n <= len(q.Choices) {
			return q.Choices[n-1], nil
		}
		at := slices.IndexFunc(q.Choices, func(choice string) bool {
			return strings.EqualFold(choice, answer) || len(answer) == 1 && q.Choices[0] == "yes" && strings.EqualFold(choice[:1], answer)
		})
		switch {
		case at >= 0:
			return q.Choices[at], nil
		case answer == "" && q.Optional:
			return "", nil
		}
		i.ask.Refuse("this is none of the choices", "write one of the words, or its number")
	}
}

// uncapitalised turns a sentence of the handbook into a hint.
func uncapitalised(sentence string) string {
	return strings.ToLower(sentence[:1]) + strings.TrimSuffix(sentence[1:], ".")
}
