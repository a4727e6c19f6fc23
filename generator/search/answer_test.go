package search

import (
	"encoding/json"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"

	"wellshelf/generator/library"
)

// questions are what testdata/answer.json holds the answers to.
var questions = []string{
	"", " ", "?!", "the", "i me my", "sleep", "Sleeping", "slept", "sleap", "anxiety", "anxeity", "anxi", "an", "a", "anx at night", "cant sleap at nite", "insomnia",
	"selfesteem", "self esteem", "self-esteem", "panicattack", "panic attack", "panicattacks", "bull", "bully", "bullyed at skool", "lonley", "butterflies in tummy",
	"my pal has stopped talking to me", "freindship", "grief", "greif", "greeting", "bereavment", "looking after my mum", "young carers", "carrers", "help line", "helpline",
	"footbal", "kootball", "xootball and food", "qqqqqq", "qqqqqq sleep", "no friends", "feart", "FEART!", "fèart", "é", "😀 sad", "x\u0000y sleep", "<img src=x onerror=alert(1)> sleep",
	"sleep anxiety bullying friends grief carers esteem jar box diary apology bench somebody football", strings.Repeat("sleep ", 100), strings.Repeat("z", 10000),
	"worry jar worry jar", "on edge", "no", "s1", "breathe breathing", "two words nobody wrote", "سلام", "їжа", "sorry for your part",
}

type answerFixture struct {
	Files map[string]string `json:"files"`
	Rows  []answerRow       `json:"rows"`
}

type answerRow struct {
	Question string   `json:"q"`
	Group    int      `json:"group"` // -1 for none
	Results  [][2]int `json:"results"`
}

// The fixture holds a whole index, so that the browser's side needs nothing else.
func TestAnswersForTheBrowser(t *testing.T) {
	in := shelved(t, mill(t), "")
	in.First = [][]library.ID{{}, {{Folder: "topics", Slug: "grief"}, {Folder: "topics", Slug: "nowhere"}, {Folder: "topics", Slug: "sleep"}}}
	x := made(t, in)
	got := answerFixture{Files: map[string]string{"root": x.root}}
	for i, payload := range x.payloads {
		got.Files[place(x.build, i)] = payload
	}
	o := opened1(t, x)
	for i := range 2 * len(questions) {
		q, group := questions[i/2], i%2*2-1 // each without a group, and with the second
		results, err := o.Answer(q, map[int]string{1: Groups[1]}[group])
		if err != nil {
			t.Fatal(err)
		}
		row := answerRow{Question: q, Group: group, Results: [][2]int{}}
		for _, r := range results {
			row.Results = append(row.Results, [2]int{r.Number, r.Score})
		}
		got.Rows = append(got.Rows, row)
	}
	const file = "testdata/answer.json"
	if *update {
		text, err := json.MarshalIndent(got, "", " ")
		if err == nil {
			err = os.WriteFile(file, append(text, '\n'), 0o644)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	var want answerFixture
	text, err := os.ReadFile(file)
	if err == nil {
		err = json.Unmarshal(text, &want)
	}
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(got.Files, want.Files) {
		t.Error("the index of testdata/mill.txtar differs from the one in " + file)
	}
	for i, row := range got.Rows {
		if i >= len(want.Rows) || !reflect.DeepEqual(row, want.Rows[i]) {
			t.Errorf("%q: the results differ from those in %s", row.Question, file)
		}
	}
}

func TestAnswer(t *testing.T) {
	x := made(t, shelved(t, mill(t), ""))
	for question, first := range map[string]string{
		"sleep": "Sleep", "insomnia": "Sleep", "cant sleap": "Sleep", "anxeity": "Anxiety and worry", "anxi": "Anxiety and worry", "feart": "Anxiety and worry",
		"selfesteem": "Feeling good about yourself", "bullyed": "Bullying", "bull": "Bullying", "my pal is not speaking": "Friends and falling out",
		"someone died": "When someone dies", "kullying": "Bullying", "worryjar": "A worry jar", "i look after my mum nobody knows": "Looking after someone at home",
	} {
		if got := titles(t, x, question); len(got) == 0 || got[0] != first {
			t.Errorf("%q finds %q, not %q first", question, got, first)
		}
	}
	for _, question := range []string{"", "the", "?!…", "😀", "zzzzzz", strings.Repeat("the ", 3000)} {
		if got := titles(t, x, question); len(got) > 0 {
			t.Errorf("%.20q finds %q", question, got)
		}
	}
}

func TestWordsThatMeanTheSame(t *testing.T) {
	x := made(t, shelved(t, mill(t), ""))
	if got := titles(t, x, "chum"); len(got) == 0 || got[0] != "Friends and falling out" {
		t.Errorf("chum, which no entry says, finds %q", got)
	}
	if got := titles(t, x, "nae pals"); !slices.Contains(got, "Friends and falling out") {
		t.Errorf("nae pals finds %q", got)
	}
}
