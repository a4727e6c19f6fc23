// Package signing writes sign-offs down: who approved which text, in the words of a meeting.
//
// A [Desk] turns what somebody asks into records and kept texts, beside the rules of package signoff. It refuses what
// may not be on record, and says why. Nothing is written here: a [Result] holds whole files, and either all of them or
// none should be written.
//
// There are three ways in. [Desk.Sign] takes decisions about the texts as they are in the tree, one or a whole meeting's
// ([ReadDecisions]). [Desk.Correct] puts a helpline's number right, and it is live with one signature. A withdrawal is a
// decision like any other, and needs one person.
package signing
