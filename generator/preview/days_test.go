package preview

import (
	"context"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/golang-sql/civil"

	"wellshelf/generator"
	"wellshelf/generator/treetest"
)

// tomorrow is an alert of one day, and a page without it.
const tomorrow = "---\ntitle: Shut tomorrow\nsummary: The library is shut.\nlevel: important\nfrom: 2026-11-24\nuntil: 2026-11-24\nupdated: 2026-10-01\n---\n"

// dated is a preview at a clock that the test moves. It looks at the day when it is told to.
func dated(t *testing.T, today civil.Date) (home func() reply, set func(string), look func(), s *Server) {
	t.Helper()
	w := &world{t: t, dir: treetest.Dir(t)}
	for file, text := range files {
		w.write(file, text)
	}
	w.write("areas/midlothian/schools/beeslack/alerts/shut.md", tomorrow)
	clock := atomic.Pointer[time.Time]{}
	set = func(at string) {
		t.Helper()
		now, err := time.Parse(time.RFC3339, at)
		if err != nil {
			t.Fatal(err)
		}
		clock.Store(&now)
	}
	set("2026-11-23T20:00:00Z")
	build := generator.Options{Content: os.DirFS(w.dir), Themes: os.DirFS("../../themes"), Now: *clock.Load(), Today: today, Jobs: 2}
	live, err := (&generator.Builder{Options: build}).Live(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	s = New(live, Options{Build: build, Clock: func() time.Time { return *clock.Load() }})
	w.server, w.http = s, httptest.NewServer(s)
	ctx, stop := context.WithCancel(t.Context())
	looks, ended := make(chan time.Time), make(chan struct{})
	go func() { s.followDays(ctx, looks); close(ended) }()
	t.Cleanup(func() { stop(); <-ended; w.http.CloseClientConnections(); w.http.Close() })
	look = func() { looks <- time.Time{}; looks <- time.Time{} } // the second is taken when the first is done
	return func() reply { return w.get("/midlothian/beeslack/") }, set, look, s
}

func TestADayThatTurnsIsShown(t *testing.T) {
	home, set, look, s := dated(t, civil.Date{})
	first := s.Live()
	home().lacks(t, "Shut tomorrow")
	set("2026-11-23T23:59:59Z")
	look()
	home().lacks(t, "Shut tomorrow")
	if s.Live() != first {
		t.Error("everything was made anew on the same day")
	}
	told := s.changes.wait()
	set("2026-11-24T00:00:01Z")
	look()
	<-told
	home().has(t, "Shut tomorrow")
	set("2026-11-25T08:00:00Z")
	if err := s.Refresh(t.Context(), "content/network.md"); err != nil {
		t.Fatal(err)
	}
	home().lacks(t, "Shut tomorrow")
}

func TestADayThatIsGivenStays(t *testing.T) {
	home, set, look, s := dated(t, civil.Date{Year: 2026, Month: 11, Day: 24})
	set("2026-11-25T08:00:00Z")
	look()
	home().has(t, "Shut tomorrow")
	if err := s.Refresh(t.Context()); err != nil {
		t.Fatal(err)
	}
	home().has(t, "Shut tomorrow")
}

// An open page is told of another day, though both days are at the first version of what they show.
func TestAnOpenPageIsToldOfAnotherDay(t *testing.T) {
	home, set, look, s := dated(t, civil.Date{})
	mark := barOf.FindStringSubmatch(home().body)[3]
	r := httptest.NewRequest(http.MethodGet, "http://127.0.0.1:4321/_changes?token="+s.token+"&page=/midlothian/beeslack/&was="+mark, nil)
	r.RequestURI = r.URL.RequestURI()
	w := httptest.NewRecorder()
	done := make(chan struct{})
	go func() { s.ServeHTTP(w, r); close(done) }()
	set("2026-11-24T00:00:01Z")
	look()
	<-done
	if body := w.Body.String(); !strings.Contains(body, "event: reload") {
		t.Errorf("the page was told %q", body)
	}
}
