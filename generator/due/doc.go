// Package due lists what somebody has to look at before the next meeting, and who: sign-offs that end or are in grace,
// texts that wait, facts that nobody has checked for long, translations of safety texts that are older than their source,
// adaptations whose text from above moved on, stories whose consent ends, corrections that await a second role.
//
// [Gather] makes the list of a library on a day. The other functions write it: for people ([WriteText], [WriteHTML]), for
// the issues of a Git host ([WriteMarkdown], [Issues]), for programs ([WriteJSON]) and for calendars ([WriteCalendar]).
package due
