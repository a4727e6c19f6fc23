package editor

import "time"

const notSaved = "Not saved yet."

// line says of an open entry where its text is: a word for the strip's sign, and a sentence. Days and times are those of
// the network's time zone.
func (e *Editor) line(s State) (sign, sentence string) {
	if !e.desk.HasGit() {
		if s.Saved.IsZero() {
			return "new", notSaved
		}
		return "saved", "Saved on this computer on " + e.when(s.Saved) + ". This folder has no Git: what is saved counts at once."
	}
	switch {
	case s.SentOlder && s.Pushed:
		sign, sentence = "saved", "Saved on this computer on "+e.when(s.Saved)+". An older text was sent for review."
	case s.SentOlder:
		sign, sentence = "saved", "Saved on this computer on "+e.when(s.Saved)+". An older text is ready for review."
	case !s.Sent.IsZero() && s.Pushed:
		sign, sentence = "sent", "Sent for review on "+e.when(s.Sent)+"."
	case !s.Sent.IsZero():
		sign, sentence = "ready", "Ready for review since "+e.when(s.Sent)+", and still on this computer alone, as the branch "+e.desk.ChangeSet().Branch()+"."
	case !s.Saved.IsZero():
		sign, sentence = "saved", "Saved on this computer on "+e.when(s.Saved)+". Not ready for review yet."
	case !s.Live.IsZero():
		sign, sentence = "live", "Live since "+e.day(s.Live)+"."
	case !s.Unsaved:
		return "new", notSaved
	}
	if sign != "live" && !s.LiveOlder.IsZero() {
		sentence += " Readers see the text of " + e.day(s.LiveOlder) + "."
	}
	switch {
	case s.Unsaved && sign == "":
		sign, sentence = "saved", "Written in the file on this computer, not in these forms."+sentence
	case s.Unsaved:
		sentence += " The file on this computer was changed outside these forms; here is the text you saved."
	}
	return sign, sentence
}

func (e *Editor) when(t time.Time) string {
	return t.In(e.zone()).Format("2 January 2006 at 15:04")
}

func (e *Editor) day(t time.Time) string { return t.In(e.zone()).Format("2 January 2006") }

func (e *Editor) zone() *time.Location {
	if zone := e.seen.Live().Library().Zone; zone != nil {
		return zone
	}
	return time.UTC
}
