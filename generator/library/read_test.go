package library

import (
	"context"
	"os"
	"testing"

	"wellshelf/generator/diag"
)

func TestDemonstration(t *testing.T) {
	l, problems, err := (&Reader{Jobs: 2}).Read(context.Background(), os.DirFS("../../content"))
	if err != nil {
		t.Fatal(err)
	}
	diag.WriteText(os.Stdout, diag.Sort(problems))
	e, w := diag.Count(problems)
	t.Log(len(l.Entries), len(l.Sites), e, w)
}
