package preview

import (
	"context"
	"sync"
	"sync/atomic"
	"time"

	"wellshelf/generator"
)

// days is a Live that goes on with the days. A Live is of one day through and through, so on another day it is made anew.
type days struct {
	live  atomic.Pointer[generator.Live]
	build generator.Options
	clock func() time.Time // nil: one day for ever

	mu sync.Mutex // one refresh at a time
	at time.Time  // when live was made
}

func (d *days) begin(live *generator.Live, o Options) {
	d.live.Store(live)
	if !o.Build.Today.IsValid() {
		d.build, d.clock, d.at = o.Build, o.Clock, o.Build.Now
	}
}

// turned is the present time, and whether it is another day than that of live, in the network's time zone; d.mu is held.
func (d *days) turned() (time.Time, bool) {
	if d.clock == nil {
		return time.Time{}, false
	}
	now := d.clock()
	zone := d.live.Load().Library().Zone
	year, month, day := now.In(zone).Date()
	y, m, was := d.at.In(zone).Date()
	return now, year != y || month != m || day != was
}

// anew makes live of today, when that is another day than its own; d.mu is held.
func (d *days) anew(ctx context.Context) (done bool, err error) {
	now, turned := d.turned()
	if !turned {
		return false, nil
	}
	build := d.build
	build.Now = now
	live, err := (&generator.Builder{Options: build}).Live(ctx)
	if err != nil {
		return false, err
	}
	d.live.Store(live)
	d.at = now
	return true, nil
}

// Refresh looks at the folders again, as [generator.Live.Refresh] does, and at the day. Open pages that would look
// different are loaded again. After an error all stays as it was.
func (s *Server) Refresh(ctx context.Context, changed ...string) error {
	s.days.mu.Lock()
	defer s.days.mu.Unlock()
	defer s.Changed()
	if done, err := s.days.anew(ctx); done || err != nil {
		return err
	}
	return s.Live().Refresh(ctx, changed...)
}

// eachMinute is often enough for a day that turns, and also right after a computer has slept, when one long wait would
// still be going on.
const eachMinute = time.Minute

// FollowDays shows each day from its beginning, until ctx ends.
func (s *Server) FollowDays(ctx context.Context) {
	every := time.NewTicker(eachMinute)
	defer every.Stop()
	s.followDays(ctx, every.C)
}

func (s *Server) followDays(ctx context.Context, looks <-chan time.Time) {
	for {
		select {
		case <-ctx.Done():
			return
		case <-looks:
		}
		s.days.mu.Lock()
		done, err := s.days.anew(ctx)
		s.days.mu.Unlock()
		s.say(ctx, err)
		if done {
			s.Changed()
		}
	}
}

// say tells a person that something could not be read anew.
func (s *Server) say(ctx context.Context, err error) {
	if err != nil && ctx.Err() == nil && s.options.Say != nil {
		s.options.Say(err.Error() + "; the preview shows what was there before")
	}
}
