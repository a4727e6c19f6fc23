// Package signoff answers one question: which text of an entry may readers see on this day, and who stands for it?
//
// A text is known only by its digest, so this package needs to know nothing of entries. A [Policy] says which roles must
// have approved a text and for how long that lasts. A [Record] is what one role decided about one exact text on one day;
// records are only ever added, and [ReadRecords] reads them. [Judge] lays policy over records:
//
//   - A text is covered when every role of the policy has approved it. Its cover lasts until the first of these
//     approvals runs out, and then through a time of grace: overdue is not wrong.
//   - While a newer text waits, the one that was fully signed last stands. A text is never shown in part.
//   - A correction of facts stands at once with one role; a second is to confirm it within days. What was wrong does not
//     come back.
//   - A withdrawal is one person's, and ends every approval that was given before it.
//
// The policy that asks for nothing lets everything stand: that is the state of a new network.
package signoff
